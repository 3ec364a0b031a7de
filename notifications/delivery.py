"""Empty the outbox: claim, send, settle. No transaction is open while SMTP speaks."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection

from notifications import outbox
from notifications.messages import Claimed, DeadLetter, Fate, Outcome


class OpensTransactions(Protocol):
    """An engine, or anything else whose connections have their authority set."""

    def begin(self) -> AbstractContextManager[Connection]:
        """Open a connection and a transaction that commits at the end, unless it fails."""


class SendsMail(Protocol):
    """Anything that can send a batch: the `Mailer`, or a postbag in a test."""

    async def send_all(self, batch: Sequence[Claimed], *, now: datetime) -> list[Outcome]:
        """Return what became of each letter."""


TellsOfDeath = Callable[[Connection, tuple[DeadLetter, ...]], None]
"""Makes a task for a person of each dead letter, in the transaction in which it died."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one round of delivery did.

    Attributes:
        sent: letters that the mail server took.
        postponed: letters it refused for now, or that were in hand when a connection broke.
        held: letters that could not be tried at all.
        dead: letters given up in this round.
        trouble: one sentence about the mail server where letters are held, else blank.
    """

    sent: int = 0
    postponed: int = 0
    held: int = 0
    dead: tuple[DeadLetter, ...] = ()
    trouble: str = ""

    @property
    def claimed(self) -> int:
        """How many letters were due, at most the limit; ask again where it was the limit."""
        return self.sent + self.postponed + self.held + len(self.dead)


def nobody_is_told(_: Connection, __: tuple[DeadLetter, ...]) -> None:
    """Make no task of a dead letter; it stays in the outbox and in the tally."""


def deliver(
    engine: OpensTransactions,
    mailer: SendsMail,
    *,
    now: datetime,
    limit: int = 200,
    worker: str,
    tell: TellsOfDeath = nobody_is_told,
) -> Tally:
    """Send what is due, each letter at least once.

    Two short transactions with the network between them. A crash after the server took a letter
    and before that is recorded sends it again when its lease has run out, under the same
    `Message-ID`, so that the recipient's mail system can tell it for a copy.

    Args:
        engine: whose connections have their authority set.
        mailer: the way out.
        now: aware; what is due by then is sent, and dated so.
        limit: letters at most.
        worker: who sends; two that run at once need two names.
        tell: called in the second transaction with the letters that are dead from now on.

    Raises:
        MomentNaive: `now` has no time zone.
    """
    with engine.begin() as connection:
        batch = outbox.claim(connection, now=now, limit=limit, worker=worker)
    if not batch:
        return Tally()
    outcomes = asyncio.run(mailer.send_all(batch, now=now))
    with engine.begin() as connection:
        dead = outbox.settle(connection, outcomes, now=now)
        if dead:
            tell(connection, dead)
    return _tally(outcomes, dead)


def _tally(outcomes: Sequence[Outcome], dead: tuple[DeadLetter, ...]) -> Tally:
    gone = {letter.key for letter in dead}
    alive = [outcome for outcome in outcomes if outcome.letter.key not in gone]
    held = [outcome for outcome in alive if outcome.fate is Fate.HELD]
    sent = sum(outcome.fate is Fate.SENT for outcome in alive)
    return Tally(
        sent=sent,
        postponed=len(alive) - sent - len(held),
        held=len(held),
        dead=dead,
        trouble=held[0].reason if held else "",
    )
