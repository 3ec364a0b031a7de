"""What would change a date is said, and what never does."""

from datetime import date

from pathway.domain.changing import would_change
from pathway.domain.rules.statute_book import statute_book
from statemachines.events import Event
from tests.domain.happenings import happened, run, the


def told(rule_id, *happenings, **subject):
    clock = the(rule_id, run(*happenings, **subject))
    return would_change(statute_book().rule(rule_id), clock, statute_book())


def test_twenty_weeks_move_with_the_request_and_with_nothing_else():
    found = told("EHC-08", happened(Event.REQUEST_RECEIVED, "2026-09-07", 1))

    assert found[0].startswith("Another day for what started it: if line 1 of the history")
    assert "Nothing else moves it: no weekend, holiday, shortage of staff or step of our own." in (
        found
    )
    assert any("one of its 4 grounds" in one and "the date would stay" in one for one in found)
    assert any(one.startswith("What meets it: final plan sent") for one in found)


def test_a_composite_names_its_parts_and_what_they_begin_with():
    found = told("AR-14", happened(Event.REVIEW_HELD, "2026-11-16", 1), process="annual_review")

    assert any(
        one.startswith("AR-13 takes part in it, from amendment notice sent") for one in found
    )


def test_school_days_move_with_the_schools_calendar():
    found = told("AP-03", happened(Event.PERMANENT_EXCLUSION_BEGAN, "2026-09-07", 1))

    assert any("the school's calendar" in one for one in found)
    assert not any(one.startswith("Nothing else moves it") for one in found)


def test_working_days_move_with_a_proclaimed_bank_holiday():
    found = told("MED-02", happened(Event.MEDIATION_DECLINED, "2026-12-23", 1))

    assert "A bank holiday proclaimed within it." in found


def test_an_agreed_day_may_be_agreed_anew():
    found = told("SS-04", happened(Event.REVIEW_AGREED_FOR, "2026-12-04", 1))

    assert any(one.startswith("Another day agreed for it") for one in found)


def test_what_agrees_another_day_is_named_where_the_clock_of_the_day_before_ends_with_it():
    found = told(
        "PL-LENGTH",
        happened(Event.PLACEMENT_ENDS_ON, "2026-12-18", 2),
        happened(Event.PLACEMENT_STARTED, "2026-09-14", 3),
        process="placement",
    )

    anew = "What ends it by agreeing another day, which has a clock of its own: placement extended."
    assert anew in found


def test_a_day_that_nobody_agrees_anew_is_ended_by_no_other():
    found = told("EHC-08", happened(Event.REQUEST_RECEIVED, "2026-09-07", 1))

    assert not any("another day, which has a clock of its own" in one for one in found)


def test_what_is_settled_says_no_more_how_it_could_be():
    found = told(
        "EHC-02",
        happened(Event.REQUEST_RECEIVED, "2026-09-07", 1),
        happened(Event.ASSESSMENT_AGREED, "2026-10-05", 2),
    )

    assert not any(one.startswith(("What meets it", "What ends it")) for one in found)
    assert not any("death" in one for one in found)
    assert not any("exemption" in one.lower() for one in found)


def test_the_childs_death_ends_every_clock_that_runs():
    found = told("EHC-08", happened(Event.REQUEST_RECEIVED, "2026-09-07", 1))

    assert "The child's death, which ends every clock." in found


def test_what_is_for_young_children_changes_with_their_birthday():
    found = told(
        "AR-15", happened(Event.PLAN_MADE, "2026-09-07", 1), born_on=date(2023, 1, 5),
        process="ehc_plan",
    )  # fmt: skip

    assert any("it is for children under 5" in one for one in found)


def test_what_begins_with_a_year_group_says_with_which():
    found = told(
        "AR-08", happened(Event.REVIEW_MEETING_SET_FOR, "2026-11-16", 1), year_group=9,
        process="annual_review",
    )  # fmt: skip

    assert any("pupils who are in year 9 or above" in one for one in found)


def test_a_ground_that_frees_only_while_it_lasts_says_how_the_duty_comes_back():
    made = happened(Event.PLAN_MADE, "2026-09-07", 1)
    arranged = happened(Event.EXEMPTION_RECORDED, "2026-09-21", 2, limb="42(5)")

    found = told("EHC-10", made, arranged, process="ehc_plan")

    assert "The end of what 42(5) is about, recorded once more, brings it back." in found
