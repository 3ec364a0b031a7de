"""When assessments of the year began and ended, so that the twenty-week measure comes out exact."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pathway.domain.synthetic.apportion import shuffled
from pathway.domain.synthetic.days import (
    a_working_day,
    in_term,
    request_weight,
    working_between,
    working_on_or_after,
    working_on_or_before,
)
from pathway.domain.synthetic.published import Figures, Timeliness
from pathway.domain.synthetic.sketch import Kind, Sketch, of

TWENTY_WEEKS, SIXTEEN_WEEKS, A_YEAR = 140, 112, 364
SHORTEST, LONGEST = 98, 540
"""Days from request to plan: the shortest and longest that are simulated. PRACTICE."""

DRAWS = 12
CHRISTMAS = (12, 18)
"""From this day on, no request is simulated that would have to be decided within days."""


@dataclass(frozen=True, slots=True)
class Band:
    """How long an assessment took, in days, and whether it was exempt from the limit."""

    shortest: int
    longest: int
    exempt: bool

    def draw(self, rng: Random) -> int:
        """Draw a span: most plans in time are only just in time, most late ones not very late."""
        width = self.longest - self.shortest
        if self.longest == TWENTY_WEEKS:
            return self.shortest + int((width + 1) * rng.betavariate(4.0, 1.2))
        return self.shortest + int((width + 1) * rng.betavariate(1.1, 2.3))


def bands(timeliness: Timeliness) -> list[Band]:
    """List one band for each plan that the twenty-week measure counts."""
    t = timeliness
    late = t.issued - t.in_twenty_weeks - t.over_a_year
    late_ex = t.issued_ex - t.in_twenty_weeks_ex - t.over_a_year_ex
    counts = {
        Band(SHORTEST, TWENTY_WEEKS, exempt=False): t.in_twenty_weeks_ex,
        Band(SHORTEST, TWENTY_WEEKS, exempt=True): t.in_twenty_weeks - t.in_twenty_weeks_ex,
        Band(TWENTY_WEEKS + 1, A_YEAR, exempt=False): late_ex,
        Band(TWENTY_WEEKS + 1, A_YEAR, exempt=True): late - late_ex,
        Band(A_YEAR + 2, LONGEST, exempt=False): t.over_a_year_ex,
        Band(A_YEAR + 2, LONGEST, exempt=True): t.over_a_year - t.over_a_year_ex,
    }
    return [band for band, count in counts.items() for _ in range(count)]


def date_assessments(figures: Figures, sketches: list[Sketch], rng: Random) -> None:
    """Give every plan of the year, and every refusal of one, its request and its end."""
    _date_ends(figures, of(sketches, Kind.ISSUED, Kind.DISPUTED), rng)
    issued = of(sketches, Kind.ISSUED)
    # Plans that also ceased come first; they are taken over whole, and no exemption with them.
    drawn = sorted(shuffled(bands(figures.timeliness), rng), key=lambda band: band.exempt)
    for sketch, band in zip(issued, drawn, strict=True):
        sketch.exempt = band.exempt
        sketch.received_on = _received(sketch.finished_on, band, rng)
    for sketch in of(sketches, Kind.DISPUTED):
        _date_dispute(sketch, date(figures.year - 1, 12, 15), rng)
    for sketch in of(sketches, Kind.JANUARY):
        new_year = date(figures.year + 1, 1, 1)
        sketch.finished_on = a_working_day(rng, new_year, figures.census_on)
        sketch.received_on = _received(sketch.finished_on, Band(SHORTEST, 300, exempt=False), rng)
    _date_refusals_to_issue(figures, of(sketches, Kind.NOT_ISSUED), rng)
    _keep_within_agreed(figures, sketches)
    for sketch in of(sketches, Kind.ISSUED, Kind.DISPUTED, Kind.JANUARY):
        sketch.started_on = sketch.finished_on


def _date_ends(figures: Figures, sketches: list[Sketch], rng: Random) -> None:
    first, last = date(figures.year, 1, 1), date(figures.year, 12, 31)
    census = figures.census_before
    early, later = working_between(first, census), working_between(census + timedelta(1), last)
    lasting = shuffled([s for s in sketches if s.reason is None], rng)
    for n, sketch in enumerate(lasting):
        sketch.finished_on = rng.choice(early if n < figures.plans.before_begun else later)
    spring = working_between(census + timedelta(1), date(figures.year, 6, 30))
    for sketch in sketches:
        if sketch.reason is not None:
            sketch.finished_on = rng.choice(spring)
            sketch.ended_on = _later(rng, sketch.finished_on, last)


def _later(rng: Random, day: date, last: date) -> date:
    return a_working_day(rng, day + timedelta(45), last)


def _received(finished_on: date, band: Band, rng: Random) -> date:
    found = working_on_or_after(finished_on - timedelta(band.longest))
    for _ in range(DRAWS):
        drawn = working_on_or_after(finished_on - timedelta(band.draw(rng)))
        if (finished_on - drawn).days < band.shortest or _at_christmas(drawn):
            continue
        found = drawn
        if rng.random() < request_weight(drawn):
            return drawn
    return found


def _keep_within_agreed(figures: Figures, sketches: list[Sketch]) -> None:
    """Let no more plans come from requests of the year than were agreed in it.

    Only figures of very small authorities need it: the earliest of the surplus are moved, request
    and plan together, into the December before.
    """
    of_year = [
        s for s in of(sketches, Kind.ISSUED, Kind.JANUARY) if s.received_on.year == figures.year
    ]
    surplus = max(0, len(of_year) - figures.requests.agreed)
    december = working_between(date(figures.year - 1, 12, 1), date(figures.year - 1, 12, 15))
    movable = sorted((s for s in of_year if s.kind is Kind.ISSUED), key=lambda s: s.received_on)
    for sketch in movable[:surplus]:
        span = sketch.finished_on - sketch.received_on
        days = [day for day in december if working_on_or_before(day + span) == day + span]
        sketch.received_on, sketch.finished_on = days[0], days[0] + span


def _at_christmas(day: date) -> bool:
    return (day.month, day.day) >= CHRISTMAS


def _date_dispute(sketch: Sketch, last_refusal: date, rng: Random) -> None:
    latest = min(sketch.finished_on - timedelta(160), last_refusal)
    refused_on = a_working_day(rng, sketch.finished_on - timedelta(480), latest)
    sketch.decided_on = refused_on
    sketch.received_on = working_on_or_after(refused_on - timedelta(rng.randint(30, 42)))
    reopened_on = sketch.finished_on - timedelta(rng.randint(84, 125))
    sketch.reopened_on = working_on_or_before(max(reopened_on, refused_on + timedelta(14)))


def _date_refusals_to_issue(figures: Figures, sketches: list[Sketch], rng: Random) -> None:
    before, new_year = figures.year - 1, date(figures.year, 1, 1)
    in_time = figures.assessments.not_issued_in_sixteen_weeks
    for n, sketch in enumerate(sketches):
        punctual = n < in_time
        first = date(before, 10, 2) if punctual else date(before, 5, 1)
        sketch.received_on = _in_term(rng, first, date(before, 10, 31))
        shortest, longest = (70, SIXTEEN_WEEKS) if punctual else (SIXTEEN_WEEKS + 1, 280)
        earliest = max(new_year, sketch.received_on + timedelta(shortest))
        latest = sketch.received_on + timedelta(longest)
        sketch.finished_on = a_working_day(rng, earliest, latest)


def _in_term(rng: Random, first: date, last: date) -> date:
    return rng.choice([day for day in working_between(first, last) if in_term(day)])
