"""Read what had been recorded by a moment, and whose processes are. Never writes."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, text

_RECORDED = text(
    "select process_id, max(number) from history"
    " where process_id = any(cast(:ids as uuid[])) and recorded_at <= :by group by process_id"
)
_NAMES = text(
    """
    select p.id, s.given_name, s.family_name, o.name
    from processes p
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    join pupils s on s.authority_id = c.authority_id and s.id = c.pupil_id
    join people o on o.authority_id = c.authority_id and o.id = c.owner_id
    where p.id = any(cast(:ids as uuid[]))
    """
)


class Named(NamedTuple):
    """Whose a process is: the pupil, and who holds the case now."""

    given_name: str
    family_name: str
    owner: str


def recorded_by(
    connection: Connection, processes: Collection[UUID], by: datetime
) -> Mapping[UUID, int]:
    """Return, by process, the number of the last line that had been recorded by a moment.

    Lines are recorded one after the other, so that all before it had been too. A process of which
    nothing had been recorded is left out.
    """
    asked = {"ids": list(processes), "by": by}
    return {row[0]: row[1] for row in connection.execute(_RECORDED, asked)}


def names_of(connection: Connection, processes: Collection[UUID]) -> Mapping[UUID, Named]:
    """Return whose processes are, by their ids."""
    found = connection.execute(_NAMES, {"ids": list(processes)})
    return {row[0]: Named(*row[1:]) for row in found}
