"""Open a file for a pupil, and a process in it."""

import secrets
from uuid import UUID

from pathway.domain.identifiers import new_reference
from pathway.persistence import files
from pathway.persistence.files import NewFile
from pathway.services.advance import Advanced, Ask, open_in
from pathway.services.office import Office

RANDOM_BYTES = 10
"""What a reference is drawn from."""


def open_for_pupil(
    office: Office, pupil_id: UUID, policy: str, *, owner: UUID, ask: Ask
) -> Advanced:
    """Open a process for a pupil, with a file where the pupil has none yet, or nothing at all.

    Raises:
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
        return open_in(office, connection, reference, policy, ask)
