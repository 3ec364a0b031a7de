"""One pack's file taken apart: its head, its values, and the changes that it announces."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any, TypeVar

from pydantic import ValidationError

from pathway.domain.pack_errors import Fault
from pathway.domain.pack_tables import Table
from pathway.packs.faults import wrongs
from pathway.packs.header import DEFAULT, Change, Header, keys_of
from pathway.packs.layers import WITHOUT, Layer
from pathway.packs.lines import Path
from pathway.packs.source import Source

EFFECTIVE = "effective"
"""The tables that say from when to when other values hold."""

PLACING = frozenset({"extends", "valid_from", "valid_to", EFFECTIVE, "from", "to", WITHOUT})
"""The keys that say what a layer lies over, from when to when, and what it takes away."""

UNNAMED: Mapping[str, Any] = {"name": "unnamed", "title": "untitled"}
UNDATED: Mapping[str, Any] = {"from": date.min}
"""What stands for what a head does not rightly say, so that the rest of it can be looked at."""

T = TypeVar("T", bound=Table)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A pack's file, looked at as far as it can be by itself; values are judged when merged.

    Attributes:
        header: its head, with something in the place of what is wrong.
        layers: its values, then each of its changes, in order.
        faults: what is wrong with its head, its dates and its remarks.
    """

    source: Source
    header: Header
    layers: tuple[Layer, ...]
    faults: tuple[Fault, ...] = ()

    @property
    def is_placed(self) -> bool:
        """Whether it is known what lies over what and when: else no value of it can be judged."""
        return not any(fault.where.rpartition(".")[2] in PLACING for fault in self.faults)

    @property
    def extends(self) -> str | None:
        """The pack that it builds on; None for the one on which all others build."""
        return None if self.header.name == DEFAULT else self.header.extends


def take_apart(source: Source, name: str) -> Sheet:
    """Take the file of a pack apart, and find what is wrong with its head, dates and remarks.

    Args:
        source: the file.
        name: the name by which it was asked for.
    """
    header, faults = _read(Header, source, (), UNNAMED)
    changes = list(_changes(source, header))
    layers = (_values(source, header), *(layer for layer, _ in changes if layer))
    faults += [fault for _, found in changes for fault in found]
    faults += [fault for layer in layers for fault in layer.faults()]
    faults += _wrong_heads(source, header, name)
    sheet = Sheet(source, header.model_copy(update={"name": name}), layers, tuple(faults))
    if not sheet.is_placed:
        return sheet
    return replace(sheet, faults=(*faults, *_wrong_changes(source, header, layers)))


def _read(
    head: type[T], source: Source, at: Path, otherwise: Mapping[str, Any]
) -> tuple[T, list[Fault]]:
    """Return a head, with something else in the place of what is wrong, and what that is."""
    table: Any = source.document
    for step in at:
        table = table[step]
    said = {key: table[key] for key in table if key in keys_of(head)}
    try:
        return head.model_validate(said), []
    except ValidationError as error:
        found = list(wrongs(error, head))
    wrong = {path[0] for path, _ in found}
    right = {key: value for key, value in said.items() if key not in wrong}
    faults = [source.fault((*at, *path), sentence) for path, sentence in found]
    return head.model_validate({**otherwise, **right}), faults


def _values(source: Source, header: Header) -> Layer:
    return Layer(
        pack=header.name,
        source=source,
        at=(),
        table=source.document,
        head=keys_of(Header) | {EFFECTIVE},
        first=header.first,
        last=header.last,
    )


def _changes(source: Source, header: Header) -> Iterator[tuple[Layer | None, list[Fault]]]:
    """Yield each change with what is wrong with its dates; none where there are no tables."""
    listed = source.document.get(EFFECTIVE, [])
    if not isinstance(listed, list) or not all(isinstance(table, dict) for table in listed):
        wrong = "expected tables, each under a line [[effective]]"
        yield None, [source.fault((EFFECTIVE,), wrong)]
        return
    for number, table in enumerate(listed):
        at: Path = (EFFECTIVE, number)
        change, faults = _read(Change, source, at, UNDATED)
        layer = Layer(
            pack=header.name,
            source=source,
            at=at,
            table=table,
            head=keys_of(Change),
            first=change.first,
            last=change.last,
        )
        yield layer, faults


def _wrong_heads(source: Source, header: Header, name: str) -> Iterator[Fault]:
    if header.name == source.document.get("name") != name:
        yield source.fault(("name",), f'expected "{name}", the name of the file')
    if header.last < header.first:
        wrong = f"it ends on {header.last}, before it begins on {header.first}"
        yield source.fault(("valid_to",), wrong)


def _wrong_changes(source: Source, header: Header, layers: Sequence[Layer]) -> Iterator[Fault]:
    changes = layers[1:]
    for change in changes:
        if change.last < change.first:
            wrong = f"it ends on {change.last}, before it begins on {change.first}"
            yield source.fault((*change.at, "to"), wrong)
        if change.first < header.first or header.last < change.first:
            wrong = f"the pack is not valid on {change.first}"
            yield source.fault((*change.at, "from"), wrong)
    for earlier, later in pairwise(changes):
        if later.first <= earlier.first:
            wrong = f"expected a day after {earlier.first}, on which the change before it begins"
            yield source.fault((*later.at, "from"), wrong)
    for number, earlier in enumerate(changes):
        for later in changes[number + 1 :]:
            yield from _overlaps(earlier, later)


def _overlaps(earlier: Layer, later: Layer) -> Iterator[Fault]:
    """Yield each value that two changes give for the same day, where the first names its end."""
    if earlier.last == date.max or earlier.last < later.first:
        return
    said = later.leaves()
    for path in earlier.leaves():
        if path in said:
            wrong = f"another change already gives it until {earlier.last}"
            yield later.source.fault((*later.at, *path), wrong)
