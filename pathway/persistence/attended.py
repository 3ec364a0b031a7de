"""Which schools the pupils of processes attended, and since when. Never writes."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, text

from pathway.domain.dossier import SCHOOL

_HOW = """
    select w.id, s.attended
    from unnest(cast(:ids as uuid[])) as w (id)
    cross join lateral (
        select c.authority_id, c.pupil_id
        from processes p
        join cases c on c.authority_id = p.authority_id and c.id = p.case_id
        where p.id = w.id offset 0
    ) of_case
    cross join lateral (
        select json_agg(json_build_array(d.from_on, d.value) order by d.from_on, d.recorded_at)
            as attended
        from {details} d
        where d.authority_id = of_case.authority_id and d.pupil_id = of_case.pupil_id
          and d.kind = :school
    ) s
    where s.attended is not null
"""
"""By index, one process after the other, whatever the statistics are."""

_HELD_THEN = """(
    select e.* from pupil_details e
    where e.value <> '' and e.recorded_at <= :by and not exists (
        select 1 from pupil_details n
        where n.authority_id = e.authority_id and n.pupil_id = e.pupil_id and n.kind = e.kind
          and n.process_id = e.process_id and n.line = e.line
          and n.recorded_at > e.recorded_at and n.recorded_at <= :by)
)"""
"""The details that held by what had been recorded up to a moment, as the view has those of now."""

_ATTENDED = text(_HOW.format(details="details_that_hold"))
_ATTENDED_THEN = text(_HOW.format(details=_HELD_THEN))


def schools_attended(
    connection: Connection, processes: Collection[UUID], *, by: datetime | None = None
) -> Mapping[UUID, tuple[tuple[date, str], ...]]:
    """Return, by process, the schools of its pupil as they are recorded, each with its first day.

    Of two that began on one day, the one that was recorded later comes last.

    Args:
        connection: works for one authority.
        processes: their ids.
        by: the moment, aware, up to which what was recorded counts; None for all there is.
    """
    asked = {"ids": list(processes), "school": SCHOOL}
    rows = (
        connection.execute(_ATTENDED, asked)
        if by is None
        else connection.execute(_ATTENDED_THEN, {**asked, "by": by})
    )
    return {
        process: tuple((date.fromisoformat(on), school) for on, school in found)
        for process, found in rows
    }
