"""Which schools the pupils of processes attended, and since when. Never writes."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from pathway.domain.dossier import SCHOOL

_ATTENDED = text(
    """
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
        from details_that_hold d
        where d.authority_id = of_case.authority_id and d.pupil_id = of_case.pupil_id
          and d.kind = :school
    ) s
    where s.attended is not null
    """
)
"""By index, one process after the other, whatever the statistics are."""


def schools_attended(
    connection: Connection, processes: Collection[UUID]
) -> Mapping[UUID, tuple[tuple[date, str], ...]]:
    """Return, by process, the schools of its pupil as they are recorded, each with its first day.

    Of two that began on one day, the one that was recorded later comes last.
    """
    asked = {"ids": list(processes), "school": SCHOOL}
    return {
        process: tuple((date.fromisoformat(on), school) for on, school in found)
        for process, found in connection.execute(_ATTENDED, asked)
    }
