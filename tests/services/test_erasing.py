"""A lawful erasure: who decides it, what goes, what stays, and that the chain still verifies."""

from datetime import date

import pytest
from sqlalchemy import text

from pathway.domain.errors import ProcessNotFound
from pathway.services.casekeys import process_key
from pathway.services.erasing import erase
from pathway.services.erasure_errors import (
    ErasedAlready,
    ErasureNotTheirs,
    GroundMissing,
    LineNotFound,
)
from pathway.services.office import Actor
from pathway.services.rebuilding import verify_clocks
from pathway.services.verifying import verify
from statemachines.vocabulary import Role

DAY = date(2026, 9, 9)
GROUND = "UK GDPR Art. 17(1)(d)"


@pytest.fixture
def manager(around):
    return Actor(person=around.manager, role=Role.MANAGER)


@pytest.fixture
def met(open_case, move, senco):
    process = open_case().process
    move(process, "hold review meeting", senco, DAY, {"pupils_words": "Canary words"})
    return process


def contents(office):
    with office.engine.connect() as connection:
        query = "select number, content::text from contents order by number"
        return dict(connection.execute(text(query)).all())


def test_what_a_line_recorded_goes_and_the_line_stays(office, met, manager):
    done = erase(office, process_key(met), 2, by=manager, ground=GROUND)

    assert set(contents(office)) == {1}
    assert (done.move, done.on, done.verified, done.faults) == ("hold review meeting", DAY, 2, ())
    found = verify(office)
    assert (found.lines, found.erased, found.faults) == (2, 1, ())


def test_an_erasure_is_recorded_with_who_decided_it_and_why(office, met, manager):
    erase(office, process_key(met), 2, by=manager, ground=f"  {GROUND} ")

    with office.engine.connect() as connection:
        recorded = connection.execute(text("select number, person_id, ground from erasures")).all()
    assert recorded == [(2, manager.person, GROUND)]


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.SENCO, Role.ADMINISTRATOR, Role.FAMILY])
def test_nobody_but_a_manager_has_something_erased(office, met, around, role):
    with pytest.raises(ErasureNotTheirs, match="only these decide on it: manager"):
        erase(
            office, process_key(met), 2, by=Actor(person=around.caseworker, role=role),
            ground=GROUND,
        )  # fmt: skip

    assert set(contents(office)) == {1, 2}


def test_what_can_not_be_erased_is_said_so(office, met, manager):
    key = process_key(met)
    erase(office, key, 2, by=manager, ground=GROUND)

    with pytest.raises(ErasedAlready):
        erase(office, key, 2, by=manager, ground=GROUND)
    with pytest.raises(LineNotFound, match="no line 7, only 1 to 2"):
        erase(office, key, 7, by=manager, ground=GROUND)
    with pytest.raises(GroundMissing):
        erase(office, key, 1, by=manager, ground=" ")
    with pytest.raises(ProcessNotFound):
        erase(office, process_key(f"{key.case}/placement/1"), 1, by=manager, ground=GROUND)


def test_what_a_line_said_elsewhere_is_told(office, met, move, caseworker, manager):
    key = process_key(met)
    north = {"from_on": "2026-09-01", "district": "North"}
    move(met, "change details", caseworker, DAY, north)
    right = {"line": 3, "right_values": {"district": "South"}, "reason": "a slip"}
    move(met, "correct", caseworker, DAY, right)
    delay = {"late_step": "the plan", "honest_reason": "ill", "next_update_on": "2026-10-01"}
    move(met, "tell of delay", caseworker, DAY, delay)

    of_details = " ".join(erase(office, key, 3, by=manager, ground=GROUND).left)
    of_letters = " ".join(erase(office, key, 5, by=manager, ground=GROUND).left)

    assert "what it said of the pupil: district" in of_details
    assert "what line 4, which corrects it, holds" in of_details
    assert "the words of 2 letters" in of_letters


def test_the_clocks_say_afterwards_what_history_still_says(
    office, open_case, move, senco, around, manager
):
    process = open_case().process
    parents = (around.mother, around.father)
    views = {
        "strengths": "counts well", "needs": "reads slowly",
        "pupils_view": {"words": "I like sums"},
        "parents_views": [{"person": str(p), "words": "yes"} for p in parents],
    }  # fmt: skip
    move(process, "finish assessment", senco, DAY, views)
    plan = {
        "outcomes": [{"aim": "reads", "measure": "twenty words"}],
        "provision": [{"what": "reading", "who": "TA", "how_often": "daily", "how_long": "20 min"}],
        "review_on": "2026-11-20",
    }
    move(process, "start provision", senco, DAY, plan)

    erase(office, process_key(process), 3, by=manager, ground=GROUND)

    assert verify_clocks(office).differences == ()
