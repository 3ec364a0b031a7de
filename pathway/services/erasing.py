"""Erase, where the law asks for it, what a line of history recorded; the line itself stays.

The chain still verifies, since a line covers a salted digest of its content and not the content.
What the line had said elsewhere is told, so that nobody believes more is gone than is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from pathway.domain.dossier import Dossier
from pathway.domain.history import StoredLine
from pathway.persistence import casebook, erasures
from pathway.persistence.casebook import ProcessKey
from pathway.services.erasure_errors import (
    ErasedAlready,
    ErasureNotTheirs,
    GroundMissing,
    LineNotFound,
)
from pathway.services.office import Actor, Office
from pathway.services.rebuilding import redraw
from pathway.services.verifying import Fault, verify
from statemachines.common_moves import Corrected
from statemachines.events import Event
from statemachines.vocabulary import Role

MAY_ERASE = frozenset({Role.MANAGER})
"""Who may have something erased. PRACTICE: it is decided above those who work in the case."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did.

    Attributes:
        left: what of it is still kept elsewhere, each in words.
        verified: how many lines of the process were verified afterwards.
        faults: what was found wrong with them; none, unless somebody changed something before.
    """

    process: str
    line: int
    move: str
    on: date
    ground: str
    left: tuple[str, ...]
    verified: int
    faults: tuple[Fault, ...]


def erase(office: Office, key: ProcessKey, line: int, *, by: Actor, ground: str) -> Erased:
    """Erase what a line recorded, draw the clocks of its process anew, and verify what is left.

    Args:
        office: the authority.
        key: the process.
        line: the number of the line within it.
        by: who decides it.
        ground: on what ground, in words; kept for ever.

    Raises:
        CaseNotFound: the authority has no such case.
        ProcessNotFound: the case has no such process.
        ErasureNotTheirs: it is not theirs to decide.
        GroundMissing: no ground is given.
        LineNotFound: the process has no such line.
        ErasedAlready: its content was erased before.
    """
    if by.role not in MAY_ERASE:
        raise ErasureNotTheirs(by.role.value, tuple(sorted(MAY_ERASE)))
    if not ground.strip():
        raise GroundMissing
    with office.engine.begin() as connection:
        dossier = casebook.hold_and_read(connection, key, idempotency_key=None).dossier
        erased = _line(dossier, line)
        if erasures.is_erased(connection, dossier.process_id, line):
            raise ErasedAlready(str(key), line)
        erasures.erase(
            connection, dossier.process_id, line, person=by.person, ground=ground.strip()
        )
        left = tuple(_left(connection, dossier, erased))
        redraw(office, connection, [dossier.process_id])
    found = verify(office, process=dossier.process_id)
    return Erased(
        str(key), line, erased.move, erased.on, ground.strip(), left, found.lines, found.faults
    )


def _line(dossier: Dossier, number: int) -> StoredLine:
    for line in dossier.lines:
        if line.number == number:
            return line
    raise LineNotFound(dossier.process_reference, number, dossier.version)


def _left(connection: Connection, dossier: Dossier, line: StoredLine) -> Iterator[str]:
    process = dossier.process_reference
    yield "the line: what was done, by whom, in what role, when; and the digest of its content"
    kinds = erasures.details(connection, dossier.process_id, line.number)
    if kinds:
        yield f"what it said of the pupil: {', '.join(kinds)}; correct the line to take it back"
    for number in _corrections(dossier.lines, line.number):
        yield f"what line {number}, which corrects it, holds; erase that line too"
    letters = erasures.letters(connection, process, line.number)
    if letters:
        yield f"the words of {letters} letters, which name the case and no child"


def _corrections(lines: Sequence[StoredLine], number: int) -> Iterator[int]:
    for line in lines:
        if line.event is Event.CORRECTED and line.content:
            said = Corrected.read(line.content, line.form_version)
            if said.line == number and said.reason != "erased":
                yield line.number
