"""One pack's file taken apart: its head, its values, and the changes that it announces."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, TypeVar

from pydantic import ValidationError

from pathway.domain.pack_errors import Fault, PackMalformed
from pathway.domain.pack_tables import Table
from pathway.packs.faults import wrongs
from pathway.packs.header import DEFAULT, Change, Header, keys_of
from pathway.packs.layers import Layer
from pathway.packs.lines import Path
from pathway.packs.source import Source

EFFECTIVE = "effective"
"""The tables that say from when to when other values hold."""

T = TypeVar("T", bound=Table)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A pack's file, of which head and remarks are in order; the values are judged when merged.

    Attributes:
        layers: its values, then each of its changes, in order.
    """

    source: Source
    header: Header
    layers: tuple[Layer, ...]

    @property
    def extends(self) -> str | None:
        """The pack that it builds on; None for the one on which all others build."""
        return None if self.header.name == DEFAULT else self.header.extends


def take_apart(source: Source, name: str) -> Sheet:
    """Take the file of a pack apart.

    Args:
        source: the file.
        name: the name by which it was asked for.

    Raises:
        PackMalformed: its head, its dates or its remarks are wrong.
    """
    header = _read(Header, source, (), source.document)
    layers = (_values(source, header), *_changes(source, header))
    faults = [*_wrong_heads(source, header, name)]
    faults += [fault for layer in layers for fault in layer.faults()]
    if faults or (faults := list(_wrong_changes(source, header, layers))):
        raise PackMalformed(faults)
    return Sheet(source, header, layers)


def _read(head: type[T], source: Source, at: Path, table: dict[str, Any]) -> T:
    known = keys_of(head)
    try:
        return head.model_validate({key: table[key] for key in table if key in known})
    except ValidationError as error:
        found = wrongs(error, head)
        raise PackMalformed([source.fault((*at, *path), wrong) for path, wrong in found]) from error


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


def _changes(source: Source, header: Header) -> Iterator[Layer]:
    listed = source.document.get(EFFECTIVE, [])
    if not isinstance(listed, list) or not all(isinstance(table, dict) for table in listed):
        wrong = "expected tables, each under a line [[effective]]"
        raise PackMalformed([source.fault((EFFECTIVE,), wrong)])
    for number, table in enumerate(listed):
        at: Path = (EFFECTIVE, number)
        change = _read(Change, source, at, table)
        yield Layer(
            pack=header.name,
            source=source,
            at=at,
            table=table,
            head=keys_of(Change),
            first=change.first,
            last=change.last,
        )


def _wrong_heads(source: Source, header: Header, name: str) -> Iterator[Fault]:
    if header.name != name:
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
