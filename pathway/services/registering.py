"""Open a file for a pupil, and a process in it."""

import secrets
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.identifiers import new_reference
from pathway.persistence import files
from pathway.persistence.files import NewFile
from pathway.services.advance import Advanced, Ask, open_in
from pathway.services.casekeys import process_key
from pathway.services.office import Office
from pathway.services.twins import SaidAlready

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
        done = open_in(office, connection, reference, policy, ask)
        if not (again or done.repeated) and policy in MAY_BE_A_SLIP:
            _refuse_a_twin(connection, done, ask)
        return done


def _refuse_a_twin(connection: Connection, done: Advanced, ask: Ask) -> None:
    twin = files.twin_of(connection, process_key(done.process))
    if twin is not None:
        raise SaidAlready(ask.move, ask.when.on.isoformat(), twin)
