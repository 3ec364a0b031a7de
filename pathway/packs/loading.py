"""Packs by name: found, laid over those they build on, checked, and valid from when to when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from pkgutil import resolve_name

from pydantic import ValidationError

from pathway.domain.pack import Arrangements, Pack, Period
from pathway.domain.pack_errors import Fault, PackMalformed
from pathway.domain.pack_values import LETTERS, RULE_IDS
from pathway.packs.faults import wrongs
from pathway.packs.header import Header, keys_of
from pathway.packs.layers import Layer, fault_at, merged, nested, origins
from pathway.packs.sheet import EFFECTIVE, Sheet, take_apart
from pathway.packs.shelf import Shelf

HEAD = keys_of(Header) | {EFFECTIVE}
CALENDAR = "calendar"
UNMARKED = "its dates rest on nothing; give their source beside them, or mark them as placeholder"


@dataclass(frozen=True, slots=True)
class _Bound:
    """A pack with the files that it is made of, itself last."""

    pack: Pack
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class _Examined:
    """The files that a pack is made of, its own last, its periods, and what is wrong in them."""

    sheets: tuple[Sheet, ...]
    periods: tuple[Period, ...]
    faults: tuple[Fault, ...]


def pack_names(*, folder: Path | None = None) -> tuple[str, ...]:
    """Return the names of all packs, in order.

    Args:
        folder: where an operator's own packs lie, besides those that are shipped.

    Raises:
        PackFolderMissing: the folder is not there.
    """
    return Shelf(folder).names()


def load_pack(name: str, *, folder: Path | None = None) -> Pack:
    """Return a pack, checked from its first day to its last.

    Args:
        name: the name of its file, without `.toml`.
        folder: where an operator's own packs lie; one of them comes before a shipped one.

    Raises:
        PackFolderMissing: the folder is not there.
        PackMalformed: it, or a pack that it builds on, is wrong; with file, line and sentence.
        PackUnknown: there is none of that name.
    """
    return _bind(Shelf(folder), name).pack


def load_packs(*, folder: Path | None = None) -> dict[str, Pack]:
    """Return all packs by name, checked also against one another.

    Args:
        folder: where an operator's own packs lie, besides those that are shipped.

    Raises:
        PackFolderMissing: the folder is not there.
        PackMalformed: one of them is wrong, or two of one place speak for an authority on one day.
    """
    shelf = Shelf(folder)
    bound = {name: _bind(shelf, name) for name in shelf.names()}
    own, shipped = shelf.own(), shelf.shipped() - shelf.own()
    for together in (own, shipped):
        faults = list(_doubled([bound[name] for name in sorted(together)]))
        if faults:
            raise PackMalformed(faults)
    return {name: each.pack for name, each in bound.items()}


def faults_of(name: str, *, folder: Path) -> tuple[Fault, ...]:
    """Return everything that is wrong with a pack, and dates of schools that rest on nothing.

    Args:
        name: the name of its file, without `.toml`.
        folder: where it lies, perhaps with packs that it builds on.

    Raises:
        PackFolderMissing: the folder is not there.
        PackUnknown: there is none of that name.
    """
    try:
        examined = _examine(Shelf(folder), name)
    except PackMalformed as wrong:
        return wrong.faults
    own = examined.sheets[-1]
    unmarked = _unmarked(own) if own.is_placed else ()
    return _in_order([*examined.faults, *unmarked], own)


def _unmarked(sheet: Sheet) -> Iterator[Fault]:
    """Yield a fault where a file gives days of schools and says nothing of where they are from."""
    for layer in sheet.layers:
        for path, leaf in layer.leaves().items():
            dates = path[0] == CALENDAR and leaf.value
            if dates and not leaf.origin.placeholder and not leaf.origin.source:
                yield leaf.source.fault(leaf.at, UNMARKED)


def _bind(shelf: Shelf, name: str) -> _Bound:
    examined = _examine(shelf, name)
    sheets = examined.sheets
    if examined.faults:
        raise PackMalformed(_in_order(examined.faults, sheets[-1]))
    header = sheets[-1].header
    pack = Pack(
        name=header.name,
        title=header.title,
        la_code=header.la_code,
        extends=tuple(sheet.header.name for sheet in reversed(sheets[:-1])),
        valid_from=header.valid_from,
        valid_to=header.valid_to,
        periods=examined.periods,
    )
    return _Bound(pack, sheets)


def _examine(shelf: Shelf, name: str) -> _Examined:
    """Look at all that a pack is made of, as far as it can be known what lies over what."""
    sheets, astray = _chain(shelf, name)
    faults = [fault for sheet in sheets for fault in sheet.faults] + list(astray)
    if astray or not all(sheet.is_placed for sheet in sheets):
        return _Examined(sheets, (), tuple(faults))
    judged = list(_judged(sheets))
    faults += (fault for _, found in judged for fault in found)
    return _Examined(sheets, tuple(one for one, _ in judged if one), tuple(faults))


def _in_order(faults: Iterable[Fault], own: Sheet) -> tuple[Fault, ...]:
    """Return faults once each, those of a pack's own file first, line by line."""
    file = own.source.file
    once = dict.fromkeys(faults)
    return tuple(sorted(once, key=lambda one: (one.file != file, one.file, one.line)))


def _chain(shelf: Shelf, name: str) -> tuple[tuple[Sheet, ...], tuple[Fault, ...]]:
    """Return the files a pack is made of, from the one that all build on to its own.

    With them comes what stands in the way: then they do not go down to the one that all build on.
    """
    chain = [take_apart(shelf.source(name), name)]
    while (below := chain[0].extends) is not None and chain[0].is_placed:
        top = chain[0]
        if wrong := _cannot_build_on(below, chain, shelf):
            return tuple(chain), (top.source.fault(("extends",), wrong),)
        try:
            chain.insert(0, take_apart(shelf.source(below), below))
        except PackMalformed as unread:
            return tuple(chain), unread.faults
        if chain[0].is_placed and not chain[0].header.covers(top.header):
            wrong = f"{below} is not valid all the time that this pack is"
            return tuple(chain), (top.source.fault(("extends",), wrong),)
    return tuple(chain), ()


def _cannot_build_on(below: str, chain: Sequence[Sheet], shelf: Shelf) -> str | None:
    if below in {sheet.header.name for sheet in chain}:
        return f"{below} builds on this pack"
    if below not in shelf.names():
        return f"there is no pack {below}, only {', '.join(shelf.names())}"
    return None


def _judged(sheets: Sequence[Sheet]) -> Iterator[tuple[Period | None, Sequence[Fault]]]:
    """Yield each period of a pack, or what is wrong in it."""
    header = sheets[-1].header
    layers = [layer for sheet in sheets for layer in sheet.layers]
    starts = {header.first, *(layer.first for layer in layers)}
    starts |= {layer.last + timedelta(days=1) for layer in layers if layer.last < date.max}
    for first in sorted(day for day in starts if header.first <= day <= header.last):
        yield _period(first, [layer for layer in layers if layer.holds_on(first)])


def _period(first: date, layers: Sequence[Layer]) -> tuple[Period | None, Sequence[Fault]]:
    leaves, idle = merged(layers)
    try:
        arrangements = Arrangements.model_validate(nested(leaves), context=FOUND_BY_NAME)
    except ValidationError as error:
        found = wrongs(error, Arrangements, besides=HEAD)
        return None, [*idle, *(fault_at(*each, layers) for each in found)]
    return Period(first, arrangements, origins(leaves)), idle


def _rule_ids() -> tuple[str, ...]:
    """Return the ids of all rules."""
    # The rules cost forty milliseconds, and few packs name any, so they are found by name.
    return tuple(resolve_name("pathway.domain.rules.statute_book:statute_book")().ids)


def _letters() -> tuple[str, ...]:
    """Return the names of all letters."""
    return tuple(resolve_name("notifications.letters:templates")())


FOUND_BY_NAME = {RULE_IDS: _rule_ids, LETTERS: _letters}
"""What a pack is checked against; asked only where it says something about it."""


def _doubled(bound: Sequence[_Bound]) -> Iterator[Fault]:
    """Yield a fault for each two packs of one authority that are valid on the same day."""
    for one, other in combinations(bound, 2):
        code = other.pack.la_code
        if code is None or code != one.pack.la_code:
            continue
        heads = one.sheets[-1].header, other.sheets[-1].header
        first, last = max(head.first for head in heads), min(head.last for head in heads)
        if first <= last:
            since = "" if first == date.min else f" from {first}"
            wrong = f"the pack {one.pack.name} speaks for {code} too{since}; give both an end"
            yield other.sheets[-1].source.fault(("la_code",), wrong)
