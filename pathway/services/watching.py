"""Watch over the house: enforce where nobody did, and raise the alarm, once a day.

An alarm ends by itself when what it was about is over. Safe on several nodes: one of them has the
turn, and looks again once it has it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from notifications import outbox
from pathway.persistence import alarms, answering, sweeps, tasks, turns
from pathway.persistence.sweeps import By
from pathway.persistence.tasks import NewTask
from pathway.services.enforcing import Swept, enforce
from pathway.services.office import Office
from statemachines.vocabulary import Role

SETTLING = timedelta(minutes=5)
"""How long a house that has just started is given to sweep before the watchdog does it."""

LETTERS_WAIT = timedelta(hours=1)
"""How long a letter may have come back before somebody is told. PRACTICE."""

NO_SWEEP, LETTERS = f"{alarms.KEY}no-sweep/", f"{alarms.KEY}letters/"
"""What the keys of the two kinds of alarm begin with."""


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
        _see_that_sweeps_are_back(office, now, patience)
        return None, ()
    with office.engine.begin() as connection:
        ours = turns.take(connection, office.authority_id, "watch")
        if not ours or not _is_silent(office, now, since, patience):
            return None, ()
        until = sweeps.enforced_until(connection)
        swept = enforce(office, at=now, now=now, by=By.WATCHDOG)
    if until is None:
        return swept, ()  # the first sweep of a new authority: nobody failed to do it
    return swept, _raise(office, NO_SWEEP, _no_sweep(until), now)


def _is_silent(office: Office, now: datetime, since: datetime, patience: timedelta) -> bool:
    if now - since < min(patience, SETTLING):
        return False
    with office.engine.connect() as connection:
        until = sweeps.enforced_until(connection)
    return until is None or now - until > patience


def _see_that_sweeps_are_back(office: Office, now: datetime, patience: timedelta) -> None:
    with office.engine.connect() as connection:
        until = sweeps.enforced_until(connection, by=(By.TIMETABLE,))
    if until is not None and now - until <= patience:
        _end(office, NO_SWEEP, f"sweeps end again, the last at {until:%Y-%m-%d %H:%M} UTC", now)


def _no_sweep(until: datetime) -> str:
    return (
        f"no sweep of deadlines had ended since {until:%Y-%m-%d %H:%M} UTC, so the watchdog "
        "enforced by itself, as it will until sweeps end again; see why Prefect makes no runs"
    )


def _see_that_letters_leave(office: Office, now: datetime) -> tuple[str, ...]:
    with office.engine.connect() as connection:
        oldest = outbox.oldest_waiting(connection, now=now, tried=True)
    if oldest is None:
        _end(office, LETTERS, "no letter that had come back waits any more", now)
    if oldest is None or now - oldest < LETTERS_WAIT:
        return ()
    told = (
        f"letters wait that were due at {oldest:%Y-%m-%d %H:%M} UTC; see the mail server, and what "
        "it said with `pathway letters list`"
    )
    return _raise(office, LETTERS, told, now)


def _end(office: Office, alarm: str, how: str, now: datetime) -> None:
    """End an alarm that stands and is over."""
    with office.engine.begin() as connection:
        if alarms.open_with(connection, alarm):
            alarms.end(connection, alarm, how=how, at=now)


def _raise(office: Office, alarm: str, told: str, now: datetime) -> tuple[str, ...]:
    """Give every manager a task, once a day, and return the sentence where it is new."""
    today = office.legal_day(now)
    key = f"{alarm}{today}"
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
