"""A school's calendar, what it refuses, and what follows from it for school days and half-terms."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathway.domain.calendars import Calendars, SchoolCalendar, SchoolDays
from pathway.domain.errors import CalendarMalformed, CalendarRunsOut, SchoolCalendarMissing
from pathway.domain.school_calendar_json import calendar_from_json
from tests.domain.calendars_for_tests import (
    A_SCHOOL,
    BANK_HOLIDAYS,
    CALENDARS,
    HALF_TERMS,
    TERMS,
)

DAYS = CALENDARS.school_days


def is_open(day: date) -> bool:
    return (
        any(first <= day <= last for first, last in TERMS)
        and not any(first <= day <= last for first, last in HALF_TERMS)
        and day.weekday() < 5
        and day not in BANK_HOLIDAYS.days
    )


@given(st.dates(date(2026, 4, 13), date(2027, 7, 21)))
@settings(max_examples=200)
def test_a_school_day_is_in_term_no_closure_weekend_or_bank_holiday(day):
    assert DAYS.is_school_day(day) == is_open(day)


@given(st.dates(date(2026, 4, 13), date(2027, 4, 1)), st.integers(1, 20))
@settings(max_examples=150)
def test_school_days_are_what_walking_day_by_day_finds(start, n):
    walked, left = start, n
    while left:
        walked += timedelta(1)
        left -= is_open(walked)

    assert DAYS.after(start, n) == walked
    assert DAYS.before(walked + timedelta(1), 1) == walked
    assert DAYS.beginning_with(start, n) == (
        DAYS.after(start, n - 1)
        if is_open(start) and n > 1
        else start
        if is_open(start)
        else walked
    )


def test_a_term_falls_into_halves_where_it_stands_still_for_a_week():
    assert DAYS.half_terms[1:3] == (
        (date(2026, 9, 2), date(2026, 10, 23)),
        (date(2026, 11, 2), date(2026, 12, 18)),
    )


def test_a_training_day_does_not_split_a_term():
    calendar = SchoolCalendar(
        "a school", ((date(2026, 9, 2), date(2026, 12, 18)),), ((date(2026, 9, 25),) * 2,)
    )

    days = Calendars(BANK_HOLIDAYS, calendar).school_days

    assert days.half_terms == ((date(2026, 9, 2), date(2026, 12, 18)),)


def test_a_half_term_week_with_its_bank_holiday_left_out_still_splits():
    calendar = SchoolCalendar(
        "a school",
        ((date(2027, 4, 12), date(2027, 7, 21)),),
        ((date(2027, 6, 1), date(2027, 6, 4)),),  # 31 May is the bank holiday
    )

    days = Calendars(BANK_HOLIDAYS, calendar).school_days

    assert [last for _, last in days.half_terms] == [date(2027, 5, 28), date(2027, 7, 21)]


def test_a_first_day_before_the_autumn_term_is_known_to_be_no_school_day():
    calendar = SchoolCalendar("a school", ((date(2026, 9, 2), date(2026, 12, 18)),))

    days = Calendars(BANK_HOLIDAYS, calendar).school_days

    assert days.after(date(2026, 8, 20), 1) == date(2026, 9, 2)


@pytest.mark.parametrize("day", [date(2026, 4, 10), date(2027, 7, 22)])
def test_a_day_outside_the_calendar_is_refused_with_the_schools_name(day):
    with pytest.raises(CalendarRunsOut, match="an illustrative school"):
        DAYS.after(day, 1)


def test_without_a_school_the_refusal_shows_what_to_give():
    with pytest.raises(SchoolCalendarMissing, match="terms"):
        _ = Calendars(BANK_HOLIDAYS).school_days


def test_the_json_of_a_calendar_is_read_as_it_is_written():
    text = json.dumps(
        {
            "terms": [["2026-09-02", "2026-12-18"], ["2026-04-13", "2026-07-21"]],
            "closures": [["2026-10-26", "2026-10-30"]],
        }
    )

    calendar = calendar_from_json(text, name="a school")

    assert calendar.terms == ((TERMS[0]), (TERMS[1]))
    assert calendar.closures == (HALF_TERMS[0],)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "not JSON"),
        ("[]", 'no "terms"'),
        ('{"terms": []}', "no term"),
        ('{"terms": 3}', "not a list"),
        ('{"terms": [["2026-09-02"]]}', "number 1.*not a pair"),
        ('{"terms": [["2026-09-02", "soon"]]}', "'soon' is not a day"),
        ('{"terms": [["2026-12-18", "2026-09-02"]]}', "is before"),
        ('{"terms": [["2026-09-02", "2026-12-18"]], "closure": []}', '"closure"'),
        (
            '{"terms": [["2026-09-02", "2026-12-18"],\n["2026-12-01", "2027-03-25"]]}',
            "line 2, the term from 2026-12-01: it begins before the one to 2026-12-18 ends; put",
        ),
        (
            '{"terms": [\n["2026-09-02", "2026-12-18"],\n["2027-04-12", "2027-07-21"]\n]}',
            "line 3, the term from 2027-04-12: no term lies between it and 2026-12-18; add the one",
        ),
        (
            '{\n"closures": [],\n"terms": [["2026-09-02", "2026-12-18"],\n["2027-01-04"]]}',
            "line 4, terms, number 2: it is not a pair",
        ),
    ],
    ids=lambda value: value[:40],
)
def test_a_calendar_that_is_none_is_refused_with_place_and_fault(text, fault):
    with pytest.raises(CalendarMalformed, match=fault):
        calendar_from_json(text, name="a school")


def test_what_a_school_says_is_kept_as_said():
    assert A_SCHOOL.terms == TERMS


def test_a_closure_reaches_from_the_day_after_the_last_pupil_to_the_day_of_the_next():
    training_days = (date(2026, 9, 2), date(2026, 9, 3))
    school = SchoolCalendar("Hill", TERMS, (*HALF_TERMS, training_days))

    closures = SchoolDays(school, frozenset(BANK_HOLIDAYS.days)).closures()

    assert closures[:3] == (
        (date(2026, 7, 22), date(2026, 9, 4)),
        (date(2026, 10, 24), date(2026, 11, 2)),
        (date(2026, 12, 19), date(2027, 1, 4)),
    )
    assert all(
        not SchoolDays(school, frozenset()).between(first, opens - timedelta(1))
        for first, opens in closures
    )
