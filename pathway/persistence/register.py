"""Enter authorities, people, settings, pupils, links and cases. Never commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
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
