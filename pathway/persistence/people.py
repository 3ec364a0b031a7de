"""Read and write what moves change about a pupil: details, the owner of the case, a death."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, text

from pathway.domain.dossier import Detail, Dossier

_DETAILS = text(
    "insert into pupil_details (authority_id, id, pupil_id, kind, value, from_on, recorded_at,"
    " process_id, line) values (:authority, :id, :pupil, :kind, :value, :from_on, :recorded_at,"
    " :process, :line)"
)
_OWNER = text("update cases set owner_id = :owner where id = :case")
_DEATH = text("update pupils set died_on = :died_on where id = :pupil")


def add_details(
    connection: Connection,
    authority_id: UUID,
    dossier: Dossier,
    details: Sequence[Detail],
    *,
    line: int,
    recorded_at: datetime,
) -> None:
    """Add what is so about the pupil from a day on."""
    rows: list[dict[str, Any]] = [
        {
            "authority": authority_id,
            "id": uuid4(),
            "pupil": dossier.subject.pupil_id,
            "kind": detail.kind,
            "value": detail.value,
            "from_on": detail.from_on,
            "recorded_at": recorded_at,
            "process": dossier.process_id,
            "line": line,
        }
        for detail in details
    ]
    if rows:
        connection.execute(_DETAILS, rows)


def set_owner(connection: Connection, case_id: UUID, owner: UUID) -> None:
    """Give the case to another owner."""
    connection.execute(_OWNER, {"owner": owner, "case": case_id})


def set_died_on(connection: Connection, pupil_id: UUID, died_on: date) -> None:
    """Record the day on which the pupil died."""
    connection.execute(_DEATH, {"died_on": died_on, "pupil": pupil_id})
