"""Putting letters in the outbox, with the caller's transaction or the caller's own statement."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
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


def row(message: Message, due_at: datetime) -> dict[str, Any]:
    """Return the row of a letter, by column, in the order of `COLUMNS`.

    Args:
        message: the finished letter.
        due_at: aware; the first moment at which it may be sent.

    Raises:
        MomentNaive: `due_at` has no time zone.
    """
    return {
        "authority_id": message.authority_id,
        "key": message.key,
        "recipient": message.recipient,
        "recipient_id": message.recipient_id,
        "reference": message.reference,
        "subject": message.subject,
        "body_text": message.body_text,
        "body_html": message.body_html,
        "owed_on": message.owed_on,
        "posted_at": aware(due_at),
        "due_at": due_at,
    }


def arrays(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Turn rows into the parameters of `insert_sql`: an array a column, `outbox_<column>`."""
    listed = list(rows)
    return {f"outbox_{column}": [row[column] for row in listed] for column in COLUMNS}


def insert_sql(mark: str = "%({})b") -> str:
    """Return the statement that posts any number of letters, to be run alone or as a CTE.

    A letter whose key is there already is passed over.

    Args:
        mark: how a parameter is written; psycopg's way unless another is given, and in binary,
            as letters written out as text arrays take twice the time.
    """
    unnested = ", ".join(
        f"CAST({mark.format(f'outbox_{column}')} AS {kind}[])" for column, kind in COLUMNS.items()
    )
    columns = ", ".join(COLUMNS)
    return (
        f"INSERT INTO outbox ({columns}) SELECT * FROM unnest({unnested}) "  # noqa: S608 - names only
        "ON CONFLICT DO NOTHING"
    )


_POST = insert_sql()


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
        letters = arrays(row(message, due_at) for message in messages)
        connection.exec_driver_sql(_POST, letters)
