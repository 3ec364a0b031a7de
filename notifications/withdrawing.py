"""Stop the letters to one person about one matter, which others may still be told of."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from notifications.moments import aware

_WITHDRAW = text("""
    UPDATE outbox
    SET withdrawn_at = :now, dead_at = NULL
    WHERE reference = :reference AND sent_at IS NULL AND withdrawn_at IS NULL
      AND (recipient_id = :recipient OR lower(recipient) = lower(CAST(:address AS text)))
    RETURNING key, recipient_id, subject
""")


@dataclass(frozen=True, slots=True)
class Stopped:
    """A letter that was stopped."""

    key: str
    recipient_id: UUID | None
    subject: str


def withdraw_from(
    connection: Connection, reference: str, *, recipient: UUID, address: str | None, now: datetime
) -> list[Stopped]:
    """Stop every letter about a case to one person that has not gone out.

    A letter that a worker holds at this moment may still go out, and is then recorded as sent.

    Args:
        connection: with its authority set.
        reference: of the case.
        recipient: the person.
        address: an e-mail address to which nothing about it may go either, whoever has it.
        now: aware.
    """
    asked = {"reference": reference, "recipient": recipient, "address": address, "now": aware(now)}
    return [Stopped(*row) for row in connection.execute(_WITHDRAW, asked)]
