"""Write many rows at once with COPY, for histories that are loaded whole. Never commits."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

import psycopg
from sqlalchemy import Connection

from pathway.persistence.casebook import CLOCK_COLUMNS

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "processes": (
        "authority_id", "id", "case_id", "policy", "policy_version", "occurrence", "kind",
        "state", "cycle", "version", "tip",
    ),
    "history": (
        "authority_id", "process_id", "number", "move", "event", "from_state", "to_state",
        "cycle", "occurred_on", "recorded_at", "person_id", "role", "policy_version", "historic",
        "corrects", "content_digest",
    ),
    "contents": (
        "authority_id", "process_id", "number", "salt", "form", "form_version", "content",
    ),
    "clocks": (
        "authority_id", "process_id", *CLOCK_COLUMNS,
    ),
    "rungs": (
        "authority_id", "process_id", "rule_id", "started_by", "party", "rung", "day", "fired_at",
        "passed_over",
    ),
}  # fmt: skip
"""The tables that are written in bulk, with the columns given, in order."""


def copy_rows(connection: Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Copy rows into a table; each has the columns of `COLUMNS`, in order."""
    columns = ", ".join(COLUMNS[table])
    driver = cast("psycopg.Connection", connection.connection.driver_connection)
    with (
        driver.cursor() as cursor,
        cursor.copy(f"copy {table} ({columns}) from stdin".encode()) as copy,
    ):
        for row in rows:
            copy.write_row(row)
