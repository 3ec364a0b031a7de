"""Enter authorities, people, settings, pupils, links and cases. Never commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import SQLModel

from pathway.persistence.tables.authorities import (
    Authority,
    Person,
    PersonEntry,
    SchoolCalendarRow,
    Setting,
)
from pathway.persistence.tables.cases import Case
from pathway.persistence.tables.pupils import Link, Pupil, PupilDetail

Entry = (
    Authority
    | SchoolCalendarRow
    | Setting
    | Person
    | PersonEntry
    | Pupil
    | PupilDetail
    | Link
    | Case
)


def enter(connection: Connection, rows: Sequence[Entry]) -> None:
    """Enter new rows, table by table, in the order in which their tables first appear."""
    for table, values in _by_table(rows).items():
        connection.execute(insert(table), values)


def enter_once(connection: Connection, rows: Sequence[Entry]) -> None:
    """Enter rows that are not there yet, and leave those that are as they stand."""
    for table, values in _by_table(rows).items():
        connection.execute(insert(table).on_conflict_do_nothing(), values)


def _by_table(rows: Sequence[Entry]) -> dict[type[SQLModel], list[dict[str, Any]]]:
    tables: dict[type[SQLModel], list[dict[str, Any]]] = {}
    for row in rows:
        tables.setdefault(type(row), []).append(row.model_dump())
    return tables
