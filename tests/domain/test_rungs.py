"""When somebody is told of a clock, and who."""

import pytest

from pathway.domain.ladder import Place, Unit, ladder
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.rungs import next_rung, rungs, rungs_between
from statemachines.events import Event
from statemachines.vocabulary import Audience
from tests.domain.calendars_for_tests import CALENDARS
from tests.domain.happenings import day, happened, run, the

REQUESTED = happened(Event.REQUEST_RECEIVED, "2026-09-07", 1)


def rungs_of(clock):
    return rungs(clock, statute_book().rule(clock.rule_id), CALENDARS)


def by_name(clock):
    return {rung.name: rung.on.isoformat() for rung in rungs_of(clock)}


def assessment(*more):
    return run(REQUESTED, *more, process="ehc_needs_assessment")


def test_a_ladder_is_read_as_people_write_it():
    steps = ladder("3w, 2wd 0, day 5, weekly, 50%, overdue 2wd overdue daily")

    assert [step.name for step in steps] == [
        "3w", "2wd", "0", "day 5", "weekly", "50%", "overdue 2wd", "overdue daily",
    ]  # fmt: skip
    assert (steps[1].place, steps[1].count, steps[1].unit) == (Place.BEFORE, 2, Unit.WORKING_DAYS)
    assert (steps[6].place, steps[6].unit) == (Place.AFTER, Unit.WORKING_DAYS)
    assert steps[7].every == 1


def test_a_word_that_is_no_step_is_refused():
    with pytest.raises(ValueError, match="fortnightly"):
        ladder("3w, fortnightly")


def test_the_twenty_weeks_are_told_of_in_time():
    assert by_name(the("EHC-08", assessment())) == {
        "6w": "2026-12-14",
        "4w": "2026-12-28",
        "2w": "2027-01-11",
        "5wd": "2027-01-18",
        "2wd": "2027-01-21",
        "0": "2027-01-25",
        "overdue daily": "2027-01-26",
    }


def test_the_last_day_is_told_of_while_somebody_is_there_to_act():
    clock = the("EHC-04", assessment())

    assert clock.due_on == day("2026-12-28")  # a bank holiday
    assert by_name(clock)["0"] == "2026-12-24"


def test_up_to_its_day_the_owner_is_told_and_after_it_the_manager_too():
    told = {rung.name: rung.to for rung in rungs_of(the("EHC-08", assessment()))}

    assert told["0"] == (Audience.CASEWORKER,)
    assert told["overdue daily"] == (Audience.CASEWORKER, Audience.MANAGER)


def test_what_repeats_is_known_by_its_day():
    clock, rule = the("EHC-08", assessment()), statute_book().rule("EHC-08")

    found = rungs_between(clock, rule, CALENDARS, after=day("2027-01-24"), until=day("2027-01-28"))

    assert [(rung.name, rung.on.day) for rung in found] == [
        ("0", 25), ("overdue daily", 26), ("overdue daily", 27), ("overdue daily", 28),
    ]  # fmt: skip


def test_the_next_rung_is_the_first_after_what_was_seen_to():
    clock, rule = the("EHC-08", assessment()), statute_book().rule("EHC-08")

    assert next_rung(clock, rule, CALENDARS, after=day("2026-09-07")).name == "6w"
    assert next_rung(clock, rule, CALENDARS, after=day("2026-12-14")).name == "4w"
    assert next_rung(clock, rule, CALENDARS, after=day("2027-03-01")).on == day("2027-03-02")


def test_a_settled_clock_has_no_rungs():
    agreed = happened(Event.ASSESSMENT_AGREED, "2026-10-01", 2)

    assert rungs_of(the("EHC-02", assessment(agreed))) == ()


def test_a_limit_that_is_disapplied_is_still_told_of_but_never_as_overdue():
    exempted = happened(Event.EXEMPTION_RECORDED, "2026-12-01", 2, limb="13(3)(c)")

    names = by_name(the("EHC-08", assessment(exempted)))

    assert "0" in names
    assert "overdue daily" not in names


def test_a_duty_without_a_period_is_told_of_again_every_week():
    clock, rule = the("EHC-01", assessment()), statute_book().rule("EHC-01")

    found = rungs_between(clock, rule, CALENDARS, after=day("2026-09-07"), until=day("2026-09-22"))

    assert [(rung.name, rung.on.day) for rung in found] == [
        ("day 5", 12), ("weekly", 14), ("weekly", 21),
    ]  # fmt: skip


def a_placement(*more):
    return the(
        "PL-LENGTH",
        run(
            happened(Event.PLACEMENT_APPROVED, "2026-08-24", 1),
            happened(Event.PLACEMENT_STARTS_ON, "2026-09-07", 1),
            happened(Event.PLACEMENT_ENDS_ON, "2026-10-16", 1),
            happened(Event.PLACEMENT_STARTED, "2026-09-07", 2),
            *more,
            process="placement",
        ),
    )


def test_a_placement_is_told_of_by_shares_of_its_forty_days():
    names = by_name(a_placement())

    assert (names["50%"], names["75%"]) == ("2026-09-26", "2026-10-06")
    assert (names["90%"], names["100%"]) == ("2026-10-12", "2026-10-16")


def test_time_makes_its_move_the_day_after_and_tries_again_until_it_is_made():
    moves = [rung for rung in rungs_of(a_placement()) if rung.move]

    assert [(rung.move, rung.on, rung.every) for rung in moves] == [
        ("time is up", day("2026-10-17"), 1)
    ]
    overran = happened(Event.PLACEMENT_OVERRAN, "2026-10-17", 3)
    assert not [rung for rung in rungs_of(a_placement(overran)) if rung.move]


def test_alerts_before_the_clock_began_are_left_out():
    found = run(
        happened(Event.REVIEW_INVITED, "2026-10-26", 1),
        happened(Event.CONTACT_LOGGED, "2026-10-20", 2),
        happened(Event.REVIEW_MEETING_SET_FOR, "2026-11-16", 2),
        process="annual_review",
    )

    clock = the("AR-07", found)

    assert clock.started_on == day("2026-10-20")
    assert by_name(clock) == {"0": "2026-10-30"}
