"""Enter and find authorities, people, settings, pupils, links and cases. Never commits."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import SQLModel

from pathway.persistence.tables.authorities import Authority, Person, SchoolCalendarRow, Setting
from pathway.persistence.tables.cases import Case
from pathway.persistence.tables.pupils import Link, Pupil, PupilDetail

Entry = Authority | SchoolCalendarRow | Setting | Person | Pupil | PupilDetail | Link | Case


def enter(connection: Connection, rows: Sequence[Entry]) -> None:
    """Enter new rows, table by table, in the order in which their tables first appear."""
    tables: dict[type[SQLModel], list[dict[str, Any]]] = {}
    for row in rows:
        tables.setdefault(type(row), []).append(row.model_dump())
    for table, values in tables.items():
        connection.execute(insert(table), values)


def authorities(connection: Connection) -> list[Authority]:
    """List every authority of the database, by code. The list is public."""
    columns = Authority.__table__.c  # type: ignore[attr-defined]  # SQLModel hides its table
    found = connection.execute(select(*columns).order_by(columns.code)).mappings()
    return [Authority(**row) for row in found]


def person(connection: Connection, person_id: UUID) -> Person | None:
    """Return a person of the authority, or None."""
    columns = Person.__table__.c  # type: ignore[attr-defined]  # SQLModel hides its table
    found = connection.execute(select(*columns).where(columns.id == person_id)).mappings()
    row = found.one_or_none()
    return None if row is None else Person(**row)


def people(connection: Connection) -> list[Person]:
    """List the people of the authority, by name."""
    columns = Person.__table__.c  # type: ignore[attr-defined]  # SQLModel hides its table
    found = connection.execute(select(*columns).order_by(columns.name, columns.id)).mappings()
    return [Person(**row) for row in found]


def calendars(connection: Connection) -> list[SchoolCalendarRow]:
    """List the school calendars of the authority, its own first."""
    columns = SchoolCalendarRow.__table__.c  # type: ignore[attr-defined]  # SQLModel hides it
    found = connection.execute(
        select(*columns).order_by(columns.setting_id.nulls_first(), columns.name)
    ).mappings()
    return [SchoolCalendarRow(**row) for row in found]


def file_of_pupil(connection: Connection, new: Case) -> str:
    """Return the reference of a pupil's file, entering `new` where there was none."""
    columns = Case.__table__.c  # type: ignore[attr-defined]  # SQLModel hides its table
    connection.execute(insert(Case).values(new.model_dump()).on_conflict_do_nothing())
    asked = select(columns.reference).where(columns.pupil_id == new.pupil_id)
    reference: str = connection.execute(asked).scalar_one()
    return reference
