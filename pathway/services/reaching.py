"""Hold outsiders to the pupils who are theirs: in what they do, and in what they read."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.dossier import Dossier
from pathway.domain.errors import CaseNotFound, OutOfReach, ProcessNotFound
from pathway.domain.history import fold
from pathway.domain.reach import INSIDERS, LINKED_AS, Footing, reads_as
from pathway.domain.versions import policy_of
from pathway.persistence import casebook
from pathway.persistence.casebook import ProcessKey
from pathway.persistence.footings import footing
from pathway.persistence.reading import FileOfPupil, KeptProcess
from pathway.services.asks import Ask
from pathway.services.office import Office
from statemachines.common_moves import RAISE_CONCERN
from statemachines.vocabulary import OUTSIDERS, Readers, Role

PLACEMENT = "placement"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who wants to read, in what roles, on what day."""

    person: UUID
    roles: frozenset[Role]
    on: date

    @property
    def is_outside(self) -> bool:
        """Whether they read the cases of some pupils only."""
        return not self.roles & INSIDERS


@dataclass(frozen=True, slots=True)
class Reached:
    """What somebody reaches of a case.

    Attributes:
        roles: in which roles the whole case is reached; none where only placements are.
        placements: the placements that are reached where the whole case is not.
        reads: which lines may be read there.
        person: whose own lines may be read besides; None where nobody was named.
    """

    roles: frozenset[Role]
    reads: frozenset[Readers]
    placements: frozenset[str] = frozenset()
    person: UUID | None = None

    def reaches(self, process: str) -> bool:
        """Tell whether a process is reached; it is named within its case, as `placement/1`."""
        return bool(self.roles) or process in self.placements


WHOEVER_WORKS_HERE = Reached(INSIDERS, reads_as(INSIDERS, Footing()) - {Readers.SAFEGUARDING})
"""What is shown at the authority's own desk to whom nobody has named: no concern."""


def refuse_out_of_reach(office: Office, connection: Connection, dossier: Dossier, ask: Ask) -> None:
    """Refuse a move to an outsider in a case that is not theirs; a concern is never refused.

    What happens now needs a footing now, whatever day it is about. An old record needs one on its
    own day: whoever is named in it does not read the case today.

    Raises:
        OutOfReach: they are neither linked to the pupil, nor teach them, nor have a place for them.
    """
    if ask.by.role not in OUTSIDERS or ask.move == RAISE_CONCERN:
        return
    on = ask.when.on if ask.historic else office.legal_day(ask.when.recorded_at)
    person, role = ask.by.person, ask.by.role
    for link in dossier.subject.links:
        if link.id == person and link.audience in LINKED_AS[role] and link.linked_on(on):
            return
    stands = footing(connection, person, dossier.subject.pupil_id, on=on)
    if not (stands.reaches_as(role) or _reaches_placement(stands, role, dossier)):
        raise OutOfReach


def roles_there(
    connection: Connection, dossier: Dossier, person: UUID | None, roles: Collection[Role], *,
    on: date,
) -> frozenset[Role]:  # fmt: skip
    """Return in which of some roles somebody reaches a process; all where nobody is named.

    Raises:
        OutOfReach: in none.
    """
    if person is None:
        return frozenset(roles)
    stands = footing(connection, person, dossier.subject.pupil_id, on=on, reading=True)
    there = frozenset(
        role for role in roles
        if stands.reaches_as(role) or _reaches_placement(stands, role, dossier)
    )  # fmt: skip
    if not there:
        raise OutOfReach
    return there


@contextmanager
def as_they_hear_it(ask: Ask) -> Iterator[None]:
    """Tell an outsider of a case or a process that is not there in the words for one not theirs.

    Raises:
        OutOfReach: an outsider asked, and it is not there.
    """
    try:
        yield
    except (CaseNotFound, ProcessNotFound):
        if ask.by.role in OUTSIDERS:
            raise OutOfReach from None
        raise


def reached(
    connection: Connection, file: FileOfPupil, kept: Sequence[KeptProcess], reader: Reader | None
) -> Reached:
    """Return what somebody reaches of a case.

    Args:
        connection: works for one authority.
        file: the case.
        kept: its processes.
        reader: who reads; None for somebody at the authority's own desk who was not named.

    Raises:
        OutOfReach: nothing of it.
    """
    if reader is None:
        return WHOEVER_WORKS_HERE
    stands = footing(connection, reader.person, file.pupil_id, on=reader.on, reading=True)
    roles = frozenset(
        role for role in reader.roles & (INSIDERS | OUTSIDERS) if stands.reaches_as(role)
    )
    placements = frozenset(() if roles else _placements(connection, file, kept, reader, stands))
    if not roles and not placements:
        raise OutOfReach
    reads = reads_as(roles or {Role.PROVIDER}, stands)
    return Reached(roles, reads, placements, reader.person)


def _placements(
    connection: Connection,
    file: FileOfPupil,
    kept: Sequence[KeptProcess],
    reader: Reader,
    stands: Footing,
) -> Iterator[str]:
    if Role.PROVIDER not in reader.roles or stands.workplace is None:
        return
    for process in kept:
        if process.policy == PLACEMENT:
            key = ProcessKey(file.reference, PLACEMENT, process.occurrence)
            if _reaches_placement(stands, Role.PROVIDER, casebook.read(connection, key).dossier):
                yield f"{PLACEMENT}/{process.occurrence}"


def _reaches_placement(stands: Footing, role: Role, dossier: Dossier) -> bool:
    if dossier.policy != PLACEMENT or stands.workplace is None:
        return False
    record = fold(policy_of(dossier), dossier.lines).record
    return stands.reaches_placement(role, dossier.state, record)
