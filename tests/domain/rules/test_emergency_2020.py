"""The emergency of 2020; the table of its cases is `cases/emergency_2020.txt`."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathway.domain.calendars import BankHolidays, Calendars
from pathway.domain.clocks import reckon
from pathway.domain.course import Subject
from pathway.domain.enquiry import enquire
from pathway.domain.rules import emergency_2020
from pathway.domain.rules.emergency_2020 import FIRST, LAST, LAST_OF_ENDEAVOURS, is_covered
from pathway.domain.rules.reading import read_rules
from pathway.domain.rules.statute_book import FILES, statute_book
from statemachines.events import Event, Happening
from statemachines.vocabulary import WaitingFor

CALENDARS = Calendars(BankHolidays.shipped())
TODAYS = {rule.id: rule for file in FILES for rule in read_rules(file)}
COVERED = [rule.id for rule in TODAYS.values() if is_covered(rule)]
ONE_DAY = timedelta(days=1)


def due(rule_id, **days):
    return enquire(rule_id, days, statute_book(), CALENDARS)


@settings(deadline=None)
@given(received=st.dates(date(2019, 9, 1), date(2021, 1, 1)))
def test_a_limit_has_no_date_where_it_ends_in_the_emergency_and_else_todays(received):
    clock = due("EHC-08", request_received=received)

    ends_on = received + timedelta(weeks=20)
    assert clock.due_on == (None if FIRST <= ends_on <= LAST else ends_on)
    assert (clock.why_no_date is None) == (clock.due_on is not None)


@settings(deadline=None)
@given(reviewed=st.dates(date(2018, 9, 1), date(2021, 1, 1)))
def test_the_meeting_is_planned_back_from_a_day_only_where_that_day_binds(reviewed):
    decision, meeting = (due(rule_id, last_reviewed=reviewed) for rule_id in ("AR-02", "AR-03"))

    back = decision.due_on and decision.due_on - timedelta(weeks=4)
    assert meeting.due_on == back


@settings(deadline=None)
@given(met=st.dates(date(2020, 1, 1), date(2020, 12, 1)), notice=st.integers(0, 60))
def test_the_earlier_of_two_limits_is_the_earlier_of_those_that_bind(met, notice):
    sent = met + timedelta(days=notice)

    clock = due("AR-14", review_meeting=met, notice_sent=sent)

    ends = (sent + timedelta(weeks=8), met + timedelta(weeks=12))
    assert clock.due_on == min((day for day in ends if not FIRST <= day <= LAST), default=None)


def test_the_engine_and_whoever_asks_for_one_date_agree():
    on = date(2020, 4, 30)
    happened = [Happening(Event.REQUEST_RECEIVED, on, 1)]

    found = reckon(happened, Subject("ehc_needs_assessment"), statute_book(), CALENDARS, on)

    running = {clock.rule_id: clock for clock in found.clocks}
    for rule_id in ("EHC-02", "EHC-04", "EHC-08", "EHC-05"):
        asked = due(rule_id, request_received=on)
        assert running[rule_id].due_on == asked.due_on
        assert running[rule_id].why_no_date == asked.why_no_date
    assert running["EHC-05"].due_on == date(2020, 8, 6)


def test_nobody_is_overdue_by_a_day_that_did_not_bind():
    clock = due("EHC-08", request_received=date(2020, 4, 30))

    assert not clock.is_overdue_on(date(2021, 1, 1))


def test_the_explanation_counts_to_the_day_and_says_what_took_it():
    told = due("AR-10", review_held=date(2020, 6, 1)).explanation

    assert any("the same weekday, Monday 29 June 2020" in step for step in told)
    assert any(
        step.startswith("There is no fixed date: its last day, Monday 29 June 2020")
        and "as soon as reasonably practicable" in step
        and "SI 2020/471" in step
        for step in told
    )


def test_the_explanation_says_why_there_is_a_date_again():
    again = "relaxed only up to Friday 25 September 2020"

    assert any(again in step for step in due("AR-10", review_held=date(2020, 9, 1)).explanation)
    assert not any(again in step for step in due("AR-10", review_held=date(2019, 9, 2)).explanation)
    assert not any(again in step for step in due("AR-10", review_held=date(2026, 9, 1)).explanation)


def test_of_two_limits_the_explanation_says_which_did_not_bind():
    told = due("AR-14", review_meeting=date(2020, 7, 10), notice_sent=date(2020, 7, 20)).explanation

    passed_over = next(n for n, step in enumerate(told) if "AR-13: this does not bind" in step)
    assert "Monday 14 September 2020" in told[passed_over]
    assert told[passed_over + 1] == "The earlier of these is Friday 2 October 2020."


@pytest.mark.parametrize(
    "rule_id",
    ["EHC-02", "EHC-03", "EHC-04", "AR-01", "AR-02", "AR-03", "AR-13", "AR-14", "AR-14.ceiling",
     "ORD-04.final", "TRF-03", "MED-02"],
)  # fmt: skip
def test_the_limits_that_the_instrument_names_are_covered(rule_id):
    assert rule_id in COVERED


@pytest.mark.parametrize(
    "rule_id",
    [
        pytest.param("EHC-05", id="a target of practice"),
        pytest.param("EHC-06", id="a floor that protects the family"),
        pytest.param("EHC-08.final_after_reversal", id="the Ombudsman's practice"),
        pytest.param("MED-01", id="a right of the family"),
        pytest.param("APP-01", id="the tribunal's own time"),
        pytest.param("EXC-03", id="other regulations"),
        pytest.param("AR-16", id="a fixed day of the year"),
        pytest.param("AR-18", id="reg 18 was left as it was"),
        pytest.param("EHC-01", id="what never had a fixed limit"),
    ],
)
def test_what_the_emergency_did_not_touch_stays_as_it_is(rule_id):
    assert rule_id not in COVERED


def test_each_rule_that_is_named_as_covered_is_one_and_gives_a_date():
    assert {TODAYS[rule_id].base for rule_id in COVERED} == emergency_2020.COVERED | {"AR-03"}


def test_whether_a_limit_is_covered_does_not_hang_on_who_has_to_keep_it():
    for rule_id in COVERED:
        assert all(is_covered(replace(TODAYS[rule_id], owner=owner)) for owner in WaitingFor)


def test_a_relaxed_limit_is_todays_rule_in_all_but_what_relaxed_it():
    for rule_id in COVERED:
        (only,) = statute_book().versions(rule_id)
        assert replace(only.rule, relaxed=None) == TODAYS[rule_id]


@pytest.mark.parametrize(
    ("made", "is_lesser"),
    [
        (FIRST - ONE_DAY, False),
        (FIRST, True),
        (LAST_OF_ENDEAVOURS, True),
        (LAST_OF_ENDEAVOURS + ONE_DAY, False),
    ],
)
def test_reasonable_endeavours_were_enough_for_a_plan_made_while_the_notices_ran(made, is_lesser):
    told = due("EHC-10", plan_first_made=made).explanation

    assert any("reasonable endeavours" in step for step in told) is is_lesser
    assert any("Coronavirus Act 2020 Sch 17" in step for step in told) is is_lesser


def test_every_rule_is_listed_once_in_its_newest_version():
    assert [rule.id for rule in statute_book().newest] == list(TODAYS)
    assert all(rule.valid_to is None for rule in statute_book().newest)
