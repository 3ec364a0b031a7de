"""Watch over the house: enforce where nobody did, and raise the alarm, once a day.

Safe on several nodes: one of them has the turn, and looks again once it has it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from notifications import outbox
from pathway.persistence import alarms, answering, sweeps, tasks, turns
from pathway.persistence.tasks import NewTask
from pathway.services.enforcing import Swept, enforce
from pathway.services.office import Office
from statemachines.vocabulary import Role

SETTLING = timedelta(minutes=5)
"""How long a house that has just started is given to sweep before the watchdog does it."""

LETTERS_WAIT = timedelta(hours=1)
"""How long a letter may have come back before somebody is told. PRACTICE."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What the watchdog had to do.

    Attributes:
        swept: what it enforced; None where that was not for it to do.
        alarms: a sentence for each alarm it raised.
    """

    swept: Swept | None = None
    alarms: tuple[str, ...] = ()


def watch(office: Office, *, now: datetime, since: datetime, patience: timedelta) -> Watched:
    """Enforce the authority's deadlines where no sweep has ended in time, and say so loudly.

    Args:
        office: the authority.
        now: the present moment, aware.
        since: the moment since which this house runs.
        patience: how long may pass between the ends of two sweeps.
    """
    swept, raised = _see_that_deadlines_are_enforced(office, now, since, patience)
    return Watched(swept, (*raised, *_see_that_letters_leave(office, now)))


def _see_that_deadlines_are_enforced(
    office: Office, now: datetime, since: datetime, patience: timedelta
) -> tuple[Swept | None, tuple[str, ...]]:
    if not _is_silent(office, now, since, patience):
        return None, ()
    with office.engine.begin() as connection:
        ours = turns.take(connection, office.authority_id, "watch")
        if not ours or not _is_silent(office, now, since, patience):
            return None, ()
        ended_at = sweeps.last_ended_at(connection)
        swept = enforce(office, at=now, now=now)
    if ended_at is None:
        return swept, ()  # the first sweep of a new authority: nobody failed to do it
    return swept, _raise(office, "no-sweep", _no_sweep(ended_at), now)


def _is_silent(office: Office, now: datetime, since: datetime, patience: timedelta) -> bool:
    if now - since < min(patience, SETTLING):
        return False
    with office.engine.connect() as connection:
        ended_at = sweeps.last_ended_at(connection)
    return ended_at is None or now - ended_at > patience


def _no_sweep(ended_at: datetime) -> str:
    return (
        f"no sweep of deadlines had ended since {ended_at:%Y-%m-%d %H:%M} UTC, so the watchdog "
        "enforced by itself, as it will until sweeps end again; see why Prefect makes no runs"
    )


def _see_that_letters_leave(office: Office, now: datetime) -> tuple[str, ...]:
    with office.engine.connect() as connection:
        oldest = outbox.oldest_waiting(connection, now=now, tried=True)
    if oldest is None or now - oldest < LETTERS_WAIT:
        return ()
    told = (
        f"letters wait that were due at {oldest:%Y-%m-%d %H:%M} UTC; see the mail server, and what "
        "it said with `pathway letters list`"
    )
    return _raise(office, "letters", told, now)


def _raise(office: Office, what: str, told: str, now: datetime) -> tuple[str, ...]:
    """Give every manager a task, once a day, and return the sentence where it is new."""
    today = office.legal_day(now)
    key = f"{alarms.KEY}{what}/{today}"
    with office.engine.begin() as connection:
        if alarms.was_raised(connection, key):
            return ()
        managers = answering.in_role(connection, Role.MANAGER)
        wanted = [
            NewTask(key=f"{key}/{person}", about="", owner=person, reason=told, due_on=today)
            for person, *_ in managers
        ]
        tasks.add(connection, office.authority_id, wanted, made_at=now)
    return (told,)
