"""School days are those of the school that the pupil attended when the clock began."""

from datetime import date

import pytest

from pathway.domain.calendars import BankHolidays, Calendars, SchoolCalendar
from pathway.domain.enquiry import enquire
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.rungs import rungs

BANK = BankHolidays.shipped()
LONG_CHRISTMAS = ((date(2026, 9, 2), date(2026, 12, 16)), (date(2027, 1, 11), date(2027, 3, 25)))
SHORT_CHRISTMAS = ((date(2026, 9, 2), date(2026, 12, 18)), (date(2027, 1, 4), date(2027, 3, 25)))

AUTHORITYS = Calendars(BANK, SchoolCalendar("Testshire", SHORT_CHRISTMAS))
ACADEMYS = Calendars(BANK, SchoolCalendar("Ash Lane Academy", LONG_CHRISTMAS))
CHANGED_SCHOOL_ON = date(2026, 11, 2)


def considered_by(calendars, told_on):
    return enquire("EXC-03.meeting", {"board_notified": told_on}, statute_book(), calendars)


@pytest.mark.parametrize(
    ("told_on", "due_on"),
    [
        pytest.param(date(2026, 10, 30), date(2026, 11, 20), id="at the school before"),
        pytest.param(date(2026, 12, 11), date(2027, 1, 26), id="at the academy, closed longer"),
    ],
)
def test_a_date_is_counted_by_the_school_attended_when_the_clock_began(told_on, due_on):
    calendars = AUTHORITYS.attending([(CHANGED_SCHOOL_ON, ACADEMYS)])

    clock = considered_by(calendars, told_on)

    assert clock.due_on == due_on


def test_who_has_always_been_where_the_authority_counts_is_counted_by_the_authority():
    assert considered_by(AUTHORITYS, date(2026, 12, 11)).due_on == date(2027, 1, 15)
    assert considered_by(AUTHORITYS.attending([]), date(2026, 12, 11)).due_on == date(2027, 1, 15)


def test_alerts_come_on_days_of_that_school_too():
    calendars = AUTHORITYS.attending([(CHANGED_SCHOOL_ON, ACADEMYS)])
    clock = considered_by(calendars, date(2026, 12, 11))

    found = rungs(clock, statute_book().rule("EXC-03"), calendars)

    days = {rung.name: rung.on for rung in found}
    assert days["10sd"] == date(2027, 1, 12)
    assert days["2sd"] == date(2027, 1, 22)


def test_of_a_school_left_before_the_calendar_is_no_more_heard():
    calendars = AUTHORITYS.attending(
        [(CHANGED_SCHOOL_ON, ACADEMYS), (date(2026, 12, 1), AUTHORITYS)]
    )

    assert considered_by(calendars, date(2026, 12, 11)).due_on == date(2027, 1, 15)
