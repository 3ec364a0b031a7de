"""Rows of one file that are about the same child, or may be."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from pathway.domain.pupil_file.columns import Column
from pathway.domain.pupil_file.problems import Finding, Level
from pathway.domain.pupil_file.reading import Sighting

NAMED_LINES = 5  #: how many other lines a sentence names
_ONE_CHILD = "and no numbers to tell them apart: one child twice? remove one, or give both a UPN"
_TWO_NUMBERS = "under another number: one child twice?"


def merge_repeated(sightings: Iterable[Sighting]) -> tuple[list[Sighting], list[Finding]]:
    """Return the rows without those that repeat an earlier one, and a notice of each left out."""
    first: dict[Hashable, int] = {}
    kept, notices = [], []
    for sighting in sightings:
        line = first.setdefault(sighting.content, sighting.line)
        if line == sighting.line:
            kept.append(sighting)
        else:
            notices.append(_query(sighting, None, f"repeats line {line}; it is taken once"))
    return kept, notices


def contradictions(sightings: Sequence[Sighting]) -> Iterator[Finding]:
    """Yield what is wrong or odd between rows: shared numbers, one child twice, twins."""
    shared: set[int] = set()
    for column, number in ((Column.UPN, _upn), (Column.ULN, _uln)):
        for group in _groups(sightings, number):
            shared.update(s.line for s in group)
            yield from _sharing(column, group)
    for family in _groups(sightings, _surname_and_birth_date):
        yield from _twins(family, shared)
        for namesakes in _groups(family, _forename):
            yield from _namesakes([s for s in namesakes if s.line not in shared])


def _sharing(column: Column, group: Sequence[Sighting]) -> Iterator[Finding]:
    for sighting in group:
        reason = f"stands on {_others(group, sighting)} too, with other details; whose is it?"
        yield _error(sighting, column, reason)


def _twins(family: Sequence[Sighting], shared: set[int]) -> Iterator[Finding]:
    eldest = {s.forename: s for s in reversed(family)}
    for sighting in sorted(eldest.values(), key=lambda s: s.line)[1:]:
        if sighting.line not in shared:
            reason = f"same surname and birth date as line {family[0].line}: twins?"
            yield _query(sighting, Column.SURNAME, reason)


def _namesakes(group: Sequence[Sighting]) -> Iterator[Finding]:
    if len(group) < len("ab"):
        return
    told_apart = _all_differ(group, _upn) or _all_differ(group, _uln)
    for sighting in group:
        reason = f"same name and birth date as {_others(group, sighting)}, "
        if told_apart:
            yield _query(sighting, Column.SURNAME, reason + _TWO_NUMBERS)
        else:
            yield _error(sighting, Column.SURNAME, reason + _ONE_CHILD)


def _all_differ(group: Sequence[Sighting], number: Callable[[Sighting], Hashable]) -> bool:
    numbers = {number(sighting) for sighting in group}
    return None not in numbers and len(numbers) == len(group)


def _groups(
    sightings: Iterable[Sighting], key: Callable[[Sighting], Hashable]
) -> Iterator[list[Sighting]]:
    found: dict[Hashable, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        if value := key(sighting):
            found[value].append(sighting)
    return (group for group in found.values() if len(group) > 1)


def _upn(sighting: Sighting) -> Hashable:
    return sighting.numbers.upn


def _uln(sighting: Sighting) -> Hashable:
    return sighting.numbers.uln


def _surname_and_birth_date(sighting: Sighting) -> Hashable:
    if not (sighting.surname and sighting.forename and sighting.born_on):
        return None
    return sighting.surname, sighting.born_on


def _forename(sighting: Sighting) -> Hashable:
    return sighting.forename


def _others(group: Sequence[Sighting], sighting: Sighting) -> str:
    few = [s.line for s in group[: NAMED_LINES + 1] if s is not sighting][:NAMED_LINES]
    beyond = len(group) - 1 - len(few)
    named = f"line{'s' * (len(few) > 1)} {', '.join(map(str, few))}"
    return f"{named} and {beyond} more" if beyond else named


def _error(sighting: Sighting, column: Column | None, reason: str) -> Finding:
    return Finding(sighting.line, Level.ERROR, column, reason)


def _query(sighting: Sighting, column: Column | None, reason: str) -> Finding:
    return Finding(sighting.line, Level.QUERY, column, reason)
