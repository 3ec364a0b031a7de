"""Record that sweeps begin and end, so that a silence is noticed. Never commits."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection, text

SweepId = UUID

_BEGIN = text(
    "insert into sweeps (authority_id, id, kind, for_at, started_at, tally)"
    " values (:authority, :id, 'enforce', :for_at, :at, '{}')"
)
_END = text(
    "update sweeps set ended_at = :at, tally = cast(:tally as jsonb)"
    " where id = :id and ended_at is null"
)
_LAST = text("select max(ended_at) from sweeps where kind = 'enforce'")


def begin(connection: Connection, authority_id: UUID, *, for_at: datetime, at: datetime) -> SweepId:
    """Record that a sweep begins."""
    sweep = uuid4()
    row = {"authority": authority_id, "id": sweep, "for_at": for_at, "at": at}
    connection.execute(_BEGIN, row)
    return sweep


def end(connection: Connection, sweep: SweepId, *, tally: Mapping[str, int], at: datetime) -> None:
    """Record that a sweep ended."""
    connection.execute(_END, {"id": sweep, "tally": json.dumps(dict(tally)), "at": at})


def last_ended_at(connection: Connection) -> datetime | None:
    """Return when the last sweep ended, or None where none ever did."""
    found: datetime | None = connection.execute(_LAST).scalar_one()
    return found
