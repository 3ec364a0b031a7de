"""Reading days as people type them."""

import re
from datetime import date

from pathway.domain.errors import DayUnreadable

DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
YEAR = re.compile(r"(\d{4})(?:[/-](\d{2}))?")
A_DAY = "it as 2026-09-07"
MONTHS, SEPTEMBER, A_CENTURY = 12, 9, 100


def read_day(text: str, *, where: str, years: bool = False) -> date:
    """Read a day.

    Args:
        text: ISO; or day first, as in 28/09/2026, where no other reading is possible.
        where: what the day is for, as the refusal names it.
        years: whether a year will do; 2027, and the school year 2027/28, stand for September 2027.

    Raises:
        DayUnreadable: it is no day, or it could be two different ones.
    """
    text = text.strip()
    try:
        return (years and _year(text)) or _day_first(text) or date.fromisoformat(text)
    except ValueError as wrong:
        expected = f"{A_DAY}, or a year as 2027" if years else A_DAY
        raise DayUnreadable(where, text, expected) from wrong


def _year(text: str) -> date | None:
    found = YEAR.fullmatch(text)
    if not found:
        return None
    year, next_year = int(found[1]), found[2]
    if next_year and int(next_year) != (year + 1) % A_CENTURY:
        raise ValueError(text)  # 2027/29 is no school year
    return date(year, SEPTEMBER, 1)


def _day_first(text: str) -> date | None:
    found = DAY_FIRST.fullmatch(text)
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups())
    if day <= MONTHS and day != month:
        raise ValueError(text)  # it could be month first
    return date(year, month, day)
