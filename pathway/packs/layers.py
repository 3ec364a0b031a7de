"""Packs laid over one another: whose value counts, and what each file said about it.

Tables are merged key by key, lists are replaced whole. Three keys may stand in any table and say
something about what *this* table says, so that nothing of it sticks to a value of another file:
`placeholder` (true, or the list of the keys that are), `source` (what it rests on, for all keys or
by key) and `without` (keys that the pack below has and this one has not).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pathway.domain.pack import Origin
from pathway.domain.pack_errors import Fault
from pathway.packs.lines import Path
from pathway.packs.source import Source, dotted

PLACEHOLDER, SOURCE, WITHOUT = "placeholder", "source", "without"
REMARKS = frozenset({PLACEHOLDER, SOURCE, WITHOUT})


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value, and who says it.

    Attributes:
        value: the value; None where a table says that there is to be none.
        at: the way to it in the file.
    """

    value: Any
    source: Source
    at: Path
    origin: Origin


Leaves = Mapping[Path, Leaf]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A table that holds from one day to another, and lies over those before it.

    Attributes:
        at: the way to the table in its file.
        head: the keys of it that are no values.
    """

    pack: str
    source: Source
    at: Path
    table: Mapping[str, Any]
    head: frozenset[str]
    first: date
    last: date

    def holds_on(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.first <= day <= self.last

    def leaves(self) -> dict[Path, Leaf]:
        """Return what it says, by path."""
        own = {key: value for key, value in self.table.items() if key not in self.head}
        root = Leaf(own, self.source, self.at, Origin(self.pack))
        return dict(_leaves((), root))

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with its remarks; values are judged when all layers are merged."""
        own = {key: value for key, value in self.table.items() if key not in self.head}
        for at, wrong in _wrong_remarks(self.at, own):
            yield self.source.fault(at, wrong)


def merged(layers: Iterable[Layer]) -> tuple[dict[Path, Leaf], list[Fault]]:
    """Lay the later layers over the earlier ones.

    Returns:
        The values, and a fault for each that a layer takes away and those before it do not have.
    """
    whole: dict[Path, Leaf] = {}
    idle: list[Fault] = []
    for layer in layers:
        said = layer.leaves()
        idle += (_idle(at, leaf) for at, leaf in said.items() if _is_idle(at, leaf, whole))
        kept = {at: leaf for at, leaf in whole.items() if not _is_replaced(at, said)}
        whole = {at: leaf for at, leaf in (kept | said).items() if leaf.value is not None}
    return whole, idle


def nested(leaves: Leaves) -> dict[str, Any]:
    """Return leaves as the tables they came from."""
    document: dict[str, Any] = {}
    for path, leaf in leaves.items():
        table = document
        for step in path[:-1]:
            table = table.setdefault(str(step), {})
        table.setdefault(str(path[-1]), leaf.value)
    return document


def origins(leaves: Leaves) -> dict[str, Origin]:
    """Return where each value comes from, by its path as people write it.

    A placeholder rests on nothing, whatever the values around it rest on.
    """
    return {
        dotted(path): replace(leaf.origin, source=None) if leaf.origin.placeholder else leaf.origin
        for path, leaf in leaves.items()
    }


def fault_at(path: Path, wrong: str, layers: Sequence[Layer]) -> Fault:
    """Return a fault of merged layers with the file and line that are to blame for it.

    It is the last layer that says something there, be it that there is to be nothing, or else
    around it.

    Args:
        path: the way to the fault among the merged values.
        wrong: what is wrong.
        layers: what was merged, in order.
    """
    said = [(at, leaf) for layer in reversed(layers) for at, leaf in layer.leaves().items()]
    for length in range(len(path), 0, -1):
        for at, leaf in said:
            if at[:length] == path[:length]:
                above = leaf.at[: len(leaf.at) - len(at)]
                return leaf.source.fault((*above, *path), wrong)
    return layers[-1].source.fault(path, wrong)


def _leaves(path: Path, leaf: Leaf) -> Iterator[tuple[Path, Leaf]]:
    if not isinstance(leaf.value, dict):
        yield path, leaf
        return
    if path and not _keys(leaf.value):
        yield path, replace(leaf, value={})
    for key in leaf.value.get(WITHOUT, ()):
        yield (*path, key), replace(leaf, value=None, at=(*leaf.at, WITHOUT))
    for key in _keys(leaf.value):
        yield from _leaves((*path, key), _within(leaf, key))


def _keys(table: Mapping[str, Any]) -> list[str]:
    return [key for key in table if key not in REMARKS]


def _within(leaf: Leaf, key: str) -> Leaf:
    """Return the value of a key, with what its table remarks about it."""
    marked = leaf.value.get(PLACEHOLDER, leaf.origin.placeholder)
    rests_on = leaf.value.get(SOURCE, leaf.origin.source)
    origin = replace(
        leaf.origin,
        placeholder=key in marked if isinstance(marked, list) else marked,
        source=rests_on.get(key) if isinstance(rests_on, dict) else rests_on,
    )
    return replace(leaf, value=leaf.value[key], at=(*leaf.at, key), origin=origin)


def _is_idle(path: Path, leaf: Leaf, below: Leaves) -> bool:
    return leaf.value is None and not any(at[: len(path)] == path for at in below)


def _idle(path: Path, leaf: Leaf) -> Fault:
    return leaf.source.fault(leaf.at, f"there is no {dotted(path)} to be without")


def _is_replaced(path: Path, said: Leaves) -> bool:
    """Tell whether something else is said at a path, around it or within it."""
    around = (said.get(path[:length]) for length in range(1, len(path) + 1))
    return any(leaf is not None and leaf.value != {} for leaf in around) or any(
        at[: len(path)] == path for at in said
    )


def _wrong_remarks(at: Path, table: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    own = set(_keys(table))
    marked, rests_on, without = (table.get(remark) for remark in (PLACEHOLDER, SOURCE, WITHOUT))
    if not isinstance(marked, bool | None) and not _are_texts(marked, list):
        yield (*at, PLACEHOLDER), 'expected true, or a list of keys such as ["longest_weeks"]'
    elif isinstance(marked, list) and (unset := set(marked) - own):
        yield (*at, PLACEHOLDER), f"the table around it does not set {_listed(unset)}"
    if not isinstance(rests_on, str | None) and not _are_texts(rests_on, dict):
        yield (*at, SOURCE), "expected a text that says what the values rest on, or one by key"
    elif isinstance(rests_on, dict) and (unset := set(rests_on) - own):
        yield (*at, SOURCE), f"the table around it does not set {_listed(unset)}"
    if without is not None and not _are_texts(without, list):
        yield (*at, WITHOUT), 'expected a list of keys such as ["longest_weeks"]'
    elif without and (both := set(without) & own):
        yield (*at, WITHOUT), f"the table around it sets {_listed(both)}"
    for key in _keys(table):
        if isinstance(table[key], dict):
            yield from _wrong_remarks((*at, key), table[key])


def _are_texts(value: object, kind: type[list[Any]] | type[dict[str, Any]]) -> bool:
    if not isinstance(value, kind):
        return False
    texts = value.values() if isinstance(value, dict) else value
    return all(isinstance(text, str) for text in texts)


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(sorted(keys))
