"""Reading days as people type them."""

import re
from datetime import date

from pathway.domain.errors import DayAmbiguous, DayUnreadable

DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
BEFORE_A_TIME = re.compile(rf"({DAY_FIRST.pattern})(?:[T ]\s*([\d:.+Z-]+))?")
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
        DayAmbiguous: it could be two different ones.
        DayUnreadable: it is no day.
    """
    text = text.strip()
    refuse_ambiguous(text, where=where)
    try:
        return (years and _year(text)) or _day_first(text) or date.fromisoformat(text)
    except ValueError as wrong:
        expected = f"{A_DAY}, or a year as 2027" if years else A_DAY
        raise DayUnreadable(where, text, expected) from wrong


def refuse_ambiguous(text: str, *, where: str) -> None:
    """Refuse a day, or a moment of one, that could be day first and month first.

    Args:
        text: as it was typed.
        where: what it is for, as the refusal names it.

    Raises:
        DayAmbiguous: it could be two different days.
    """
    found = BEFORE_A_TIME.fullmatch(text)
    if not found:
        return
    day, month, year = (int(part) for part in found.group(2, 3, 4))
    if day != month and min(day, month) > 0 and max(day, month) <= MONTHS and year:
        readings = date(year, month, day), date(year, day, month)
        raise DayAmbiguous(where, text, readings, time=found[5] or "")


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
    return date(year, month, day)
