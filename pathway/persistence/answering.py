"""Find who answers for something where nobody has asked yet. Never commits."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Connection, text

_OWNERS = text("select reference, owner_id from cases where reference = any(:references)")
_IN_ROLE = text(
    "select id, name, email from people where :role = any(roles) and left_on is null"
    " order by name, id"
)
_HERE = text("select id from people where id = any(cast(:people as uuid[])) and left_on is null")


def owners(connection: Connection, references: Collection[str]) -> dict[str, UUID]:
    """Return who holds each of some cases; a reference that no case has is left out."""
    if not references:
        return {}
    found = connection.execute(_OWNERS, {"references": list(references)})
    return {row[0]: row[1] for row in found}


def in_role(connection: Connection, role: str) -> list[tuple[UUID, str, str | None]]:
    """List those who have a role and have not left, by name: id, name and e-mail address."""
    return [(row[0], row[1], row[2]) for row in connection.execute(_IN_ROLE, {"role": role})]


def still_here(connection: Connection, people: Collection[UUID]) -> set[UUID]:
    """Return those of some people whom the authority knows and who have not left."""
    if not people:
        return set()
    return set(connection.execute(_HERE, {"people": list(people)}).scalars())
