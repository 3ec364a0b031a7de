"""Requests of the year and when they were decided, so that the six-week measure comes out exact."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from pathway.domain.synthetic.apportion import apportion, shuffled
from pathway.domain.synthetic.days import (
    a_working_day,
    request_weight,
    working_between,
    working_on_or_before,
)
from pathway.domain.synthetic.errors import FiguresContradict
from pathway.domain.synthetic.published import Figures
from pathway.domain.synthetic.sketch import Kind, Sketch, of, some
from pathway.domain.synthetic.stock import Shape

SIX_WEEKS = 42
ASSESSING = 60
"""Days that are left at least between a decision and the plan that follows. PRACTICE."""

CARRIED_SINCE = (11, 21)
"""From this day of the year before, a request could still be decided in time in the year."""

WITHIN_YEAR = (Kind.ISSUED, Kind.JANUARY, Kind.IN_PROGRESS, Kind.REFUSED)


def requesters(figures: Figures, counts: Shape, sketches: list[Sketch]) -> list[Sketch]:
    """Sketch everybody else whose request was received or decided in the year.

    Raises:
        FiguresContradict: more plans come from requests of the year than were agreed in it.
    """
    received = [s for s in of(sketches, Kind.ISSUED, Kind.JANUARY) if _of_year(s, figures)]
    in_progress = figures.requests.agreed - len(received)
    carried = counts.carried_over - len(_carried_agreed(figures, counts, sketches))
    if in_progress < 0:
        raise FiguresContradict(figures.name, "fewer requests agreed than plans issued from them")
    return [
        *some(Kind.IN_PROGRESS, in_progress),
        *some(Kind.REFUSED, figures.requests.refused),
        *some(Kind.OUTSTANDING, figures.requests.outstanding),
        *some(Kind.WITHDRAWN, figures.requests.withdrawn),
        *some(Kind.CARRIED_OVER, carried),
    ]


def _of_year(sketch: Sketch, figures: Figures) -> bool:
    return sketch.received_on.year == figures.year


def _carried_agreed(figures: Figures, counts: Shape, sketches: list[Sketch]) -> list[Sketch]:
    """List the requests of the year before that were agreed to in the year: the latest of them."""
    decided = {"agreed": figures.requests.agreed, "refused": figures.requests.refused}
    share = apportion(counts.carried_over, decided)["agreed"]
    since, new_year = date(figures.year - 1, *CARRIED_SINCE), date(figures.year, 1, 1)
    late = [s for s in of(sketches, Kind.ISSUED) if since <= s.received_on < new_year]
    late.sort(key=lambda s: s.received_on, reverse=True)
    return late[:share]


def date_requests(figures: Figures, sketches: list[Sketch], rng: Random) -> None:
    """Give every request of the year, and every one carried over into it, the day of receipt."""
    taken = [s.received_on for s in of(sketches, Kind.ISSUED, Kind.JANUARY) if _of_year(s, figures)]
    waiting = of(sketches, Kind.IN_PROGRESS, Kind.REFUSED, Kind.OUTSTANDING, Kind.WITHDRAWN)
    days = _days_of_receipt(figures, taken, len(waiting), rng)
    _deal_days(days, sketches, rng, decide_by=date(figures.year, 12, 17))
    before = figures.year - 1
    first, last = date(before, *CARRIED_SINCE), date(before, 12, 17)
    for sketch in of(sketches, Kind.CARRIED_OVER):
        sketch.received_on = a_working_day(rng, first, last)


def _days_of_receipt(
    figures: Figures, taken: Sequence[date], count: int, rng: Random
) -> list[date]:
    days = working_between(date(figures.year, 1, 1), date(figures.year, 12, 31))
    by_month: dict[int, list[date]] = {month: [] for month in range(1, 13)}
    for day in days:
        by_month[day.month].append(day)
    likely = {month: sum(map(request_weight, of_it)) for month, of_it in by_month.items()}
    wanted = Counter(apportion(count + len(taken), likely))
    wanted.subtract(day.month for day in taken)
    left = apportion(count, {month: max(0, n) for month, n in wanted.items()})
    return [
        day
        for month, n in left.items()
        for day in rng.choices(by_month[month], [*map(request_weight, by_month[month])], k=n)
    ]


def _deal_days(days: list[date], sketches: list[Sketch], rng: Random, *, decide_by: date) -> None:
    late_first = sorted(days, key=lambda day: day.toordinal() + rng.uniform(0, 14), reverse=True)
    for sketch in of(sketches, Kind.OUTSTANDING):
        sketch.received_on = late_first.pop(0)
    rest = [min(day, working_on_or_before(decide_by)) for day in late_first]
    rest.sort(key=lambda day: day.toordinal() + rng.gauss(0, 45), reverse=True)
    in_progress = of(sketches, Kind.IN_PROGRESS)
    ended = shuffled(of(sketches, Kind.REFUSED, Kind.WITHDRAWN), rng)
    for sketch, day in zip((*in_progress, *ended), rest, strict=True):
        sketch.received_on = day
    for sketch in of(sketches, Kind.WITHDRAWN):
        earliest = sketch.received_on + timedelta(5)
        sketch.finished_on = min(
            a_working_day(rng, earliest, earliest + timedelta(30)),
            working_on_or_before(date(sketch.received_on.year, 12, 31)),
        )


def date_decisions(figures: Figures, counts: Shape, sketches: list[Sketch], rng: Random) -> None:
    """Give every request its decision: exactly as many of the year's within six weeks as published.

    Raises:
        FiguresContradict: fewer requests could have been decided late than were.
    """
    carried = _carried_agreed(figures, counts, sketches)
    known = {id(sketch) for sketch in carried}
    for sketch in of(sketches, Kind.ISSUED, Kind.NOT_ISSUED):
        if sketch.received_on.year < figures.year and id(sketch) not in known:
            _decide_before(sketch, date(figures.year - 1, 12, 29), rng)
    carried += of(sketches, Kind.CARRIED_OVER)
    of_year = [s for s in of(sketches, *WITHIN_YEAR) if _of_year(s, figures)]
    late = _late(figures, carried, of_year, rng)
    new_year, last = date(figures.year, 1, 2), date(figures.year, 12, 31)
    for sketch in (*carried, *of_year):
        if id(sketch) in late:
            _decide_late(sketch, new_year, _latest(sketch, last), rng)
        else:
            _decide_in_time(sketch, new_year, last, rng)
    for sketch in of(sketches, Kind.IN_PROGRESS):
        sketch.finished_on = _after_the_census(figures, sketch, rng)


def _after_the_census(figures: Figures, sketch: Sketch, rng: Random) -> date:
    """Return a day on which an assessment still open will end; what comes later is not told."""
    likely = sketch.received_on + timedelta(rng.randint(126, 300))
    earliest = max(sketch.decided_on + timedelta(80), figures.census_on + timedelta(4))
    return working_on_or_before(max(likely, earliest + timedelta(rng.randint(4, 60))))


def _latest(sketch: Sketch, last: date) -> date:
    if sketch.kind in {Kind.ISSUED, Kind.JANUARY}:
        return min(last, sketch.finished_on - timedelta(ASSESSING))
    return last


def _late(
    figures: Figures, carried: list[Sketch], of_year: list[Sketch], rng: Random
) -> frozenset[int]:
    new_year, last = date(figures.year, 1, 2), date(figures.year, 12, 31)
    bound = [s for s in carried if s.received_on + timedelta(SIX_WEEKS) < new_year]
    able = [
        s
        for s in (*carried, *of_year)
        if _latest(s, last) >= s.received_on + timedelta(SIX_WEEKS + 8)
        and s.received_on + timedelta(SIX_WEEKS) >= new_year
    ]
    more = figures.requests.over_six_weeks - len(bound)
    if not 0 <= more <= len(able):
        raise FiguresContradict(figures.name, "late decisions that could not have been late")
    return frozenset(id(s) for s in (*bound, *rng.sample(able, more)))


def _decide_before(sketch: Sketch, last: date, rng: Random) -> None:
    drawn = sketch.received_on + timedelta(int(rng.triangular(14, 44, 38)))
    latest = min(last, sketch.finished_on - timedelta(ASSESSING))
    sketch.decided_on = max(sketch.received_on, working_on_or_before(min(drawn, latest)))


def _decide_in_time(sketch: Sketch, new_year: date, last: date, rng: Random) -> None:
    drawn = sketch.received_on + timedelta(int(rng.triangular(14, SIX_WEEKS + 1, SIX_WEEKS)))
    earliest = max(new_year, sketch.received_on + timedelta(5))
    latest = min(last, sketch.received_on + timedelta(SIX_WEEKS))
    day = working_on_or_before(min(max(drawn, earliest), latest))
    sketch.decided_on = day if day >= earliest else a_working_day(rng, earliest, latest)


def _decide_late(sketch: Sketch, new_year: date, latest: date, rng: Random) -> None:
    earliest = max(new_year, sketch.received_on + timedelta(SIX_WEEKS + 1))
    longest = earliest + timedelta(int(rng.expovariate(1 / 18)) + 4)
    sketch.decided_on = a_working_day(rng, earliest, min(longest, max(latest, earliest)))
