"""Write what moves change about a pupil: details, the owner of the case, a death; never commits.

Details are only ever added. What a line says of a kind is what was recorded for it last; where
that is nothing, the line says nothing of it any more (see the view `details_that_hold`).
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, text

from pathway.domain.dossier import Detail, Dossier

# Of two details it must be known which was recorded later: each is put after the last.
_DETAILS = text(
    """
    insert into pupil_details (
        authority_id, id, pupil_id, kind, value, from_on, recorded_at, process_id, line
    ) values (
        :authority, :id, :pupil, :kind, :value, :from_on,
        greatest(:recorded_at, (select max(x.recorded_at) + interval '1 microsecond'
                                  from pupil_details x where x.pupil_id = :pupil)),
        :process, :line
    )
    """
)
_RETRACT = text(
    """
    insert into pupil_details (
        authority_id, id, pupil_id, kind, value, from_on, recorded_at, process_id, line
    )
    select d.authority_id, gen_random_uuid(), d.pupil_id, d.kind, '', d.from_on,
           greatest(:recorded_at, (select max(x.recorded_at) + interval '1 microsecond'
                                     from pupil_details x where x.pupil_id = :pupil)),
           d.process_id, d.line
    from details_that_hold d
    where d.pupil_id = :pupil and d.process_id = :process and d.line = :line
    """
)
_FIRST_OWNER = text(
    """
    insert into pupil_details (
        authority_id, id, pupil_id, kind, value, from_on, recorded_at
    )
    select c.authority_id, gen_random_uuid(), c.pupil_id, 'caseworker', c.owner_id,
           least(cast(:on as date), cast(c.opened_at at time zone 'Europe/London' as date)),
           greatest(:recorded_at, (select max(x.recorded_at) + interval '1 microsecond'
                                     from pupil_details x where x.pupil_id = :pupil))
    from cases c
    where c.id = :case and not exists (
        select 1 from details_that_hold d where d.pupil_id = :pupil and d.kind = 'caseworker')
    """
)
_OWNER = text("update cases set owner_id = :owner where id = :case")
_OWNER_SAID = text(
    """
    update cases set owner_id = coalesce(
        (select cast(d.value as uuid) from details_that_hold d
          where d.pupil_id = :pupil and d.kind = 'caseworker'
          order by d.from_on desc, d.recorded_at desc limit 1), owner_id)
    where id = :case
    """
)
_KIND = text("update processes set kind = :kind where id = :process")
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
    """Add what a line says is so about the pupil from a day on."""
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


def retract_details(
    connection: Connection, dossier: Dossier, *, line: int, recorded_at: datetime
) -> None:
    """Take back what a line said about the pupil."""
    asked = {
        "pupil": dossier.subject.pupil_id,
        "process": dossier.process_id,
        "line": line,
        "recorded_at": recorded_at,
    }
    connection.execute(_RETRACT, asked)


def note_first_owner(
    connection: Connection, dossier: Dossier, *, on: date, recorded_at: datetime
) -> None:
    """Note who held the case until its first hand-over, so that it can go back to them.

    Args:
        connection: works for one authority.
        dossier: the case.
        on: the day of the hand-over.
        recorded_at: the moment of recording it.
    """
    asked = {
        "pupil": dossier.subject.pupil_id,
        "case": dossier.case_id,
        "on": on,
        "recorded_at": recorded_at,
    }
    connection.execute(_FIRST_OWNER, asked)


def set_owner_as_said(connection: Connection, dossier: Dossier) -> None:
    """Give the case to whoever the hand-overs that hold say has it."""
    connection.execute(_OWNER_SAID, {"pupil": dossier.subject.pupil_id, "case": dossier.case_id})


def set_kind(connection: Connection, process_id: UUID, kind: str) -> None:
    """Put the kind of a process right."""
    connection.execute(_KIND, {"kind": kind, "process": process_id})


def set_owner(connection: Connection, case_id: UUID, owner: UUID) -> None:
    """Give the case to another owner."""
    connection.execute(_OWNER, {"owner": owner, "case": case_id})


def set_died_on(connection: Connection, pupil_id: UUID, died_on: date | None) -> None:
    """Record the day on which the pupil died; None where that was a mistake."""
    connection.execute(_DEATH, {"died_on": died_on, "pupil": pupil_id})
