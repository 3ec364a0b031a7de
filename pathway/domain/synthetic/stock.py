"""How many lives of each kind there are: the published counts, taken apart so that they add up."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from pathway.domain.synthetic.apportion import dealt
from pathway.domain.synthetic.errors import FiguresContradict
from pathway.domain.synthetic.published import Figures
from pathway.domain.synthetic.sketch import Kind, Sketch, some

TWENTY, TOO_OLD = 20, 25
"""The age that stands for *20 and over*, and the one at which nobody begins a year with a plan."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The numbers of lives that the published counts imply.

    Attributes:
        moved_in_older: plans begun before the year that came with families who moved in during it.
        ceased_new: plans issued in the year that also ceased in it.
        carried_over: decisions of the year on requests of the year before.
        undated: outcomes of reviews without a date of decision.
    """

    older: int
    moved_in_older: int
    ceased_older: int
    ceased_new: int
    moved_in: int
    issued: int
    disputed: int
    january: int
    carried_over: int
    undated: int


def shape(figures: Figures) -> Shape:
    """Take the published counts apart.

    Raises:
        FiguresContradict: some number of lives would be negative.
    """
    plans, reviews, year = figures.plans, figures.reviews, figures.year
    starts, ceased_new = plans.by_start_year, figures.ceased.by_years_held.get(0, 0)
    older = sum(count for started, count in starts.items() if started < year)
    ceased_older = figures.ceased.total - ceased_new
    decided = reviews.decided_before + reviews.decided_in + reviews.decided_after
    found = Shape(
        older=older,
        moved_in_older=older + ceased_older + plans.before_begun - plans.before,
        ceased_older=ceased_older,
        ceased_new=ceased_new,
        moved_in=starts.get(year, 0) - figures.new_plans.total + ceased_new,
        issued=figures.timeliness.issued,
        disputed=figures.new_plans.total - figures.timeliness.issued,
        january=starts.get(year + 1, 0),
        carried_over=_decisions(figures) - figures.requests.agreed - figures.requests.refused,
        undated=max(0, reviews.amend + reviews.maintain + reviews.cease - decided),
    )
    for what in Shape.__slots__:
        if getattr(found, what) < 0:
            raise FiguresContradict(figures.name, what.replace("_", " "))
    return found


def _decisions(figures: Figures) -> int:
    return figures.requests.in_six_weeks + figures.requests.over_six_weeks


def plan_holders(figures: Figures, counts: Shape, rng: Random) -> list[Sketch]:
    """Sketch everybody who had a plan in the year; the older ones with their ages."""
    older = some(Kind.OLDER, counts.older)
    for sketch, age in zip(older, dealt(_older_ages(figures), counts.older, rng), strict=True):
        sketch.age = age
    issued = some(Kind.ISSUED, counts.issued)
    for sketch in issued[: counts.ceased_new]:
        sketch.reason = "transfer"
    return [
        *older,
        *issued,
        *_ceased(figures, issued[: counts.ceased_new], counts.ceased_older, rng),
        *some(Kind.DISPUTED, counts.disputed),
        *some(Kind.MOVED_IN, counts.moved_in),
        *some(Kind.JANUARY, counts.january),
    ]


def _older_ages(figures: Figures) -> Mapping[int, int]:
    plans = figures.plans
    return {age: count - plans.recent_by_age.get(age, 0) for age, count in plans.by_age.items()}


def _ceased(figures: Figures, new: list[Sketch], count: int, rng: Random) -> list[Sketch]:
    pairs = Counter(
        {
            (reason, age): ages
            for reason, by_age in figures.ceased.reason_by_age.items()
            for age, ages in by_age.items()
        }
    )
    for sketch in new:
        moving = {pair: n for pair, n in pairs.items() if pair[0] == "transfer" and n}
        _, sketch.age_at_end = pair = rng.choices(list(moving), list(moving.values()))[0]
        pairs[pair] -= 1
    older = some(Kind.CEASED, count)
    left = {years: n for years, n in figures.ceased.by_years_held.items() if years}
    ends = sorted(dealt(+pairs, count, rng), key=lambda pair: pair[1])
    for sketch, (reason, age) in zip(older, ends, strict=True):
        sketch.reason, sketch.age_at_end = reason, _exact(figures, reason, age, rng)
        sketch.start_year = figures.year - _held(left, sketch.age_at_end, rng)
    return older


def _exact(figures: Figures, reason: str, age: int, rng: Random) -> int:
    """Return the age that stands for *20 and over*: 25 at the maximum age, else some age below."""
    if reason == "max_age":
        return TOO_OLD
    over = {n: count for n, count in figures.plans.by_age.items() if TWENTY <= n < TOO_OLD}
    return rng.choices([*over], [*over.values()])[0] if age == TWENTY else age


def _held(left: dict[int, int], age: int, rng: Random) -> int:
    """Draw for how many years a plan was held, such that it began at two or later."""
    lawful = {years: n for years, n in left.items() if n and years <= age - 2}
    years = lawful or {min(years for years, n in left.items() if n): 1}
    drawn = rng.choices([*years], [*years.values()])[0]
    left[drawn] -= 1
    return drawn
