"""Read and write links of people to pupils. Never commits; nothing is deleted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, select, text

from pathway.persistence.tables.pupils import Link

_PUPIL = text("select id from pupils where id = :pupil for no key update")
_CASE = text("select reference, owner_id from cases where pupil_id = :pupil for no key update")
_ALERTS = text(
    """
    select 1 from clocks k
    join processes p on p.authority_id = k.authority_id and p.id = k.process_id
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    where c.pupil_id = :pupil and k.next_rung_on is not null
    for no key update of k
    """
)
_PEOPLE = text("select id, name, email from people where id = any(cast(:people as uuid[]))")
_END = text(
    "update links set until_on = :until_on, ended_at = :at, ended_by = :by, why_ended = :why"
    " where id = :link"
)


@dataclass(frozen=True, slots=True)
class CaseOfPupil:
    """The case of a pupil, and who holds it."""

    reference: str
    owner: UUID


@dataclass(frozen=True, slots=True)
class Known:
    """A linked person, as letters know them."""

    name: str
    email: str | None


def hold(connection: Connection, pupil: UUID) -> CaseOfPupil | None:
    """Hold a pupil and their case until the transaction ends; return the case, if there is one.

    So no move puts letters into the box in the meantime, and nobody else changes the links.
    """
    connection.execute(_PUPIL, {"pupil": pupil})
    found = connection.execute(_CASE, {"pupil": pupil}).one_or_none()
    return None if found is None else CaseOfPupil(*found)


def hold_alerts(connection: Connection, pupil: UUID) -> None:
    """Wait for alerts about a held pupil that are being given, and let none be given meanwhile.

    A sweep holds no cases, only the clocks that it alerts about: it reads who may be told, and
    what it then posts is seen only when it is done.
    """
    connection.execute(_ALERTS, {"pupil": pupil})


def of_pupil(connection: Connection, pupil: UUID) -> list[Link]:
    """List every link of a pupil, the oldest first, those that ended or never held too."""
    asked = select(Link).where(Link.pupil_id == pupil)  # type: ignore[arg-type]  # SQLModel's types
    rows = [Link(**row) for row in connection.execute(asked).mappings()]
    return sorted(rows, key=lambda row: (row.from_on, row.until_on or date.max, row.id))


def people(connection: Connection, ids: Collection[UUID]) -> dict[UUID, Known]:
    """Return names and e-mail addresses of people, by id."""
    found = connection.execute(_PEOPLE, {"people": list(ids)})
    return {row[0]: Known(row[1], row[2]) for row in found}


def end(
    connection: Connection, link: UUID, *, until_on: date, at: datetime, by: UUID, why: str
) -> None:
    """Let a link end with a day; the day before it began says that it never held."""
    asked = {"link": link, "until_on": until_on, "at": at, "by": by, "why": why}
    connection.execute(_END, asked)
