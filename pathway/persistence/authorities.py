"""Authorities and their own calendars, read and entered without the tables' classes.

Every command begins here, and those classes take half a second to import.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, text

from pathway.domain.school_calendar import SchoolCalendar
from pathway.domain.school_calendar_json import calendar_from_json

YARDSTICK = "990"
"""The number of the authority in which the Ombudsman's timelines are run, to compare our dates.

It is nobody's authority: it is never the only one that can be meant, and nothing goes on there
unattended.
"""

_LISTED = text("select id, code, name, pack, synthetic from authorities order by code")
_ENTER = text(
    "insert into authorities (id, code, name, pack, synthetic)"
    " values (:id, :code, :name, :pack, :synthetic)"
)
_CALENDARS = text(
    "select distinct on (setting_id) setting_id, name, terms, closures from calendars"
    " where cast(:by as timestamptz) is null or recorded_at <= :by"
    " order by setting_id, recorded_at desc"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAuthority:
    """A local authority: its number, its name, the pack it works by.

    Attributes:
        synthetic: whether it is made up, so that its time may be moved.
    """

    id: UUID = field(default_factory=uuid4)
    code: str
    name: str
    pack: str
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class OwnCalendar:
    """A school calendar that an authority has entered.

    Attributes:
        setting_id: the setting whose calendar it is; None for the authority's own.
    """

    setting_id: UUID | None
    name: str
    terms: list[Any]
    closures: list[Any]

    def calendar(self) -> SchoolCalendar:
        """Return it as clocks count by it.

        Raises:
            CalendarMalformed: it contradicts itself.
        """
        told = json.dumps({"terms": self.terms, "closures": self.closures})
        return calendar_from_json(told, name=self.name)


def listed(connection: Connection) -> list[KnownAuthority]:
    """List every authority of the database, by code. The list is public."""
    found = connection.execute(_LISTED).mappings()
    return [KnownAuthority(**row) for row in found]


def enter(connection: Connection, new: KnownAuthority) -> None:
    """Enter an authority, over a connection that works for it."""
    connection.execute(_ENTER, asdict(new))


def own_calendars(connection: Connection, *, by: datetime | None = None) -> list[OwnCalendar]:
    """List the calendars that the authority has entered, each as it was recorded last.

    Args:
        connection: works for the authority.
        by: the moment, aware, up to which what was recorded counts; None for all there is.
    """
    return [OwnCalendar(*row) for row in connection.execute(_CALENDARS, {"by": by})]
