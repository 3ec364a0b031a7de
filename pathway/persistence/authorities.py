"""Authorities and their own calendars, read and entered without the tables' classes.

Every command begins here, and those classes take half a second to import.
"""

from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, text

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
_CALENDAR = text("select name, terms, closures from calendars where setting_id is null")


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
    """The school calendar that an authority has entered for itself."""

    name: str
    terms: list[Any]
    closures: list[Any]


def listed(connection: Connection) -> list[KnownAuthority]:
    """List every authority of the database, by code. The list is public."""
    found = connection.execute(_LISTED).mappings()
    return [KnownAuthority(**row) for row in found]


def enter(connection: Connection, new: KnownAuthority) -> None:
    """Enter an authority, over a connection that works for it."""
    connection.execute(_ENTER, asdict(new))


def own_calendar(connection: Connection) -> OwnCalendar | None:
    """Return the calendar that the authority has entered for itself, or None."""
    found = connection.execute(_CALENDAR).one_or_none()
    return None if found is None else OwnCalendar(*found)
