"""Putting letters in the outbox, in the caller's transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import Connection

from notifications.messages import Message
from notifications.moments import aware

COLUMNS: Final[Mapping[str, str]] = {
    "authority_id": "uuid",
    "key": "text",
    "recipient": "text",
    "recipient_id": "uuid",
    "reference": "text",
    "subject": "text",
    "body_text": "text",
    "body_html": "text",
    "owed_on": "date",
    "posted_at": "timestamptz",
    "due_at": "timestamptz",
}
"""What is written when a letter is posted, in this order, with its type in the database."""


_SHARED: Final = frozenset({"posted_at", "due_at"})
"""What is the same in all letters that are posted together, and is sent to the database once."""

_OWN: Final = tuple(column for column in COLUMNS if column not in _SHARED)
"""What each letter says itself, as `Message` names it."""


def row(message: Message, due_at: datetime) -> dict[str, Any]:
    """Return the row of a letter, by column, in the order of `COLUMNS`.

    Args:
        message: the finished letter.
        due_at: aware; the first moment at which it may be sent.

    Raises:
        MomentNaive: `due_at` has no time zone.
    """
    own = {column: getattr(message, column) for column in _OWN}
    return {**own, "posted_at": aware(due_at), "due_at": due_at}


def _statement() -> str:
    """Return the statement that posts any number of letters at once.

    A letter whose key is there already is passed over. Parameters are written in psycopg's way and
    in binary, as letters written out as text arrays take twice the time.
    """
    columns = ", ".join(
        f"CAST(%({column})b AS {kind})" if column in _SHARED else column
        for column, kind in COLUMNS.items()
    )
    unnested = ", ".join(f"CAST(%({column})b AS {COLUMNS[column]}[])" for column in _OWN)
    return (
        f"INSERT INTO outbox ({', '.join(COLUMNS)}) SELECT {columns} "  # noqa: S608 - names only
        f"FROM unnest({unnested}) AS letter ({', '.join(_OWN)}) ON CONFLICT DO NOTHING"
    )


_POST: Final = _statement()


def post(connection: Connection, messages: Sequence[Message], *, due_at: datetime) -> None:
    """Put letters in the outbox, in the caller's transaction. Never commits.

    A letter posted before, under the same key, is left as it is.

    Args:
        connection: with its authority set.
        messages: the finished letters, all in one statement.
        due_at: aware; the first moment at which they may be sent.

    Raises:
        MomentNaive: `due_at` has no time zone.
    """
    if messages:
        own = {column: list(map(attrgetter(column), messages)) for column in _OWN}
        connection.exec_driver_sql(_POST, {**own, "posted_at": aware(due_at), "due_at": due_at})
