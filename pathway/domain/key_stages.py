"""Key stages of the national curriculum, found from the day of birth."""

from collections.abc import Iterator
from datetime import date

from pathway.domain.school_ages import academic_year, curriculum_year

LAST_YEARS = (2, 6, 9, 11)
"""The year in which each key stage ends, reception being year 0."""

AUGUST, LAST_DAY = 8, 31


def key_stage_ends(born_on: date) -> Iterator[date]:
    """Yield the last day of each key stage of a child taught with their own year.

    Source:
        Education Act 2002 s.82.
    """
    first = academic_year(born_on)
    for offset in range(4, 18):
        ends = date(first + offset + 1, AUGUST, LAST_DAY)
        if curriculum_year(ends, born_on) in LAST_YEARS:
            yield ends
