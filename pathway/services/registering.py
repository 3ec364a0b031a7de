"""Open a file for a pupil, and a process in it."""

import secrets
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.history import kind_of
from pathway.domain.identifiers import new_reference
from pathway.persistence import casebook, files
from pathway.persistence.files import NewFile
from pathway.services.advance import Advanced, Ask, open_in
from pathway.services.asking import speaks_against
from pathway.services.casekeys import process_key
from pathway.services.office import Office
from pathway.services.reaching import refuse_out_of_reach
from pathway.services.schooling import calendars_of
from pathway.services.twins import SaidAlready
from statemachines.grammar import NOT_BEGUN
from statemachines.policy import Policy
from statemachines.unfilled import well_filled

MAY_BE_A_SLIP = frozenset({"placement"})
"""What is hardly opened twice on one day in the same words. A request, a complaint, an appeal or a
concern is never held up so."""

RANDOM_BYTES = 10
"""What a reference is drawn from."""


def open_for_pupil(
    office: Office, pupil_id: UUID, policy: str, *, owner: UUID, ask: Ask, again: bool = True
) -> Advanced:
    """Open a process for a pupil, with a file where the pupil has none yet, or nothing at all.

    Args:
        office: the authority.
        pupil_id: the pupil.
        policy: of which policy.
        owner: who holds the file, where it is opened.
        ask: the opening move.
        again: whether it may be the second of one day that says the same; never asked of what
            nothing may stand in the way of, such as a request or a complaint.

    Raises:
        SaidAlready: it says the same as one of that day, and was not to.
        MoveRefused: the policy does not allow it; every reason is given.
        FormIncomplete: what was entered does not fill the form.
    """
    with office.engine.begin() as connection:
        reference = _file(office, connection, pupil_id, owner, ask)
        done = open_in(office, connection, reference, policy, ask)
        if not (again or done.repeated) and policy in MAY_BE_A_SLIP:
            _refuse_a_twin(connection, done, ask)
        return done


def against_opening(
    office: Office, pupil_id: UUID, policy: Policy, *, owner: UUID, ask: Ask
) -> tuple[str, ...]:
    """List what stands against an opening move besides the fields of its form that are wrong.

    The process is opened to be looked at, and nothing of it is kept. Where the key of the asking
    was used before nothing would be opened, and nothing is listed.

    Args:
        office: the authority.
        pupil_id: the pupil.
        policy: of which policy.
        owner: who would hold the file, where it would be opened.
        ask: the opening move, with what was entered.

    Raises:
        OutOfReach: an outsider asks, and the pupil is none of theirs.
    """
    move = policy.move(ask.move, NOT_BEGUN.name)
    kind = kind_of(well_filled(move.form, ask.content))
    with office.engine.connect() as connection:
        if casebook.process_of_key(connection, ask.idempotency_key) is not None:
            return ()
        case = _file(office, connection, pupil_id, owner, ask)
        key = casebook.open_process(connection, office.authority_id, case, policy, kind=kind)
        dossier = casebook.read(connection, key).dossier
        refuse_out_of_reach(office, connection, dossier, ask)
        connection.rollback()
    dossier = dossier.counted_by(calendars_of(office, dossier.subject))
    return speaks_against(office, dossier, move, ask.content, by=ask.by, when=ask.when)


def _file(office: Office, connection: Connection, pupil_id: UUID, owner: UUID, ask: Ask) -> str:
    """Return the reference of the pupil's file, opened where there was none."""
    new = NewFile(
        authority_id=office.authority_id,
        reference=new_reference(secrets.token_bytes(RANDOM_BYTES)),
        pupil_id=pupil_id,
        owner_id=owner,
        opened_at=ask.when.recorded_at,
    )
    reference = files.file_of_pupil(connection, new)
    if reference == new.reference:
        files.keep_holder(connection, new, from_on=ask.when.on)
    return reference


def _refuse_a_twin(connection: Connection, done: Advanced, ask: Ask) -> None:
    twin = files.twin_of(connection, process_key(done.process))
    if twin is not None:
        raise SaidAlready(ask.move, ask.when.on.isoformat(), twin)
