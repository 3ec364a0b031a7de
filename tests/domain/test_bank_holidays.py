"""The snapshot of bank holidays, against another list and against the Act itself."""

from datetime import date, timedelta

import holidays
import pytest
from dateutil.easter import easter

from pathway.domain.calendars import BankHolidays
from pathway.domain.errors import CalendarRunsOut
from tests.domain.calendars_for_tests import BANK_HOLIDAYS

EVERY_DAY = [
    date(2012, 1, 1) + timedelta(n) for n in range((date(2029, 1, 1) - date(2012, 1, 1)).days)
]
PROCLAIMED = {
    date(2012, 6, 5),
    date(2022, 6, 3),
    date(2022, 9, 19),
    date(2023, 5, 8),
}
MOVED = {
    date(2012, 5, 28): date(2012, 6, 4),
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}


def test_the_weekdays_in_the_snapshot_are_those_of_another_list():
    other = holidays.country_holidays("GB", subdiv="ENG", years=range(2012, 2029))

    weekdays = {day for day in other if day.weekday() < 5}

    assert set(BANK_HOLIDAYS.days) == weekdays


@pytest.mark.parametrize("year", range(2012, 2029))
def test_each_year_has_the_days_of_the_act_and_of_the_proclamations(year):
    found = {day for day in BANK_HOLIDAYS.days if day.year == year}

    assert found == _by_the_act(year)


def _by_the_act(year: int) -> set[date]:
    fixed = {
        _on_or_next_monday(date(year, 1, 1)),
        easter(year) - timedelta(2),
        easter(year) + timedelta(1),
        _monday(date(year, 5, 1)),
        _monday(date(year, 5, 25)),
        _monday(date(year, 8, 25)),
        *_christmas(year),
    }
    kept = {MOVED.get(day, day) for day in fixed}
    return kept | {day for day in PROCLAIMED if day.year == year}


def _monday(first: date) -> date:
    return first + timedelta(-first.weekday() % 7)


def _on_or_next_monday(day: date) -> date:
    return day + timedelta({5: 2, 6: 1}.get(day.weekday(), 0))


def _christmas(year: int) -> set[date]:
    christmas, boxing = date(year, 12, 25), date(year, 12, 26)
    weekday = christmas.weekday()
    if weekday == 4:  # Friday: Boxing Day is a Saturday
        return {christmas, date(year, 12, 28)}
    if weekday == 5:  # Saturday: both are put off
        return {date(year, 12, 27), date(year, 12, 28)}
    if weekday == 6:  # Sunday: Christmas Day is put off past Boxing Day
        return {boxing, date(year, 12, 27)}
    return {christmas, boxing}


def test_every_last_working_day_is_what_walking_back_finds():
    for day in EVERY_DAY[2:]:
        walked = day
        while walked.weekday() > 4 or walked in BANK_HOLIDAYS.days:
            walked -= timedelta(1)
        assert BANK_HOLIDAYS.last_working_day(day) == walked


def test_a_day_past_the_list_is_refused_by_its_name():
    with pytest.raises(CalendarRunsOut, match=r"bank holidays of England and Wales.*2028-12-31"):
        BANK_HOLIDAYS.last_working_day(date(2029, 1, 2))


def test_a_count_that_runs_past_the_list_is_refused():
    with pytest.raises(CalendarRunsOut, match="past its end"):
        BANK_HOLIDAYS.after(date(2028, 12, 20), 30)


def test_an_administrator_adds_a_proclaimed_day():
    proclaimed = date(2027, 6, 4)

    longer = BANK_HOLIDAYS.with_extra({proclaimed: "a day of thanksgiving"})

    assert longer.last_working_day(proclaimed) == date(2027, 6, 3)
    assert BANK_HOLIDAYS.last_working_day(proclaimed) == proclaimed


def test_the_list_is_read_once():
    assert BankHolidays.shipped() is BankHolidays.shipped()
