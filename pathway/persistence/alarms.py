"""Alarms of the house itself, kept as tasks so that somebody has to end them. Never commits."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, text

KEY = "alarm/"
"""What the key of a task begins with that is an alarm."""

_STANDING = text(
    "select distinct on (reason) key, reason, due_on, made_at from tasks"
    " where ended_at is null and key like 'alarm/%' order by reason, made_at"
)
_RAISED = text("select exists (select 1 from tasks where key like :key)")
_OPEN = text("select count(*) from tasks where ended_at is null and key like :key")
_OVER = text(
    "update tasks set ended_at = :at, how_ended = :how where ended_at is null and key like :key"
)


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm that nobody has ended yet."""

    key: str
    reason: str
    due_on: date
    made_at: datetime


def standing(connection: Connection) -> list[Alarm]:
    """List the alarms that nobody has ended, each once however many were told."""
    return sorted((Alarm(*row) for row in connection.execute(_STANDING)), key=lambda a: a.made_at)


def was_raised(connection: Connection, key: str) -> bool:
    """Tell whether an alarm was raised before, ended or not."""
    raised: bool = connection.execute(_RAISED, {"key": f"{key}/%"}).scalar_one()
    return raised


def open_with(connection: Connection, beginning: str) -> int:
    """Count the tasks that have not ended and whose key begins so."""
    count: int = connection.execute(_OPEN, {"key": f"{beginning}%"}).scalar_one()
    return count


def end(connection: Connection, beginning: str, *, how: str, at: datetime) -> None:
    """End the tasks whose key begins so: what they were about is over by itself."""
    connection.execute(_OVER, {"key": f"{beginning}%", "how": how, "at": at})
