"""Find people and places by what is known of them. Never writes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from unicodedata import normalize
from uuid import UUID

from sqlalchemy import Connection, TextClause, text

from pathway.domain.names import unaccented
from pathway.persistence.names_in_sql import without_accents

_COLUMNS = "w.id, w.name, w.email, w.roles, w.districts, m.name, w.left_on"
_FROM = (
    "from people w left join people m on m.authority_id = w.authority_id and m.id = w.manager_id"
)
_BY_ID = text(f"select {_COLUMNS} {_FROM} where w.id = :id")
_BY_EMAIL = text(f"select {_COLUMNS} {_FROM} where lower(w.email) = lower(:email) order by w.id")
_BY_NAME = text(f"select {_COLUMNS} {_FROM} where lower(w.name) = lower(:name) order by w.id")
_BY_PLAIN_NAME = text(
    f"select {_COLUMNS} {_FROM} where {without_accents('w.name')} = :name order by w.id"
)
_IN_ROLES = text(
    f"select {_COLUMNS} {_FROM} where w.roles && cast(:roles as text[]) and w.left_on is null"
    " order by w.name, w.id limit :limit"
)
_LISTED = text(
    f"select {_COLUMNS} {_FROM}"
    " where (cast(:role as text) is null or w.roles @> array[cast(:role as text)])"
    "   and (cast(:outsiders as boolean) or not w.roles <@ cast(:families as text[]))"
    " order by w.name, w.id limit :limit"
)
_PLACES = "select id, name, kind, urn from settings"
_SETTINGS = text(f"{_PLACES} where lower(name) = lower(:said) or urn = :said order by name, id")
_SETTINGS_PLAINLY = text(f"{_PLACES} where {without_accents('name')} = :said order by name, id")
_AT_SCHOOL = text(
    """
    select w.id from people w
    where w.left_on is null and cast(w.setting_id as text) = (
        select d.value from details_that_hold d
         where d.pupil_id = :pupil and d.kind = 'school'
         order by d.from_on desc, d.recorded_at desc limit 1)
    order by w.name, w.id
    """
)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as lists show them."""

    id: UUID
    name: str
    email: str | None
    roles: tuple[str, ...]
    districts: tuple[str, ...]
    manager: str | None
    left_on: date | None


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A school or another place."""

    id: UUID
    name: str
    kind: str
    urn: str | None


def by_id(connection: Connection, person: UUID) -> PersonRow | None:
    """Return a person, or None."""
    return next(iter(_people(connection, _BY_ID, {"id": person})), None)


def by_email(connection: Connection, email: str) -> list[PersonRow]:
    """List the people of an e-mail address."""
    return _people(connection, _BY_EMAIL, {"email": email})


def by_name(connection: Connection, name: str) -> list[PersonRow]:
    """List the people of a whole name; where nobody has it, of one that differs by accents."""
    return _people(connection, _BY_NAME, {"name": normalize("NFC", name)}) or _people(
        connection, _BY_PLAIN_NAME, {"name": unaccented(name)}
    )


def in_roles(connection: Connection, roles: Sequence[str], *, limit: int | None) -> list[PersonRow]:
    """List those who have one of some roles and have not left, by name; all with no limit."""
    return _people(connection, _IN_ROLES, {"roles": list(roles), "limit": limit})


def listed(
    connection: Connection, *, role: str | None, families: Sequence[str], limit: int
) -> list[PersonRow]:
    """List people by name.

    Args:
        connection: works for one authority.
        role: only those who have it.
        families: roles whose holders are left out where they have no other; empty for none.
        limit: how many at most.
    """
    asked = {"role": role, "outsiders": not families, "families": list(families), "limit": limit}
    return _people(connection, _LISTED, asked)


def at_school_of(connection: Connection, pupil: UUID) -> list[UUID]:
    """List the ids of those who work at the school that a pupil went to last."""
    return list(connection.execute(_AT_SCHOOL, {"pupil": pupil}).scalars())


def settings_called(connection: Connection, said: str) -> list[SettingRow]:
    """List the places of a URN, or of a name; where none has it, of one that differs by accents."""
    found = connection.execute(_SETTINGS, {"said": normalize("NFC", said)}).all()
    if not found:
        found = connection.execute(_SETTINGS_PLAINLY, {"said": unaccented(said)}).all()
    return [SettingRow(*row) for row in found]


def names(connection: Connection, people: Collection[UUID]) -> dict[UUID | None, str]:
    """Return the names of people, by id."""
    query = text("select id, name from people where id = any(cast(:ids as uuid[]))")
    return {row[0]: row[1] for row in connection.execute(query, {"ids": list(people)})}


def names_of_places(connection: Connection, places: Collection[UUID]) -> dict[UUID | None, str]:
    """Return the names of places, by id."""
    query = text("select id, name from settings where id = any(cast(:ids as uuid[]))")
    return {row[0]: row[1] for row in connection.execute(query, {"ids": list(places)})}


def places(connection: Connection) -> dict[str, UUID]:
    """Return the ids of all places, by name and by URN."""
    found = connection.execute(text("select id, name, urn from settings")).all()
    return {key: row[0] for row in found for key in (row[1], row[2]) if key}


def _people(connection: Connection, query: TextClause, asked: Mapping[str, Any]) -> list[PersonRow]:
    return [
        PersonRow(r[0], r[1], r[2], tuple(r[3]), tuple(r[4]), r[5], r[6])
        for r in connection.execute(query, asked)
    ]
