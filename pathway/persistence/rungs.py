"""The ledger of alerts: what was given, and what was passed over. Never commits."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, text

_PASS_OVER = text(
    """
    insert into rungs (authority_id, process_id, rule_id, started_by, party, rung, day, fired_at,
                       passed_over)
    values (:authority, :process, :rule, :line, :party, :rung, :day, :at, true)
    on conflict do nothing
    """
)

PassedOver = tuple[tuple[str, int, str], str, date]
"""The clock within its process, the rung, and the day."""


def pass_over(
    connection: Connection,
    authority_id: UUID,
    process_id: UUID,
    passed: Sequence[PassedOver],
    *,
    at: datetime,
) -> None:
    """Enter alerts of an old record that were past when it was loaded, so that none is given."""
    rows = [
        {
            "authority": authority_id,
            "process": process_id,
            "rule": rule,
            "line": line,
            "party": party,
            "rung": rung,
            "day": day,
            "at": at,
        }
        for (rule, line, party), rung, day in passed
    ]
    if rows:
        connection.execute(_PASS_OVER, rows)
