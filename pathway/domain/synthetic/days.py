"""The days on which simulated people work, meet and write: working days, school days, term time.

Terms are typical English ones, no council's own (PRACTICE); an authority's real calendar does not
matter here, since nothing that is measured depends on it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from random import Random

from pathway.domain.calendars import BankHolidays, SchoolCalendar, SchoolDays

FIRST_YEAR, LAST_YEAR = 2014, 2035
SATURDAY = 5
DAY = timedelta(days=1)

TERMS = SchoolCalendar(
    name="typical terms",
    terms=(
        (date(2022, 9, 5), date(2022, 12, 16)), (date(2023, 1, 4), date(2023, 3, 31)),
        (date(2023, 4, 17), date(2023, 7, 21)), (date(2023, 9, 4), date(2023, 12, 20)),
        (date(2024, 1, 8), date(2024, 3, 28)), (date(2024, 4, 15), date(2024, 7, 19)),
        (date(2024, 9, 3), date(2024, 12, 20)), (date(2025, 1, 6), date(2025, 4, 4)),
        (date(2025, 4, 22), date(2025, 7, 22)), (date(2025, 9, 2), date(2025, 12, 19)),
        (date(2026, 1, 5), date(2026, 3, 27)), (date(2026, 4, 13), date(2026, 7, 21)),
        (date(2026, 9, 2), date(2026, 12, 18)), (date(2027, 1, 4), date(2027, 3, 25)),
        (date(2027, 4, 12), date(2027, 7, 21)), (date(2027, 9, 2), date(2027, 12, 17)),
        (date(2028, 1, 4), date(2028, 3, 31)), (date(2028, 4, 18), date(2028, 7, 21)),
    ),
    closures=(
        (date(2022, 10, 24), date(2022, 10, 28)), (date(2023, 2, 20), date(2023, 2, 24)),
        (date(2023, 5, 29), date(2023, 6, 2)), (date(2023, 10, 23), date(2023, 10, 27)),
        (date(2024, 2, 19), date(2024, 2, 23)), (date(2024, 5, 27), date(2024, 5, 31)),
        (date(2024, 10, 28), date(2024, 11, 1)), (date(2025, 2, 17), date(2025, 2, 21)),
        (date(2025, 5, 26), date(2025, 5, 30)), (date(2025, 10, 27), date(2025, 10, 31)),
        (date(2026, 2, 16), date(2026, 2, 20)), (date(2026, 5, 25), date(2026, 5, 29)),
        (date(2026, 10, 26), date(2026, 10, 30)), (date(2027, 2, 15), date(2027, 2, 19)),
        (date(2027, 5, 31), date(2027, 6, 4)), (date(2027, 10, 25), date(2027, 10, 29)),
        (date(2028, 2, 21), date(2028, 2, 25)), (date(2028, 5, 29), date(2028, 6, 2)),
    ),
)  # fmt: skip
"""The terms of the default pack, from the first school year of which anything is told."""

HOLIDAY_WEIGHT = 0.35
"""How likely a request is on a working day outside term, one in term being 1. PRACTICE."""


@cache
def working_days() -> tuple[date, ...]:
    """List the days of all years that are neither weekends nor bank holidays, in order.

    Beyond the bank holidays that are known every weekday is one: nothing that is laid out there is
    recorded before they are.
    """
    closed = BankHolidays.shipped().days
    first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(day for day in every if day.weekday() < SATURDAY and day not in closed)


@cache
def school_days() -> tuple[date, ...]:
    """List the days on which school is kept, in order."""
    return SchoolDays(TERMS, frozenset(BankHolidays.shipped().days)).days


@cache
def _term_time() -> frozenset[date]:
    return frozenset(school_days())


def in_term(day: date) -> bool:
    """Tell whether school is kept on a day."""
    return day in _term_time()


def _between(days: Sequence[date], first: date, last: date) -> Sequence[date]:
    return days[bisect_left(days, first) : bisect_right(days, last)]


def working_between(first: date, last: date) -> Sequence[date]:
    """List the working days from `first` to `last`, both included."""
    return _between(working_days(), first, last)


def school_between(first: date, last: date) -> Sequence[date]:
    """List the school days from `first` to `last`, both included."""
    return _between(school_days(), first, last)


def working_on_or_after(day: date) -> date:
    """Return the first working day that is not before `day`."""
    days = working_days()
    return days[bisect_left(days, day)]


def working_on_or_before(day: date) -> date:
    """Return the last working day that is not after `day`."""
    days = working_days()
    return days[bisect_right(days, day) - 1]


def working_days_after(day: date, count: int) -> date:
    """Return the working day `count` working days after `day`, or before it where negative."""
    days = working_days()
    return days[bisect_right(days, day) - 1 + count]


def school_days_after(day: date, count: int) -> date:
    """Return the school day `count` school days after `day`; past the last term, a working day."""
    days = school_days()
    place = bisect_right(days, day) - 1 + count
    return days[place] if place < len(days) else working_days_after(day, count)


def school_day_from(day: date) -> date:
    """Return the first school day that is not before `day`; past the last term, a working day."""
    return day if in_term(day) else school_days_after(day, 1)


def a_working_day(rng: Random, first: date, last: date) -> date:
    """Draw a working day from `first` to `last`; the nearest one where there is none between."""
    days = working_between(first, last)
    return rng.choice(days) if days else working_on_or_after(first)


def a_school_day(rng: Random, first: date, last: date) -> date:
    """Draw a school day from `first` to `last`; a working day where no school is kept between."""
    days = school_between(first, last)
    return rng.choice(days) if days else a_working_day(rng, first, last)


def request_weight(day: date) -> float:
    """Return how likely a request is on a working day."""
    return 1.0 if in_term(day) else HOLIDAY_WEIGHT
