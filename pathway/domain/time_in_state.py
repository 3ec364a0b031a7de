"""Figures of time in state: what each stay counts for, and the summary of many."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pathway.domain.stays import Attribution, Span, Stay, split

K = TypeVar("K", bound=Hashable)

SchoolDayCount = Callable[[date, date], int | None]
"""Counts the school days from the first day, counted, up to the second, not counted.

None where the calendar does not know all of those days.
"""

DEFINITION = """\
Time in state, as at {as_at}.
A stay begins on the day on which a process enters a state. It ends on the day on which the process
enters another state, or the same one in a new cycle or waiting for somebody else. The day of entry
is counted and the day of leaving is not: a state entered and left on one day was held for 0 days.
A move that leaves the process where it was ends no stay. A state in which a process has ended is
not counted.
A stay that is still open is counted up to {as_at}, that day not included.
Calendar days are all days; school days are those on which the school of the calendar is in session.
A stay with days that the calendar does not know is left out of the figures in school days.
By caseworker, school, district, need or period, each day of a stay belongs to what held on that day
and not to what holds now. A stay that passed from one to another counts once for each, with the
days it spent there; a stay of 0 days belongs to what held on that day.
Count is the number of stays. Median, 75th and 90th percentile are by nearest rank: the length of
the shortest stay that at least a half, three quarters or nine tenths of the stays do not exceed."""

HIDDEN_NOTE = """\
Counts from 1 to {below} are hidden, and as many others as keep them from being worked out from the
totals; the figures of a hidden count are hidden with it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one stay counts for under one value: one caseworker's share of it, for example.

    Attributes:
        value: what held on those days; None where nothing was recorded, or nothing asked for.
        days: calendar days.
        school_days: days on which the school was in session; None where the calendar ends before.
        is_open: whether the stay is still open, and open under this value.
    """

    stay: Stay
    value: Hashable
    days: int
    school_days: int | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """How long many stays are, in days; the lengths are None where there is no stay."""

    count: int
    median: int | None
    percentile_75: int | None
    percentile_90: int | None
    longest: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report.

    Attributes:
        still_open: how many of the stays are open.
        days: their lengths in calendar days.
        school_days: their lengths in school days, of those for which they are known.
    """

    still_open: int
    days: Summary
    school_days: Summary


def figures(
    stay: Stay,
    line: Sequence[Attribution] = (),
    *,
    as_at: date,
    school_days: SchoolDayCount,
) -> Iterator[Figure]:
    """Yield what a stay counts for, once for each value that held during it.

    Args:
        stay: the stay.
        line: dated details, as `stays.timeline` returns them; without any, the stay counts whole.
        as_at: the day up to which an open stay is counted, that day not included.
        school_days: counts school days between two days, the second not counted.
    """
    held: dict[Hashable, list[Span]] = {}
    for span in split(stay, line, as_at=as_at):
        held.setdefault(span.value, []).append(span)
    ends = stay.until(as_at)
    for value, spans in held.items():
        yield Figure(
            stay,
            value,
            sum((span.until_on - span.from_on).days for span in spans),
            _whole(school_days(span.from_on, span.until_on) for span in spans),
            is_open=stay.left_on is None and spans[-1].until_on == ends,
        )


def tabulate(counted: Iterable[Figure], key: Callable[[Figure], K]) -> Mapping[K, Line]:
    """Return one line of the report for each key, in the order in which the keys first occur."""
    groups: dict[K, list[Figure]] = defaultdict(list)
    for figure in counted:
        groups[key(figure)].append(figure)
    return {name: _line(group) for name, group in groups.items()}


def summarise(lengths: Iterable[int]) -> Summary:
    """Return count, median, percentiles and longest of lengths in days."""
    ranked = sorted(lengths)
    if not ranked:
        return Summary(0, None, None, None, None)
    return Summary(
        len(ranked),
        nearest_rank(ranked, 50),
        nearest_rank(ranked, 75),
        nearest_rank(ranked, 90),
        ranked[-1],
    )


def nearest_rank(ranked: Sequence[int], percent: int) -> int:
    """Return the least length that at least `percent` per cent of the lengths do not exceed.

    Args:
        ranked: lengths in ascending order, at least one.
        percent: from 1 to 100.
    """
    return ranked[-(-percent * len(ranked) // 100) - 1]


def definition(as_at: date, *, hidden_below: int | None = None) -> str:
    """Return the sentences to print beside the figures.

    Args:
        as_at: the day as at which the figures are.
        hidden_below: the threshold under which counts were hidden, if they were.
    """
    text = DEFINITION.format(as_at=f"{as_at.day} {as_at:%B %Y}")
    if hidden_below is None:
        return text
    return f"{text}\n{HIDDEN_NOTE.format(below=hidden_below - 1)}"


def _line(group: Sequence[Figure]) -> Line:
    return Line(
        still_open=sum(figure.is_open for figure in group),
        days=summarise(figure.days for figure in group),
        school_days=summarise(f.school_days for f in group if f.school_days is not None),
    )


def _whole(parts: Iterable[int | None]) -> int | None:
    known = list(parts)
    return None if None in known else sum(filter(None, known))
