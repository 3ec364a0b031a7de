"""Reading a whole file of pupils: every row is looked at, and every fault is told at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from pathway.domain.pupil_file.columns import Column
from pathway.domain.pupil_file.encodings import decode
from pathway.domain.pupil_file.errors import NotACsvFile
from pathway.domain.pupil_file.headings import Headings, find_headings
from pathway.domain.pupil_file.known import KnownPupils
from pathway.domain.pupil_file.problems import Level, Problem
from pathway.domain.pupil_file.records import lines_of
from pathway.domain.pupil_file.rows import PupilRow
from pathway.domain.pupil_file.survey import Survey, survey

NO_COLUMNS: Mapping[str, Column] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilFile:
    """What was read, and what was found.

    Attributes:
        rows: the pupils that can be stored, in the order of the file; none where the file as a
            whole is wrong.
        problems: errors and queries, by line; those of the whole file first.
        encoding: what the file is written in; None where it could not be read.
        delimiter: what divides its cells; None where no headings were found.
        headings: the heading under which each column was found.
        unread: headings that mean nothing to us.
        lines: the number of physical lines.
        pupils: the rows that were read as pupils, good or bad, each repeated one once.
        repeated: the rows left out because they repeat another.
    """

    rows: tuple[PupilRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    headings: Mapping[Column, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    lines: int = 0
    pupils: int = 0
    repeated: int = 0

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps rows, or the file, out."""
        return tuple(problem for problem in self.problems if problem.is_error)

    @property
    def queries(self) -> tuple[Problem, ...]:
        """What is only asked."""
        return tuple(problem for problem in self.problems if not problem.is_error)

    @property
    def is_sound(self) -> bool:
        """Whether everything in it can be stored."""
        return not self.errors


def read_pupil_file(
    data: bytes,
    *,
    today: date,
    columns: Mapping[str, Column] = NO_COLUMNS,
    known: KnownPupils | None = None,
) -> PupilFile:
    """Read a file of pupils as councils export it. It never fails: what is wrong is in the answer.

    Args:
        data: the bytes of the file.
        today: the civil day on which it is read; ages and two-digit years are judged by it.
        columns: headings of this file and what they mean, where our spellings do not do.
        known: the pupils already kept, to be recognised.

    Returns:
        The pupils that can be stored, and every problem with its line, column and reason.
    """
    try:
        decoded = decode(data)
    except NotACsvFile as refused:
        return PupilFile(problems=(_refusal(refused),))
    lines = lines_of(decoded.text)
    try:
        headings = find_headings(lines, columns)
    except NotACsvFile as refused:
        return PupilFile(problems=(_refusal(refused),), encoding=decoded.encoding, lines=len(lines))
    found = survey(lines, headings, columns, today=today, known=known or KnownPupils())
    return _as_a_file(found, headings, decoded.encoding, len(lines))


def _as_a_file(found: Survey, headings: Headings, encoding: str, lines: int) -> PupilFile:
    return PupilFile(
        rows=found.rows,
        problems=tuple(sorted(found.problems, key=lambda problem: problem.line or 0)),
        encoding=encoding,
        delimiter=headings.delimiter,
        headings={column: headings.written(column) for column in headings.places},
        unread=headings.unread,
        lines=lines,
        pupils=found.pupils,
        repeated=found.repeated,
    )


def _refusal(refused: NotACsvFile) -> Problem:
    return Problem(level=Level.ERROR, reason=str(refused))
