"""Hiding small numbers in a table, and as many others as keep them from being worked out again.

A number under the threshold says something about a few children, so it is hidden; a nought says
nothing about anybody and is shown. Where a total is shown beside its parts, one hidden part is
the total less the others. So a second number is hidden with it: the smallest part that is shown
(all of them, if several are as small, for whoever knows which was chosen would know which it is),
or, where there is none, the total. At last the table is read as a stranger would: from what each
sum leaves possible, and if that is one number only, more are hidden.

Source:
    PRACTICE: the threshold of 5 is that of many statistics of the Department; a council may set
    its own. A table hidden so can still be undone with a second table: one of the week before, or
    by another detail. Who publishes two has to look at both.
"""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Generic, TypeVar

THRESHOLD = 5

K = TypeVar("K", bound=Hashable)
Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sum(Generic[K]):
    """A number of the table that is the sum of others of it."""

    total: K
    parts: Sequence[K]


def hidden_numbers(
    numbers: Mapping[K, int], sums: Iterable[Sum[K]] = (), *, threshold: int = THRESHOLD
) -> frozenset[K]:
    """Return which numbers of a table have to be hidden.

    Args:
        numbers: all numbers that would be shown, totals included; not negative.
        sums: which of them are sums of which others, all that are shown as such.
        threshold: numbers from 1 up to this, not included, are small.

    Returns:
        The small numbers, and those hidden so that no sum betrays one.
    """
    known = tuple(sums)
    hidden = {key for key, number in numbers.items() if 0 < number < threshold}
    while True:
        more = {key for s in known for key in _betrayers(numbers, s, hidden, threshold)}
        more = more or set(_cover_for_the_certain(numbers, known, hidden))
        if not more:
            return frozenset(hidden)
        hidden |= more


def _betrayers(numbers: Mapping[K, int], of: Sum[K], hidden: set[K], threshold: int) -> Sequence[K]:
    """Return the numbers whose showing would betray a hidden one of this sum."""
    inside = [numbers[part] for part in of.parts if part in hidden]
    nearest = _smallest_shown(numbers, of.parts, hidden)
    if of.total in hidden:
        return () if inside else nearest
    if not inside or _is_safe(inside, threshold):
        return ()
    return nearest or (of.total,)


def _is_safe(hidden: Sequence[int], threshold: int) -> bool:
    # Their sum can be worked out. It betrays a single one; several if all are as small as they
    # can be; and several if all are as large as small numbers can be.
    whole, many = sum(hidden), len(hidden)
    return many > 1 and whole not in {many, many * (threshold - 1)}


def _smallest_shown(numbers: Mapping[K, int], keys: Iterable[K], hidden: set[K]) -> Sequence[K]:
    shown = [key for key in keys if key not in hidden and numbers[key]]
    smallest = min((numbers[key] for key in shown), default=0)
    return [key for key in shown if numbers[key] == smallest]


def _cover_for_the_certain(
    numbers: Mapping[K, int], sums: Sequence[Sum[K]], hidden: set[K]
) -> Sequence[K]:
    """Return what to hide because the sums together leave some hidden number only one value."""
    ranges = _possible(numbers, sums, hidden)
    certain = {key for key in hidden if ranges[key][0] == ranges[key][1]}
    certain = certain or _solved(sums, hidden)
    if not certain:
        return ()
    near = [
        key
        for s in sums
        if not certain.isdisjoint((*s.parts, s.total))
        for key in (*s.parts, s.total)
    ]
    everywhere = [key for s in sums for key in (*s.parts, s.total)]
    return _smallest_shown(numbers, near, hidden) or _smallest_shown(numbers, everywhere, hidden)


def _possible(
    numbers: Mapping[K, int], sums: Sequence[Sum[K]], hidden: set[K]
) -> Mapping[K, Range]:
    """Return the least and the greatest that each number can be, for who sees what is shown."""
    ranges: dict[K, Range] = {k: (1, inf) if k in hidden else (n, n) for k, n in numbers.items()}
    standing = defaultdict(list)
    for number, s in enumerate(sums):
        for key in (s.total, *s.parts):
            standing[key].append(number)
    looked_at, waiting = deque(range(len(sums))), set(range(len(sums)))
    while looked_at:
        waiting.discard(number := looked_at.popleft())
        for key, narrower in _narrowed(sums[number], ranges):
            if narrower != ranges[key]:
                ranges[key] = narrower
                looked_at.extend(n for n in standing[key] if n not in waiting)
                waiting.update(standing[key])
    return ranges


def _solved(sums: Sequence[Sum[K]], hidden: set[K]) -> set[K]:
    """Return the hidden numbers that sums give when they are added to and taken from one another.

    This is Gauss's elimination: a row that is left with one unknown gives it away. Unknowns that
    stand in few rows come first, so that the rows stay short.
    """
    rows = dict(enumerate(_unknowns(s, hidden) for s in sums))
    places: dict[K, set[int]] = defaultdict(set)
    for number, row in rows.items():
        for key in row:
            places[key].add(number)
    done: set[int] = set()
    for pivot in sorted(places, key=lambda key: len(places[key])):
        free = places[pivot] - done
        if free:
            head = min(free, key=lambda number: (len(rows[number]), number))
            done.add(head)
            for number in places[pivot] - {head}:
                _take_away(rows, places, number, head, pivot)
    return {key for number in done if len(rows[number]) == 1 for key in rows[number]}


def _unknowns(s: Sum[K], hidden: set[K]) -> dict[K, Fraction]:
    row = {part: Fraction(1) for part in s.parts if part in hidden}
    return row | ({s.total: Fraction(-1)} if s.total in hidden else {})


def _take_away(
    rows: Mapping[int, dict[K, Fraction]],
    places: Mapping[K, set[int]],
    number: int,
    head: int,
    pivot: K,
) -> None:
    """Take so many times the head from a row that the pivot is gone from it."""
    row, times = rows[number], rows[number][pivot] / rows[head][pivot]
    for key, factor in rows[head].items():
        left = row.get(key, Fraction(0)) - times * factor
        if left:
            row[key] = left
            places[key].add(number)
        else:
            row.pop(key, None)
            places[key].discard(number)


def _narrowed(s: Sum[K], ranges: Mapping[K, Range]) -> Iterator[tuple[K, Range]]:
    parts = [ranges[part] for part in s.parts]
    low, high = sum(least for least, _ in parts), sum(most for _, most in parts if most < inf)
    open_ended = sum(most == inf for _, most in parts)
    least, most = _both(ranges[s.total], (low, high if not open_ended else inf))
    yield s.total, (least, most)
    for part, (own_least, own_most) in zip(s.parts, parts, strict=True):
        others = open_ended - (own_most == inf)
        most_of_others = inf if others else high - (0 if own_most == inf else own_most)
        yield part, _both(ranges[part], (least - most_of_others, most - (low - own_least)))


def _both(one: Range, other: Range) -> Range:
    return max(one[0], other[0]), min(one[1], other[1])
