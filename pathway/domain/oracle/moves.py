"""The moves of a published timeline, so far as the engine knows their routes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from pathway.domain.oracle.limits import BY_CATEGORY, implied_start
from pathway.domain.oracle.meaning import MEANING
from pathway.domain.oracle.timeline import STILL_NOT, Fact, Happened, Timeline, Window
from pathway.domain.oracle.ways import Form, Way, ways
from statemachines.events import Event


@dataclass(frozen=True, slots=True)
class Step:
    """One move of a timeline, as it can be made here.

    Attributes:
        event: the event of ours that is recorded with it.
        way: the move, in the first process of its policy in the case.
        window: the days on which it can have happened.
        words: what the source says, or what is taken to be so where it says nothing.
        source: the address of the source.
    """

    event: Event
    way: Way
    window: Window
    words: str
    source: str

    def content(self, on: date, *, told: UUID | None = None) -> Form:
        """Return what is recorded if it happened on a day.

        Args:
            on: the day.
            told: the invented parent, where one is told of it.
        """
        way, said = self.way, dict(self.way.form)
        if way.dated_in:
            said[way.dated_in] = on
        if way.told_in:
            said[way.told_in] = [{"person": told, "on": on}] if told else []
        if way.move == "bring in":
            said["source"] = self.source
        return said


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
SIX_WEEKS = timedelta(weeks=6)
ASSUMED = "not in the source: taken on the last day of the six weeks there are to refuse in"
IMPLIED = "not in the source: counted back from the day on which it was due"
OBSERVED = "the day on which it still had not been done; it is compared, not recorded"


def script(timeline: Timeline, *, only: Happened | None = None) -> Script:
    """Return the moves of a timeline, and the events that are not moves, each with its reason.

    What ended a limit (a final plan, a decision) is not recorded but compared: the sources leave
    out the draft, the service and the family's answer, without which it would not be lawful here.

    Args:
        timeline: what happened.
        only: the one event to record; None for all.
    """
    dated = [f for f in timeline.facts if f.window and ways(f.event) and only in (None, f.event)]
    told = [(f.event, f.window, f.words) for f in dated if f.window]
    found = (*told, *_implied(timeline), *_assumed(dated))
    steps = [step for one in found for step in _steps(timeline, *one)]
    rest = (fact for fact in timeline.facts if fact not in dated)
    return Script(tuple(sorted(steps, key=_when)), tuple(map(_unrecorded, rest)))


def _when(step: Step) -> Window:
    return step.window


def _implied(timeline: Timeline) -> Iterator[tuple[Happened, Window, str]]:
    limit = BY_CATEGORY[timeline.category]
    window = implied_start(timeline, limit)
    if window:
        yield limit.starts, window, IMPLIED


def _assumed(dated: Sequence[Fact]) -> Iterator[tuple[Happened, Window, str]]:
    """Yield the refusal that a reversal presupposes, where the source does not date it."""
    reversed_, request = Happened.AGREED_TO_ASSESS_AFTER_REFUSAL, Happened.REQUEST_RECEIVED
    known = {fact.event: fact.window for fact in dated if fact.window}
    if reversed_ in known and Happened.REFUSED_TO_ASSESS not in known and request in known:
        window = Window(*(day + SIX_WEEKS for day in known[request]))
        yield Happened.REFUSED_TO_ASSESS, window, ASSUMED


def _steps(timeline: Timeline, happened: Happened, window: Window, words: str) -> Iterator[Step]:
    event = MEANING[happened].event
    if event is None:
        raise ValueError(happened)
    for way in ways(happened):
        yield Step(event, way, window, words, timeline.source)


def _unrecorded(fact: Fact) -> Unrecorded:
    means = MEANING[fact.event]
    why = means.needs[0] if means.needs else NOT_ENOUGH
    if fact.event in STILL_NOT:
        why = OBSERVED
    return Unrecorded(fact.event, means.policy, means.event, fact.window, why)
