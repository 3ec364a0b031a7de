"""Which dates a letter names, and what it says of one that has passed."""

from datetime import date
from uuid import uuid4

import pytest

from pathway.persistence import register
from pathway.persistence.tables.authorities import Person
from pathway.persistence.tables.pupils import Link
from pathway.services.alerting import alert
from pathway.services.office import Actor
from statemachines.vocabulary import Role
from tests.offices import on
from tests.services.test_letters_explain import letters
from tests.services.told_clocks import begin_in
from tests.statemachines.examples.rights import RIGHTS

MOTHER, SCHOOL, HUB = "mo@people.example", "sen@people.example", "hub@places.example"
MEETINGS = "31 August 2027: The school meets the parents at least three times"
REPORT = "31 August 2027: The school reports to the parents on the child's progress"
TOLD_IN_THE_WEEK = "The parent is told in the week in which provision begins."


@pytest.fixture
def supported(open_case, move, senco, around):
    """A case whose support began on 9 September; the father was not told of it."""
    case = open_case().process
    views = [{"person": one, "words": "we read"} for one in (around.mother, around.father)]
    found = {"strengths": "counts", "needs": "reads slowly", "pupils_view": {"words": "maths!"}}
    move(case, "finish assessment", senco, date(2026, 9, 8), found | {"parents_views": views})
    plan = {
        "outcomes": [{"aim": "reads twenty words", "measure": "a list of words"}],
        "provision": [
            {"what": "reading", "who": "SENCO", "how_often": "daily", "how_long": "15 minutes"}
        ],
        "review_on": "2027-01-15",
        "parents_told": [{"person": around.mother, "on": "2026-09-09"}],
    }
    move(case, "start provision", senco, date(2026, 9, 9), plan)
    return case


def test_a_day_that_has_passed_is_not_told_as_one_to_come(office, supported, move, senco):
    move(supported, "hold review meeting", senco, date(2026, 10, 23), {"pupils_words": "fine"})

    sent = letters(office, supported)[MOTHER]
    assert f"- 13 September 2026 (this day has passed): {TOLD_IN_THE_WEEK}\n" in sent
    assert "- 15 January 2027: The plan is reviewed in line" in sent
    assert "If 13 September 2026 was missed" in sent


def test_a_family_reminded_after_its_day_is_told_that_it_has_passed(
    office, around, requested, move
):
    received = date(2026, 9, 7)
    notified = [{"person": one, "on": received} for one in (around.mother, around.father)]
    said = {"notified": notified, "reasons": "the school can meet it", **RIGHTS}
    by = Actor(person=around.manager, role=Role.DECISION_MAKER)
    move(requested, "refuse to assess", by, received, said)

    alert(office, at=on(date(2026, 11, 8)).recorded_at)

    sent = letters(office, f"{requested.partition('/')[0]}/dispute/1/MED-01")[MOTHER]
    assert "You had until the end of 7 November 2026 (this day has passed)" in sent


def link_a_hub(office, around):
    """Let a hub be told about the pupil."""
    new = Person(
        authority_id=office.authority_id, id=uuid4(), name="Harbour Hub", email=HUB,
        roles=[Role.PROVIDER],
    )  # fmt: skip
    link = Link(
        authority_id=office.authority_id, id=uuid4(), pupil_id=around.pupil, person_id=new.id,
        relationship="assessment hub", audience="provider", from_on=date(2026, 9, 1),
    )  # fmt: skip
    with office.engine.begin() as connection:
        register.enter(connection, [new, link])


@pytest.fixture
def placed(office, around, supported, move, caseworker):
    """The case, after its pupil was placed in the hub on 1 December until 12 January."""
    link_a_hub(office, around)
    first, last = date(2026, 12, 1), date(2027, 1, 12)
    proposal = {
        "kind": "assessment_hub", "legal_basis": "section_19", "commissioned_by": "authority",
        "reason": "other", "aim": "find out what works", "starts_on": first, "ends_on": last,
        "sessions_a_week": 10, "full_time": True, "outcomes": {"attendance": "every day"},
        "curriculum_fit": "the same subjects", "transport": "a taxi",
    }  # fmt: skip
    approval = {
        "provider": {"name": "Harbour Hub", "urn": "123456"}, "starts_on": first, "ends_on": last,
        "bought": False, "funding": "high needs block", "safeguarding_valid_until": "2027-08-31",
        "registration": {"registered": True},
    }  # fmt: skip
    placement = begin_in(
        office, supported, "placement", "propose", caseworker, date(2026, 11, 24), **proposal
    ).process
    manager = Actor(person=around.manager, role=Role.MANAGER)
    move(placement, "approve", manager, date(2026, 11, 27), approval)
    move(placement, "start", caseworker, first)
    move(supported, "place in temporary AP", caseworker, first, {"placement": placement})
    return supported


def test_letters_about_a_placement_name_its_own_dates_and_none_of_the_home_schools(office, placed):
    placement = f"{placed.partition('/')[0]}/placement/1"
    approved, started = letters(office, f"{placement}/2"), letters(office, f"{placement}/3")

    for one in (MOTHER, SCHOOL, HUB):
        assert "12 January 2027: The last day agreed" in approved[one]
        assert "12 January 2027: A placement ends" in started[one]
    assert [one for one in (*approved.values(), *started.values()) if "31 August 2027" in one] == []


def test_parents_and_school_hear_that_the_schools_own_duties_go_on_meanwhile(office, placed):
    sent = letters(office, placed)

    for one in (MOTHER, SCHOOL):
        assert f"- {MEETINGS}" in sent[one]
        assert f"- {REPORT}" in sent[one]


def test_a_hub_is_told_no_dates_of_what_the_home_school_owes_the_parents(office, placed):
    sent = letters(office, placed)[HUB]

    assert "the pupil is placed with you" in sent
    assert "The school meets" not in sent
    assert "Dates to know" not in sent
    assert "counted" not in sent


def test_a_hub_is_told_the_first_day_back_at_school(office, placed, move, senco):
    back = {
        "starts_on": "2027-01-13", "measures": ["comes every day"],
        "home_school": {"answer": "agrees"}, "pupil": {"answer": "agrees", "words": "At last."},
    }  # fmt: skip

    move(placed, "begin reintegration", senco, date(2027, 1, 8), back)

    sent = letters(office, placed)[HUB]
    assert "Dates to know\n- 13 January 2027: The first day back\n\nWho to ask" in sent
