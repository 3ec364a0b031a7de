"""Write many rows with one statement a table, for histories that are loaded whole. Never commits.

COPY is not to be had here: PostgreSQL refuses it on tables with row-level security. Arrays that are
unnested come next, and every row is still checked to be the authority's own.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, LiteralString, cast

import psycopg
from psycopg import sql
from sqlalchemy import Connection

COLUMNS: Mapping[str, Mapping[str, LiteralString]] = {
    "processes": {
        "authority_id": "uuid", "id": "uuid", "case_id": "uuid", "policy": "text",
        "policy_version": "int", "occurrence": "int", "kind": "text", "state": "text",
        "cycle": "int", "version": "int", "tip": "bytea",
    },
    "history": {
        "authority_id": "uuid", "process_id": "uuid", "number": "int", "move": "text",
        "event": "text", "from_state": "text", "to_state": "text", "cycle": "int",
        "occurred_on": "date", "recorded_at": "timestamptz", "person_id": "uuid", "role": "text",
        "policy_version": "int", "historic": "boolean", "corrects": "int",
        "content_digest": "bytea",
    },
    "contents": {
        "authority_id": "uuid", "process_id": "uuid", "number": "int", "salt": "bytea",
        "form": "text", "form_version": "int", "content": "json",
    },
    "clocks": {
        "authority_id": "uuid", "process_id": "uuid", "rule_id": "text", "started_by": "int",
        "party": "uuid", "started_on": "date", "counted_from": "date", "due_on": "date",
        "safe_on": "date", "last_working_day": "date", "kind": "text", "settled_on": "date",
        "settled_by": "int", "met": "boolean", "disapplied": "text", "why_no_date": "text",
        "next_rung": "text", "next_rung_on": "date", "makes_on": "date",
    },
    "rungs": {
        "authority_id": "uuid", "process_id": "uuid", "rule_id": "text", "started_by": "int",
        "party": "uuid", "rung": "text", "day": "date", "fired_at": "timestamptz",
        "passed_over": "boolean",
    },
}  # fmt: skip
"""The tables that are written in bulk, with the columns given, in order, and their types."""


def add_rows(connection: Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Add rows to a table; each has the columns of `COLUMNS`, in order."""
    columns = list(zip(*rows, strict=True))
    if columns:
        driver = cast("psycopg.Connection", connection.connection.driver_connection)
        driver.execute(_statement(table), [list(column) for column in columns])


def _statement(table: str) -> sql.Composed:
    columns = COLUMNS[table]
    arrays = (sql.SQL("%s::" + kind + "[]") for kind in columns.values())
    return sql.SQL("insert into {} ({}) select * from unnest({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(arrays),
    )
