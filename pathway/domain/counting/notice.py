"""Counting backwards: before a fixed date, and at least so long before a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from pathway.domain.calendars import Calendars
from pathway.domain.counting.base import Counting, long, plural
from pathway.domain.counting.calendar_time import DAYS_A_WEEK, ONE_DAY, add_months


@dataclass(frozen=True, slots=True)
class BeforeDate(Counting):
    """Before a fixed date of the calendar year in which a day lies: the day before that date."""

    month: int
    day: int
    mode: ClassVar[str] = "BEFORE"

    def due(self, start: date, calendars: Calendars) -> date:
        """Return the day before the fixed date."""
        del calendars
        return date(start.year, self.month, self.day) - ONE_DAY

    def words(self) -> str:
        """Say before what."""
        return f"before {self.day} {date(2000, self.month, 1):%B} of that calendar year"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        fixed = date(start.year, self.month, self.day)
        yield f"The calendar year is {start.year}, so it must be done before {long(fixed)}."
        yield f"The last day before that is {long(self.due(start, calendars))}; it is not moved."


@dataclass(frozen=True, slots=True)
class BeforeAnniversary(Counting):
    """Before the anniversary of a day: the day before it.

    An anniversary of 29 February is 1 March where the year has no 29 February, since an age is
    attained at the beginning of a day that exists.

    Source:
        Family Law Reform Act 1969 s.9(1).
    """

    years: int
    mode: ClassVar[str] = "BEFORE"

    def due(self, start: date, calendars: Calendars) -> date:
        """Return the day before the anniversary."""
        del calendars
        return anniversary(start, self.years) - ONE_DAY

    def words(self) -> str:
        """Say before what."""
        return f"before the day {plural(self.years, 'year')} later"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        yield (
            f"{plural(self.years, 'year')} after {long(start)} is "
            f"{long(anniversary(start, self.years))}; the last day before it is "
            f"{long(self.due(start, calendars))}."
        )


@dataclass(frozen=True, slots=True)
class AtLeastBefore(Counting):
    """At least so many days, weeks or months before a day.

    The literal date is plain subtraction. "At least" is usually read as clear days, neither end
    counted, so the safe date is one day earlier.
    """

    days: int = 0
    weeks: int = 0
    months: int = 0
    mode: ClassVar[str] = "MIN_NOTICE"
    backward: ClassVar[bool] = True

    def due(self, start: date, calendars: Calendars) -> date:
        """Return the literal last day."""
        del calendars
        return add_months(start, -self.months) - timedelta(self.days + self.weeks * DAYS_A_WEEK)

    def safe(self, start: date, calendars: Calendars) -> date:
        """Return the day before it."""
        return self.due(start, calendars) - ONE_DAY

    def words(self) -> str:
        """Say how long before."""
        return f"at least {self._how_long()} before the day"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        yield (
            f"At least {self._how_long()} before {long(start)}: counted back from that day, the "
            f"literal last day is {long(self.due(start, calendars))}."
        )
        yield (
            "“At least” is usually read as clear days, with neither end counted: the safe last "
            f"day is one day earlier, {long(self.safe(start, calendars))}."
        )

    def _how_long(self) -> str:
        parts = ((self.months, "month"), (self.weeks, "week"), (self.days, "day"))
        return " and ".join(plural(n, unit) for n, unit in parts if n)


@dataclass(frozen=True, slots=True)
class BeforeTheDay(Counting):
    """Before a day itself: the day before it."""

    mode: ClassVar[str] = "BEFORE"
    backward: ClassVar[bool] = True

    def due(self, start: date, calendars: Calendars) -> date:
        """Return the day before."""
        del calendars
        return start - ONE_DAY

    def words(self) -> str:
        """Say before what."""
        return "before the day"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        yield f"The last day before {long(start)} is {long(self.due(start, calendars))}."


@dataclass(frozen=True, slots=True)
class BackFrom(Counting):
    """So many weeks back from a date that another count gives: planning from the end."""

    end: Counting
    weeks: int
    mode: ClassVar[str] = "BACK_FROM"

    def due(self, start: date, calendars: Calendars) -> date | None:
        """Return the day `weeks` weeks before the end."""
        end = self.end.due(start, calendars)
        return end and end - timedelta(self.weeks * DAYS_A_WEEK)

    def planned_for(self, due: date) -> date:
        """Return the end."""
        return due + timedelta(self.weeks * DAYS_A_WEEK)

    def words(self) -> str:
        """Say back from what."""
        return f"{plural(self.weeks, 'week')} back from the end of: {self.end.words()}"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        yield from self.end.steps(start, calendars)
        due = self.due(start, calendars)
        if due:
            yield f"{plural(self.weeks, 'week')} back from that day is {long(due)}."


def anniversary(day: date, years: int) -> date:
    """Return the anniversary of a day; that of 29 February is 1 March in other years."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February in a common year
        return date(day.year + years, 3, 1)
