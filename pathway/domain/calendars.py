"""Which days count: bank holidays of England and Wales, and what a clock is given of calendars."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, compress, pairwise
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from pathway.domain.bank_holiday_snapshot import read_snapshot
from pathway.domain.errors import CalendarRunsOut, SchoolCalendarMissing
from pathway.domain.ladder import Ladder
from pathway.domain.school_calendar import SchoolCalendar, SchoolDays

__all__ = ["BankHolidays", "Calendars", "SchoolCalendar", "SchoolDays", "SetWeeks"]

SNAPSHOT = Path(__file__).with_name("bank_holidays.json")
SATURDAY = 5
ONE_DAY = timedelta(days=1)
NOWHERE = (0, 0)
"""The place of a day that no working day that is known of lies before."""


class BankHolidays:
    """The bank holidays of England and Wales from a dated snapshot, and the working days between.

    A working day is Monday to Friday and no bank holiday. SI 2014/1530 does not define it; an
    authority's own Christmas closure is not a bank holiday.

    Attributes:
        name: what an error calls the calendar.
        days: each bank holiday, on the day on which it is kept, with its name.
        known_from: the first day known of.
        known_to: the last day known of; later ones are refused, never guessed.

    Source:
        Banking and Financial Dealings Act 1971 s.1 and Sch 1; GOV.UK's list.
    """

    __slots__ = ("_places", "_working", "days", "known_from", "known_to", "name")

    def __init__(
        self, name: str, days: Mapping[date, str], *, known_from: date, known_to: date
    ) -> None:
        self.name, self.days = name, dict(days)
        self.known_from, self.known_to = known_from, known_to
        every = [known_from + timedelta(n) for n in range((known_to - known_from).days + 1)]
        working = [d.weekday() < SATURDAY and d not in self.days for d in every]
        self._working = list(compress(every, working))
        counts = accumulate(working, initial=0)
        self._places = dict(zip(every, pairwise(counts), strict=True))

    @classmethod
    def shipped(cls) -> "BankHolidays":
        """Return the list that comes with the package.

        Raises:
            CalendarMalformed: it has a hole, or cannot be read.
        """
        return _shipped()

    def with_extra(self, days: Mapping[date, str]) -> "BankHolidays":
        """Return the list with days an administrator adds, such as one proclaimed at short notice.

        Args:
            days: each added day and why it is one.
        """
        for day in days:
            self._counted(day)
        return BankHolidays(
            self.name, self.days | dict(days), known_from=self.known_from, known_to=self.known_to
        )

    def is_working_day(self, day: date) -> bool:
        """Tell whether `day` is a working day."""
        return self.last_working_day(day) == day

    def last_working_day(self, day: date) -> date:
        """Return the last working day on or before `day`."""
        _, until = self._counted(day)
        if not until:
            raise self.runs_out(day)
        return self._working[until - 1]

    def next_working_day(self, day: date) -> date:
        """Return the first working day on or after `day`."""
        return self.beginning_with(day, 1)

    def after(self, day: date, n: int) -> date:
        """Return the nth working day after `day`, which is itself not counted."""
        _, until = self._counted(day)
        return self._nth(until + n - 1)

    def beginning_with(self, day: date, n: int) -> date:
        """Return the nth working day, where `day` is the first if it is one."""
        before, _ = self._counted(day)
        return self._nth(before + n - 1)

    def before(self, day: date, n: int) -> date:
        """Return the nth working day before `day`, which is itself not counted."""
        before, _ = self._counted(day)
        return self._nth(before - n)

    def knows(self, day: date) -> bool:
        """Tell whether `day` lies in the time that the list covers."""
        return self._places.get(day, NOWHERE) > NOWHERE

    def _nth(self, at: int) -> date:
        if not 0 <= at < len(self._working):
            raise self.runs_out(None)
        return self._working[at]

    def _counted(self, day: date) -> tuple[int, int]:
        """Return how many working days there are before a day, and up to its end.

        Raises:
            CalendarRunsOut: the list does not reach it.
        """
        try:
            return self._places[day]
        except KeyError:
            raise self.runs_out(day) from None

    def runs_out(self, day: date | None) -> CalendarRunsOut:
        """Return the refusal of a day that the list does not reach; None where a count left it."""
        return CalendarRunsOut(self.name, self.known_from, self.known_to, day)


@cache
def _shipped() -> BankHolidays:
    name, days, known_from, known_to = read_snapshot(
        SNAPSHOT.read_text(encoding="utf-8"), file=SNAPSHOT.name
    )
    return BankHolidays(name, days, known_from=known_from, known_to=known_to)


class SetWeeks(NamedTuple):
    """So many weeks that an authority has set itself; a placeholder is ours and not its own."""

    weeks: int
    placeholder: bool = False


class Calendars:
    """What a clock may look at besides history: which days count, and what an authority has set.

    Attributes:
        bank_holidays: of England and Wales.
        school: the calendar of the school in question; None where none is known.
        periods: what the authority has set itself in working days, by what they are for.
        attended: from which day on which school's calendars hold, in order, where the pupil has
            been at schools that keep one of their own.
        weeks: what it has set itself in weeks, by its key in the pack; several where it is a list.
        ladders: its own steps of alerts, by the rule or the limb whose steps they replace.
    """

    __slots__ = (
        "_school_days",
        "attended",
        "bank_holidays",
        "ladders",
        "periods",
        "school",
        "weeks",
    )

    def __init__(
        self,
        bank_holidays: BankHolidays,
        school: SchoolCalendar | None = None,
        periods: Mapping[str, int] | None = None,
        *,
        weeks: Mapping[str, Sequence[SetWeeks]] | None = None,
        ladders: Mapping[str, Ladder] | None = None,
    ) -> None:
        self.bank_holidays, self.school = bank_holidays, school
        self.periods, self.weeks = dict(periods or {}), dict(weeks or {})
        self.ladders = dict(ladders or {})
        self.attended: tuple[tuple[date, Calendars], ...] = ()
        self._school_days: SchoolDays | None = None

    def of_school(self, school: SchoolCalendar | None) -> "Calendars":
        """Return the same for a school with a calendar of its own."""
        return Calendars(
            self.bank_holidays, school, self.periods, weeks=self.weeks, ladders=self.ladders
        )

    def attending(self, attended: Sequence[tuple[date, "Calendars"]]) -> "Calendars":
        """Return the calendars of a pupil who changed schools.

        Args:
            attended: from which day on which calendars hold; before the first, these do.
        """
        own = copy(self)
        own.attended = tuple(sorted(attended, key=itemgetter(0)))
        return own

    def on(self, day: date) -> "Calendars":
        """Return the calendars of the school that the pupil attended on a day.

        Source:
            Education Act 1996 s.579(1): a school day is one of that school.
        """
        if not self.attended:
            return self
        at = bisect_right(self.attended, day, key=itemgetter(0))
        return self.attended[at - 1][1] if at else self

    @property
    def school_days(self) -> SchoolDays:
        """The school days of that school, laid out at first use.

        Raises:
            SchoolCalendarMissing: no school's calendar was given.
        """
        if self._school_days is None:
            if self.school is None:
                raise SchoolCalendarMissing
            self._school_days = SchoolDays(self.school, frozenset(self.bank_holidays.days))
        return self._school_days
