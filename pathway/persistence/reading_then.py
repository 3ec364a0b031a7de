"""Read what had been recorded by a moment, and whose processes are. Never writes."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, text

from pathway.persistence.reading import DetailRow

_RECORDED = text(
    "select process_id, max(number) from history"
    " where process_id = any(cast(:ids as uuid[])) and recorded_at <= :by group by process_id"
)
_HOLDS = """not exists (
    select 1 from pupil_details n
    where n.authority_id = d.authority_id and n.pupil_id = d.pupil_id and n.kind = d.kind
      and n.process_id = d.process_id and n.line = d.line and n.recorded_at > d.recorded_at
      and (cast(:by as timestamptz) is null or n.recorded_at <= :by))"""
"""Of a detail `d`: that no line that had been recorded by a moment says it otherwise."""

_NAMES = text(
    f"""
    select p.id, s.given_name, s.family_name, coalesce(h.id, o.id), coalesce(h.name, o.name)
    from unnest(cast(:ids as uuid[])) as asked (id)
    cross join lateral (select * from processes where id = asked.id offset 0) p
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    join pupils s on s.authority_id = c.authority_id and s.id = c.pupil_id
    join people o on o.authority_id = c.authority_id and o.id = c.owner_id
    left join lateral (
        select w.id, w.name
        from (
            select d.*, d.from_on <= :on
                   and (cast(:by as timestamptz) is null or d.recorded_at <= :by) as known
            from pupil_details d
            where d.authority_id = c.authority_id and d.pupil_id = c.pupil_id
              and d.kind = 'caseworker' and d.value <> ''
              and {_HOLDS}
        ) d
        join people w on w.authority_id = d.authority_id and cast(w.id as text) = d.value
        order by d.known desc, case when d.known then d.from_on end desc,
                 case when d.known then d.recorded_at end desc, d.from_on, d.recorded_at
        limit 1
    ) h on true
    """  # noqa: S608 - a text of our own
)
"""Until its first hand-over a case was held by whoever that names as the first."""


_LAST = text("select max(recorded_at) from processes")
_DETAILS = text(
    f"""
    select d.kind, d.value, d.from_on,
           case d.kind when 'school' then (select t.name from settings t
                       where t.authority_id = d.authority_id and t.id::text = d.value)
                       when 'caseworker' then (select w.name from people w
                       where w.authority_id = d.authority_id and w.id::text = d.value) end
    from pupil_details d
    where d.pupil_id = :pupil and d.value <> '' and d.from_on <= :on
      and (cast(:by as timestamptz) is null or d.recorded_at <= :by)
      and {_HOLDS}
    order by d.kind, d.from_on, d.recorded_at
    """  # noqa: S608 - a text of our own
)


class Named(NamedTuple):
    """Whose a process was: the pupil, and who held the case."""

    given_name: str
    family_name: str
    owner_id: UUID
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


def last_recorded(connection: Connection) -> datetime | None:
    """Return the moment at which the last line of the authority was recorded; None before any."""
    last: datetime | None = connection.execute(_LAST).scalar_one()
    return last


def details_by(
    connection: Connection, pupil: UUID, *, on: date, by: datetime | None
) -> list[DetailRow]:
    """List what was so about a pupil up to a day, in the order of its days.

    Args:
        connection: of the authority.
        pupil: the pupil.
        on: the day.
        by: only what had been recorded by this moment, aware; None for all there is.
    """
    found = connection.execute(_DETAILS, {"pupil": pupil, "on": on, "by": by})
    return [DetailRow(*row) for row in found]


def names_of(
    connection: Connection, processes: Collection[UUID], *, on: date, by: datetime | None
) -> Mapping[UUID, Named]:
    """Return whose processes were on a day, by their ids.

    Args:
        connection: of the authority.
        processes: the processes.
        on: the day.
        by: only what had been recorded by this moment, aware; None for all there is.
    """
    found = connection.execute(_NAMES, {"ids": list(processes), "on": on, "by": by})
    return {row[0]: Named(*row[1:]) for row in found}
