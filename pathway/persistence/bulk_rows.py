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
    "people": {
        "authority_id": "uuid", "id": "uuid", "name": "text", "email": "text", "roles": "text",
    },
    "pupils": {
        "authority_id": "uuid", "id": "uuid", "given_name": "text", "family_name": "text",
        "born_on": "date", "sex": "text", "postcode": "text", "upn": "text",
        "upn_unknown": "text", "restricted": "boolean",
    },
    "links": {
        "authority_id": "uuid", "id": "uuid", "pupil_id": "uuid", "person_id": "uuid",
        "relationship": "text", "audience": "text", "parental_responsibility": "boolean",
        "language": "text", "interpreter": "boolean", "format": "text", "channel": "text",
        "may_be_told": "boolean", "may_be_invited": "boolean", "may_see_home": "boolean",
        "may_see_placement": "boolean", "lacks_capacity": "boolean", "from_on": "date",
    },
    "pupil_details": {
        "authority_id": "uuid", "id": "uuid", "pupil_id": "uuid", "kind": "text",
        "value": "text", "from_on": "date", "recorded_at": "timestamptz",
    },
    "cases": {
        "authority_id": "uuid", "id": "uuid", "reference": "text", "pupil_id": "uuid",
        "owner_id": "uuid", "opened_at": "timestamptz",
    },
    "processes": {
        "authority_id": "uuid", "id": "uuid", "case_id": "uuid", "policy": "text",
        "policy_version": "int", "occurrence": "int", "kind": "text", "state": "text",
        "cycle": "int", "version": "int", "tip": "bytea",
    },
    "history": {
        "authority_id": "uuid", "process_id": "uuid", "number": "int", "move": "text",
        "event": "text", "from_state": "text", "to_state": "text", "waits_for": "text",
        "cycle": "int",
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
"""The tables that are written in bulk, with the columns given, in order, and their types.

The order of the tables is that of their references. `roles` is given as one role.
"""


def add_rows(connection: Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Add rows to a table; each has the columns of `COLUMNS`, in order."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    if columns:
        driver = cast("psycopg.Connection", connection.connection.driver_connection)
        driver.execute(_statement(table), columns)


def _statement(table: str) -> sql.Composed:
    columns = COLUMNS[table]
    arrays = (sql.SQL("%b::" + kind + "[]") for kind in columns.values())
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    values = sql.SQL(", ").join(
        sql.SQL("array[roles]") if name == "roles" else sql.Identifier(name) for name in columns
    )
    rows = sql.SQL("unnest({}) as row ({})").format(sql.SQL(", ").join(arrays), names)
    return sql.SQL("insert into {} ({}) select {} from {}").format(
        sql.Identifier(table), names, values, rows
    )
