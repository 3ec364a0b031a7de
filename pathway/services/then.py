"""As at which past moment one looks, if it is past."""

from dataclasses import dataclass
from datetime import date, datetime

from pathway.persistence import reading_then
from pathway.services.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """The past moment as at which one looks.

    Attributes:
        on: the civil day at whose end one looks; what happened later has not happened yet.
        recorded_by: only what had been recorded by this moment, aware; None for all there is.
    """

    on: date
    recorded_by: datetime | None = None


def is_over(office: Office, day: date, *, today: date) -> bool:
    """Tell whether a day is past: by the calendar, or for an authority whose time ran ahead of it.

    Args:
        office: the authority.
        day: the civil day.
        today: the civil day of the present moment.
    """
    if day < today or not office.synthetic:
        return day < today
    with office.engine.connect() as connection:
        last = reading_then.last_recorded(connection)
    return last is not None and day < office.legal_day(last)
