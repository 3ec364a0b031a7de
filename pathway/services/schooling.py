"""By which school's calendar days are counted for a pupil.

An authority's own calendar is every school's, except of those that have one of their own. Where
none has, nothing is looked up.

Source:
    Education Act 1996 s.579(1): a school day is a day with a session at that school.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.calendars import Calendars
from pathway.domain.dossier import SCHOOL, Subject
from pathway.persistence.attended import schools_attended
from pathway.services.office import Office


def calendars_of(office: Office, subject: Subject) -> Calendars:
    """Return the calendars of a pupil whose details were read."""
    if not office.schools:
        return office.calendars
    details = (detail for detail in subject.details if detail.kind == SCHOOL)
    return _counted(office, ((detail.from_on, detail.value) for detail in details))


def calendars_by_process(
    office: Office,
    connection: Connection,
    processes: Collection[UUID],
    *,
    by: datetime | None = None,
) -> Mapping[UUID, Calendars]:
    """Return the calendars of the pupils of processes: only of those who have any but the usual.

    Args:
        office: the authority.
        connection: of the authority.
        processes: their ids.
        by: the moment, aware, up to which schools that were recorded count; None for all.
    """
    if not office.schools:
        return {}
    found = schools_attended(connection, processes, by=by).items()
    counted = {process: _counted(office, attended) for process, attended in found}
    return {key: days for key, days in counted.items() if days is not office.calendars}


def _counted(office: Office, attended: Iterable[tuple[date, str]]) -> Calendars:
    held = [(on, office.schools.get(school, office.calendars)) for on, school in attended]
    if all(days is office.calendars for _, days in held):
        return office.calendars
    return office.calendars.attending(held)
