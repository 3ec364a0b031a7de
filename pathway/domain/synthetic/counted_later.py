"""The published figures, counted in a later year than theirs: the shapes stay, the days move.

Nothing is shifted but what the figures say of days. Every life is then laid out in its own year, by
that year's weekdays, bank holidays and terms, so that no move falls on a day on which nobody works
and no rule is asked about a day before it held.
"""

from datetime import date, timedelta

from pathway.domain.school_ages import birthday
from pathway.domain.synthetic.errors import ToldTooShort
from pathway.domain.synthetic.published import Figures

WORKED_UP = (6, 1)
"""From this day on, month and day, the year before counts as the last complete one: its survey has
been returned, and what it found late has been worked off. PRACTICE."""

A_WEEK = 7


def year_counted(figures: Figures, until: date) -> int:
    """Return the calendar year in which lives that are told until a day are counted.

    Raises:
        ToldTooShort: it would be a year before the one that was published.
    """
    year = until.year - (1 if until >= date(until.year, *WORKED_UP) else 2)
    if year < figures.year_published:
        raise ToldTooShort(until, date(figures.year_published + 1, *WORKED_UP))
    return year


def counted_in(figures: Figures, year: int) -> Figures:
    """Return the same figures as if they had been counted in another calendar year.

    Args:
        figures: what was published.
        year: the calendar year of the flows; the census days and the day of the return move along,
            and so do the years in which plans began.
    """
    later = year - figures.year
    starts = {began + later: n for began, n in figures.plans.by_start_year.items()}
    return figures.model_copy(
        update={
            "year": year,
            "years_later": figures.years_later + later,
            "census_before": _moved(figures.census_before, later),
            "census_on": _moved(figures.census_on, later),
            "returned_by": _moved(figures.returned_by, later),
            "plans": figures.plans.model_copy(update={"by_start_year": starts}),
        }
    )


def _moved(day: date, years: int) -> date:
    """Return the same weekday about the same date in another year."""
    same = birthday(day, years)
    ahead = (day.weekday() - same.weekday()) % A_WEEK
    return same + timedelta(ahead if 2 * ahead < A_WEEK else ahead - A_WEEK)
