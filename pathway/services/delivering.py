"""Deliver an authority's letters; each that is given up becomes a task for whoever answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from notifications.delivery import SendsMail, Tally, deliver
from notifications.messages import DeadLetter
from pathway.domain.counting.base import plural
from pathway.persistence import answering, tasks
from pathway.persistence.tasks import NewTask
from pathway.services.office import Office
from statemachines.vocabulary import Role

BATCH = 200
"""Letters claimed at a time."""

TO_BE_SEEN_TO = timedelta(days=2)
"""How long whoever answers has to reach the recipient in another way. PRACTICE."""

DEAD = "dead/"
"""What the key of a task about a letter begins with."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a round of delivery did.

    Attributes:
        sent: letters that the mail server took.
        postponed: letters it refused for now, or that were in hand when a connection broke.
        held: letters that could not be tried at all.
        dead: the keys of letters given up; each has become a task, unless nobody is there for it.
        trouble: one sentence about the mail server where letters are held, else blank.
    """

    sent: int = 0
    postponed: int = 0
    held: int = 0
    dead: tuple[str, ...] = field(default=())
    trouble: str = ""

    def __add__(self, other: "Delivered") -> "Delivered":
        """Add two rounds up."""
        return Delivered(
            self.sent + other.sent,
            self.postponed + other.postponed,
            self.held + other.held,
            self.dead + other.dead,
            other.trouble or self.trouble,
        )


def deliver_due(
    office: Office, mailer: SendsMail, *, now: datetime, worker: str, batch: int = BATCH
) -> Delivered:
    """Send every letter of the authority that is due, a batch at a time; each at least once.

    It stops where the mail server is not to be had: the letters wait, and none of them dies of it.

    Args:
        office: the authority.
        mailer: the way out.
        now: the present moment, aware.
        worker: who sends; two that run at once need two names.
        batch: letters claimed at a time.
    """
    tell, total = partial(_make_tasks, office, now), Delivered()
    while True:
        tally = deliver(office.engine, mailer, now=now, limit=batch, worker=worker, tell=tell)
        total += _counted(tally)
        if tally.held or tally.claimed < batch:
            return total


def _counted(tally: Tally) -> Delivered:
    dead = tuple(letter.key for letter in tally.dead)
    return Delivered(tally.sent, tally.postponed, tally.held, dead, tally.trouble)


def _make_tasks(
    office: Office, now: datetime, connection: Connection, dead: tuple[DeadLetter, ...]
) -> None:
    tasks.add(connection, office.authority_id, list(_tasks(office, now, connection, dead)),
              made_at=now)  # fmt: skip


def _tasks(
    office: Office, now: datetime, connection: Connection, dead: Iterable[DeadLetter]
) -> Iterator[NewTask]:
    letters = list(dead)
    holders = answering.owners(connection, {letter.reference for letter in letters})
    here = answering.still_here(connection, {d.recipient_id for d in letters if d.recipient_id})
    manager = next((person for person, *_ in answering.in_role(connection, Role.MANAGER)), None)
    today = office.legal_day(now)
    for letter in letters:
        owner = _who_answers(letter, holders, here) or manager
        if owner is not None:
            yield NewTask(
                key=f"{DEAD}{today}/{letter.key}",
                about=letter.reference,
                owner=owner,
                reason=_reason(letter),
                due_on=today + TO_BE_SEEN_TO,
            )


def _who_answers(letter: DeadLetter, holders: dict[str, UUID], here: set[UUID]) -> UUID | None:
    """Return who holds the case; of a letter about none, such as a digest, who was to read it."""
    if letter.reference in holders:
        return holders[letter.reference]
    return letter.recipient_id if letter.recipient_id in here else None


def _reason(letter: DeadLetter) -> str:
    return (
        f"reach {letter.recipient} by post or telephone: the letter “{letter.subject}” was given "
        f"up after {plural(letter.attempts, 'attempt')} ({letter.reason}); if the address was "
        "wrong, put it right and send it again with `pathway letters retry`"
    )
