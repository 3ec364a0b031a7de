"""How an authority fares unattended: when it was last swept, which letters wait, what is wrong.

Numbers and moments only: whoever reads them, no person can be told from them.
"""

from dataclasses import dataclass
from datetime import datetime

from notifications import outbox
from pathway.persistence import alarms, sweeps
from pathway.services.delivering import DEAD
from pathway.services.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """One authority, as a health page shows it.

    Attributes:
        last_swept_at: when the last sweep ended; None where none ever did.
        waiting: letters that are due and have not gone.
        waiting_since: when the one that has waited longest was first due.
        dead: letters that were given up and that nobody has seen to.
        alarms: what the watchdog said and nobody has ended.
    """

    code: str
    last_swept_at: datetime | None
    waiting: int
    waiting_since: datetime | None
    dead: int
    alarms: tuple[str, ...]


def vitals(office: Office, *, now: datetime) -> Vitals:
    """Look at an authority as it is now."""
    with office.engine.connect() as connection:
        return Vitals(
            code=office.code,
            last_swept_at=sweeps.last_ended_at(connection),
            waiting=outbox.count_waiting(connection, now=now),
            waiting_since=outbox.oldest_waiting(connection, now=now),
            dead=alarms.open_with(connection, DEAD),
            alarms=tuple(alarm.reason for alarm in alarms.standing(connection)),
        )
