"""A clock explains itself in sentences that can be checked one by one."""

from datetime import date
from pathlib import Path

import pytest

from pathway.domain.rules.statute_book import statute_book
from statemachines.events import Event
from tests.domain.calendars_for_tests import CALENDARS
from tests.domain.checked_steps import Doubter
from tests.domain.happenings import happened, run, the

STORIES = Path(__file__).parent / "stories"


def story(rule_id, *happenings, **subject):
    return the(rule_id, run(*happenings, explain=True, **subject)).explanation


def test_sixteen_weeks_from_the_request_to_the_last_working_day_before_them():
    told = story(
        "EHC-04",
        happened(Event.BROUGHT_TO_ATTENTION, "2026-09-07", 1),
        happened(Event.REQUEST_RECEIVED, "2026-09-10", 2),
        happened(Event.EXEMPTION_RECORDED, "2026-12-01", 3, limb="10(4)(c)"),
        happened(Event.ISSUE_REFUSED, "2027-01-05", 4),
        process="ehc_needs_assessment",
    )

    assert "\n".join((*told, "")) == (STORIES / "sixteen_weeks.txt").read_text()


def test_an_absence_that_disapplies_a_limit_is_told_with_its_days_and_can_be_checked():
    requested = happened(Event.REQUEST_RECEIVED, "2026-09-07", 1)
    exempted = happened(
        Event.EXEMPTION_RECORDED, "2026-12-01", 2, limb="10(4)(d)", away_from=date(2026, 10, 1),
        away_until=date(2026, 10, 28), working_target_on=date(2027, 1, 20),
    )  # fmt: skip
    clock = the("EHC-04", run(requested, exempted, process="ehc_needs_assessment", explain=True))

    assert (
        "The absence lasted from Thursday 1 October 2026 to Wednesday 28 October 2026: 28 days in "
        "a row."
    ) in clock.explanation
    assert (
        "The authority's own working target is Wednesday 20 January 2027; it moves no legal date."
    ) in clock.explanation
    events = {requested.on, exempted.on, *exempted.said.values()} - {"10(4)(d)"}
    doubter = Doubter(statute_book().rule("EHC-04"), events, CALENDARS)
    assert list(doubter.doubts(clock)) == []


def test_a_composite_tells_of_each_part_and_which_of_them_counts():
    told = story(
        "AR-14",
        happened(Event.REVIEW_HELD, "2026-11-16", 1),
        happened(Event.AMENDMENT_NOTICE_SENT, "2026-12-01", 2),
        process="annual_review",
    )

    assert any(step.startswith("AR-14.ceiling: 12 weeks") for step in told)
    assert any(step.startswith("AR-13: 8 weeks") for step in told)
    assert "The earlier of these is Tuesday 26 January 2027." in told


def test_a_floor_says_what_it_forbids_and_names_no_working_day():
    told = story("EHC-06", happened(Event.DRAFT_SERVED, "2026-12-14", 1))

    assert any("may not be ended before Monday 28 December 2026 is over" in step for step in told)
    assert not any("working day" in step for step in told)


def test_tribunal_time_says_why_the_end_is_moved():
    told = story("APP-01", happened(Event.APPEALABLE_NOTICE_SENT, "2027-06-30", 1))

    assert any("Monday 30 August 2027 is a day in August" in step for step in told)
    assert any("Wednesday 1 September 2027" in step for step in told)


def test_counted_working_days_name_the_bank_holidays_among_them():
    told = story("MED-02", happened(Event.MEDIATION_DECLINED, "2026-12-23", 1))

    assert any(
        "Friday 25 December 2026 (Christmas Day), Monday 28 December 2026 (Boxing Day, substitute "
        "day)" in step
        for step in told
    )


def test_a_confirmed_start_is_said_to_be_confirmed():
    told = story(
        "EHC-02",
        happened(Event.BROUGHT_TO_ATTENTION, "2026-09-01", 1),
        happened(Event.REQUEST_RECEIVED, "2026-09-07", 2),
        happened(Event.START_CONFIRMED, "2026-09-07", 3),
    )

    assert told[1] == (
        "An officer confirmed Monday 7 September 2026 as the day on which the clock started."
    )


def test_a_day_past_the_bank_holidays_says_that_the_working_day_is_not_known():
    told = story("AR-01", happened(Event.PLAN_MADE, "2028-06-01", 1))

    assert any("Bank holidays are known to Sunday 31 December 2028" in step for step in told)


def test_practice_and_guidance_are_never_passed_off_as_law():
    practice = story("EHC-05", happened(Event.REQUEST_RECEIVED, "2026-09-07", 1))
    guidance = story("SS-04", happened(Event.REVIEW_AGREED_FOR, "2026-12-04", 1))

    assert any("PRACTICE (good practice, no legal force)" in step for step in practice)
    assert "It is a target: no law is broken by a later day." in practice
    assert any("SHOULD (statutory guidance: depart from it only" in step for step in guidance)


def test_the_day_for_the_meeting_of_a_review_is_practice_and_says_where_the_law_is():
    told = story("AR-03", happened(Event.PLAN_MADE, "2026-03-09", 1))

    assert any(step.startswith("AR-03, PRACTICE (good practice, no legal force)") for step in told)
    assert "It is a target: no law is broken by a later day." in told
    assert any("The law is the decision" in step for step in told)


@pytest.mark.parametrize("rule_id", [
    rule.id for rule in statute_book().newest if rule.starts.earliest and len(rule.starts.when) > 1
])  # fmt: skip
def test_an_officer_can_confirm_another_start_only_where_the_rule_lets_one(rule_id):
    rule = statute_book().rule(rule_id)
    when = rule.starts.when[0]
    said = {when.said: when.among[0]} if when.said else {}
    start = happened(when.event, "2026-09-07", 1, **said)

    told = the(rule_id, run(start, explain=True, law=statute_book().only(rule_id))).explanation

    assert any(step.startswith("The clock starts with the earliest of") for step in told)
    confirms = any("officer confirms another day" in step for step in told)
    assert confirms is (rule.starts.confirmed_by is not None)


@pytest.mark.parametrize(
    ("sent", "due", "later"),
    [
        ("2026-07-13", "2026-09-01", "Tuesday 22 September 2026"),
        ("2026-12-01", "2027-01-15", "Wednesday 20 January 2027"),
        ("2026-10-05", "2026-11-16", None),
    ],
    ids=["over August", "over Christmas", "over neither"],
)
def test_an_answer_to_an_appeal_says_which_later_day_a_literal_reading_would_give(sent, due, later):
    clock = the("APP-02", run(happened(Event.APPEAL_SENT_TO_AUTHORITY, sent, 1), explain=True))

    told = [step for step in clock.explanation if step.startswith("Read literally")]
    assert str(clock.due_on) == due
    assert [later in step for step in told] == ([True] if later else [])
