"""What people have been asked to do: their tasks, and how they end."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from pathway.persistence import tasks
from pathway.persistence.tasks import EndedTask, OpenTask
from pathway.services.errors import TaskNotFound
from pathway.services.office import Office


def list_tasks(
    office: Office, *, owner: UUID | None = None, as_at: datetime | None = None
) -> list[OpenTask]:
    """List what has not ended, the soonest due first.

    Args:
        office: the authority.
        owner: only what this person has to do.
        as_at: as at which past moment, aware: what had been asked by then and had not ended.
    """
    with office.engine.connect() as connection:
        return tasks.open_tasks(connection, owner=owner, at=as_at)


def list_ended(office: Office, *, owner: UUID | None = None, limit: int) -> list[EndedTask]:
    """List what has ended, the latest first, with how and by whom.

    Args:
        office: the authority.
        owner: only what this person had to do.
        limit: how many at most.
    """
    with office.engine.connect() as connection:
        return tasks.ended_tasks(connection, owner=owner, limit=limit)


def task_meant(office: Office, task: str) -> OpenTask:
    """Return the open task of an id, or of as much of its beginning as no other has.

    Raises:
        TaskNotFound: there is no open task of that id.
    """
    with office.engine.connect() as connection:
        return _meant(connection, task)


def end_task(office: Office, task: str, *, how: str, by: UUID, at: datetime) -> OpenTask:
    """End a task, and return it.

    Args:
        office: the authority.
        task: its id, or as much of its beginning as no other open task has.
        how: how it ended, in words.
        by: who ends it.
        at: when it ended.

    Raises:
        TaskNotFound: there is no open task of that id.
    """
    with office.engine.begin() as connection:
        meant = _meant(connection, task)
        if not tasks.end(connection, meant.id, how=how, by=by, at=at):
            raise TaskNotFound(task)
    return meant


def _meant(connection: Connection, task: str) -> OpenTask:
    fitting = [one for one in tasks.open_tasks(connection) if str(one.id).startswith(task.lower())]
    if len(fitting) != 1:
        raise TaskNotFound(task)
    return fitting[0]
