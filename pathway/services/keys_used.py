"""Find the move that was made under an idempotency key, wherever its process has come since."""

from dataclasses import dataclass
from uuid import UUID

from pathway.domain.errors import KeyUsedDifferently
from pathway.domain.history import StoredLine, move_of
from pathway.domain.versions import policy_of
from pathway.persistence import casebook
from pathway.persistence.casebook import ProcessKey, Reading
from pathway.services.finding import find_for, plain
from pathway.services.office import Office
from pathway.services.reaching import Reader
from statemachines.grammar import Move
from statemachines.policy import Policy


@dataclass(frozen=True, slots=True)
class MadeBefore:
    """A move that was made, by its policy as the process is at it now, where and about whom."""

    policy: Policy
    move: Move
    pupil: UUID
    process: ProcessKey


def made_under(
    office: Office,
    idempotency_key: str,
    named: tuple[str, str],
    *,
    move: str,
    reader: Reader | None,
) -> MadeBefore | None:
    """Return the move that was made under a key, or None where none was.

    Args:
        office: the authority.
        idempotency_key: names the asking.
        named: the case that is asked for now, and a policy and perhaps a number, or nothing.
        move: the move that is asked for now.
        reader: who asks, if somebody is named.

    Raises:
        Mistyped: the reference cannot be one of ours.
        CaseNotFound: there is no such case.
        OutOfReach: an outsider asks, and the case is none of theirs.
        KeyUsedDifferently: another move was made under it, or in another process.
    """
    reference, of = named
    with office.engine.connect() as connection:
        key = casebook.process_of_key(connection, idempotency_key)
        if key is None:
            return None
        file = find_for(connection, reference, reader).file
        reading = casebook.read(connection, key, idempotency_key=idempotency_key)
    line = _line_of(reading)
    if file.reference != key.case or not _means(of, key) or plain(line.move) != plain(move):
        raise KeyUsedDifferently(idempotency_key)
    policy = policy_of(reading.dossier)
    return MadeBefore(policy, move_of(policy, line), file.pupil_id, key)


def _line_of(reading: Reading) -> StoredLine:
    """Return the line that was recorded under the key with which a process was read."""
    earlier = reading.earlier
    return next(n for n in reading.dossier.lines if earlier and n.number == earlier.number)


def _means(of: str, key: ProcessKey) -> bool:
    """Tell whether a policy's name, and perhaps a number, mean a process of the right case."""
    name, _, number = of.partition("/")
    return plain(name) in ("", plain(key.policy)) and number in ("", str(key.occurrence))
