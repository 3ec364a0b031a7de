"""What a pack says to clocks: bank holidays, figures of the authority's own, and its ladders."""

from datetime import date

import pytest

from pathway.domain.clocks import reckon
from pathway.domain.course import Subject
from pathway.domain.dates_explained import explained
from pathway.domain.pack_clocks import calendars_of
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.rungs import rungs
from statemachines.events import Event
from tests.domain.happenings import happened, run, the

TODAY = date(2026, 11, 22)
A_FRIDAY = date(2026, 12, 4)
REQUESTED = happened(Event.REQUEST_RECEIVED, "2026-09-07", 1)
RETURNED = happened(Event.REINTEGRATION_COMPLETED, "2026-09-07", 1)
ESCALATED = happened(Event.ESCALATED, "2026-09-07", 1)


@pytest.fixture
def calendars(own):
    """What clocks look at, of a pack of which only the values are given."""

    def read(values: str):
        period = own(values).period(TODAY)
        return calendars_of(period, period.arrangements.calendar.school_calendar("the school"))

    return read


def test_a_proclaimed_bank_holiday_is_no_working_day(calendars):
    as_listed = calendars("").bank_holidays
    proclaimed = calendars('[bank_holidays]\n2026-12-04 = "a day of mourning"\n').bank_holidays

    assert as_listed.is_working_day(A_FRIDAY)
    assert not proclaimed.is_working_day(A_FRIDAY)
    assert proclaimed.last_working_day(A_FRIDAY) == date(2026, 12, 3)


def names_of(clock, calendars):
    return [r.name for r in rungs(clock, statute_book().rule(clock.rule_id), calendars)]


def test_a_ladder_of_the_pack_replaces_that_of_the_rule_and_no_other(calendars):
    ours = calendars('[ladders]\nEHC-08 = "3w overdue daily"\n')
    clocks = run(REQUESTED, process="ehc_needs_assessment", calendars=ours)

    assert names_of(the("EHC-08", clocks), ours) == ["3w", "overdue daily"]
    assert names_of(the("EHC-04", clocks), ours) == names_of(the("EHC-04", clocks), calendars(""))


def test_a_ladder_of_a_rule_holds_for_its_limbs_and_that_of_a_limb_for_itself_alone(calendars):
    ours = calendars('[ladders]\nOWN-02 = "2w"\n"OWN-02.second" = "1w"\n')
    clocks = run(RETURNED, calendars=ours)

    found = {name: names_of(the(f"OWN-02.{name}", clocks), ours) for name in ("first", "second")}

    assert found == {"first": ["2w"], "second": ["1w"]}


def test_specialists_answer_within_the_weeks_of_the_pack(calendars):
    ours = calendars("[graduated_approach]\nspecialist_response_weeks = 3\n")

    clock = the("OWN-01", run(ESCALATED, explain=True, calendars=ours))

    assert clock.due_on == date(2026, 9, 28)
    assert clock.force.value == "LOCAL"
    assert "the authority's own figure" in " ".join(clock.explanation)


def test_a_part_time_timetable_lasts_as_long_as_the_pack_has_it(calendars):
    ours = calendars("[placements.part_time_timetable]\nlongest_weeks = 8\n")
    started = happened(Event.PLACEMENT_STARTED, "2026-11-02", 1)

    clock = the("AP-22", run(started, kind="part_time_timetable", explain=True, calendars=ours))

    assert clock.due_on == date(2026, 12, 28)
    assert "the authority's own figure" in " ".join(clock.explanation)


def test_a_figure_that_is_ours_is_told_as_a_placeholder(calendars):
    clock = the("OWN-01", run(ESCALATED, explain=True, calendars=calendars("")))

    assert clock.due_on == date(2026, 10, 19)
    assert "a placeholder: the authority" in " ".join(clock.explanation)


def test_a_letter_tells_a_figure_without_the_key_by_which_it_is_set(calendars):
    ours, subject = calendars(""), Subject(process="graduated_approach")
    reckoned = reckon([ESCALATED], subject, statute_book(), ours, TODAY)
    clock = the("OWN-01", reckoned.clocks)

    (told,) = explained(ours, reckoned, [clock])

    assert "(graduated_approach.specialist_response_weeks)" in " ".join(reckoned.why(clock))
    assert "6 weeks is a placeholder" in " ".join(told.steps)
    assert "specialist_response_weeks" not in " ".join(told.steps)


def test_where_no_figure_is_set_there_is_no_date_and_a_reason(calendars):
    ours = calendars('[graduated_approach]\nwithout = ["specialist_response_weeks"]\n')

    clock = the("OWN-01", run(ESCALATED, explain=True, calendars=ours))

    assert clock.due_on is None
    assert clock.why_no_date == "the authority has set itself no figure, and no law gives one"


def test_each_time_that_a_return_is_looked_at_settles_its_own_clock_and_no_other(calendars):
    ours = calendars("[reintegration]\nsustained_return_weeks = [2, 6]\n")
    checked = happened(Event.RETURN_CHECKED, "2026-09-20", 2, time="first")

    clocks = run(RETURNED, checked, calendars=ours)

    assert the("OWN-02.first", clocks).settled_on == date(2026, 9, 20)
    assert the("OWN-02.second", clocks).due_on == date(2026, 10, 19)
    assert the("OWN-02.second", clocks).settled_on is None
    assert the("OWN-02.third", clocks).due_on is None


def test_a_pupil_who_is_placed_elsewhere_again_ends_what_was_asked_of_the_return(calendars):
    placed = happened(Event.PLACED_IN_AP, "2026-10-12", 2)

    clock = the("OWN-02.second", run(RETURNED, placed, calendars=calendars("")))

    assert (clock.settled_on, clock.met) == (date(2026, 10, 12), False)
