"""Which lines of a case were annulled or put right, and by which, as far as somebody may read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from pathway.domain.marks import Mark, marks
from pathway.domain.versions import policy_of
from pathway.persistence import reading_clocks
from pathway.persistence.reading import LineRow
from pathway.services.finding import Found
from pathway.services.lines_read import Place, place


def marks_of(
    connection: Connection, found: Found, kept: Sequence[LineRow], lines: Sequence[LineRow]
) -> Mapping[Place, Mark]:
    """Return the marks of the lines that may be read; no other has one.

    A correction may be read by whoever made it, also where the line that it is about may not: then
    what that line said is not told.

    Args:
        connection: to the authority.
        found: the case.
        kept: the lines that are to be known, as they were recorded.
        lines: the same as they may be read.
    """
    readable = {place(line) for line in lines if not line.withheld}
    return {
        at: mark if _is_told(at, mark, readable) else replace(mark, changes=())
        for at, mark in _all(connection, found, kept)
        if at in readable
    }


def _is_told(at: Place, mark: Mark, readable: set[Place]) -> bool:
    policy, occurrence, _ = at
    return mark.corrects is not None and (policy, occurrence, mark.corrects) in readable


def _all(
    connection: Connection, found: Found, kept: Sequence[LineRow]
) -> Iterator[tuple[Place, Mark]]:
    corrected = {(line.policy, line.occurrence) for line in kept if line.corrects is not None}
    ids = [one.id for one in found.kept if (one.policy, one.occurrence) in corrected]
    known = set(map(place, kept))
    for drawn in reading_clocks.read(connection, ids) if ids else ():
        dossier = drawn.dossier
        at = dossier.policy, dossier.occurrence
        lines = [line for line in dossier.lines if (*at, line.number) in known]
        for number, mark in marks(policy_of(dossier), lines).items():
            yield (*at, number), mark
