"""Register who and what an authority deals with, and open a file for a pupil."""

import secrets
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Engine

from pathway.domain.errors import PersonNotFound, RoleNotHeld
from pathway.domain.identifiers import new_reference
from pathway.persistence import register
from pathway.persistence.register import Entry
from pathway.persistence.tables.authorities import Authority, Person
from pathway.persistence.tables.cases import Case
from pathway.persistence.tables.pupils import PupilDetail
from pathway.services.advance import Advanced, Ask, open_in
from pathway.services.office import Actor, Office
from statemachines.vocabulary import Role

RANDOM_BYTES = 10
"""What a reference is drawn from."""


def register_all(engine: Engine, rows: Sequence[Entry]) -> None:
    """Enter new rows together or not at all."""
    with engine.begin() as connection:
        register.enter(connection, rows)


def authorities(engine: Engine) -> list[Authority]:
    """List the authorities of a database; any connection may."""
    with engine.connect() as connection:
        return register.authorities(connection)


def people(office: Office) -> list[Person]:
    """List the people of the authority, by name."""
    with office.engine.connect() as connection:
        return register.people(connection)


def actor(office: Office, person_id: UUID, *, role: Role | None, allowed: frozenset[Role]) -> Actor:
    """Say in what role a person asks for a move.

    Args:
        office: the authority.
        person_id: who asks.
        role: the role they say they act in; None where they leave it to us.
        allowed: the roles that may make the move; the only one of theirs among them is taken.

    Raises:
        PersonNotFound: the authority knows no such person.
        RoleNotHeld: they do not have that role.
    """
    with office.engine.connect() as connection:
        found = register.person(connection, person_id)
    if found is None:
        raise PersonNotFound(str(person_id))
    held = [Role(name) for name in found.roles]
    if role is not None and role not in held:
        raise RoleNotHeld(found.name, role.value, tuple(found.roles))
    fitting = [name for name in held if name in allowed]
    chosen = role or (fitting or held)[0]
    return Actor(person=person_id, role=chosen)


def open_for_pupil(
    office: Office, pupil_id: UUID, policy: str, *, owner: UUID, ask: Ask
) -> Advanced:
    """Open a process for a pupil, with a file where the pupil has none yet, or nothing at all.

    Raises:
        MoveRefused: the policy does not allow it; every reason is given.
        FormIncomplete: what was entered does not fill the form.
    """
    with office.engine.begin() as connection:
        file = Case(
            authority_id=office.authority_id,
            reference=new_reference(secrets.token_bytes(RANDOM_BYTES)),
            pupil_id=pupil_id,
            owner_id=owner,
            opened_at=ask.when.recorded_at,
        )
        reference = register.file_of_pupil(connection, file)
        if reference == file.reference:
            register.enter(connection, [_holder(file, ask)])
        return open_in(office, connection, reference, policy, ask)


def _holder(file: Case, ask: Ask) -> PupilDetail:
    """Return who holds a new file, as a detail, so that it can be told of any day later."""
    return PupilDetail(
        authority_id=file.authority_id,
        pupil_id=file.pupil_id,
        kind="caseworker",
        value=str(file.owner_id),
        from_on=ask.when.on,
        recorded_at=ask.when.recorded_at,
    )
