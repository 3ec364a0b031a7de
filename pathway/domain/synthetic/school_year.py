"""What the school owes the parents of a pupil it supports besides the cycle's own steps.

Three meetings and a report in each school year, and the questions whether a return has held.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from uuid import UUID

from pathway.domain.school_calendar import Span
from pathway.domain.synthetic import forms
from pathway.domain.synthetic.days import TERMS, a_school_day, school_day_from
from pathway.domain.synthetic.lives import PlannedMove
from pathway.domain.synthetic.supporting import APPROACH
from statemachines.vocabulary import Role

REPORTS = ((7, 1), (7, 15))
"""Between which days of the year reports go home. PRACTICE."""

ASKED_AFTER = {"first": 4, "second": 12, "third": 26}
"""In weeks after a return: when the default pack has it asked whether it has held."""

A_DAY, A_FORTNIGHT = timedelta(1), timedelta(14)
CLOSES = frozenset({"close", "close, needs met"})
MEETING, RETURNED = "hold review meeting", "complete reintegration"


def owed_to_parents(
    told: Sequence[PlannedMove], parents: tuple[UUID, ...], rng: Random, *, until: date
) -> list[PlannedMove]:
    """Return the meetings, reports and questions that a supported pupil's moves leave out.

    Args:
        told: the moves of the graduated approach, in order; others are passed by.
        parents: whom a report goes to.
        rng: chance.
        until: the last day of which anything is told.

    Source:
        SEND Code of Practice 6.64 and 6.65; for the return, the default pack.
    """
    own = [move for move in told if move.policy == APPROACH]
    if not own:
        return []
    closed = next((move.on for move in own if move.move in CLOSES), until)
    open_for = (own[0].on, closed)
    return [*_meetings(own, open_for, rng), *_reports(open_for, parents, rng), *_asked(own)]


def _meetings(own: Sequence[PlannedMove], open_for: Span, rng: Random) -> Iterator[PlannedMove]:
    """Yield a meeting in each term that has none, the one in which the case is opened included."""
    held = [move.on for move in own if move.move == MEETING]
    for first, last in TERMS.terms:
        earliest = max(first + (last - first) // 2, open_for[0] + A_DAY)
        day, missing = _by(rng, earliest, last), not any(first <= met <= last for met in held)
        if open_for[0] <= last and day < open_for[1] and missing:
            yield _move(MEETING, day, forms.review_meeting_held())


def _reports(open_for: Span, parents: tuple[UUID, ...], rng: Random) -> Iterator[PlannedMove]:
    for year in range(open_for[0].year, open_for[1].year + 1):
        first, last = (date(year, *day) for day in REPORTS)
        day = _by(rng, max(first, open_for[0] + A_DAY), last)
        if open_for[0] < day < open_for[1] and day.month <= last.month:
            yield _move("send annual report", day, forms.annual_report_sent(parents, day))


def _by(rng: Random, earliest: date, last: date) -> date:
    """Draw a school day by the last one, or soon after the earliest where that is later."""
    return a_school_day(rng, earliest, max(last, earliest + A_FORTNIGHT))


def _asked(own: Sequence[PlannedMove]) -> Iterator[PlannedMove]:
    for returned in (move.on for move in own if move.move == RETURNED):
        for time, weeks in ASKED_AFTER.items():
            on = school_day_from(returned + timedelta(weeks=weeks) - timedelta(7))
            yield _move("check the return", on, forms.return_checked(time))


def _move(name: str, on: date, form: forms.Content) -> PlannedMove:
    return PlannedMove(APPROACH, 1, name, on, Role.SENCO, form)
