"""Each manner of counting, against walking day by day and against another implementation."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from pathway.domain.counting.calendar_time import (
    DaysAfter,
    DaysBeginningWith,
    MonthsAfter,
    MonthsBeginningWith,
    WeeksAfter,
)
from pathway.domain.counting.notice import AtLeastBefore, BackFrom, BeforeAnniversary, BeforeDate
from pathway.domain.counting.other import InTheSameWeek
from pathway.domain.counting.school_days import NthSchoolDay
from pathway.domain.counting.working_days import (
    TribunalTime,
    WorkingDaysAfter,
    WorkingDaysBeginningWith,
)
from tests.domain.calendars_for_tests import BANK_HOLIDAYS, CALENDARS

ONE_DAY = timedelta(1)
starts = st.dates(date(2012, 1, 2), date(2027, 6, 30))
few = st.integers(1, 60)


def is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in BANK_HOLIDAYS.days


def walk(start: date, n: int, *, counted=lambda _: True) -> date:
    """Walk day by day until n days after the start have been counted."""
    day = start
    while n:
        day += ONE_DAY
        n -= counted(day)
    return day


@given(starts, few)
@settings(max_examples=100)
def test_weeks_end_on_the_same_weekday(start, n):
    due = WeeksAfter(n).due(start, CALENDARS)

    assert due == walk(start, 7 * n)
    assert due.weekday() == start.weekday()


@given(starts, few)
@settings(max_examples=100)
def test_days_after_leave_the_start_out_and_days_beginning_with_it_do_not(start, n):
    assert DaysAfter(n).due(start, CALENDARS) == walk(start, n)
    assert DaysBeginningWith(n).due(start, CALENDARS) == walk(start - ONE_DAY, n)


@given(starts, few)
@settings(max_examples=200)
def test_months_are_those_of_another_implementation(start, n):
    assert MonthsAfter(n).due(start, CALENDARS) == start + relativedelta(months=n)


@given(starts, st.integers(1, 24))
@settings(max_examples=200)
def test_months_beginning_with_a_day_end_before_the_next_such_period_begins(start, n):
    due = MonthsBeginningWith(n).due(start, CALENDARS)
    corresponding = start + relativedelta(months=n)

    if corresponding.day == start.day:
        assert due + ONE_DAY == corresponding
    else:
        assert (due + ONE_DAY).day == 1  # the last day of a month too short
        assert due == corresponding


@given(starts, few)
@settings(max_examples=100)
def test_working_days_are_what_walking_finds(start, n):
    after = WorkingDaysAfter(n).due(start, CALENDARS)

    assert after == walk(start, n, counted=is_working)
    assert WorkingDaysBeginningWith(n).due(start, CALENDARS) == walk(
        start - ONE_DAY, n, counted=is_working
    )


@given(st.dates(date(2026, 4, 14), date(2027, 3, 1)), st.integers(1, 20))
@settings(max_examples=60)
def test_the_nth_school_day_counts_the_first(start, n):
    is_open = CALENDARS.school_days.is_school_day

    assert NthSchoolDay(n).due(start, CALENDARS) == walk(start - ONE_DAY, n, counted=is_open)


@given(starts)
@settings(max_examples=200)
def test_tribunal_time_never_ends_where_nobody_can_be_reached(start):
    due = TribunalTime(MonthsAfter(2)).due(start, CALENDARS)

    assert is_working(due)
    assert due.month != 8
    assert not (due.month == 12 and due.day >= 25)
    assert (due.month, due.day) != (1, 1)
    assert due >= start + relativedelta(months=2)


@pytest.mark.parametrize(
    ("start", "due", "why"),
    [
        (date(2026, 12, 31), date(2027, 3, 1), "E37: 28 February is a Sunday"),
        (date(2027, 6, 30), date(2027, 9, 1), "E39: 30 August, so the first of September"),
        (date(2026, 10, 26), date(2027, 1, 4), "26 December: past new year, and that is a Friday"),
        (date(2026, 5, 29), date(2026, 7, 29), "an ordinary Wednesday"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_two_months_to_appeal(start, due, why):
    assert TribunalTime(MonthsAfter(2)).due(start, CALENDARS) == due, why


@given(starts, st.integers(1, 12))
@settings(max_examples=60)
def test_notice_leaves_its_days_and_the_safe_one_leaves_them_clear(meeting, n):
    notice = AtLeastBefore(weeks=n)

    due, safe = notice.due(meeting, CALENDARS), notice.safe(meeting, CALENDARS)

    assert (meeting - due).days == 7 * n
    assert (meeting - safe).days - 1 == 7 * n


@pytest.mark.parametrize(
    ("counting", "start", "due"),
    [
        (AtLeastBefore(months=5), date(2027, 9, 1), date(2027, 4, 1)),
        (AtLeastBefore(months=5), date(2027, 7, 31), date(2027, 2, 28)),
        (AtLeastBefore(months=5), date(2028, 7, 31), date(2028, 2, 29)),
        (BeforeDate(2, 15), date(2027, 9, 1), date(2027, 2, 14)),
        (BeforeDate(3, 31), date(2027, 9, 1), date(2027, 3, 30)),
        (BackFrom(BeforeDate(2, 15), weeks=12), date(2027, 9, 1), date(2026, 11, 22)),
        (BeforeAnniversary(1), date(2026, 11, 22), date(2027, 11, 21)),
        (BeforeAnniversary(1), date(2028, 2, 29), date(2029, 2, 28)),
        (InTheSameWeek(), date(2026, 9, 7), date(2026, 9, 13)),
    ],
)
def test_counting_back_and_to_fixed_days(counting, start, due):
    assert counting.due(start, CALENDARS) == due
