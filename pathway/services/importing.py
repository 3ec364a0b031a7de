"""Bring in a file of pupils: everything at once, or nothing, or only the good rows.

What a council's export says of a pupil becomes the pupil, what is so from a day on, the school, the
caseworker and the family with their links. Brought in twice, it is there once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from pathway.domain.pupil_file import (
    KnownPupil,
    KnownPupils,
    Level,
    Problem,
    PupilFile,
    PupilRow,
    read_pupil_file,
)
from pathway.persistence import numbers, reading_pupils, register
from pathway.persistence.reading_pupils import KnownRow
from pathway.services.import_matching import Order, matched
from pathway.services.import_rows import Entries, Newcomer
from pathway.services.office import Office
from pathway.services.rebuilding import redraw_cases_of

SAME_CHILD = (
    "a pupil of this name and birth date is kept already; say whether it is the same child with "
    "--same {line} (or --same {line}=ID where several fit), or another with --new {line}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a file.

    Attributes:
        stored: whether anything was stored; never in a dry run or where the file was refused.
        problems: every error and query, by line.
        new: pupils that were not kept before.
        known: pupils that were kept already.
        changed: of those, the ones of whom the file says something new.
        made: how many rows of each kind were made: people, links, schools, caseworkers, details.
        caseworkers: those who were made, none of whom has a manager yet.
    """

    file: PupilFile
    stored: bool
    problems: tuple[Problem, ...]
    new: int = 0
    known: int = 0
    changed: int = 0
    made: Mapping[str, int] = field(default_factory=dict)
    caseworkers: tuple[Newcomer, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps rows, or the whole file, out."""
        return tuple(problem for problem in self.problems if problem.is_error)


def import_pupils(
    office: Office,
    data: bytes,
    *,
    on: date,
    recorded_at: datetime,
    by: UUID | None,
    order: Order,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Imported:
    """Bring in a file of pupils, in one transaction.

    Args:
        office: the authority.
        data: the bytes of the file.
        on: the civil day from which what the file says is so.
        recorded_at: the moment of loading.
        by: who brings it in, which stays on record; None where nobody is named.
        order: how it is to be brought in.
        progress: is told how many rows are done, and of how many.
    """
    with office.engine.begin() as connection:
        reading_pupils.hold_for_import(connection, office.authority_id)
        kept = reading_pupils.known(connection)
        file = read_pupil_file(data, today=on, known=KnownPupils.of(map(_known, kept)))
        rows, open_questions = _decided(file.rows, kept, order)
        problems = (*file.problems, *open_questions)
        wrong = any(problem.is_error for problem in problems)
        if not rows or (wrong and not order.good_only):
            return Imported(file=file, stored=False, problems=problems)
        entries = Entries.of(
            office.authority_id,
            connection,
            on=on,
            recorded_at=recorded_at,
            by=by,
            without_upn=frozenset(row.id for row in kept if row.upn is None),
        )
        for done, row in enumerate(rows, 1):
            entries.add(row)
            progress(done, len(rows))
        if not order.dry_run:
            register.enter(connection, entries.in_order())
            numbers.give_upns(connection, entries.upns)
            redraw_cases_of(office, connection, entries.relinked)
    return _told(file, problems, entries, stored=not order.dry_run)


def _told(
    file: PupilFile, problems: tuple[Problem, ...], entries: Entries, *, stored: bool
) -> Imported:
    return Imported(
        file=file,
        stored=stored,
        problems=tuple(sorted(problems, key=lambda problem: problem.line or 0)),
        new=entries.new,
        known=entries.known,
        changed=entries.changed,
        made=dict(entries.made),
        caseworkers=tuple(entries.caseworkers),
    )


def _known(row: KnownRow) -> KnownPupil:
    return KnownPupil(
        id=row.id,
        surname=row.family_name,
        forename=row.given_name,
        born_on=row.born_on,
        upn=row.upn,
    )


def _decided(
    rows: Sequence[PupilRow], kept: Sequence[KnownRow], order: Order
) -> tuple[list[PupilRow], list[Problem]]:
    """Settle who is meant by rows that may be about a pupil kept already."""
    by_id = {row.id: row for row in kept}
    decided, questions = [], []
    for row in rows:
        match = matched(row, by_id, order)
        if match is None:
            reason = SAME_CHILD.format(line=row.line)
            questions.append(Problem(level=Level.ERROR, line=row.line, reason=reason))
        else:
            decided.append(match)
    return decided, questions
