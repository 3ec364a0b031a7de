"""Grounds that lie in a time, hold while they last, or are found in what was done before."""

from datetime import date

import pytest

from pathway.domain.rules.statute_book import statute_book
from statemachines.events import Event
from tests.domain.calendars_for_tests import CALENDARS
from tests.domain.checked_steps import Doubter
from tests.domain.happenings import happened, of, run, the

EXEMPT = Event.EXEMPTION_RECORDED
ORDERED = happened(Event.ORDER_MADE, "2026-12-03", 1, orders="assess")
DIRECTION = {"process": "placement", "kind": "off_site_direction"}


def disapplied(found):
    return {clock.rule_id: clock.disapplied for clock in found}


@pytest.mark.parametrize(
    ("away_from", "away_until", "freed"),
    [
        pytest.param("2026-12-01", "2026-12-17", {1, 2, 3}, id="all of the first two weeks"),
        pytest.param("2026-12-11", "2026-12-24", {2, 3}, id="half of them in the first two weeks"),
        pytest.param("2027-02-08", "2027-02-21", {3}, id="after ten weeks, before fourteen"),
        pytest.param("2026-11-01", "2026-11-30", set(), id="before the order"),
    ],
)
def test_an_absence_disapplies_those_limits_of_an_order_in_whose_time_it_lay(
    away_from, away_until, freed
):
    absence = happened(
        EXEMPT, "2027-03-01", 2, limb="44(3)(b)",
        away_from=date.fromisoformat(away_from), away_until=date.fromisoformat(away_until),
    )  # fmt: skip

    found = disapplied(run(ORDERED, absence, process="ehc_needs_assessment"))

    assert {n for n in (1, 2, 3) if found[f"ORD-0{n}"] == "44(3)(b)"} == freed


PLAN = happened(Event.PLAN_MADE, "2026-09-07", 1, health_provision=True)


def arranged(on, line=2, **said):
    return happened(EXEMPT, on, line, limb="42(5)", **said)


def test_what_the_family_has_arranged_is_not_owed_and_never_overdue():
    plan = run(PLAN, arranged("2026-09-21"), process="ehc_plan")

    assert the("EHC-10", run(PLAN, process="ehc_plan")).is_overdue_on(date(2026, 10, 5))
    assert not the("EHC-10", plan).is_overdue_on(date(2026, 10, 5))
    assert the("EHC-10", plan).due_on == date(2026, 9, 7)
    assert the("EHC-10.health", plan).disapplied == "42(5)"


def test_arrangements_for_education_alone_leave_the_care_boards_duty():
    plan = run(PLAN, arranged("2026-09-21", rules=("EHC-10",)), process="ehc_plan")

    assert the("EHC-10", plan).disapplied == "42(5)"
    assert the("EHC-10.health", plan).disapplied is None


def test_the_duty_is_back_when_the_arrangements_have_ended_and_goes_when_they_are_made_anew():
    ended = arranged("2026-11-02", 3, ended_on=date(2026, 10, 30))
    anew = arranged("2027-01-11", 4)

    over = run(PLAN, arranged("2026-09-21"), ended, process="ehc_plan")
    again = run(PLAN, arranged("2026-09-21"), ended, anew, process="ehc_plan")

    assert the("EHC-10", over).disapplied is None
    assert the("EHC-10", over).is_overdue_on(date(2026, 11, 2))
    assert the("EHC-10", again).disapplied == "42(5)"


def test_the_provision_of_a_transferred_plan_is_not_owed_either_where_the_family_arranged_it():
    transferred = happened(Event.PLAN_TRANSFERRED_IN, "2026-09-07", 1, health_provision=False)

    plan = run(transferred, arranged("2026-09-21"), process="ehc_plan")

    assert the("TRF-02", plan).disapplied == "42(5)"


def test_the_end_of_what_made_a_time_limit_impractical_does_not_bring_the_limit_back():
    requested = happened(Event.REQUEST_RECEIVED, "2026-09-07", 1)
    ill = happened(EXEMPT, "2026-10-12", 2, limb="5(4)(c)", ended_on=date(2026, 10, 9))

    clock = the("EHC-02", run(requested, ill, process="ehc_needs_assessment", explain=True))

    assert clock.disapplied == "5(4)(c)"
    assert "The condition ended on Friday 9 October 2026." in clock.explanation


def test_hours_capped_by_a_plan_free_from_full_time_education_while_the_plan_caps_them():
    out = happened(
        Event.EXCLUSION_DECIDED, "2026-09-07", 1, excluded_from=date(2026, 9, 7), permanent=True
    )
    began = happened(Event.PERMANENT_EXCLUSION_BEGAN, "2026-09-07", 1)
    capped = happened(EXEMPT, "2026-09-09", 2, limb="5(2)(b)")
    amended = happened(EXEMPT, "2026-09-28", 3, limb="5(2)(b)", ended_on=date(2026, 9, 25))

    assert the("AP-03", run(out, began, capped, process="exclusion")).disapplied == "5(2)(b)"
    assert the("AP-03", run(out, began, capped, amended, process="exclusion")).disapplied is None


REQUEST = happened(Event.PLACEMENT_REVIEW_REQUESTED, "2026-12-14", 3)


@pytest.mark.parametrize(
    ("reviewed_on", "freed"),
    [
        pytest.param("2026-10-04", None, id="the day before the ten weeks"),
        pytest.param("2026-10-05", "4A(4)", id="the first of the ten weeks"),
        pytest.param("2026-12-13", "4A(4)", id="the day before the request"),
        pytest.param("2026-12-14", None, id="the day of the request, which they precede"),
    ],
)
def test_a_review_held_in_the_ten_weeks_before_the_request_is_found_in_the_history(
    reviewed_on, freed
):
    reviewed = happened(Event.PLACEMENT_REVIEWED, reviewed_on, 2)

    assert the("AP-10", run(reviewed, REQUEST, **DIRECTION)).disapplied == freed


def test_only_that_request_is_not_owed_a_review_and_a_later_one_is():
    reviewed = happened(Event.PLACEMENT_REVIEWED, "2026-12-07", 2)
    later = happened(Event.PLACEMENT_REVIEW_REQUESTED, "2027-02-22", 4)

    found = of("AP-10", run(reviewed, REQUEST, later, **DIRECTION))

    assert [clock.disapplied for clock in found] == ["4A(4)", None]


@pytest.mark.parametrize(
    ("held_on", "freed"), [("2026-10-05", "4A(4)"), ("2026-10-04", None), ("2026-12-14", None)]
)
def test_a_review_held_elsewhere_frees_by_its_own_day_when_it_is_recorded(held_on, freed):
    held = happened(
        EXEMPT, "2026-12-15", 4, limb="4A(4)", review_held_on=date.fromisoformat(held_on)
    )

    assert the("AP-10", run(REQUEST, held, **DIRECTION)).disapplied == freed


def test_the_ten_weeks_are_told_with_their_days_and_whoever_doubts_them_counts_the_same():
    reviewed = happened(Event.PLACEMENT_REVIEWED, "2026-11-16", 2)
    clock = the("AP-10", run(reviewed, REQUEST, explain=True, **DIRECTION))

    assert (
        "It was held on Monday 16 November 2026 (line 2 of the history), in the 10 weeks before "
        "Monday 14 December 2026, which began on Monday 5 October 2026."
    ) in clock.explanation
    doubter = Doubter(statute_book().rule("AP-10"), {reviewed.on, REQUEST.on}, CALENDARS)
    assert list(doubter.doubts(clock)) == []


def test_views_are_invited_unless_the_child_was_assessed_not_long_ago():
    requested = happened(Event.REQUEST_RECEIVED, "2026-09-07", 1)
    consulted = happened(Event.FAMILY_CONSULTED, "2026-09-10", 2)
    invited = happened(Event.VIEWS_INVITED, "2026-09-11", 2)
    recent = happened(EXEMPT, "2026-09-10", 3, limb="36(6)(b)")

    asked = run(requested, consulted, process="ehc_needs_assessment")
    told = run(requested, consulted, invited, process="ehc_needs_assessment")
    freed = run(requested, consulted, recent, process="ehc_needs_assessment")
    anew = run(requested, process="ehc_needs_assessment", kind="reassessment")

    assert the("EHC-01.views", asked).settled_on is None
    assert the("EHC-01.views", told).settled_on == date(2026, 9, 11)
    assert the("EHC-01.views", freed).disapplied == "36(6)(b)"
    assert the("EHC-01", freed).disapplied is None, "the family is consulted all the same"
    assert of("EHC-01.views", anew) == []
