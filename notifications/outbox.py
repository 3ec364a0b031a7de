"""The outbox: post in the caller's transaction; claim and settle in delivery's own.

The connection has its authority set already (row-level security), so no query here asks for it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, text

from notifications.archive import (
    count_waiting,
    erase_bodies,
    list_letters,
    oldest_waiting,
    read_letter,
    retry,
    withdraw,
)
from notifications.messages import Claimed, DeadLetter, Message, Outcome
from notifications.moments import aware
from notifications.posting import COLUMNS, post, row
from notifications.tables import metadata, outbox

__all__ = [
    "BACKOFF",
    "CLAIM",
    "COLUMNS",
    "HOLD",
    "LEASE",
    "TRIES",
    "Message",
    "claim",
    "count_waiting",
    "erase_bodies",
    "list_letters",
    "metadata",
    "oldest_waiting",
    "outbox",
    "post",
    "read_letter",
    "retry",
    "row",
    "settle",
    "withdraw",
]

BACKOFF: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 10, 60, 360))
"""How long a letter waits after its first, second, third, and every later refusal."""

TRIES: Final = 8
"""How often a letter is refused for now before it is given up: after about twenty-five hours."""

HOLD: Final = timedelta(minutes=1)
"""How long letters wait that could not be tried because the mail server was not to be had."""

LEASE: Final = timedelta(minutes=5)
"""How long a claimed letter is its worker's alone; longer than a batch may take."""

CLAIM = text("""
    WITH due AS MATERIALIZED (
        SELECT authority_id, key
        FROM outbox
        WHERE sent_at IS NULL AND dead_at IS NULL AND withdrawn_at IS NULL
          AND due_at <= :now
          AND (claimed_until IS NULL OR claimed_until <= :now)
        ORDER BY due_at
        LIMIT :limit
        FOR UPDATE SKIP LOCKED
    )
    UPDATE outbox
    SET claimed_by = :worker, claimed_until = :until
    FROM due
    WHERE outbox.authority_id = due.authority_id AND outbox.key = due.key
    RETURNING outbox.authority_id, outbox.key, recipient, subject, body_text, body_html,
              claimed_by, claimed_until
""")


def claim(
    connection: Connection, *, now: datetime, limit: int, worker: str, lease: timedelta = LEASE
) -> list[Claimed]:
    """Lease letters that are due, longest due first, so that no other worker takes them.

    Args:
        connection: with its authority set.
        now: aware; letters due by then are taken, and leases that ended by then are void.
        limit: how many at most.
        worker: who takes them; only this worker's claim may settle them.
        lease: how long they are the worker's alone.

    Raises:
        MomentNaive: `now` has no time zone.
    """
    found = connection.execute(
        CLAIM, {"now": aware(now), "until": now + lease, "limit": limit, "worker": worker}
    )
    return [Claimed(**letter) for letter in found.mappings()]


_SETTLE = text("""
    UPDATE outbox
    SET claimed_by = NULL,
        claimed_until = NULL,
        sent_at = CASE WHEN fate = 'sent' THEN :now END,
        withdrawn_at = CASE WHEN fate <> 'sent' THEN withdrawn_at END,
        dead_at = CASE
            WHEN withdrawn_at IS NOT NULL THEN NULL
            WHEN fate = 'refused' THEN :now
            WHEN fate = 'postponed' AND attempts + 1 >= :tries THEN :now
        END,
        attempts = attempts + CASE WHEN fate IN ('sent', 'refused', 'postponed') THEN 1 ELSE 0 END,
        interruptions = interruptions + CASE WHEN fate = 'interrupted' THEN 1 ELSE 0 END,
        due_at = CASE fate
            WHEN 'postponed' THEN :now + (CAST(:waits AS interval[]))[least(attempts + 1, :steps)]
            WHEN 'interrupted'
                THEN :now + (CAST(:waits AS interval[]))[least(interruptions + 1, :steps)]
            WHEN 'held' THEN :now + CAST(:hold AS interval)
            ELSE due_at
        END,
        last_error = CASE WHEN fate = 'sent' THEN last_error ELSE reason END
    FROM unnest(
        CAST(:authorities AS uuid[]), CAST(:keys AS text[]), CAST(:workers AS text[]),
        CAST(:leases AS timestamptz[]), CAST(:fates AS text[]), CAST(:reasons AS text[])
    ) AS outcome (authority_id, key, worker, lease, fate, reason)
    WHERE outbox.authority_id = outcome.authority_id AND outbox.key = outcome.key
      AND claimed_by = worker AND claimed_until = lease
    RETURNING outbox.authority_id, outbox.key, recipient, recipient_id, reference, subject,
              attempts, last_error AS reason, dead_at IS NOT NULL AS dead
""")


def settle(
    connection: Connection, outcomes: Sequence[Outcome], *, now: datetime
) -> tuple[DeadLetter, ...]:
    """Record what became of a batch, in one statement: sent, waiting for the next try, or dead.

    An outcome whose claim has passed to another worker changes nothing: that worker's outcome
    will. A letter withdrawn while it was under way stays withdrawn, unless it was sent.

    Args:
        connection: with its authority set.
        outcomes: of letters claimed before; each carries its claim.
        now: aware.

    Returns:
        The letters that are dead from now on: a person has to be told in this transaction.

    Raises:
        MomentNaive: `now` has no time zone.
    """
    if not outcomes:
        return ()
    settled = connection.execute(_SETTLE, _parameters(outcomes, aware(now)))
    return tuple(_dead(letter) for letter in settled.mappings() if letter["dead"])


def _parameters(outcomes: Sequence[Outcome], now: datetime) -> dict[str, Any]:
    return {
        "authorities": [outcome.letter.authority_id for outcome in outcomes],
        "keys": [outcome.letter.key for outcome in outcomes],
        "workers": [outcome.letter.claimed_by for outcome in outcomes],
        "leases": [outcome.letter.claimed_until for outcome in outcomes],
        "fates": [outcome.fate.value for outcome in outcomes],
        "reasons": [outcome.reason for outcome in outcomes],
        "now": now,
        "tries": TRIES,
        "waits": list(BACKOFF),
        "steps": len(BACKOFF),
        "hold": HOLD,
    }


def _dead(letter: RowMapping) -> DeadLetter:
    return DeadLetter(**{name: value for name, value in letter.items() if name != "dead"})
