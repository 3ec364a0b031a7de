"""How old everybody is: ages at the census and at the request that one birth date can satisfy."""

from collections import Counter
from datetime import date, timedelta
from random import Random

from pathway.domain.school_ages import birthday
from pathway.domain.synthetic.apportion import dealt, shuffled
from pathway.domain.synthetic.published import Figures
from pathway.domain.synthetic.sketch import HOLDS_PLAN, UNDATED, Kind, Sketch, of

MIDSUMMER = (8, 31)
"""Ages of the caseload are those on the 31 August before the census."""


ASKED_HERE = frozenset({Kind.ISSUED, Kind.JANUARY})
SCHOOL_AGES = range(4, 16)


def deal_ages(figures: Figures, sketches: list[Sketch], rng: Random) -> None:
    """Give everybody the ages that are published for their kind."""
    requests = figures.requests
    ages = _deal_twice(figures, sketches, rng)
    by_kind = {
        Kind.REFUSED: requests.refused_by_age,
        Kind.CARRIED_OVER: requests.refused_by_age,
        Kind.OUTSTANDING: requests.outstanding_by_age,
        Kind.WITHDRAWN: requests.withdrawn_by_age,
        Kind.NOT_ISSUED: requests.agreed_by_age,
        Kind.IN_PROGRESS: Counter(ages),
    }
    for kind, by_age in by_kind.items():
        found = of(sketches, kind)
        for sketch, age in zip(found, dealt(by_age, len(found), rng), strict=True):
            sketch.age_at_request = age
    supported = of(sketches, Kind.SUPPORT)
    at_school = {age: n for age, n in requests.by_age.items() if age in SCHOOL_AGES}
    for sketch, age in zip(supported, dealt(at_school, len(supported), rng), strict=True):
        sketch.age = age


def _deal_twice(figures: Figures, sketches: list[Sketch], rng: Random) -> list[int]:
    """Give recent plans their ages, and return those of the requests that are still open.

    The ages of plans that come from requests of the year are published twice, at the request and
    in August. Such a life is given an age at the request, then one in August among the two that a
    birth date can give it.
    """
    lasting = [s for s in of(sketches, *HOLDS_PLAN) if s.in_force and s.age is None]
    both = [s for s in lasting if s.kind in ASKED_HERE and s.received_on.year == figures.year]
    agreed = len(both) + len(of(sketches, Kind.IN_PROGRESS))
    ages = dealt(figures.requests.agreed_by_age, agreed, rng)
    pool = Counter(dict(figures.plans.recent_by_age))
    for sketch in shuffled(both, rng):
        _deal_both(sketch, ages, pool, rng)
    others = [sketch for sketch in lasting if sketch.age is None]
    for sketch, age in zip(others, dealt(+pool, len(others), rng), strict=True):
        sketch.age = age
    return ages


def _deal_both(sketch: Sketch, ages: list[int], pool: Counter[int], rng: Random) -> None:
    august = date(sketch.received_on.year, *MIDSUMMER)
    away = (august - sketch.received_on).days / 365
    change = 1 if away >= 0 else -1
    for place, at_request in enumerate(ages):
        likely = {
            at_request: pool[at_request] * (1 - abs(away)),
            at_request + change: pool[at_request + change] * abs(away),
        }
        if any(likely.values()):
            sketch.age_at_request = ages.pop(place)
            sketch.age = rng.choices([*likely], [*likely.values()])[0]
            pool[sketch.age] -= 1
            return
    ages.pop()  # no age in August is left that would fit: the birth date will decide


def deal_births(figures: Figures, sketches: list[Sketch], rng: Random) -> None:
    """Give everybody a birth date with which all their ages are right."""
    august = date(figures.year, *MIDSUMMER)
    for sketch in sketches:
        spans = [
            _born_between(age, day)
            for age, day in (
                (sketch.age, august),
                (sketch.age_at_request, sketch.received_on),
                (sketch.age_at_end, sketch.ended_on or UNDATED),
            )
            if age is not None and day != UNDATED
        ]
        first, last = max(span[0] for span in spans), min(span[1] for span in spans)
        sketch.born_on = first + timedelta(rng.randrange(max(1, (last - first).days + 1)))


def _born_between(age: int, day: date) -> tuple[date, date]:
    """Return the first and last birth dates of somebody who is `age` on a day."""
    latest = birthday(day, -age)
    return birthday(day, -age - 1) + timedelta(1), latest
