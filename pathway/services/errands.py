"""What people have been asked to do: their tasks, and how they end."""

from datetime import datetime
from uuid import UUID

from pathway.persistence import tasks
from pathway.persistence.tasks import OpenTask
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


def end_task(office: Office, task: str, *, how: str, at: datetime) -> OpenTask:
    """End a task, and return it.

    Args:
        office: the authority.
        task: its id, or as much of its beginning as no other open task has.
        how: how it ended, in words.
        at: when it ended.

    Raises:
        TaskNotFound: there is no open task of that id.
    """
    with office.engine.begin() as connection:
        fitting = [
            one for one in tasks.open_tasks(connection) if str(one.id).startswith(task.lower())
        ]
        if len(fitting) != 1 or not tasks.end(connection, fitting[0].id, how=how, at=at):
            raise TaskNotFound(task)
    return fitting[0]
