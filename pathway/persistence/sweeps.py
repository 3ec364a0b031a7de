"""Record that sweeps begin and end, so that a silence is noticed. Never commits.

A sweep for a past moment, by which a missed night is made up for, has enforced nothing since then:
it counts as one of that moment. One that runs ahead counts as of when it ended.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import Connection, text

SweepId = UUID


class By(StrEnum):
    """Who makes a sweep."""

    TIMETABLE = "enforce"  #: whoever is to make them: the flows, or a person by hand
    WATCHDOG = "watch"  #: the watchdog, where nobody else did


_BEGIN = text(
    "insert into sweeps (authority_id, id, kind, for_at, started_at, tally)"
    " values (:authority, :id, :by, :for_at, :at, '{}')"
)
_END = text(
    "update sweeps set ended_at = :at, tally = cast(:tally as jsonb)"
    " where id = :id and ended_at is null"
)
_ENFORCED = text(
    "select max(least(ended_at, for_at)) from sweeps where kind = any(cast(:by as text[]))"
)


def begin(
    connection: Connection, authority_id: UUID, *, for_at: datetime, at: datetime, by: By
) -> SweepId:
    """Record that a sweep begins."""
    sweep = uuid4()
    row = {"authority": authority_id, "id": sweep, "for_at": for_at, "at": at, "by": by.value}
    connection.execute(_BEGIN, row)
    return sweep


def end(connection: Connection, sweep: SweepId, *, tally: Mapping[str, int], at: datetime) -> None:
    """Record that a sweep ended."""
    connection.execute(_END, {"id": sweep, "tally": json.dumps(dict(tally)), "at": at})


def enforced_until(connection: Connection, *, by: tuple[By, ...] = tuple(By)) -> datetime | None:
    """Return up to when deadlines have been enforced, or None where no sweep has ended yet.

    Args:
        connection: works for one authority.
        by: whose sweeps are asked for.
    """
    asked = {"by": [one.value for one in by]}
    found: datetime | None = connection.execute(_ENFORCED, asked).scalar_one()
    return found
