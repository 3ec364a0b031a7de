"""The graduated approach of a life: round the cycle, elsewhere for a time, and the request."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pathway.domain.school_ages import year_group_by_age
from pathway.domain.synthetic import forms
from pathway.domain.synthetic.assessing import who_asks
from pathway.domain.synthetic.days import (
    school_day_from,
    school_days_after,
    working_days_after,
    working_on_or_after,
)
from pathway.domain.synthetic.lives import PlannedMove, ReferenceTo
from pathway.domain.synthetic.places import Place
from pathway.domain.synthetic.pupils import Pupil
from statemachines.vocabulary import Role

APPROACH, PLACEMENT = "graduated_approach", "placement"

EARLIEST = date(2022, 9, 12)
"""No history before the first simulated term."""

CYCLE_WEEKS = (7, 10)
"""From the start of provision to the review that is agreed, in weeks. PRACTICE: half a term."""

STAY = (28, 40)
"""Days of a stay in temporary alternative provision, at most six weeks less a day. PRACTICE."""

CHANGE, ESCALATE, MET, LATE = 0.55, 0.25, 0.2, 0.15
"""Chances, of a review: that the plan changes, that specialists are asked once two cycles are
finished, that the case closes where nobody asks for more, that a stay is extended. PRACTICE."""


@dataclass(frozen=True, slots=True)
class Supported:
    """What is needed to tell how a school supported a pupil.

    Attributes:
        opened_on: the day on which the case is opened.
        asked_on: the day on which an EHC needs assessment is requested, or None.
        plan_on: the day from which the pupil is supported under a plan alone, or None.
        until: the census day.
        hub: where the pupil is taught for a time, or None.
    """

    pupil: Pupil
    opened_on: date
    asked_on: date | None
    plan_on: date | None
    until: date
    hub: Place | None

    @property
    def last_on(self) -> date:
        """The day on which this history ends."""
        return min(self.plan_on, self.until) if self.plan_on else self.until


def support(life: Supported, rng: Random) -> list[PlannedMove]:
    """Return the moves of the graduated approach, and of the placement within it, in order."""
    told = list(_round_and_round(life, rng))
    moves = [move for move in told if move.on <= life.last_on]
    closes = life.plan_on is not None and life.plan_on <= life.until
    if not _is_at_school(moves):
        moves, closes = [move for move in told if move.on <= life.until], False
    if life.asked_on and life.asked_on <= life.until:
        source, requester = who_asks(rng)
        form = forms.needs_assessment_requested(source, requester)
        moves.append(_move("request EHC needs assessment", life.asked_on, form, Role.CASEWORKER))
    moves.sort(key=lambda move: move.on)
    if life.plan_on and closes:
        form = forms.closed("supported_under_a_plan_alone")
        moves.append(_move("close", life.plan_on, form, Role.CASEWORKER))
    return moves


def _is_at_school(moves: list[PlannedMove]) -> bool:
    starts = sum(move.policy == PLACEMENT and move.move == "start" for move in moves)
    return starts == sum(move.policy == PLACEMENT and move.move == "end" for move in moves)


def _move(name: str, on: date, form: forms.Content, role: Role = Role.SENCO) -> PlannedMove:
    return PlannedMove(APPROACH, 1, name, on, role, form)


def _placement(name: str, on: date, form: forms.Content, role: Role) -> PlannedMove:
    return PlannedMove(PLACEMENT, 1, name, on, role, form)


def _round_and_round(life: Supported, rng: Random) -> Iterator[PlannedMove]:
    pupil = life.pupil
    group = year_group_by_age(life.opened_on, pupil.born_on) or "X"
    form = forms.case_opened(pupil.place, str(group), pupil.need)
    yield _move("open case", life.opened_on, form)
    on, cycles, assesses = life.opened_on, 0, True
    while on <= life.last_on:
        cycle = list(_cycle(life, on, rng, assesses=assesses, elsewhere=cycles == 1))
        yield from cycle
        cycles, on = cycles + 1, school_days_after(cycle[-1].on, rng.randint(1, 6))
        if _ends_well(life, cycles, rng):
            yield _move("close, needs met", on, forms.closed_needs_met(pupil.parents(), on))
            return
        assesses = rng.random() > CHANGE
        turn = list(_turn(on, rng, assesses=assesses, escalates=cycles > 1))
        yield from turn
        on = turn[-1].on


def _cycle(
    life: Supported, on: date, rng: Random, *, assesses: bool, elsewhere: bool
) -> Iterator[PlannedMove]:
    """Plan one way round, from the assessment or the plan to the review."""
    parents = life.pupil.parents()
    if assesses:
        on = school_days_after(on, rng.randint(8, 18))
        yield _move("finish assessment", on, forms.assessment_finished(parents))
    on, review_on = _start(on, rng)
    yield _move("start provision", on, forms.provision_started(parents, on, review_on))
    if elsewhere and life.hub is not None:
        yield from _elsewhere(life, life.hub, on, rng)
        return
    yield _move("begin review", review_on, {})
    yield _move("hold review meeting", review_on, forms.review_meeting_held())


def _ends_well(life: Supported, cycles: int, rng: Random) -> bool:
    asks_for_more = life.asked_on is not None or life.hub is not None
    return not asks_for_more and cycles > 1 and rng.random() < MET


def _turn(on: date, rng: Random, *, assesses: bool, escalates: bool) -> Iterator[PlannedMove]:
    """Plan what a review leads to: another cycle, a new plan, or specialists and their advice."""
    if assesses:
        yield _move("start another cycle", on, forms.changed())
        return
    yield _move("revise the plan", on, forms.changed())
    if escalates and rng.random() < ESCALATE:
        on = school_days_after(on, 3)
        yield _move("escalate to specialist", on, forms.escalated())
        on = school_days_after(on, rng.randint(15, 40))
        yield _move("act on advice", on, forms.advice_acted_on())


def _start(on: date, rng: Random) -> tuple[date, date]:
    on = school_days_after(on, rng.randint(2, 6))
    return on, school_day_from(on + timedelta(7 * rng.randint(*CYCLE_WEEKS)))


def _elsewhere(life: Supported, hub: Place, since: date, rng: Random) -> Iterator[PlannedMove]:
    """Plan a stay elsewhere: proposed, approved, begun, looked at, ended, and the way back."""
    parents = life.pupil.parents()
    proposed_on = working_days_after(since, rng.randint(5, 15))
    starts_on = school_days_after(proposed_on, rng.randint(6, 11))
    ends_on = starts_on + timedelta(rng.randint(*STAY))
    form = forms.placement_proposed(starts_on, ends_on)
    yield _placement("propose", proposed_on, form, Role.CASEWORKER)
    approved_on = working_days_after(proposed_on, 3)
    form = forms.placement_approved(hub, starts_on, ends_on)
    yield _placement("approve", approved_on, form, Role.COMMISSIONER)
    yield _placement("start", starts_on, {}, Role.CASEWORKER)
    placed = forms.placed_in_ap(ReferenceTo(PLACEMENT, 1))
    yield _move("place in temporary AP", starts_on, placed, Role.CASEWORKER)
    review_on = school_days_after(starts_on, rng.randint(8, 14))
    if review_on < ends_on:  # a stay that runs into the holidays is not looked at before them
        yield _placement("review", review_on, forms.placement_reviewed(), Role.CASEWORKER)
    if rng.random() < LATE:
        on, ends_on = ends_on - timedelta(3), ends_on + timedelta(rng.randint(10, 21))
        yield _placement("extend", on, forms.placement_extended(ends_on), Role.MANAGER)
    back_on = working_on_or_after(ends_on)
    form = forms.reintegration_begun(parents, back_on, back_on + timedelta(14))
    yield _move("begin reintegration", back_on, form)
    yield _placement("end", back_on, forms.placement_ended(), Role.CASEWORKER)
    done_on = school_days_after(back_on, rng.randint(14, 22))
    form = forms.reintegration_completed(30, rng.randint(25, 30))
    yield _move("complete reintegration", done_on, form)
