"""The school calendars of an authority: its own, and those of settings that keep another."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pathway.domain.school_calendar import SchoolCalendar
from pathway.persistence import authorities, calendars, reading_people
from pathway.persistence.calendars import RecordedCalendar
from pathway.persistence.reading_people import SettingRow
from pathway.services.errors import PersonAmbiguous, RoleUnfit, unknown
from pathway.services.office import Actor, Office
from statemachines.vocabulary import Role

MAY_RECORD = frozenset({Role.ADMINISTRATOR, Role.MANAGER, Role.BUSINESS_SUPPORT})


def calendars_recorded(office: Office) -> list[RecordedCalendar]:
    """List every calendar that was recorded: the authority's own first, and the latest of each."""
    with office.engine.connect() as connection:
        return calendars.recorded(connection)


def find_setting(office: Office, said: str) -> SettingRow:
    """Return the setting of a name or URN.

    Raises:
        NameUnknown: there is none.
        PersonAmbiguous: there are several.
    """
    with office.engine.connect() as connection:
        found = reading_people.settings_called(connection, said)
        if not found:
            raise unknown("setting", said, _names(list(reading_people.places(connection))))
    if len(found) > 1:
        raise PersonAmbiguous(tuple(one.urn or str(one.id) for one in found))
    return found[0]


def enter_calendar(
    office: Office,
    setting: UUID | None,
    calendar: SchoolCalendar,
    *,
    by: Actor,
    recorded_at: datetime,
) -> bool:
    """Record the calendar of a setting, or the authority's own; twice the same is once.

    Args:
        office: the authority.
        setting: whose it is; None for the authority's own.
        calendar: the calendar.
        by: who records it.
        recorded_at: the moment, aware.

    Returns:
        Whether it is another one than the one that held.

    Raises:
        RoleUnfit: whoever asks may not.
    """
    if by.role not in MAY_RECORD:
        raise RoleUnfit("record a calendar", tuple(sorted(role.value for role in MAY_RECORD)))
    with office.engine.begin() as connection:
        held = {one.setting_id: one.calendar() for one in authorities.own_calendars(connection)}
        if held.get(setting) == calendar:
            return False
        calendars.enter(
            connection,
            office.authority_id,
            setting,
            calendar,
            person=by.person,
            recorded_at=recorded_at,
        )
    return True


def _names(places: Sequence[str]) -> list[str]:
    return [name for name in places if not name.isdigit()]
