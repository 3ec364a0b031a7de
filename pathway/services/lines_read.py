"""Lines of history as somebody may read them: each move says whom its lines are for."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from uuid import UUID

from pathway.persistence.reading import LineRow
from pathway.services.reaching import Reached
from statemachines.registry import policy
from statemachines.vocabulary import Readers

NOBODY = UUID(int=0)
Place = tuple[str, int, int]
"""Where a line stands in its case: the policy, the occurrence, its number."""


def as_read(lines: Iterable[LineRow], got: Reached) -> list[LineRow]:
    """Return the lines of the processes that are reached; what may not be read is left blank.

    Args:
        lines: the lines of a case, or of some of its processes, each of these whole.
        got: what is reached of the case.
    """
    found = list(lines)
    placed = {place(line): line for line in found}
    return [
        line if _may_read(line, placed, got) else withheld(line)
        for line in found
        if got.reaches(f"{line.policy}/{line.occurrence}")
    ]


def place(line: LineRow) -> Place:
    """Return where a line stands in its case."""
    return line.policy, line.occurrence, line.number


def recorded(lines: Iterable[LineRow], by: datetime | None) -> list[LineRow]:
    """Return the lines that had been recorded by a moment; all of them where it is None."""
    return [line for line in lines if by is None or line.recorded_at <= by]


def withheld(line: LineRow) -> LineRow:
    """Return a line of which nothing is told but its place and its day."""
    return replace(
        line,
        occurred_at=None,
        move="",
        event="",
        person_id=NOBODY,
        person=None,
        role="",
        corrects=None,
        form=None,
        content=None,
        withheld=True,
    )


def _may_read(line: LineRow, placed: Mapping[Place, LineRow], got: Reached) -> bool:
    return line.person_id == got.person or _readers(line, placed) in got.reads


def _readers(line: LineRow, placed: Mapping[Place, LineRow]) -> Readers:
    """Return whom a line is for; a correction is for whom the line is that it puts right."""
    if line.corrects is not None:
        mistaken = placed.get((line.policy, line.occurrence, line.corrects))
        return _readers(mistaken, placed) if mistaken else Readers.SAFEGUARDING
    return _readers_of(line.policy, line.policy_version, line.move)


@cache
def _readers_of(policy_name: str, version: int, move: str) -> Readers:
    """Return whom the lines of a move are for; those of a move nobody knows, for the authority."""
    moves = (known for known in policy(policy_name, version).moves if known.name == move)
    return next((known.read_by for known in moves), Readers.AUTHORITY)
