"""Days of exclusion counted along a chain: unbroken ones, and the totals of a term and of a year.

Everything follows from what was notified and from the days of that school. Where its calendar is
not known, weekdays stand for school days and the school year for the term: both count more, so
that a duty of the governing board is rather seen once too often.

Source:
    SI 2012/1033 regs 2, 4, 6 and their like for other schools; EIA 2006 s.100; SI 2007/1870 regs 3
    and 4 as amended by SI 2014/3216. That the days before a cancellation go on counting, and that
    half a day counts as half, is guidance on suspension and permanent exclusion.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from statemachines.events import Event, Happening
from statemachines.school_year import SchoolYear

SEPTEMBER, SATURDAY = 9, 5
MUST_OVER, IF_ASKED_OVER = 15, 5
"""School days in a term over which the board must consider, and considers if it is asked to."""

LONGEST_IN_A_YEAR = 45
"""School days for which a pupil may be suspended in a school year, SI 2012/1033 reg 4."""

SIXTH = 6


class Duty(StrEnum):
    """What an exclusion asks of the governing board."""

    MUST_CONSIDER = "must_consider"  #: reinstatement, whoever asks
    IF_ASKED = "if_asked"  #: reinstatement, where a parent makes representations
    HEARS_PARENT = "hears_parent"  #: it considers what the parent says, and cannot reinstate


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One exclusion of a chain.

    Attributes:
        line: the line of the chain's history that it was written down in.
        first: its first day.
        last: its last school day as notified; None where it is permanent.
        half_days: how many of its days count half.
        exam_on: the day of a public examination or national test that it would cost.
        cancelled_on: the day on which the head cancelled it.
    """

    line: int
    first: date
    last: date | None
    half_days: int = 0
    exam_on: date | None = None
    cancelled_on: date | None = None

    @property
    def permanent(self) -> bool:
        """Whether it has no end."""
        return self.last is None

    def until(self) -> date:
        """Return the last day on which the pupil is kept out for it; the first where unending."""
        last = self.last or self.first
        return last if self.cancelled_on is None else min(last, self.cancelled_on - ONE_DAY)


ONE_DAY = timedelta(days=1)


def exclusions_in(happenings: Iterable[Happening]) -> list[Exclusion]:
    """List the exclusions of a chain by their first days, each as it was notified last."""
    found: dict[date, Exclusion] = {}
    cancelled: dict[date, date] = {}
    for h in happenings:
        first = h.said.get("excluded_from")
        if h.event is Event.EXCLUSION_CANCELLED and isinstance(first, date):
            cancelled[first] = h.on
        if h.event is Event.EXCLUSION_DECIDED and isinstance(first, date):
            said = h.said
            found[first] = Exclusion(
                h.line, first, said.get("until_on"), said.get("half_days", 0), said.get("exam_on")
            )
    return [_with(found[day], cancelled.get(day)) for day in sorted(found)]


def school_days(first: date, last: date, year: SchoolYear | None) -> Sequence[date]:
    """Return the school days from `first` to `last`, or the weekdays where nobody knows."""
    known = year.days(first, last) if year and first <= last else None
    if known is not None:
        return known
    every = (first + timedelta(n) for n in range((last - first).days + 1))
    return [day for day in every if day.weekday() < SATURDAY]


def chains(among: Sequence[Exclusion], year: SchoolYear | None) -> list[list[Exclusion]]:
    """Put suspensions together between which the pupil was never due at school."""
    found: list[list[Exclusion]] = []
    for one in among:
        if one.permanent or one.cancelled_on is not None:
            continue
        before = found[-1][-1] if found else None
        if before and not school_days(before.until() + ONE_DAY, one.first - ONE_DAY, year):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def reaching_the_sixth_day(chain: Sequence[Exclusion], year: SchoolYear | None) -> Exclusion | None:
    """Return the suspension by which an unbroken chain reaches its sixth day, or None."""
    so_far = 0.0
    for one in chain:
        so_far += days_of(one, one.first, one.until(), year)
        if so_far >= SIXTH:
            return one
    return None


def days_of(one: Exclusion, first: date, last: date, year: SchoolYear | None) -> float:
    """Return how many school days one suspension takes between two days."""
    first, last = max(first, one.first), min(last, one.until())
    if one.permanent or first > last:
        return 0
    return max(0.0, len(school_days(first, last, year)) - one.half_days / 2)


def total_of_the_term(one: Exclusion, among: Sequence[Exclusion], year: SchoolYear | None) -> float:
    """Return the school days in the term of a suspension, up to it and with it.

    Of a suspension that lies in two terms the larger total counts.
    """
    ends = (one.first, one.until())
    spans = {_term(day, year) for day in ends}
    up_to = [other for other in among if other.first <= one.first]
    return max(sum(days_of(other, *span, year) for other in up_to) for span in spans)


def total_of_the_year(among: Sequence[Exclusion], day: date, year: SchoolYear | None) -> float:
    """Return the school days of suspension in the school year of a day."""
    return sum(days_of(one, *_school_year(day), year) for one in among)


def duty(one: Exclusion, among: Sequence[Exclusion], year: SchoolYear | None) -> Duty:
    """Say what an exclusion asks of the governing board."""
    if one.permanent or one.exam_on is not None:
        return Duty.MUST_CONSIDER
    total = total_of_the_term(one, among, year)
    if total > MUST_OVER:
        return Duty.MUST_CONSIDER
    return Duty.IF_ASKED if total > IF_ASKED_OVER else Duty.HEARS_PARENT


def same_school_year(one: date, other: date) -> bool:
    """Tell whether two days lie in one school year, which begins in September."""
    return _school_year(one) == _school_year(other)


def _with(one: Exclusion, cancelled_on: date | None) -> Exclusion:
    return Exclusion(one.line, one.first, one.last, one.half_days, one.exam_on, cancelled_on)


def _term(day: date, year: SchoolYear | None) -> tuple[date, date]:
    return (year and year.term_of(day)) or _school_year(day)


def _school_year(day: date) -> tuple[date, date]:
    year = day.year - (day.month < SEPTEMBER)
    return date(year, SEPTEMBER, 1), date(year + 1, SEPTEMBER, 1) - ONE_DAY
