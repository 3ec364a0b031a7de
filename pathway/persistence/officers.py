"""Find the people of the authority who may hold a case. Never commits."""

from uuid import UUID

from sqlalchemy import Connection, text

from pathway.domain.dossier import Officer

_CASEWORKER = text(
    "select id, name, email from people where id = :person and 'caseworker' = any(roles)"
    " and left_on is null"
)


def caseworker(connection: Connection, person: UUID) -> Officer | None:
    """Return a caseworker of the authority, or None where the person is none, or has left."""
    found = connection.execute(_CASEWORKER, {"person": person}).one_or_none()
    return None if found is None else Officer(id=found[0], name=found[1], email=found[2])
