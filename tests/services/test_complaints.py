"""Complaints through the engine: the dates of the Ombudsman's code, of a pack, of the Act."""

from dataclasses import replace
from datetime import date

import pytest

from pathway.domain.calendars import Calendars
from pathway.services.office import Actor
from statemachines.vocabulary import Role
from tests.services.told_clocks import begin_in, clocks_of, due, open_one, running

RECEIVED = date(2026, 11, 2)
ANSWER = {"finding": "upheld", "next_stage_told_of": True}


@pytest.fixture
def mother(around):
    return Actor(person=around.mother, role=Role.FAMILY)


@pytest.fixture
def manager(around):
    return Actor(person=around.manager, role=Role.MANAGER)


@pytest.fixture
def complaint(office, around, mother):
    known_since = date(2026, 9, 7)
    return open_one(
        office, around, "complaint", "receive complaint", mother, RECEIVED,
        about="the plan is late", known_since_on=known_since,
    ).process  # fmt: skip


def test_a_complaint_needs_no_case_and_its_periods_are_those_of_the_code(office, complaint):
    assert due(office, complaint) == {
        "CMP-01": date(2026, 11, 9),
        "CMP-02": date(2026, 11, 23),
        "CMP-09": date(2027, 9, 6),
    }


def test_an_authority_that_set_itself_other_periods_is_held_to_them(office, around, mother):
    holidays = office.calendars.bank_holidays
    own = {"complaints.acknowledged_within": 3, "complaints.stage_one_within": 15}
    its_own = replace(office, calendars=Calendars(holidays, office.calendars.school, own))

    process = open_one(its_own, around, "complaint", "receive complaint", mother, RECEIVED).process

    assert due(office, process)["CMP-01"] == date(2026, 11, 5)
    assert due(office, process)["CMP-02"] == date(2026, 11, 26)


def test_a_complaint_comes_in_beside_a_closed_case(office, open_case, move, caseworker, mother):
    case = open_case().process
    move(case, "close", caseworker, date(2026, 10, 5), {"reason": "moved"})

    opened = begin_in(office, case, "complaint", "receive complaint", mother, RECEIVED)

    assert opened.state == "stage_one"


def test_from_stage_one_to_the_remedies_the_ombudsman_wants(
    office, complaint, move, manager, caseworker
):
    move(complaint, "acknowledge", manager, date(2026, 11, 4))
    acknowledged = due(office, complaint)
    move(complaint, "answer", manager, date(2026, 11, 18), ANSWER)
    answered = running(office, complaint)
    move(complaint, "escalate", caseworker, date(2026, 12, 1))
    move(complaint, "acknowledge", manager, date(2026, 12, 3))
    escalated = due(office, complaint)
    move(complaint, "take to Ombudsman", caseworker, date(2027, 1, 18))
    asked = {"enquiry": "first", "answer_by_on": date(2027, 3, 12)}
    move(complaint, "record enquiry", caseworker, date(2027, 2, 12), asked)
    enquired = running(office, complaint)
    move(complaint, "answer enquiry", caseworker, date(2027, 3, 10), {"enquiry": "first"})
    decided = date(2027, 4, 7)
    move(complaint, "record decision", caseworker, decided, {"decision": "remedy"})
    for remedy, by in (("apology", date(2027, 5, 7)), ("payment", date(2027, 5, 7))):
        move(complaint, "agree remedy", manager, decided, {"remedy": remedy, "do_by_on": by})
    move(complaint, "carry out remedy", manager, date(2027, 4, 20), {"remedy": "apology"})

    assert acknowledged["CMP-02"] == date(2026, 11, 18), "ten days from the acknowledgement"
    assert answered == {"CMP-09"}
    assert escalated["CMP-04"] == date(2027, 1, 5)
    assert enquired == {"CMP-05"}
    assert [(c.due_on, c.met) for c in clocks_of(office, complaint) if c.rule == "CMP-06"] == [
        (date(2027, 5, 7), True),
        (date(2027, 5, 7), False),
    ]
    assert running(office, complaint) == {"CMP-06"}, "of two remedies for one day, one is owed"


def test_a_promise_of_a_later_answer_takes_the_place_of_the_codes_day(
    office, complaint, move, manager
):
    promised = {
        "reason": "files from another authority", "ombudsman_told_of": True,
        "answer_by_on": date(2026, 12, 4),
    }  # fmt: skip
    move(complaint, "extend", manager, date(2026, 11, 16), promised)

    assert due(office, complaint)["CMP-02.extended"] == date(2026, 12, 4)
    assert "CMP-02" not in running(office, complaint)


def test_a_public_report_has_the_periods_of_the_act(office, complaint, move, manager):
    move(complaint, "take to Ombudsman", manager, date(2026, 12, 1))

    move(complaint, "record report", manager, date(2027, 1, 15))

    assert due(office, complaint)["CMP-07"] == date(2027, 4, 14)
    assert due(office, complaint)["CMP-08"] == date(2027, 1, 29)
