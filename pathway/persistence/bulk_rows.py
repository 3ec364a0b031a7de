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


APART = frozenset({"id", "process_id"})
"""Columns that tell rows apart: each table has one of them."""


def add_rows(connection: Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Add rows to a table; each has the columns of `COLUMNS`, in order.

    What is the same in every row is sent once.
    """
    columns = dict(zip(COLUMNS[table], zip(*rows, strict=True), strict=False))
    if columns:
        alike = [name for name, column in columns.items() if _is_alike(name, column)]
        differing = [name for name in columns if name not in alike]
        values = [*(columns[name][0] for name in alike), *(list(columns[n]) for n in differing)]
        driver = cast("psycopg.Connection", connection.connection.driver_connection)
        driver.execute(_statement(table, alike, differing), values)


def _is_alike(name: str, column: Sequence[Any]) -> bool:
    return name not in APART and column.count(column[0]) == len(column)


def _statement(table: str, alike: Sequence[str], differing: Sequence[str]) -> sql.Composed:
    kinds = COLUMNS[table]
    once = [_column(name, sql.SQL("%b::" + kinds[name])) for name in alike]
    each = [_column(name, sql.Identifier(name)) for name in differing]
    return sql.SQL("insert into {} ({}) select {} from unnest({}) as row ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, (*alike, *differing))),
        sql.SQL(", ").join((*once, *each)),
        sql.SQL(", ").join(sql.SQL("%b::" + kinds[name] + "[]") for name in differing),
        sql.SQL(", ").join(map(sql.Identifier, differing)),
    )


def _column(name: str, value: sql.Composable) -> sql.Composable:
    return sql.SQL("array[{}]").format(value) if name == "roles" else value
