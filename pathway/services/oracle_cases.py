"""Run a published timeline through the engine as a case: real moves, dated as they happened.

Where a source gives the month alone, time can have begun to run on any of its days, so the timeline
is run twice: once as early and once as late as its words allow. The moves are historic: they post
no letters, and alerts that are long past are passed over.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID, uuid5

from pathway.domain.oracle.moves import Script, Step, script
from pathway.domain.oracle.timeline import Happened, Timeline
from pathway.persistence.casebook import ProcessKey
from pathway.services import oracle_office
from pathway.services.advance import Advanced, Ask, advance
from pathway.services.errors import TimelineOutOfOrder
from pathway.services.office import Actor, Office, When
from pathway.services.registering import open_for_pupil
from statemachines.vocabulary import Role


class Bound(StrEnum):
    """Which day of each window of days is taken."""

    EARLIEST = "earliest"
    LATEST = "latest"

    def of(self, step: Step) -> date:
        """Return the day on which a step is taken to have happened."""
        return step.window.earliest if self is Bound.EARLIEST else step.window.latest


@dataclass(frozen=True, slots=True)
class Run:
    """A timeline as a case.

    Attributes:
        bound: whether its days were taken as early or as late as they can have been.
        reference: the case.
        days: the day of each of its moves, in their order.
    """

    bound: Bound
    reference: str
    days: tuple[date, ...]


def run(
    office: Office, timeline: Timeline, *, now: datetime, only: Happened | None = None
) -> tuple[Run, ...]:
    """Make the moves of a timeline, unless they are made already; one case, or one for each bound.

    Args:
        office: the yardstick authority.
        timeline: what happened.
        now: the present moment, aware.
        only: the one event to record; None for all.

    Returns:
        The cases; none where no move of ours records anything of it.
    """
    told = script(timeline, only=only)
    if not told.steps:
        return ()
    return tuple(_run(office, timeline, told, bound, now=now) for bound in bounds(told))


def bounds(told: Script) -> tuple[Bound, ...]:
    """Return how often a script is to be run: once where every day is known, and twice if not."""
    if all(step.window.is_exact for step in told.steps):
        return (Bound.EARLIEST,)
    return tuple(Bound)


def _run(office: Office, timeline: Timeline, told: Script, bound: Bound, *, now: datetime) -> Run:
    days = tuple(bound.of(step) for step in told.steps)
    if not told.steps[0].way.opens:
        raise TimelineOutOfOrder(timeline.id, told.steps[0].way.move, days[0].isoformat())
    name = f"{timeline.id} ({bound})" if len(bounds(told)) > 1 else timeline.id
    pupil = uuid5(oracle_office.NAMES, f"{name}/{_seal(told.steps, days)}")
    with office.engine.begin() as connection:
        oracle_office.enter_pupil(office, connection, name, pupil, first=days[0])
    reference = ""
    for number, (step, on) in enumerate(zip(told.steps, days, strict=True), 1):
        ask = _ask(step, on, key=f"timeline/{pupil}/{number}", pupil=pupil, now=now)
        reference = _make(office, step, pupil, reference, ask).process.partition("/")[0]
    return Run(bound, reference, days)


def _seal(steps: Sequence[Step], days: Sequence[date]) -> str:
    """Return what changes when the moves do: a timeline that is read anew is another case."""
    said = [
        (step.way.policy, step.way.move, step.way.role, step.content(on), on)
        for step, on in zip(steps, days, strict=True)
    ]
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def _ask(step: Step, on: date, *, key: str, pupil: UUID, now: datetime) -> Ask:
    return Ask(
        move=step.way.move,
        content=step.content(on, told=oracle_office.parent_of(pupil)),
        by=Actor(person=oracle_office.person(step.way.role), role=step.way.role),
        when=When(on=on, at=None, recorded_at=now),
        idempotency_key=key,
        historic=True,
    )


def _make(office: Office, step: Step, pupil: UUID, reference: str, ask: Ask) -> Advanced:
    if step.way.opens:
        owner = oracle_office.person(Role.CASEWORKER)
        return open_for_pupil(office, pupil, step.way.policy, owner=owner, ask=ask)
    return advance(office, ProcessKey(reference, step.way.policy, 1), ask)
