"""School calendars as they were recorded, one after the other. Never commits."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection, text

from pathway.domain.school_calendar import SchoolCalendar, Span
from pathway.persistence.authorities import OwnCalendar

_ENTER = text(
    """
    insert into calendars
        (authority_id, id, setting_id, name, terms, closures, recorded_at, person_id)
    values (:authority, :id, :setting, :name, cast(:terms as jsonb), cast(:closures as jsonb),
            greatest(:recorded_at, (
                select max(c.recorded_at) + interval '1 microsecond' from calendars c
                where c.setting_id is not distinct from cast(:setting as uuid))), :person)
    """
)
_RECORDED = text(
    """
    select c.setting_id, c.name, c.terms, c.closures, s.name, c.recorded_at, p.name
    from calendars c
    left join settings s on s.authority_id = c.authority_id and s.id = c.setting_id
    left join people p on p.authority_id = c.authority_id and p.id = c.person_id
    order by s.name nulls first, c.setting_id, c.recorded_at desc
    """
)


@dataclass(frozen=True, slots=True)
class RecordedCalendar:
    """A calendar as somebody recorded it.

    Attributes:
        setting: the name of the setting whose it is; None for the authority's own.
        recorded_at: the moment, aware.
        by: who recorded it; None where it came with a synthetic authority.
    """

    own: OwnCalendar
    setting: str | None
    recorded_at: datetime
    by: str | None


def recorded(connection: Connection) -> list[RecordedCalendar]:
    """List all calendars that were ever recorded: by setting, the one that holds first."""
    found = connection.execute(_RECORDED)
    return [RecordedCalendar(OwnCalendar(*row[:4]), *row[4:]) for row in found]


def enter(
    connection: Connection,
    authority_id: UUID,
    setting: UUID | None,
    calendar: SchoolCalendar,
    *,
    person: UUID,
    recorded_at: datetime,
) -> None:
    """Record a calendar; from now on it holds, and those before it stay as they were.

    It is recorded after the one that held, even where its moment is an earlier one, as it may be
    where an authority's time is moved.
    """
    connection.execute(
        _ENTER,
        {
            "authority": authority_id,
            "id": uuid4(),
            "setting": setting,
            "name": calendar.name,
            "terms": _spans(calendar.terms),
            "closures": _spans(calendar.closures),
            "recorded_at": recorded_at,
            "person": person,
        },
    )


def _spans(spans: tuple[Span, ...]) -> str:
    return json.dumps([[first.isoformat(), last.isoformat()] for first, last in spans])
