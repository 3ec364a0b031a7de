"""How an authority fares unattended: up to when it was swept, which letters wait, what is wrong.

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
        enforced_until: up to when deadlines have been enforced; None where no sweep ended yet.
        waiting: letters that are due and have not gone.
        waiting_since: when the one that has waited longest was first due.
        returned_since: when the one was first due that was tried, came back, and waits longest;
            None where none came back.
        dead: letters that were given up and that nobody has seen to.
        alarms: what the watchdog said and nobody has ended.
    """

    code: str
    enforced_until: datetime | None
    waiting: int
    waiting_since: datetime | None
    returned_since: datetime | None
    dead: int
    alarms: tuple[str, ...]


def vitals(office: Office, *, now: datetime) -> Vitals:
    """Look at an authority as it is now."""
    with office.engine.connect() as connection:
        return Vitals(
            code=office.code,
            enforced_until=sweeps.enforced_until(connection),
            waiting=outbox.count_waiting(connection, now=now),
            waiting_since=outbox.oldest_waiting(connection, now=now),
            returned_since=outbox.oldest_waiting(connection, now=now, tried=True),
            dead=alarms.open_with(connection, DEAD),
            alarms=tuple(alarm.reason for alarm in alarms.standing(connection)),
        )
