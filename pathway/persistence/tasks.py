"""Read and write tasks: what a person has to do, by when, and how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection, text

_ADD = text(
    "insert into tasks (authority_id, id, key, about, owner_id, reason, due_on, made_at)"
    " values (:authority, :id, :key, :about, :owner, :reason, :due_on, :made_at)"
    " on conflict (authority_id, key) do nothing"
)
_OPEN = text(
    "select t.id, t.about, p.name, t.reason, t.due_on, t.made_at from tasks t"
    " join people p on p.authority_id = t.authority_id and p.id = t.owner_id"
    " where (t.ended_at is null or t.ended_at > cast(:at as timestamptz))"
    " and (cast(:at as timestamptz) is null or t.made_at <= :at)"
    " and (cast(:owner as uuid) is null or t.owner_id = :owner)"
    " order by t.due_on, t.made_at"
)
_ENDED = text(
    "select t.id, t.about, p.name, t.reason, t.due_on, t.made_at, t.ended_at, t.how_ended, w.name"
    " from tasks t join people p on p.authority_id = t.authority_id and p.id = t.owner_id"
    " left join people w on w.authority_id = t.authority_id and w.id = t.ended_by"
    " where t.ended_at is not null and (cast(:owner as uuid) is null or t.owner_id = :owner)"
    " order by t.ended_at desc, t.id limit :limit"
)
_END = text(
    "update tasks set ended_at = :at, how_ended = :how, ended_by = :by"
    " where id = :id and ended_at is null returning id"
)
_END_ABOUT = text(
    "update tasks set ended_at = :at, how_ended = :how where about = :about and ended_at is null"
)
# An errand names whom it is for at the end of its key, perhaps with the channel after it.
_END_TO = text(
    "update tasks set ended_at = :at, how_ended = :how where about = :about and ended_at is null"
    " and key ~ concat('/', cast(:person as uuid), '(/[a-z-]+)?$')"
)
_REOPEN_ABOUT = text(
    "update tasks set ended_at = null, how_ended = null where about = :about and how_ended = :how"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """A task to be made. Its key names the occasion: made twice, it is there once."""

    key: str
    about: str
    owner: UUID
    reason: str
    due_on: date


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task that has not ended."""

    id: UUID
    about: str
    owner: str
    reason: str
    due_on: date
    made_at: datetime


@dataclass(frozen=True, slots=True)
class EndedTask(OpenTask):
    """A task that has ended, with how; `ended_by` is None where it ended by itself."""

    ended_at: datetime
    how_ended: str
    ended_by: str | None


def add(
    connection: Connection, authority_id: UUID, tasks: Sequence[NewTask], *, made_at: datetime
) -> None:
    """Make tasks, each once."""
    rows = [
        {
            "authority": authority_id,
            "id": uuid4(),
            "key": task.key,
            "about": task.about,
            "owner": task.owner,
            "reason": task.reason,
            "due_on": task.due_on,
            "made_at": made_at,
        }
        for task in tasks
    ]
    if rows:
        connection.execute(_ADD, rows)


def open_tasks(
    connection: Connection, *, owner: UUID | None = None, at: datetime | None = None
) -> list[OpenTask]:
    """List what has not ended, the soonest due first.

    Args:
        connection: of the authority.
        owner: only what this person has to do.
        at: as at which past moment, aware: what had been asked by then and had not ended.
    """
    return [OpenTask(*row) for row in connection.execute(_OPEN, {"owner": owner, "at": at})]


def ended_tasks(
    connection: Connection, *, owner: UUID | None = None, limit: int
) -> list[EndedTask]:
    """List what has ended, the latest first."""
    return [EndedTask(*row) for row in connection.execute(_ENDED, {"owner": owner, "limit": limit})]


def end(connection: Connection, task: UUID, *, how: str, by: UUID | None, at: datetime) -> bool:
    """End a task; tell whether it was still open."""
    ended = connection.execute(_END, {"id": task, "how": how, "by": by, "at": at})
    return ended.first() is not None


def end_about(connection: Connection, about: str, *, how: str, at: datetime) -> None:
    """End every open task about a case."""
    connection.execute(_END_ABOUT, {"about": about, "how": how, "at": at})


def end_to(connection: Connection, about: str, person: UUID, *, how: str, at: datetime) -> None:
    """End every open task about a case that is to tell it to one person."""
    connection.execute(_END_TO, {"about": about, "person": person, "how": how, "at": at})


def reopen_about(connection: Connection, about: str, *, how: str) -> None:
    """Open every task about a case again that ended in one way, as that was a mistake."""
    connection.execute(_REOPEN_ABOUT, {"about": about, "how": how})
