"""When a school is open: its terms, its closures, and what follows for school days."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from pathway.domain.errors import CalendarMalformed, CalendarRunsOut

Span = tuple[date, date]
"""A first and a last day, both included."""

ONE_DAY = timedelta(days=1)
SATURDAY = 5
A_WORKING_WEEK = 5
LONGEST_HOLIDAY = timedelta(weeks=10)  #: a longer gap between terms is a term left out
JULY, AUGUST, SEPTEMBER = 7, 8, 9


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """What a school says of its year.

    Attributes:
        name: whose calendar it is, as an error would name it.
        terms: first and last day with pupils of each term, in order.
        closures: spans inside terms without pupils: half-terms, training days, emergencies.
    """

    name: str
    terms: tuple[Span, ...]
    closures: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if not self.terms:
            raise CalendarMalformed(self.name, "terms", "there is no term in it")
        for field, spans in (("terms", self.terms), ("closures", self.closures)):
            for number, (first, last) in enumerate(spans, 1):
                if last < first:
                    where = f"{field}, number {number}"
                    raise CalendarMalformed(self.name, where, f"{last} is before {first}", first)
        for earlier, later in pairwise(self.terms):
            self._refuse_a_hole(earlier, later)

    def _refuse_a_hole(self, earlier: Span, later: Span) -> None:
        where = f"the term from {later[0]}"
        if later[0] <= earlier[1]:
            wrong = f"it begins before the one to {earlier[1]} ends"
            raise CalendarMalformed(self.name, where, wrong, later[0])
        if later[0] - earlier[1] > LONGEST_HOLIDAY:
            wrong = f"no term lies between it and {earlier[1]}; add the one that is left out"
            raise CalendarMalformed(self.name, where, wrong, later[0])


class SchoolDays:
    """The school days of one school, laid out so that counting is a look into a list.

    A school day is a day with a session at that school: in a term, in no closure, neither a
    weekend nor a bank holiday.

    Source:
        Education Act 1996 s.579(1), "school day"; SI 2012/1033 reg 2.
    """

    __slots__ = ("calendar", "days", "half_terms", "known_from", "known_to")

    def __init__(self, calendar: SchoolCalendar, bank_holidays: frozenset[date]) -> None:
        closed = {day for span in calendar.closures for day in _each_day(span)} | bank_holidays
        by_term = [[d for d in _each_day(t) if _is_open(d, closed)] for t in calendar.terms]
        self.calendar = calendar
        self.days = tuple(day for term in by_term for day in term)
        self.half_terms = tuple(half for term in by_term for half in _halves(term))
        self.known_from = _begins(calendar.terms[0][0])
        self.known_to = calendar.terms[-1][1]

    def is_school_day(self, day: date) -> bool:
        """Tell whether the school is in session on `day`."""
        self._refuse_unknown(day)
        at = bisect_left(self.days, day)
        return at < len(self.days) and self.days[at] == day

    def between(self, first: date, last: date) -> Sequence[date]:
        """Return the school days from `first` to `last`, both included."""
        for day in (first, last):
            self._refuse_unknown(day)
        return self.days[bisect_left(self.days, first) : bisect_right(self.days, last)]

    def after(self, day: date, n: int) -> date:
        """Return the nth school day after `day`, which is itself not counted."""
        self._refuse_unknown(day)
        return self._nth(bisect_right(self.days, day) + n - 1)

    def beginning_with(self, day: date, n: int) -> date:
        """Return the nth school day, where `day` is the first if it is one."""
        self._refuse_unknown(day)
        return self._nth(bisect_left(self.days, day) + n - 1)

    def before(self, day: date, n: int) -> date:
        """Return the nth school day before `day`, which is itself not counted."""
        self._refuse_unknown(day)
        return self._nth(bisect_left(self.days, day) - n)

    def half_term_of(self, day: date) -> Span:
        """Return the half-term in which `day` lies, or the next one where it lies in none."""
        self._refuse_unknown(day)
        return self._half_term(bisect_left([last for _, last in self.half_terms], day))

    def half_term_after(self, day: date) -> Span:
        """Return the first half-term that begins after `day`."""
        self._refuse_unknown(day)
        return self._half_term(bisect_right([first for first, _ in self.half_terms], day))

    def closures(self) -> tuple[Span, ...]:
        """Return each first closed day and the day of reopening, where pupils stay away for long.

        A day is closed on which there are no pupils: weekends, bank holidays and training days
        beside a holiday belong to it. Nothing is said of what lies before the first school day
        or after the last one.
        """
        return tuple(
            (earlier + ONE_DAY, later)
            for earlier, later in pairwise(self.days)
            if _weekdays_between(earlier, later) >= A_WORKING_WEEK
        )

    def knows(self, day: date) -> bool:
        """Tell whether `day` lies in the time that the calendar covers."""
        return self.known_from <= day <= self.known_to

    def _half_term(self, at: int) -> Span:
        if at >= len(self.half_terms):
            raise self._runs_out(None)
        return self.half_terms[at]

    def _nth(self, at: int) -> date:
        if not 0 <= at < len(self.days):
            raise self._runs_out(None)
        return self.days[at]

    def _refuse_unknown(self, day: date) -> None:
        if not self.known_from <= day <= self.known_to:
            raise self._runs_out(day)

    def _runs_out(self, day: date | None) -> CalendarRunsOut:
        return CalendarRunsOut(self.calendar.name, self.known_from, self.known_to, day)


def _begins(first: date) -> date:
    """Return the first day known of: a school year's first term is the first after July.

    So nothing is unknown between 1 August and a first term that begins by September.

    Source:
        Education Act 1996 s.579(1), "school year".
    """
    return date(first.year, AUGUST, 1) if first.month in (AUGUST, SEPTEMBER) else first


def _is_open(day: date, closed: set[date]) -> bool:
    return day.weekday() < SATURDAY and day not in closed


def _each_day(span: Span) -> Iterator[date]:
    day, last = span
    while day <= last:
        yield day
        day += ONE_DAY


def _halves(term: Sequence[date]) -> Iterator[Span]:
    """Split a term where it stands still for a working week or more."""
    first = 0
    for at in range(1, len(term)):
        if _weekdays_between(term[at - 1], term[at]) >= A_WORKING_WEEK:
            yield term[first], term[at - 1]
            first = at
    if term:
        yield term[first], term[-1]


def _weekdays_between(earlier: date, later: date) -> int:
    gap = _each_day((earlier + ONE_DAY, later - ONE_DAY))
    return sum(day.weekday() < SATURDAY for day in gap)
