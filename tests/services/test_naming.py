"""Names in forms and commands become the people and places that are meant."""

from dataclasses import dataclass

import pytest
from sqlalchemy import text

from pathway.domain.names import unaccented
from pathway.persistence import register
from pathway.persistence.names_in_sql import without_accents
from pathway.persistence.tables.authorities import Setting
from pathway.services.alert_company import Company
from pathway.services.calendars import find_setting
from pathway.services.errors import PersonAmbiguous
from pathway.services.naming import with_ids
from pathway.services.staffing import change_person
from statemachines.graduated_approach_forms import AssessmentFinished
from tests.offices import NOON

WRITTEN = ["Zoë Müller", "ŁUCJA Sørensen", "İnci Đào", "O’Néill-Straße", "Plain Jane"]


@dataclass(frozen=True)
class Named:
    name: str


def meant(office, around, said):
    content = {"parents_views": [{"person": said, "words": "He hides his books."}]}
    named = with_ids(office, AssessmentFinished, content, pupil=around.pupil)
    return named["parents_views"][0]["person"]


@pytest.mark.parametrize("name", WRITTEN)
def test_the_database_leaves_accents_out_as_we_do(office, name):
    with office.engine.connect() as connection:
        asked = text(f"select {without_accents('cast(:name as text)')}")
        plain = connection.execute(asked, {"name": name}).scalar_one()

    assert plain == unaccented(name)


@pytest.mark.parametrize("said", ["École Ste Thérèse", "ecole ste therese"])
def test_a_place_is_found_without_its_accents(office, said):
    with office.engine.begin() as connection:
        register.enter(
            connection,
            [
                Setting(authority_id=office.authority_id, name=name, kind="school", urn=urn)
                for name, urn in (("École Ste Thérèse", "990001"), ("Elm School", "990002"))
            ],
        )

    assert find_setting(office, said).urn == "990001"


def test_the_family_is_found_without_accents_in_a_form(office, around):
    change_person(office, around.mother, {"name": "Zoë Müller"}, by=None, at=NOON)

    assert meant(office, around, "zoe muller") == str(around.mother)


def test_of_two_parents_the_one_is_meant_whose_name_is_typed(office, around):
    change_person(office, around.mother, {"name": "Zoë Müller"}, by=None, at=NOON)
    change_person(office, around.father, {"name": "Zoe Müller"}, by=None, at=NOON)

    assert meant(office, around, "zoë müller") == str(around.mother)
    assert meant(office, around, "Zoe Müller") == str(around.father)
    with pytest.raises(PersonAmbiguous, match="2 people or places fit"):
        meant(office, around, "Zoe Muller")


def test_of_two_parents_of_one_name_none_is_guessed(office, around):
    change_person(office, around.father, {"name": "Mo Ther"}, by=None, at=NOON)

    with pytest.raises(PersonAmbiguous):
        meant(office, around, "Mo Ther")


def test_an_adviser_is_known_whose_name_was_written_without_accents():
    zoe, other = Named("Zoë Müller"), Named("Edpsych One")

    assert Company(written={"adviser": "Zoe Muller"}).advisers([zoe, other]) == [zoe]
    assert Company().advisers([zoe, other]) == []
