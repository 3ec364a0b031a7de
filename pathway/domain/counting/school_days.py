"""Days and half-terms of one school. Every school has its own, and the calendar says which."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, ClassVar

from pathway.domain.calendars import Calendars
from pathway.domain.counting.base import Counting, long, plural

APRIL, AUGUST, LAST_OF_AUGUST = 4, 8, 31


@dataclass(frozen=True, slots=True)
class SchoolDaysAfter(Counting):
    """Within `count` school days of a day, which is itself not counted."""

    count: int
    mode: ClassVar[str] = "SD_EXC"

    def due(self, start: date, calendars: Calendars) -> date:
        """Return the nth school day after the start."""
        return calendars.school_days.after(start, self.count)

    def words(self) -> str:
        """Say how long."""
        return f"within {plural(self.count, 'school day')}"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        yield (
            f"{plural(self.count, 'school day')} are counted from {long(start)}, that day not "
            f"included: number {self.count} is {long(self.due(start, calendars))}."
        )
        yield _whose(calendars)


@dataclass(frozen=True, slots=True)
class NthSchoolDay(Counting):
    """School day number `count`, where the start is number 1 if it is a school day.

    Attributes:
        count: the number.
        used_up: the field of a form that says how many of them came before the start; they are
            counted in, and the start is the next one.
        before: how many did.
    """

    count: int
    used_up: str = ""
    before: int = 0
    mode: ClassVar[str] = "SD_NTH"

    @property
    def depends(self) -> bool:
        """Whether some of the days may have come before."""
        return bool(self.used_up)

    def given(self, said: Mapping[str, Any]) -> "NthSchoolDay":
        """Return the same, with as many days counted in as came before."""
        return replace(self, before=int(said.get(self.used_up) or 0))

    def due(self, start: date, calendars: Calendars) -> date:
        """Return school day number `count`; the first, where as many came before."""
        return calendars.school_days.beginning_with(start, self._left())

    def words(self) -> str:
        """Say which day."""
        words = f"on school day number {self.count}, the first day being number 1"
        return (
            f"{words}; those that `{self.used_up}` says are counted in" if self.used_up else words
        )

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        first, left = calendars.school_days.beginning_with(start, 1), self._left()
        if self.before:
            yield (
                f"{plural(self.before, 'school day')} came before, so that of {self.count} there "
                f"are {left} left to count, at least one."
            )
        yield (
            f"School day number 1 is {long(first)}; number {left} is "
            f"{long(self.due(start, calendars))}."
        )
        yield _whose(calendars)

    def _left(self) -> int:
        return max(1, self.count - self.before)


@dataclass(frozen=True, slots=True)
class SchoolDaysBefore(Counting):
    """Not less than `count` school days before a day.

    The safe date is one school day earlier, which leaves that many clear school days between.
    """

    count: int
    mode: ClassVar[str] = "SD_MIN"
    backward: ClassVar[bool] = True

    def due(self, start: date, calendars: Calendars) -> date:
        """Return the nth school day before the start."""
        return calendars.school_days.before(start, self.count)

    def safe(self, start: date, calendars: Calendars) -> date:
        """Return the school day before that."""
        return calendars.school_days.before(start, self.count + 1)

    def words(self) -> str:
        """Say how long before."""
        return f"not less than {plural(self.count, 'school day')} before the day"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        yield (
            f"Counted back from {long(start)}, school day number {self.count} before it is "
            f"{long(self.due(start, calendars))}, the literal last day."
        )
        yield (
            f"Read as {plural(self.count, 'clear school day')} the safe last day is one school day "
            f"earlier, {long(self.safe(start, calendars))}."
        )
        yield _whose(calendars)


@dataclass(frozen=True, slots=True)
class ThisHalfTerm(Counting):
    """Before the half-term ends in which a day lies, or the next one where it lies in none."""

    mode: ClassVar[str] = "HALF_TERM"

    def due(self, start: date, calendars: Calendars) -> date:
        """Return the last school day of that half-term."""
        return calendars.school_days.half_term_of(start)[1]

    def words(self) -> str:
        """Say when."""
        return "before the half-term ends"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        first, last = calendars.school_days.half_term_of(start)
        yield f"For {long(start)} the half-term is the one from {long(first)} to {long(last)}."
        yield _whose(calendars)


@dataclass(frozen=True, slots=True)
class NextHalfTerm(Counting):
    """Before the end of the first half-term that begins after a day."""

    mode: ClassVar[str] = "HALF_TERM"

    def due(self, start: date, calendars: Calendars) -> date:
        """Return the last school day of the next half-term."""
        return calendars.school_days.half_term_after(start)[1]

    def words(self) -> str:
        """Say when."""
        return "before the next half-term ends"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        first, last = calendars.school_days.half_term_after(start)
        yield f"After {long(start)} the next half-term runs from {long(first)} to {long(last)}."
        yield _whose(calendars)


@dataclass(frozen=True, slots=True)
class InTheSchoolYear(Counting):
    """So many times in a school year, which runs from September to the end of August.

    The safe date is the last day with pupils, where the school's calendar is known.
    """

    times: int
    what: str
    mode: ClassVar[str] = "COUNT"

    def due(self, start: date, calendars: Calendars) -> date:
        """Return the last day of the school year in which the start lies."""
        del calendars
        return self.year_end(start)

    def year_end(self, day: date) -> date:
        """Return the last day of the school year in which a day lies."""
        return date(day.year + (day.month > AUGUST), AUGUST, LAST_OF_AUGUST)

    def needed_from(self, day: date) -> int:
        """Return how often it is needed by the end of the year, one for each term still to come.

        PRACTICE: guidance says how often in a year, not what that means for the rest of one.
        """
        terms_left = 3 if day.month > AUGUST else 2 if day.month < APRIL else 1
        return min(self.times, terms_left)

    def safe(self, start: date, calendars: Calendars) -> date | None:
        """Return the last day with pupils in that year."""
        end = self.due(start, calendars)
        if calendars.school is None or not calendars.school.terms[0][0] <= end:
            return None
        days = calendars.school_days.days
        until = bisect_right(days, end)
        last = days[until - 1] if until else start - timedelta(1)
        return last if start <= last and _covers_summer(last) else None

    def words(self) -> str:
        """Say how often."""
        return f"{plural(self.times, self.what)} in each school year"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        end = self.due(start, calendars)
        yield (
            f"{long(start)} lies in the school year {end.year - 1}/{end.year % 100:02}, which is "
            f"counted from September to the end of August: "
            f"{plural(self.needed_from(start), self.what)} by "
            f"{long(end)}."
        )
        safe = self.safe(start, calendars)
        if safe:
            yield f"The last day with pupils in that year is {long(safe)}."


def _covers_summer(last: date) -> bool:
    """Tell whether a year's last known school day is in its summer term, not an earlier one."""
    return last.month in (6, 7, 8)


def _whose(calendars: Calendars) -> str:
    days = calendars.school_days
    return (
        f"Weekends, bank holidays and days without pupils are not counted; the calendar is that "
        f"of {days.calendar.name}."
    )
