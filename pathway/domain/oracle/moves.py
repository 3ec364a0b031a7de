"""The moves of a published timeline, so far as the engine knows their routes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pathway.domain.oracle.meaning import ASSESSMENT, MEANING, PLAN, REVIEW
from pathway.domain.oracle.timeline import Fact, Happened, Timeline, Window
from statemachines.events import Event
from statemachines.vocabulary import Role

OTHER = 5
"""SEN2's code for whoever asked, where a timeline does not say."""

Form = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a timeline, as it can be recorded here.

    Attributes:
        event: the event of ours that it is.
        policy: the process in which it happens, the first of its policy in the case.
        move: the move that records it.
        dated_in: the field of the form that holds the day, where the move is the taking over of an
            old record; None where the day is that of the move itself.
        window: the days on which it can have happened.
        words: what the source says.
        form: what else is recorded.
    """

    event: Event
    policy: str
    move: str
    role: Role
    dated_in: str | None
    window: Window
    words: str
    form: Form

    def content(self, on: date) -> Form:
        """Return what is recorded if it happened on a day."""
        dated = {self.dated_in: on} if self.dated_in else {}
        return {**self.form, **dated}


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """One event that the engine cannot record from this timeline, and why.

    Attributes:
        policy: the process to which it belongs.
        event: our name for it, where we have one.
        why: the route that is lacking, or what else stands against it.
    """

    happened: Happened
    policy: str
    event: Event | None
    window: Window | None
    why: str


@dataclass(frozen=True, slots=True)
class Script:
    """A timeline as moves.

    Attributes:
        steps: what can be recorded, in the order in which it happened.
        unrecorded: what cannot be, each with its reason.
    """

    steps: tuple[Step, ...]
    unrecorded: tuple[Unrecorded, ...]


WAYS_IN: Mapping[Happened, tuple[str, str, Role, str | None, Form]] = {
    Happened.REQUEST_RECEIVED: (
        ASSESSMENT, "receive request", Role.CASEWORKER, None,
        {"source": OTHER, "requester": "not said"},
    ),
    Happened.FIRST_PLAN_ISSUED: (
        PLAN, "bring in", Role.DATA_LOADER, "plan_made_on", {"state": "maintained"},
    ),
    Happened.REVIEW_MEETING: (
        REVIEW, "bring in", Role.DATA_LOADER, "held_on", {"state": "met"},
    ),
}  # fmt: skip
"""The events with which our clocks start, and the move that records each of them.

A meeting is taken over as an old record, since the sources say nothing of its invitations.
"""

NOT_ENOUGH = "the source does not say what a move of ours would have to record"
OBSERVED = "the day on which it still had not been done; it is compared, not recorded"


def script(timeline: Timeline) -> Script:
    """Return the moves of a timeline, and the events that are not moves, each with its reason.

    What ended a limit (a final plan, a decision) is not recorded but compared: the sources leave
    out the draft, the service and the family's answer, without which it would not be lawful here.
    """
    recordable = [f for f in timeline.facts if f.event in WAYS_IN and f.window]
    recordable.sort(key=lambda fact: fact.window or ())
    steps = tuple(_step(timeline, fact, fact.window) for fact in recordable if fact.window)
    rest = (fact for fact in timeline.facts if fact not in recordable)
    return Script(steps, tuple(map(_unrecorded, rest)))


def _step(timeline: Timeline, fact: Fact, window: Window) -> Step:
    policy, move, role, dated_in, form = WAYS_IN[fact.event]
    event = MEANING[fact.event].event
    if event is None:
        raise ValueError(fact.event)
    source = {"source": timeline.source} if move == "bring in" else {}
    return Step(event, policy, move, role, dated_in, window, fact.words, {**form, **source})


def _unrecorded(fact: Fact) -> Unrecorded:
    means = MEANING[fact.event]
    why = means.needs[0] if means.needs else NOT_ENOUGH
    if fact.event is Happened.AS_AT:
        why = OBSERVED
    return Unrecorded(fact.event, means.policy, means.event, fact.window, why)
