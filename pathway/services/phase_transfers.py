"""Find the transfers between phases that lie ahead, and record each in the process of its plan.

Recorded, and not only derived, so that staff can put it right where a school is organised
otherwise, and so that its clocks start on a line of history. Twice is once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from notifications.errors import NotificationError
from pathway.domain.errors import PathwayError
from pathway.domain.phases_ahead import PhaseAhead, births_of, entered_on, phases_ahead
from pathway.persistence import phases
from pathway.persistence.phases import Entering
from pathway.services.advance import Ask, advance
from pathway.services.enforcing import TIME
from pathway.services.office import Office, when
from statemachines.errors import MoveRefused, PolicyError

OUT_OF_YEAR = timedelta(days=366)
"""How far from their own year somebody may be taught and still be looked at."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a round of looking for transfers did.

    Attributes:
        found: the plans in which a transfer was recorded.
        refused: plans in which it may not be, with why.
        failed: plans in which something broke, with what.
    """

    found: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    failed: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: "Found") -> "Found":
        """Add two rounds up."""
        return Found(
            self.found + other.found, self.refused + other.refused, self.failed + other.failed
        )


def find_phase_transfers(
    office: Office, *, at: datetime, now: datetime, shard: str | None = None
) -> Found:
    """Record every transfer whose plan has to be reviewed and amended before it.

    Args:
        office: the authority.
        at: the moment to act for.
        now: the present moment.
        shard: the first character of the plans' process ids, where the work is shared out.

    Raises:
        FutureNotRecorded: `at` is still to come, and the authority is a real one.
    """
    done = Found()
    for listed in _to_record(office, office.legal_day(at), shard):
        with office.at_one_sitting() as here:
            for plan, ahead in listed:
                done += _record(here, plan, ahead, at=at, now=now)
    return done


def _to_record(
    office: Office, today: date, shard: str | None
) -> Iterator[list[tuple[Entering, PhaseAhead]]]:
    """Yield what is to be recorded, list by list: no connection is held between them."""
    for entered, ahead in phases_ahead(today):
        first, last = births_of(entered, ahead.on)
        born = (first - OUT_OF_YEAR, last + OUT_OF_YEAR)
        with office.engine.connect() as connection:
            listed = phases.entering(connection, born, without=ahead.rule, today=today, shard=shard)
        found = []
        for plan in listed:
            enters = entered_on(ahead.on, plan.born_on, recorded=plan.recorded, since=plan.since)
            if enters == entered and min(plan.began_on, today) <= ahead.final_by:
                found.append((plan, ahead))
        if found:
            yield found


def _record(
    office: Office, plan: Entering, ahead: PhaseAhead, *, at: datetime, now: datetime
) -> Found:
    ask = Ask(
        move="find phase transfer",
        content={ahead.field: ahead.on},
        by=TIME,
        when=when(office, now=now, at=at),
        idempotency_key=f"phase/{plan.process_id}/{ahead.rule}",
    )
    try:
        advanced = advance(office, plan.key, ask)
    except MoveRefused as refusal:
        return Found(refused=((plan.case, str(refusal)),))
    except (PathwayError, PolicyError, NotificationError, SQLAlchemyError) as fault:
        return Found(failed=((plan.case, str(fault)),))
    return Found() if advanced.repeated else Found(found=(str(plan.key),))
