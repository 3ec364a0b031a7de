"""How a line of history is sealed and chained, so that a changed byte shows.

The database chains each line itself (migration 0001, `hash_of_line`). This is the same function in
Python, so that a history can be verified away from the database that wrote it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

BEGINNING = bytes(32)
"""What the first line of a process is chained to."""


_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def canonical(content: Mapping[str, Any]) -> str:
    """Return the one text by which a content is sealed: keys sorted, no white space."""
    return _canonical(content)


def digest(salt: bytes, form: str, version: int, content: str) -> bytes:
    """Return the salted digest that a line keeps of its content, for ever, even once erased.

    Args:
        salt: random bytes, kept with the content and erased with it.
        form: the name of the form.
        version: the version of the form.
        content: what the form held, as `canonical` writes it.
    """
    return sha256(salt + f"{form}/{version}/{content}".encode()).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedLine:
    """The fields of a line that its hash covers. Moments are aware."""

    authority_id: UUID
    process_id: UUID
    number: int
    move: str
    event: str
    from_state: str
    to_state: str
    waits_for: str
    cycle: int
    occurred_on: date
    occurred_at: datetime | None
    recorded_at: datetime
    person_id: UUID
    role: str
    policy_version: int
    historic: bool
    corrects: int | None
    idempotency_key: str | None
    content_digest: bytes


def hash_of_line(prior: bytes, line: SealedLine) -> bytes:
    """Return the hash of a line that follows the line whose hash is `prior`."""
    fields = [
        str(line.authority_id),
        str(line.process_id),
        line.number,
        line.move,
        line.event,
        line.from_state,
        line.to_state,
        line.waits_for,
        line.cycle,
        line.occurred_on.isoformat(),
        None if line.occurred_at is None else _moment(line.occurred_at),
        _moment(line.recorded_at),
        str(line.person_id),
        line.role,
        line.policy_version,
        line.historic,
        line.corrects,
        line.idempotency_key,
        line.content_digest.hex(),
    ]
    return sha256(prior + json.dumps(fields, ensure_ascii=False).encode()).digest()


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
