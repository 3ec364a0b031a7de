"""Days as people and spreadsheets write them: the day first, or the year, never the month."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

OLDEST_YEAR = 1900
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip

_TIME = r"(?:[ T](?P<time>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|\+00:00)?))?"
_NUMBERS = re.compile(rf"(?P<d>\d{{1,2}})[/.\- ](?P<m>\d{{1,2}})[/.\- ](?P<y>\d{{4}}|\d\d){_TIME}")
_YEAR_FIRST = re.compile(rf"(?P<y>\d{{4}})[/.\-](?P<m>\d{{1,2}})[/.\-](?P<d>\d{{1,2}}){_TIME}")
_NAMED = re.compile(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[ \-/.,]*(?P<m>[a-z]{3,9})[ \-/.,]*(?P<y>\d{4}|\d\d)" + _TIME,
    re.IGNORECASE,
)
_NAMED_YEAR_FIRST = re.compile(
    rf"(?P<y>\d{{4}})[ \-/](?P<m>[a-z]{{3,9}})[ \-/](?P<d>\d{{1,2}}){_TIME}", re.IGNORECASE
)
_NAMED_MONTH_FIRST = re.compile(r"(?P<m>[a-z]{3,9}) (?P<d>\d{1,2}),? (?P<y>\d{4})", re.IGNORECASE)
_FORMS = (_YEAR_FIRST, _NAMED, _NAMED_YEAR_FIRST, _NAMED_MONTH_FIRST)
_SERIAL = re.compile(r"\d{4,6}(?:\.\d+)?")
_MIDNIGHT = re.compile(r"0{1,2}:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?")


class Order(Enum):
    """What a date in numbers shows about the order in which its file writes them."""

    DAY_FIRST = "day first"  #: the second number is a month, the first can be none
    MONTH_FIRST = "month first"  #: the second number can be no month, the first can
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """What was read.

    Attributes:
        day: the day; None where it could not be read.
        why_not: the reason, where it could not.
        order: what it shows about the file's order; None where it shows nothing.
    """

    day: date | None = None
    why_not: str | None = None
    order: Order | None = None


def read_day(text: str, *, today: date) -> WrittenDay:
    """Read a day that is past, written with the day or the year first.

    Args:
        text: what stands in the cell, without blanks around it.
        today: a year of two digits is of this century unless the day would be after `today`.
    """
    if found := _NUMBERS.fullmatch(text):
        return _in_numbers(found, today)
    for form in _FORMS:
        if found := form.fullmatch(text):
            return _read(found, today)
    return WrittenDay(why_not=_why_not(text))


def _in_numbers(found: re.Match[str], today: date) -> WrittenDay:
    first, second = int(found["d"]), int(found["m"])
    if second > len(MONTHS) >= first:
        return WrittenDay(
            why_not="is no date with the day first; write dd/mm/yyyy", order=Order.MONTH_FIRST
        )
    order = Order.DAY_FIRST if first > len(MONTHS) else Order.EITHER
    read = _read(found, today)
    return WrittenDay(read.day, read.why_not, order)


def _read(found: re.Match[str], today: date) -> WrittenDay:
    parts = found.groupdict()
    if parts.get("time") and not _MIDNIGHT.fullmatch(parts["time"]):
        return WrittenDay(
            why_not="carries a time of day, so that it may be a day out; export the date alone"
        )
    day = _day(_year(parts["y"]), _month(parts["m"]), int(parts["d"]))
    if day is None:
        return WrittenDay(why_not="is not a day of any calendar")
    if len(parts["y"]) == len("yy") and day > today:
        day = _day(day.year - 100, day.month, day.day)
    return WrittenDay(day) if day else WrittenDay(why_not="is not a day of any calendar")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= OLDEST_YEAR else None
    except ValueError:
        return None


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == len("yy") else 0)


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    name = "september" if text.casefold() == "sept" else text.casefold()
    return next((n for n, month in enumerate(MONTHS, 1) if month.startswith(name)), 0)


def _why_not(text: str) -> str:
    if set(text) == {"#"}:
        return "was saved from a column too narrow to show it; widen the column and save again"
    if _SERIAL.fullmatch(text):
        return "is the number by which Excel counts days; format the column as dd/mm/yyyy"
    return "is not a date as dd/mm/yyyy, dd Mon yyyy or yyyy-mm-dd"
