"""Which schools the pupils of processes attended, and since when. Never writes."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from pathway.domain.dossier import SCHOOL

_ATTENDED = text(
    """
    select p.id, json_agg(json_build_array(d.from_on, d.value) order by d.from_on, d.recorded_at)
    from processes p
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    join details_that_hold d on d.authority_id = c.authority_id and d.pupil_id = c.pupil_id
    where d.kind = :school and p.id = any(cast(:ids as uuid[]))
    group by p.id
    """
)


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
