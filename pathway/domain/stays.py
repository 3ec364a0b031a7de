"""How long cases spend in each state: stays, and whose they were on each day. Pure arithmetic.

A stay is a half-open span of days: the day of entry counts, the day of leaving does not. A stay
that is entered and left on one day has 0 days. A stay still open is measured to the day as at
which one looks as if it were left then, so that it has the same length on the day it is left as
ever after.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, takewhile

from pathway.domain.errors import PathwayError
from pathway.domain.school_ages import academic_year


class StatesOutOfOrder(PathwayError):
    """A process enters a state on a day before it entered the one before."""

    def __init__(self, process: str, state: str) -> None:
        super().__init__(process, state)
        self.process, self.state = process, state

    def __str__(self) -> str:
        return (
            f"process {self.process} enters {self.state} before the state that precedes it; "
            "verify its history"
        )


@dataclass(frozen=True, slots=True)
class StateEntry:
    """One line of history after which a process was in a state.

    Attributes:
        state: the state after the line, whether the line changed it or not.
        waiting_for: who had to act in that state.
        cycle: the cycle the line belongs to; 0 for processes without cycles.
        entered_on: the civil day on which it happened (`occurred_on`).
        is_end: whether the process ends in that state, so that no time is spent in it.
    """

    state: str
    waiting_for: str
    cycle: int
    entered_on: date
    is_end: bool = False

    @property
    def place(self) -> tuple[str, int, str]:
        """Where the process stood: two lines in one place are of one stay."""
        return self.state, self.cycle, self.waiting_for


@dataclass(frozen=True, slots=True)
class Stay:
    """One stretch of days of one process in one state.

    Attributes:
        left_on: the day of leaving, not counted; None while the stay is open.
    """

    process: Hashable
    state: str
    waiting_for: str
    cycle: int
    entered_on: date
    left_on: date | None

    def until(self, as_at: date) -> date:
        """Return the day up to which the stay is counted, that day not included."""
        return as_at if self.left_on is None else self.left_on

    def days(self, as_at: date) -> int:
        """Return the calendar days of the stay."""
        return (self.until(as_at) - self.entered_on).days


def stays(process: Hashable, entries: Iterable[StateEntry], *, as_at: date) -> Iterator[Stay]:
    """Yield the stays of one process as they were on a day.

    Args:
        process: whatever names the process.
        entries: the lines of its history in recorded order, corrections applied. Lines that leave
            the process where it was may be among them, whatever their day.
        as_at: the day on which one looks. What happened on it has happened; what happened after
            it is passed over.

    Raises:
        StatesOutOfOrder: a state was entered before the one before it.
    """
    # A line that changes nothing may be dated before its state was entered: changes come first.
    reached = takewhile(lambda entry: entry.entered_on <= as_at, _changes(process, entries))
    for entry, following in pairwise((*reached, None)):
        if entry is not None and not entry.is_end:
            yield Stay(
                process,
                entry.state,
                entry.waiting_for,
                entry.cycle,
                entry.entered_on,
                following.entered_on if following else None,
            )


def since(process: Hashable, entries: Iterable[StateEntry]) -> date | None:
    """Return the day on which a process came to where it stands; None where it has not begun.

    Args:
        process: whatever names the process.
        entries: the lines of its history, as `stays` takes them.

    Raises:
        StatesOutOfOrder: a state was entered before the one before it.
    """
    changes = tuple(_changes(process, entries))
    return changes[-1].entered_on if changes else None


def _changes(process: Hashable, entries: Iterable[StateEntry]) -> Iterator[StateEntry]:
    latest: StateEntry | None = None
    for entry in entries:
        if latest is not None and entry.place == latest.place:
            continue
        if latest is not None and entry.entered_on < latest.entered_on:
            raise StatesOutOfOrder(str(process), entry.state)
        latest = entry
        yield entry


@dataclass(frozen=True, slots=True)
class Attribution:
    """What was so about a case from a day on: its caseworker, school, district, need, or period.

    Attributes:
        value: what was so; None where it was nobody's, or not recorded.
    """

    from_on: date
    value: Hashable


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a stay during which one value held: from a day, up to another not counted."""

    from_on: date
    until_on: date
    value: Hashable


def timeline(attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Return dated details in order of their days, ready for `split`.

    Args:
        attributions: the details in the order in which they were recorded; of two for one day the
            later recorded one holds.
    """
    by_day = {a.from_on: a for a in attributions}
    return tuple(by_day[day] for day in sorted(by_day))


def together(*timelines: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return one timeline whose values are those of several, side by side, as tuples."""
    days = sorted({date.min, *(a.from_on for line in timelines for a in line)})
    return tuple(Attribution(day, tuple(value_on(line, day) for line in timelines)) for day in days)


def academic_years(first: date, last: date) -> tuple[Attribution, ...]:
    """Return the academic years from that of one day to that of another, as a timeline.

    Their values are written as "2024/25". It serves to share the days of stays out to periods.
    """
    years = range(academic_year(first), academic_year(last) + 1)
    return tuple(Attribution(date(y, 9, 1), f"{y}/{(y + 1) % 100:02d}") for y in years)


def value_on(line: Sequence[Attribution], day: date) -> Hashable:
    """Return what held on a day; None before the first."""
    at = bisect_right(line, day, key=_from_on)
    return line[at - 1].value if at else None


def split(stay: Stay, line: Sequence[Attribution], *, as_at: date) -> Iterator[Span]:
    """Yield a stay in the stretches during which one value held, first to last.

    Args:
        stay: the stay.
        line: the dated details, as `timeline` returns them; before the first, the value is None.
        as_at: the day up to which an open stay is counted.

    Returns:
        At least one span; together they are the stay. Neighbours have different values.
    """
    begins, ends, value = stay.entered_on, stay.until(as_at), value_on(line, stay.entered_on)
    for change in line[bisect_right(line, begins, key=_from_on) :]:
        if change.from_on >= ends:
            break
        if change.value != value:
            yield Span(begins, change.from_on, value)
            begins, value = change.from_on, change.value
    yield Span(begins, ends, value)


def _from_on(attribution: Attribution) -> date:
    return attribution.from_on
