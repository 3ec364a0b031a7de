"""Change what is kept of a person: name, address, manager, roles, when they left. Never commits."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select, text, update

from pathway.persistence.tables.authorities import Person, PersonEntry

_LOCK = text("select pg_advisory_xact_lock(hashtext('pathway.people'), hashtext(:authority))")
_AT_ADDRESS = text(
    "select id, name from people where lower(email) = lower(:email)"
    " and (cast(:besides as uuid) is null or id <> :besides) order by name, id limit 1"
)


def hold(connection: Connection, authority_id: UUID) -> None:
    """Let nobody else enter or change people until the transaction ends."""
    connection.execute(_LOCK, {"authority": str(authority_id)})


def at_address(
    connection: Connection, email: str, *, besides: UUID | None = None
) -> tuple[UUID, str] | None:
    """Return the id and the name of somebody who has an e-mail address already, or None."""
    asked = {"email": email, "besides": besides}
    found = connection.execute(_AT_ADDRESS, asked).one_or_none()
    return None if found is None else (found[0], found[1])


def read(connection: Connection, person: UUID) -> Person:
    """Return a person who is there."""
    asked = select(Person).where(Person.id == person)  # type: ignore[arg-type]  # SQLModel's types
    return Person(**connection.execute(asked).mappings().one())


def entries(connection: Connection, person: UUID) -> list[PersonEntry]:
    """List what was entered and changed of a person, the oldest first."""
    asked = select(PersonEntry).where(PersonEntry.person_id == person)  # type: ignore[arg-type]  # SQLModel's types
    rows = [PersonEntry(**row) for row in connection.execute(asked).mappings()]
    return sorted(rows, key=lambda row: (row.recorded_at, row.before is not None))


def change(connection: Connection, person: UUID, changes: Mapping[str, Any]) -> None:
    """Change what is kept of a person, by the names of the table."""
    wanted = update(Person).where(Person.id == person)  # type: ignore[arg-type]  # SQLModel's types
    connection.execute(wanted.values(**changes))
