"""What becomes of the requests that the counted year left open, in the months after it.

The Department counts years, so that nothing is published of what follows: it is drawn at the rates
of the year that is, and counted in none of its figures.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from pathway.domain.synthetic.assessed import DRAWS, bands
from pathway.domain.synthetic.chance import Chance
from pathway.domain.synthetic.days import (
    a_working_day,
    working_on_or_after,
    working_on_or_before,
)
from pathway.domain.synthetic.published import Figures
from pathway.domain.synthetic.requested import ASSESSING, SIX_WEEKS
from pathway.domain.synthetic.sketch import Kind, Sketch

AFTER_THE_CENSUS = timedelta(days=4)
"""An assessment that was in progress on the census day ended no sooner after it."""

OUTSTANDING_UNTIL = timedelta(days=35)
"""In so long after the year every request that it left undecided is decided. PRACTICE."""


def conclude(figures: Figures, sketches: Sequence[Sketch], chance: Chance) -> None:
    """Decide what the year left undecided, and end what it left in progress.

    Args:
        figures: those of the year in which the requests were received.
        sketches: the lives; those of another kind are left as they are.
        chance: one source for each life.
    """
    for number, sketch in enumerate(sketches):
        rng = chance.of("open", figures.year, number)
        if sketch.kind is Kind.OUTSTANDING:
            _decide(figures, sketch, rng)
        if sketch.kind is Kind.IN_PROGRESS:
            _end(figures, sketch, rng)


def _decide(figures: Figures, sketch: Sketch, rng: Random) -> None:
    new_year = date(figures.year + 1, 1, 2)
    first = max(new_year, sketch.received_on + timedelta(SIX_WEEKS // 2))
    last = max(sketch.received_on + timedelta(SIX_WEEKS), new_year + OUTSTANDING_UNTIL)
    sketch.decided_on = a_working_day(rng, first, last)
    asked = figures.requests
    is_refused = rng.random() * (asked.agreed + asked.refused) < asked.refused
    sketch.kind = Kind.REFUSED if is_refused else Kind.IN_PROGRESS


def _end(figures: Figures, sketch: Sketch, rng: Random) -> None:
    earliest = max(figures.census_on + AFTER_THE_CENSUS, sketch.decided_on + timedelta(ASSESSING))
    sketch.finished_on, sketch.exempt = _finish(figures, sketch, earliest, rng)
    ended = figures.assessments
    if rng.random() * (ended.issued + ended.not_issued) < ended.not_issued:
        sketch.kind, sketch.exempt = Kind.NOT_ISSUED, False
    else:
        sketch.started_on = sketch.finished_on


def _finish(figures: Figures, sketch: Sketch, earliest: date, rng: Random) -> tuple[date, bool]:
    """Draw the end among those of the year, of which only the later ones are still possible."""
    known = bands(figures.timeliness)
    for _ in range(DRAWS):
        band = rng.choice(known)
        day = working_on_or_before(sketch.received_on + timedelta(band.draw(rng)))
        if day >= earliest:
            return day, band.exempt
    return working_on_or_after(earliest + timedelta(rng.randint(0, SIX_WEEKS))), False
