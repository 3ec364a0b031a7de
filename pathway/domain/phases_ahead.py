"""Transfers between phases of education that lie ahead, told from the year group.

Infant, junior and middle schools, and moves between colleges, are not told by a year group: staff
record those.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pathway.domain.school_ages import academic_year, curriculum_year
from statemachines.year_groups import YearGroup

FOUND_AHEAD = timedelta(weeks=65)
"""How long before its first day a transfer is found: a year, and the weeks of the earliest alert.

PRACTICE: thirty weeks before 15 February is in July, and the list of the autumn term's reviews is
told of at the beginning of July.
"""

RECEPTION, YEAR_7, YEAR_12 = 0, 7, 12
SEPTEMBER = 9


@dataclass(frozen=True, slots=True)
class PhaseAhead:
    """A transfer that lies ahead.

    Attributes:
        field: the field of the form in which its day is recorded.
        on: its first day, the first of September.
        rule: the clock that it starts.
        final_by: the day by which the amended plan is final.
    """

    field: str
    on: date
    rule: str
    final_by: date


def phases_ahead(today: date) -> Iterator[tuple[int, PhaseAhead]]:
    """Yield each transfer to look for on a day, with the curriculum year that is entered.

    Source:
        SI 2014/1530 regs 2(1) and 18(1): before 15 February, or before 31 March for post-16.
    """
    for year in (today.year, today.year + 1):
        on = date(year, SEPTEMBER, 1)
        if not today < on <= today + FOUND_AHEAD:
            continue
        for entered in (RECEPTION, YEAR_7):
            rule, final_by = f"AR-16.{year}", date(year, 2, 14)
            yield entered, PhaseAhead("phase_starts_on", on, rule, final_by)
        rule, final_by = f"AR-17.{year}", date(year, 3, 30)
        yield YEAR_12, PhaseAhead("post_16_starts_on", on, rule, final_by)


def births_of(entered: int, on: date) -> tuple[date, date]:
    """Return the first and last birthday of those who enter a curriculum year on a day by age."""
    year = academic_year(on) - entered
    return date(year - 5, SEPTEMBER, 1), date(year - 4, SEPTEMBER, 1) - timedelta(days=1)


def entered_on(day: date, born_on: date, *, recorded: str | None, since: date | None) -> int:
    """Return the curriculum year that is entered on a day, by what was recorded or by age."""
    known = next((group for group in YearGroup if group.value == recorded), None)
    if known is None or known.number is None or since is None:
        return curriculum_year(day, born_on)
    return known.number + academic_year(day) - academic_year(since)
