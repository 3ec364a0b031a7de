"""The lines of the report of time in state, and which of their counts have to be hidden."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pathway.domain.small_numbers import Sum, hidden_numbers
from pathway.domain.time_in_state import Figure, Line, tabulate
from pathway.persistence.casebook import ProcessKey
from pathway.services.time_in_state_report import Dimension

Values = tuple[str | None, ...]
"""What held, one value for each dimension that was asked for, as it is recorded."""


class Key(NamedTuple):
    """What makes a line this line.

    Attributes:
        state: the state; None for all those that wait for the same.
        values: None in a total.
    """

    policy: str
    state: str | None
    waiting_for: str
    values: Values | None


STAYS, OPEN, ENDED = "stays", "open", "ended"
"""What is counted in a line. What ended is not shown; whoever sees the other two knows it."""

Number = tuple[Key, str]


def lines(
    by: Sequence[Dimension], shares: Sequence[Figure], whole: Sequence[Figure]
) -> dict[Key, Line]:
    """Return the lines of the report, with nothing hidden.

    Args:
        by: what the stays are told apart by.
        shares: what each stay counts for under each of the values that held during it.
        whole: what each stay counts for whatever held, for the totals; empty if there are none.
    """
    return _by_state_and_waiting(shares, _told_apart(by)) | _by_state_and_waiting(whole, _in_total)


def _by_state_and_waiting(
    counted: Sequence[Figure], values: Callable[[Figure], Values | None]
) -> dict[Key, Line]:
    def by_state(figure: Figure) -> Key:
        stay = figure.stay
        if not isinstance(stay.process, ProcessKey):
            raise TypeError(stay.process)
        return Key(stay.process.policy, stay.state, stay.waiting_for, values(figure))

    def by_waiting(figure: Figure) -> Key:
        return by_state(figure)._replace(state=None)

    return {**tabulate(counted, by_state), **tabulate(counted, by_waiting)}


def _in_total(_: Figure) -> None:
    return None


def _told_apart(by: Sequence[Dimension]) -> Callable[[Figure], Values]:
    def values(figure: Figure) -> Values:
        held = iter(figure.value if isinstance(figure.value, tuple) else ())
        cycle = str(figure.stay.cycle) if figure.stay.cycle else None
        return tuple(cycle if one is Dimension.CYCLE else next(held) for one in by)

    return values


def hidden(found: Mapping[Key, Line], *, below: int) -> frozenset[Number]:
    """Return which counts are hidden, policy by policy, as no sum crosses policies.

    Args:
        found: all lines that would be shown.
        below: counts from 1 up to this, not included, are small.
    """
    by_policy: dict[str, dict[Key, Line]] = defaultdict(dict)
    for key, line in found.items():
        by_policy[key.policy][key] = line
    small = {(k, STAYS) for k, line in found.items() if 0 < line.days.count < below}
    return frozenset(small).union(*(_betraying(one, below) for one in by_policy.values()))


def _betraying(found: Mapping[Key, Line], below: int) -> frozenset[Number]:
    parts = _parts(found)
    sums = [Sum((key, STAYS), ((key, OPEN), (key, ENDED))) for key in found]
    sums += [
        Sum((whole, what), [(part, what) for part in some])
        for whole, some in parts
        for what in (STAYS, OPEN)
    ]
    return hidden_numbers(dict(_numbers(found, parts)), sums, threshold=below)


def _parts(found: Iterable[Key]) -> list[tuple[Key, list[Key]]]:
    """List which lines are the sums of which others."""
    states: dict[Key, list[Key]] = defaultdict(list)
    values: dict[Key, list[Key]] = defaultdict(list)
    for key in found:
        if key.state is not None:
            states[key._replace(state=None)].append(key)
        if key.values is not None:
            values[key._replace(values=None)].append(key)
    known = frozenset(found)
    return [(w, some) for sums in (states, values) for w, some in sums.items() if w in known]


def _numbers(
    found: Mapping[Key, Line], parts: Iterable[tuple[Key, Sequence[Key]]]
) -> Iterator[tuple[Number, int]]:
    # A stay that passed from one to another counts once for each, so that the parts of a total may
    # be more than the total. Sums have to come out even: here a total is what its parts make.
    made = {w: sum(found[part].days.count for part in some) for w, some in parts}
    for key, line in found.items():
        count = made[key] if key.values is None and key in made else line.days.count
        yield (key, STAYS), count
        yield (key, OPEN), line.still_open
        yield (key, ENDED), count - line.still_open
