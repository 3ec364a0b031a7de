"""The moves of a published timeline, so far as the engine knows their routes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pathway.domain.oracle.limits import BY_CATEGORY, implied_start
from pathway.domain.oracle.meaning import MEANING
from pathway.domain.oracle.timeline import STILL_NOT, Fact, Happened, Timeline, Window
from pathway.domain.oracle.ways import WAYS_IN, Form
from statemachines.events import Event
from statemachines.vocabulary import Role


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
        opens: whether the move opens its process.
    """

    event: Event
    policy: str
    move: str
    role: Role
    dated_in: str | None
    window: Window
    words: str
    form: Form
    opens: bool = True

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


NOT_ENOUGH = "the source does not say what a move of ours would have to record"
IMPLIED = "not in the source: counted back from the day on which it was due"
OBSERVED = "the day on which it still had not been done; it is compared, not recorded"


def script(timeline: Timeline) -> Script:
    """Return the moves of a timeline, and the events that are not moves, each with its reason.

    What ended a limit (a final plan, a decision) is not recorded but compared: the sources leave
    out the draft, the service and the family's answer, without which it would not be lawful here.
    """
    dated = [f for f in timeline.facts if f.event in WAYS_IN and f.window]
    told = ((f.event, f.window, f.words) for f in dated if f.window)
    steps = [_step(timeline, *one) for one in (*told, *_implied(timeline))]
    rest = (fact for fact in timeline.facts if fact not in dated)
    return Script(tuple(sorted(steps, key=_when)), tuple(map(_unrecorded, rest)))


def _when(step: Step) -> Window:
    return step.window


def _implied(timeline: Timeline) -> Iterator[tuple[Happened, Window, str]]:
    limit = BY_CATEGORY[timeline.category]
    window = implied_start(timeline, limit)
    if window:
        yield limit.starts, window, IMPLIED


def _step(timeline: Timeline, happened: Happened, window: Window, words: str) -> Step:
    way, event = WAYS_IN[happened], MEANING[happened].event
    if event is None:
        raise ValueError(happened)
    source = {"source": timeline.source} if way.move == "bring in" else {}
    form = {**way.form, **source}
    return Step(event, way.policy, way.move, way.role, way.dated_in, window, words, form, way.opens)


def _unrecorded(fact: Fact) -> Unrecorded:
    means = MEANING[fact.event]
    why = means.needs[0] if means.needs else NOT_ENOUGH
    if fact.event in STILL_NOT:
        why = OBSERVED
    return Unrecorded(fact.event, means.policy, means.event, fact.window, why)
