"""When older plans began, and when families moved in with theirs."""

from datetime import date, timedelta
from random import Random

from pathway.domain.synthetic.days import a_working_day, working_between, working_on_or_after
from pathway.domain.synthetic.published import Figures
from pathway.domain.synthetic.reviewed import OLD
from pathway.domain.synthetic.sketch import Kind, Sketch, of
from pathway.domain.synthetic.stock import Shape

ACT_BEGAN = date(2014, 9, 1)
"""The day from which there were EHC plans.

Source:
    Children and Families Act 2014 (Commencement No. 4 etc.) Order 2014, SI 2014/889.
"""

SECOND_BIRTHDAY = 2
"""A simulated plan begins no earlier than about then. PRACTICE."""


def begin_older_plans(figures: Figures, counts: Shape, sketches: list[Sketch], rng: Random) -> None:
    """Give older plans the day on which they began, and moved-in ones that of the move."""
    older = of(sketches, Kind.OLDER)
    _deal_years(figures, older, rng)
    first, last = figures.census_before + timedelta(1), figures.census_on
    settled = [sketch for sketch in older if sketch.start_year <= figures.year - OLD]
    for sketch in rng.sample(settled, counts.moved_in_older):
        sketch.moved_in_on = a_working_day(rng, first, last)
    for sketch in (*older, *of(sketches, Kind.CEASED)):
        sketch.started_on = _a_day_of(sketch.start_year, rng)
    for sketch in of(sketches, Kind.MOVED_IN):
        days = working_between(date(figures.year, 1, 2), date(figures.year, 11, 30))
        sketch.started_on = rng.choice(days)
        earliest = max(sketch.started_on + timedelta(20), first)
        sketch.moved_in_on = a_working_day(rng, earliest, last)


def end_older_plans(figures: Figures, sketches: list[Sketch], rng: Random) -> None:
    """Give the plans that ceased in the year the day on which they really ended."""
    first, last = figures.census_before + timedelta(1), date(figures.year, 12, 31)
    for sketch in of(sketches, Kind.CEASED):
        summer = sketch.reason in {"max_age", "he", "no_engage"}
        if sketch.reason == "max_age":  # the end of the academic year of the 25th birthday
            sketch.ended_on = date(figures.year, 8, 31)
        elif summer and rng.random() < SUMMER_SHARE:
            sketch.ended_on = a_working_day(
                rng, date(figures.year, 7, 15), date(figures.year, 9, 30)
            )
        else:
            sketch.ended_on = a_working_day(rng, first, last)


SUMMER_SHARE = 0.6
"""Share of those who leave education at the end of a school year. PRACTICE."""


def _a_day_of(year: int, rng: Random) -> date:
    first = max(date(year, 1, 1), ACT_BEGAN)
    days = (date(first.year, 12, 29) - first).days
    return working_on_or_after(first + timedelta(rng.randrange(days)))


def _deal_years(figures: Figures, older: list[Sketch], rng: Random) -> None:
    left = {year: n for year, n in figures.plans.by_start_year.items() if year < figures.year}
    for sketch in sorted(older, key=lambda s: s.some_age):
        earliest = figures.year - sketch.some_age + SECOND_BIRTHDAY
        lawful = {year: n for year, n in left.items() if n and year >= earliest}
        years = lawful or {max(year for year, n in left.items() if n): 1}
        sketch.start_year = rng.choices([*years], [*years.values()])[0]
        left[sketch.start_year] -= 1
