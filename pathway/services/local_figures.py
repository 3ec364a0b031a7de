"""What an authority has settled for itself and a case is measured by, and what of it is ours."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pathway.domain.pack import Pack, Period

TABLES = {
    "graduated_approach": ("graduated_approach.", "reintegration."),
    "placement": ("placements.{kind}.",),
}
"""The tables of a pack that each policy is measured by."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a pack.

    Attributes:
        placeholder: whether it is ours, and not the authority's own.
        source: what it rests on, in words; None where nothing is said.
    """

    name: str
    value: Any
    placeholder: bool
    source: str | None


def figures(
    pack: Pack, on: date, processes: Iterable[tuple[str, str | None]]
) -> tuple[Figure, ...]:
    """List the figures that processes of a case are measured by, on a day.

    Args:
        pack: the authority's pack.
        on: the civil day.
        processes: the policy and the kind of each process.

    Raises:
        PackNotInForce: the pack says nothing of that day.
    """
    period = pack.period(on)
    tables = {table.format(kind=kind) for policy, kind in processes
              for table in TABLES.get(policy, ())}  # fmt: skip
    return tuple(_figures(period, tables))


def all_figures(pack: Pack, on: date) -> tuple[Figure, ...]:
    """List everything that an authority has settled for itself, as it stands on a day.

    Raises:
        PackNotInForce: the pack says nothing of that day.
    """
    return tuple(_figures(pack.period(on), {""}))


def _figures(period: Period, tables: set[str]) -> Iterator[Figure]:
    for path, origin in sorted(period.origins.items()):
        if any(path.startswith(table) for table in tables):
            yield Figure(path, _value(period.arrangements, path), origin.placeholder, origin.source)


def _value(holder: Any, path: str) -> Any:
    """Return what stands at a path; the keys of a mapping may have dots of their own."""
    if not path:
        return holder
    if isinstance(holder, Mapping):
        fitting = (key for key in holder if f"{path}.".startswith(f"{key}."))
        key = next(fitting, None)
        return None if key is None else _value(holder[key], path[len(str(key)) + 1 :])
    name, _, rest = path.partition(".")
    return _value(getattr(holder, name, None), rest)
