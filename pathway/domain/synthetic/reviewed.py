"""When each plan was last reviewed, so that meetings, outcomes and four weeks come out exact."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pathway.domain.synthetic.apportion import apportion, dealt, shuffled
from pathway.domain.synthetic.days import (
    a_school_day,
    a_working_day,
)
from pathway.domain.synthetic.published import Figures, Reviews
from pathway.domain.synthetic.sketch import Kind, Review, Sketch, of
from pathway.domain.synthetic.stock import Shape

FOUR_WEEKS = 28
FIRST_REVIEW = 100
"""Days from the beginning of a plan to its first review, at least. PRACTICE."""

OLD = 3
"""A plan that began so many years before, or earlier, may have had its last review long ago."""

BEFORE, IN, AFTER = -1, 0, 1
"""A year before, the year that is simulated, the weeks after it."""


@dataclass(frozen=True, slots=True)
class Flow:
    """From which year's meetings to which year's decisions; `decided` is None for none yet."""

    met: int
    decided: int | None


def flows(reviews: Reviews, undated: int) -> dict[Flow, int]:
    """Take meetings and decisions apart: how many of which year's meetings were decided when.

    Decisions made before the year are of meetings before it; what is undecided is shared in
    proportion among the meetings of each year that were not decided before it. Where more decisions
    are dated than there are outcomes, the surplus of the year's decisions is left out.
    """
    dated = reviews.decided_after + reviews.decided_in + reviews.decided_before
    decided = min(dated, reviews.amend + reviews.maintain + reviews.cease, reviews.met)
    waiting = {
        BEFORE: reviews.met_before - reviews.decided_before,
        IN: reviews.met_in,
        AFTER: reviews.met_after,
    }
    open_ = apportion(max(reviews.met - decided, undated), waiting)
    late = waiting[BEFORE] - open_[BEFORE]
    after = waiting[AFTER] - open_[AFTER]
    in_year = reviews.decided_in - (dated - decided) - late
    return {
        Flow(BEFORE, BEFORE): reviews.decided_before,
        Flow(BEFORE, IN): late,
        Flow(BEFORE, None): open_[BEFORE],
        Flow(IN, IN): in_year,
        Flow(IN, AFTER): waiting[IN] - open_[IN] - in_year,
        Flow(AFTER, AFTER): after,
        Flow(IN, None): open_[IN],
        Flow(AFTER, None): open_[AFTER],
    }


PUNCTUAL = (Flow(BEFORE, BEFORE), Flow(IN, IN), Flow(AFTER, AFTER))
"""Where a decision within four weeks is simulated: meeting and decision fall into one year."""


def review(figures: Figures, counts: Shape, sketches: list[Sketch], rng: Random) -> None:
    """Give each plan for which one is expected its latest review, or none."""
    reviews = figures.reviews
    of_flow = flows(reviews, counts.undated)
    in_time = apportion(reviews.in_four_weeks, {flow: of_flow[flow] for flow in PUNCTUAL})
    slots = iter(_slots(of_flow, in_time))
    ordered = _ordered(figures, of(sketches, Kind.OLDER), rng)
    reviewed = []
    for sketch, (flow, punctual) in zip(ordered, slots, strict=False):
        sketch.review = _dated(figures, sketch, flow, rng, punctual=punctual)
        reviewed.append((sketch.review, flow))
    _deal_outcomes(reviews, counts, reviewed, rng)
    for sketch in ordered[len(reviewed) :]:
        sketch.review = Review()


def _slots(of_flow: dict[Flow, int], in_time: dict[Flow, int]) -> Iterator[tuple[Flow, bool]]:
    for flow, count in of_flow.items():
        for n in range(count):
            yield flow, n < in_time.get(flow, 0)


def _ordered(figures: Figures, older: list[Sketch], rng: Random) -> list[Sketch]:
    """Put those first whose review may be long ago, moved in or with old plans; the newest last."""

    def rank(sketch: Sketch) -> tuple[bool, int]:
        return (sketch.moved_in_on is None, max(sketch.start_year, figures.year - OLD))

    return sorted(shuffled(older, rng), key=rank)


def _dated(figures: Figures, sketch: Sketch, flow: Flow, rng: Random, *, punctual: bool) -> Review:
    first, last = _meetings(figures, flow, punctual=punctual)
    met_on = a_school_day(rng, max(first, sketch.started_on + timedelta(FIRST_REVIEW)), last)
    if flow.decided is None:
        return Review(met_on)
    first, last = _span(figures, flow.decided)
    if punctual:
        earliest, latest = met_on + timedelta(5), met_on + timedelta(FOUR_WEEKS)
        return Review(met_on, a_working_day(rng, max(first, earliest), min(last, latest)))
    earliest = max(first, met_on + timedelta(FOUR_WEEKS + 1))
    latest = min(last, earliest + timedelta(int(rng.expovariate(1 / 45)) + 7))
    return Review(met_on, a_working_day(rng, earliest, max(latest, earliest)))


def _span(figures: Figures, when: int) -> tuple[date, date]:
    year = figures.year
    return {
        BEFORE: (date(year - 2, 9, 5), date(year - 1, 12, 29)),
        IN: (date(year, 1, 2), date(year, 12, 31)),
        AFTER: (date(year + 1, 1, 2), figures.returned_by),
    }[when]


def _meetings(figures: Figures, flow: Flow, *, punctual: bool) -> tuple[date, date]:
    first, last = _span(figures, flow.met)
    if flow.met == AFTER:
        return first, figures.census_on
    if flow == Flow(BEFORE, BEFORE):
        return first, last - timedelta(FOUR_WEEKS + 12)
    if flow == Flow(BEFORE, IN):
        return date(figures.year - 1, 3, 1), last
    if flow == Flow(IN, IN):
        return first, last - timedelta(10 if punctual else FOUR_WEEKS + 9)
    return date(figures.year, 6, 1) if flow.met == IN else first, last


def _deal_outcomes(
    reviews: Reviews, counts: Shape, reviewed: list[tuple[Review, Flow]], rng: Random
) -> None:
    decided = [found for found, flow in reviewed if flow.decided is not None]
    undecided = [found for found, flow in reviewed if flow.decided is None]
    undated = undecided[: counts.undated]  # the earliest meetings: the flows before come first
    outcomes = {
        "amend": reviews.amend,
        "maintain": reviews.maintain,
        "cease": reviews.cease,
    }
    concluded = [*decided, *undated]
    for found, outcome in zip(concluded, dealt(outcomes, len(concluded), rng), strict=True):
        found.outcome = outcome
