"""Working days, and the Tribunal's own reckoning, which alone rolls forward."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from pathway.domain.calendars import ONE_DAY, BankHolidays, Calendars
from pathway.domain.counting.base import Counting, long, plural

AUGUST, DECEMBER = 8, 12
CHRISTMAS, NEW_YEAR = 25, (1, 1)


@dataclass(frozen=True, slots=True)
class WorkingDaysAfter(Counting):
    """Within `count` working days of a day, which is itself not counted."""

    count: int
    mode: ClassVar[str] = "WD_EXC"

    def due(self, start: date, calendars: Calendars) -> date:
        """Return the nth working day after the start."""
        return calendars.bank_holidays.after(start, self.count)

    def words(self) -> str:
        """Say how long."""
        return f"within {plural(self.count, 'working day')}"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        due = self.due(start, calendars)
        yield (
            f"{plural(self.count, 'working day')} are counted from {long(start)}, that day not "
            f"included: number {self.count} is {long(due)}."
        )
        yield _skipped(start, due, calendars.bank_holidays)


@dataclass(frozen=True, slots=True)
class WorkingDaysBeginningWith(Counting):
    """`count` working days beginning with a day, which is the first if it is a working day."""

    count: int
    mode: ClassVar[str] = "WD_INC"

    def due(self, start: date, calendars: Calendars) -> date:
        """Return working day number `count`."""
        return calendars.bank_holidays.beginning_with(start, self.count)

    def words(self) -> str:
        """Say how long."""
        return f"{plural(self.count, 'working day')} beginning with the day"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        due = self.due(start, calendars)
        yield (
            f"{plural(self.count, 'working day')} beginning with {long(start)}, which counts if "
            f"it is a working day: number {self.count} is {long(due)}."
        )
        yield _skipped(start, due, calendars.bank_holidays)


@dataclass(frozen=True, slots=True)
class WorkingDaysBefore(Counting):
    """`count` working days before a day, which is itself not counted."""

    count: int
    mode: ClassVar[str] = "WD_BEFORE"
    backward: ClassVar[bool] = True

    def due(self, start: date, calendars: Calendars) -> date:
        """Return the nth working day before the day."""
        return calendars.bank_holidays.before(start, self.count)

    def words(self) -> str:
        """Say how long before."""
        return f"{plural(self.count, 'working day')} before the day"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        due = self.due(start, calendars)
        yield (
            f"{plural(self.count, 'working day')} are counted back from {long(start)}, that day "
            f"not included: number {self.count} is {long(due)}."
        )
        yield _skipped(due, start, calendars.bank_holidays)


@dataclass(frozen=True, slots=True)
class OwnWorkingDays(Counting):
    """As many working days as the authority has set itself, or else a code's.

    Several periods follow one on the other: to be acknowledged, and then to be answered.

    Attributes:
        periods: what each is for, and the code's number of working days.
    """

    periods: tuple[tuple[str, int], ...]
    mode: ClassVar[str] = "WD_EXC"

    def due(self, start: date, calendars: Calendars) -> date:
        """Return the last working day of the last period."""
        day = start
        for _, count in self._set(calendars):
            day = calendars.bank_holidays.after(day, count)
        return day

    def words(self) -> str:
        """Say how long, by the code."""
        total = " and then ".join(str(count) for _, count in self.periods)
        return f"within {total} working days, unless the authority has set itself others"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        for name, count in self._set(calendars):
            whose = "the authority's own" if name in calendars.periods else "the code's"
            yield f"{plural(count, 'working day')} ({name}) is {whose} period."
            yield from WorkingDaysAfter(count).steps(start, calendars)
            start = calendars.bank_holidays.after(start, count)

    def _set(self, calendars: Calendars) -> Iterator[tuple[str, int]]:
        for name, count in self.periods:
            yield name, calendars.periods.get(name, count)


@dataclass(frozen=True, slots=True)
class TribunalTime(Counting):
    """A period under the Tribunal's rules: where it ends on no working day, it ends on the next.

    In special educational needs cases days in August and from 25 December to 1 January are no
    days to end on either. This is the narrow reading: the period runs through those days and only
    its end is moved. A literal reading, in which they are not counted at all, could give a later
    date; it is told of where working days are counted, and nobody should rely on it.

    Source:
        SI 2008/2699 r.12(2) and (3).
    """

    period: Counting
    mode: ClassVar[str] = "TRIB"

    def due(self, start: date, calendars: Calendars) -> date | None:
        """Return the end of the period, moved to a day on which the Tribunal can be reached."""
        end = self.period.due(start, calendars)
        return end and _next_counted_day(end, calendars.bank_holidays)

    def words(self) -> str:
        """Say how long."""
        return f"{self.period.words()}, by 5 pm, in Tribunal time"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        yield next(self.period.steps(start, calendars))
        end, due = self.period.due(start, calendars), self.due(start, calendars)
        if end and due and end != due:
            yield (
                f"{long(end)} is {_why_not(end)}, so the act may be done by 5 pm on the next "
                f"working day that counts, {long(due)} (SI 2008/2699 r.12)."
            )
        else:
            yield "That is a working day on which the Tribunal's time runs: by 5 pm (r.12)."
        if isinstance(self.period, WorkingDaysAfter):
            later = _counted_literally(start, self.period.count, calendars.bank_holidays)
            if later != due:
                yield (
                    "Read literally, with no day of August and none from 25 December to 1 January "
                    f"counted at all, it would be {long(later)} (r.12(3)); do not rely on that."
                )


def _next_counted_day(day: date, holidays: BankHolidays) -> date:
    day = holidays.next_working_day(day)
    while _uncounted(day):
        day = holidays.next_working_day(day + ONE_DAY)
    return day


def _counted_literally(start: date, count: int, holidays: BankHolidays) -> date:
    """Return working day number `count` after a day, where the Tribunal's days off are none."""
    day = start
    while count:
        day = holidays.after(day, 1)
        count -= not _uncounted(day)
    return day


def _uncounted(day: date) -> bool:
    return (
        day.month == AUGUST
        or (day.month == DECEMBER and day.day >= CHRISTMAS)
        or (day.month, day.day) == NEW_YEAR
    )


def _why_not(day: date) -> str:
    if day.month == AUGUST:
        return "a day in August"
    return "between 25 December and 1 January" if _uncounted(day) else "not a working day"


def _skipped(start: date, due: date, holidays: BankHolidays) -> str:
    kept = [day for day in sorted(holidays.days) if start <= day <= due]
    named = ", ".join(f"{long(day)} ({holidays.days[day]})" for day in kept)
    also = f" and the bank holidays {named}" if named else "; no bank holiday falls among them"
    return f"Saturdays and Sundays are not counted{also}."
