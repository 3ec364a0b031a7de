"""Weeks, days and months as the calendar runs, weekends and holidays included.

Neither CFA 2014 nor SI 2014/1530 has a clause of its own on computing time, and nothing in them
moves a last day that falls on a Sunday, on a bank holiday or in August.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from pathway.domain.calendars import Calendars
from pathway.domain.counting.base import Counting, long, plural

ONE_DAY = timedelta(days=1)
DAYS_A_WEEK = 7
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class WeeksAfter(Counting):
    """Within `count` weeks of a day, which is itself not counted: the same weekday."""

    count: int
    mode: ClassVar[str] = "W_EXC"

    def due(self, start: date, calendars: Calendars) -> date:
        """Return the same weekday, `count` weeks on."""
        del calendars
        return start + timedelta(self.count * DAYS_A_WEEK)

    def words(self) -> str:
        """Say how long."""
        return f"within {plural(self.count, 'week')}"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        yield (
            f"{plural(self.count, 'week')} are counted from {long(start)}, that day not included: "
            f"{self.count} × 7 = {self.count * DAYS_A_WEEK} days later is the same weekday, "
            f"{long(self.due(start, calendars))}."
        )
        yield FALLS_WHERE_IT_FALLS


@dataclass(frozen=True, slots=True)
class DaysAfter(Counting):
    """Within `count` days of a day, which is itself not counted."""

    count: int
    mode: ClassVar[str] = "D_EXC"

    def due(self, start: date, calendars: Calendars) -> date:
        """Return the day `count` days on."""
        del calendars
        return start + timedelta(self.count)

    def words(self) -> str:
        """Say how long."""
        return f"within {plural(self.count, 'day')}"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        yield (
            f"{plural(self.count, 'day')} are counted from {long(start)}, that day not included: "
            f"day {self.count} is {long(self.due(start, calendars))}."
        )
        yield FALLS_WHERE_IT_FALLS


@dataclass(frozen=True, slots=True)
class DaysBeginningWith(Counting):
    """`count` days beginning with a day, which is day 1."""

    count: int
    mode: ClassVar[str] = "D_INC"

    def due(self, start: date, calendars: Calendars) -> date:
        """Return day number `count`."""
        del calendars
        return start + timedelta(self.count - 1)

    def words(self) -> str:
        """Say how long."""
        return f"{plural(self.count, 'day')} beginning with the day"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        yield (
            f"{plural(self.count, 'day')} beginning with {long(start)}: that day is day 1, so day "
            f"{self.count} is {self.count} − 1 = {self.count - 1} days later, "
            f"{long(self.due(start, calendars))}."
        )
        yield FALLS_WHERE_IT_FALLS


@dataclass(frozen=True, slots=True)
class MonthsAfter(Counting):
    """Within `count` months after a day: the corresponding date, or the month's last day.

    Source:
        Interpretation Act 1978 Sch 1, "month"; Dodds v Walker [1981] 1 WLR 1027.
    """

    count: int
    mode: ClassVar[str] = "M_EXC"

    def due(self, start: date, calendars: Calendars) -> date:
        """Return the corresponding date, `count` months on."""
        del calendars
        return add_months(start, self.count)

    def words(self) -> str:
        """Say how long."""
        return f"within {plural(self.count, 'month')}"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        due = self.due(start, calendars)
        what = "corresponding date" if due.day == start.day else NO_SUCH_DAY
        yield (
            f"{plural(self.count, 'month')} are counted from {long(start)}, that day not "
            f"included: the {what} is {long(due)} (Dodds v Walker)."
        )
        yield FALLS_WHERE_IT_FALLS


@dataclass(frozen=True, slots=True)
class MonthsBeginningWith(Counting):
    """`count` months beginning with a day: the day before the corresponding date.

    Where the last month has no corresponding date the period ends on that month's last day.

    Source:
        Dodds v Walker [1981] 1 WLR 1027; Barker v Hambleton DC [2012] EWCA Civ 610.
    """

    count: int
    mode: ClassVar[str] = "M_INC"

    def due(self, start: date, calendars: Calendars) -> date:
        """Return the day before the corresponding date."""
        del calendars
        end = add_months(start, self.count)
        return end - ONE_DAY if end.day == start.day else end

    def words(self) -> str:
        """Say how long."""
        return f"{plural(self.count, 'month')} beginning with the day"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        due, end = self.due(start, calendars), add_months(start, self.count)
        ends = (
            f"the corresponding date is {long(end)} and the period ends the day before it, "
            if end.day == start.day
            else f"the {NO_SUCH_DAY} is "
        )
        yield (
            f"{plural(self.count, 'month')} beginning with {long(start)}, which counts: "
            f"{ends}{long(due)}."
        )
        yield FALLS_WHERE_IT_FALLS


def add_months(day: date, months: int) -> date:
    """Return the same day of the month `months` on, or the last of a month too short for it.

    Args:
        day: any civil date.
        months: how many calendar months; negative for earlier ones.
    """
    years, month0 = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    year, month = day.year + years, month0 + 1
    if day.day <= SHORTEST_MONTH:
        return date(year, month, day.day)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


SHORTEST_MONTH = 28
NO_SUCH_DAY = "month has no such day, so its last day"
FALLS_WHERE_IT_FALLS = (
    "Weekends, bank holidays and school holidays are counted like any other day, and a last day "
    "that falls on one is not moved."
)
