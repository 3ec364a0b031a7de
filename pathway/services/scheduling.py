"""Open the reviews of maintained plans in time for what the law asks of them.

Those of the twelve months, of a transfer from another authority, of a child under five, and those
before a transfer to another phase, which is looked for first.

Twice is once: a review is opened under a key that names the clock it is for, and a plan that has a
review open is passed by. What is opened here happens now; it is never an old record.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.exc import SQLAlchemyError

from notifications.errors import NotificationError
from pathway.domain.errors import PathwayError
from pathway.domain.review_lead import LEAD_UNDER_FIVE, LONGEST_LEAD, Opening, opening
from pathway.domain.school_calendar import SchoolCalendar
from pathway.persistence import running
from pathway.persistence.running import ReviewDue
from pathway.services.advance import Ask, begin
from pathway.services.enforcing import TIME
from pathway.services.office import Office, when
from pathway.services.phase_transfers import find_phase_transfers
from statemachines.annual_review_forms import Arranger, ReviewKind
from statemachines.errors import MoveRefused, PolicyError

AT_ONCE = 500
"""Plans listed at a time."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """What a round of scheduling did.

    Attributes:
        opened: the reviews that were opened.
        refused: plans whose review may not be opened, with why.
        failed: plans in which something broke, with what; the others were seen to.
    """

    opened: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    failed: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: "Scheduled") -> "Scheduled":
        """Add two rounds up."""
        return Scheduled(
            self.opened + other.opened, self.refused + other.refused, self.failed + other.failed
        )


def schedule_reviews(
    office: Office, *, at: datetime, now: datetime, shard: str | None = None
) -> Scheduled:
    """Open every review whose time has come, each in a transaction of its own.

    Args:
        office: the authority.
        at: the moment to act for; a missed night is made up for by naming it.
        now: the present moment.
        shard: the first character of the plans' process ids, where the work is shared out.

    Raises:
        FutureNotRecorded: `at` is still to come, and the authority is a real one.
    """
    ahead = find_phase_transfers(office, at=at, now=now, shard=shard)
    scheduled, served = Scheduled((), ahead.refused, ahead.failed), set[str]()
    for listed in _due(office, at, shard):
        with office.at_one_sitting() as here:
            for due, opens in listed:
                if due.case not in served:  # one review serves whatever else asks for one then
                    served.add(due.case)
                    scheduled += _open(here, due, opens, at=at, now=now)
    return scheduled


def _due(
    office: Office, at: datetime, shard: str | None
) -> Iterator[list[tuple[ReviewDue, Opening]]]:
    """Yield what is due, list by list: no connection is held between them."""
    today, seen = office.legal_day(at), set[ReviewDue]()
    until, school_year = today + LONGEST_LEAD, office.calendars.school
    while True:
        with office.engine.connect() as connection:
            limit = AT_ONCE + len(seen)
            listed = running.reviews_due(
                connection, until=until, today=today, limit=limit, shard=shard
            )
        new = [due for due in listed if due not in seen]
        if not new:
            return
        seen.update(new)
        dated = ((due, _opening(due, school_year, today)) for due in new)
        if opening_now := [(due, opens) for due, opens in dated if opens.on <= today]:
            yield opening_now


def _opening(due: ReviewDue, school_year: SchoolCalendar | None, today: date) -> Opening:
    if due.kind == ReviewKind.UNDER_FIVE:
        return Opening(due.due_on - LEAD_UNDER_FIVE, None)
    return opening(due.due_on, meeting_by=due.meeting_by, school_year=school_year, today=today)


def _open(
    office: Office, due: ReviewDue, opens: Opening, *, at: datetime, now: datetime
) -> Scheduled:
    ask = Ask(
        move="schedule",
        content={
            "kind": due.kind,
            "due_on": due.due_on,
            "term_starts_on": opens.term_starts_on,
            "arranged_by": Arranger.AUTHORITY if due.home_educated else Arranger.SCHOOL,
        },
        by=TIME,
        when=when(office, now=now, at=at),
        idempotency_key=due.key,
    )
    try:
        opened = begin(office, due.case, "annual_review", ask)
    except MoveRefused as refusal:
        return Scheduled(refused=((due.case, str(refusal)),))
    except (PathwayError, PolicyError, NotificationError, SQLAlchemyError) as fault:
        return Scheduled(failed=((due.case, str(fault)),))
    # Repeated means that somebody else has just opened it.
    return Scheduled() if opened.repeated else Scheduled(opened=(opened.process,))
