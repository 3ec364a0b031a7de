"""How letters tell why their dates are what they are: the steps, and to families their rights."""

from collections.abc import Iterator, Sequence
from datetime import date

from notifications.letters import Counted
from pathway.domain.dates_explained import DateExplained


def counted(reasons: Sequence[DateExplained], *, rights: bool) -> tuple[Counted, ...]:
    """Return how each date was counted, as a letter tells it.

    Where the same ways are open as for an earlier date they are not said again: for the later one
    they are open longer.

    Args:
        reasons: the dates, explained.
        rights: whether it is told what the family may do if a date is missed.
    """
    if not rights:
        return tuple(Counted(one.day, one.steps) for one in reasons)
    return tuple(_with_rights(sorted(reasons, key=lambda one: one.day)))


def _with_rights(reasons: Sequence[DateExplained]) -> Iterator[Counted]:
    told: dict[tuple[str, ...], date] = {}
    for one in reasons:
        ways = tuple(right.words for right in one.rights)
        if ways and ways in told:
            yield Counted(one.day, one.steps, as_for=told[ways])
        else:
            told[ways] = one.day
            yield Counted(one.day, one.steps, tuple(map(str, one.rights)))
