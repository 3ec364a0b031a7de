"""Stop what waits to be told to somebody who may not be told any more, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection

from notifications import withdrawing
from pathway.domain.dossier import LinkedPerson, may_hear
from pathway.persistence import tasks
from pathway.persistence.tasks import NewTask
from pathway.services.office import When

NOT_TO_BE_TOLD = "they may not be told any more"
"""How errands end that were to tell somebody who may not be told."""

DAYS_TO_TELL = 2
"""Within how many days somebody is told another way whose address is another's too. PRACTICE."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silenced:
    """Who is not to hear of a case any more.

    Attributes:
        address: an e-mail address to which nothing about the case may go, whoever has it.
    """

    id: UUID
    reference: str
    address: str | None


def stop_telling(
    connection: Connection, authority_id: UUID, who: Silenced, *, owner: UUID, when: When
) -> None:
    """Stop the letters and errands by which somebody would hear of a case.

    A letter to another person with the same address is stopped too, and becomes a task: to tell
    that one in another way.

    Args:
        connection: works for one authority.
        authority_id: which.
        who: the person, and the case.
        owner: who holds the case.
        when: the present moment.
    """
    stopped = withdrawing.withdraw_from(
        connection, who.reference, recipient=who.id, address=who.address, now=when.recorded_at
    )
    tasks.end_to(connection, who.reference, who.id, how=NOT_TO_BE_TOLD, at=when.recorded_at)
    others = [letter for letter in stopped if letter.recipient_id != who.id]
    errands = [
        NewTask(
            key=f"stopped/{letter.key}",
            about=who.reference,
            owner=owner,
            reason=f"tell in another way what the letter “{letter.subject}” says: it was stopped, "
            "as its address is that of somebody who may not be told",
            due_on=when.on + timedelta(DAYS_TO_TELL),
        )
        for letter in others
    ]
    tasks.add(connection, authority_id, errands, made_at=when.recorded_at)


def keep_stopped(
    connection: Connection,
    reference: str,
    links: Iterable[LinkedPerson],
    *,
    on: date,
    now: datetime,
) -> None:
    """Stop again, of letters that were put back, those to people who may not be told on a day."""
    links = tuple(links)
    heard = {link.id for link in may_hear(links, on) if link.linked_on(on)}
    for silent in {link.id for link in links} - heard:
        withdrawing.withdraw_from(connection, reference, recipient=silent, address=None, now=now)
