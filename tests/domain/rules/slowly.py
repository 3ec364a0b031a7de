"""The law counted once more, slowly and obviously: one day after another, and nothing clever.

It shares with the engine the names of rules and events, the list of bank holidays and nothing
else. `recomputed.txt` says in a line a rule what is to be counted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from tests.domain.calendars_for_tests import BANK_HOLIDAYS

ONE = timedelta(days=1)
MONTHS = "January February March April May June July August September October November December"
Test = Callable[[date], bool]
Span = tuple[date, date]


@dataclass(frozen=True)
class Line:
    """One line of the table; `sources` are events, or rules where the whole is made of rules."""

    rule: str
    kind: str
    sources: tuple[str, ...]
    how: tuple[str, ...]

    @property
    def made_of_rules(self) -> bool:
        return self.how in {("the earlier",), ("the later",)}


def _line(text: str) -> Line:
    rule, kind, sources, how = (cell.strip() for cell in text.split("|"))
    return Line(rule, kind, tuple(sources.split(", ")), tuple(how.split(", ")))


TABLE = [
    _line(text)
    for text in Path(__file__).with_name("recomputed.txt").read_text().splitlines()
    if text and not text.startswith("#")
]


@dataclass(frozen=True)
class School:
    terms: Sequence[Span]
    closures: Sequence[Span]

    def is_open(self, day: date) -> bool:
        if not self.terms[0][0] <= day <= self.terms[-1][1]:
            raise OutsideTheCalendar
        in_term = any(first <= day <= last for first, last in self.terms)
        closed = any(first <= day <= last for first, last in self.closures)
        return in_term and not closed and is_working_day(day)

    def half_terms(self) -> list[Span]:
        """Group the school days of each term, with a new group after five weekdays without any."""
        groups: list[list[date]] = []
        for first, last in self.terms:
            days = [day for day in _each(first, last) if self.is_open(day)]
            groups.append(days[:1])
            for earlier, later in pairwise(days):
                away = [d for d in _each(earlier + ONE, later - ONE) if d.weekday() < 5]
                if len(away) >= 5:
                    groups.append([])
                groups[-1].append(later)
        return [(group[0], group[-1]) for group in groups if group]


class OutsideTheCalendar(Exception):
    """The count left the school's calendar."""


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in BANK_HOLIDAYS.days


def last_working_day(day: date) -> date:
    while not is_working_day(day):
        day -= ONE
    return day


def count(line: Line, days: Mapping[str, date], school: School) -> Span | tuple[date, None]:
    """Return the day and the safe day of a line that is counted from events."""
    start, (how, *more) = _start(line, days), line.how
    first = "the first" in more
    due, safe = _due(how, start, days, school, first=first)
    for word in more:
        if word == "Tribunal":
            while _nobody_is_there(due):
                due += ONE
        elif word.endswith("weeks back"):
            due -= ONE * 7 * int(word.split()[0])
    return due, safe


def _start(line: Line, days: Mapping[str, date]) -> date:
    events = [event for source in line.sources for event in source.split(" or ")]
    return min(days[event] for event in events if event in days)


def _due(
    how: str, start: date, days: Mapping[str, date], school: School, *, first: bool
) -> tuple[date, date | None]:
    words = how.split()
    if how == "that school year":
        ends = date(start.year + (start.month >= 9), 8, 31)
        with_pupils = max(last for _, last in school.half_terms() if last <= ends)
        return ends, with_pupils if with_pupils >= start else None
    if not words[0].isdigit():
        return _named(how, start, days, school), None
    n, unit, back = int(words[0]), " ".join(words[1:]), words[-1] in {"before", "back"}
    if unit.startswith("months"):
        return _months(start, n, first=first, back=back)
    counts, n = _countable(unit, n, school)
    due = _walk(start - ONE if first else start, n, counts, back=back)
    return due, _walk(due, 1, counts, back=True) if words[-1] == "before" else None


def _countable(unit: str, n: int, school: School) -> tuple[Test, int]:
    if unit.startswith("weeks"):
        return lambda _: True, 7 * n
    if unit.startswith("days"):
        return lambda _: True, n
    return (is_working_day if unit.startswith("working") else school.is_open), n


def _walk(day: date, n: int, counts: Test, *, back: bool) -> date:
    while n:
        day += -ONE if back else ONE
        n -= counts(day)
    return day


def _months(start: date, n: int, *, first: bool, back: bool) -> tuple[date, date | None]:
    year, month = start.year, start.month
    for _ in range(n):
        month += -1 if back else 1
        if month in {0, 13}:
            year, month = (year - 1, 12) if back else (year + 1, 1)
    last = date(year + (month == 12), month % 12 + 1, 1) - ONE
    exists = start.day <= last.day
    due = last.replace(day=start.day) if exists else last
    if back:
        return due, due - ONE
    return (due - ONE if first and exists else due), None


def _named(how: str, start: date, days: Mapping[str, date], school: School) -> date:
    _, *calendar_day = how.split()
    named: Mapping[str, Callable[[], date]] = {
        "that day": lambda: start,
        "the day before": lambda: start - ONE,
        "the last day given": lambda: list(days.values())[-1],
        "the day before a year later": lambda: _months(start, 12, first=True, back=False)[0],
        "that week": lambda: next(d for d in _each(start, start + 6 * ONE) if d.weekday() == 6),
        "that half-term": lambda: next(end for _, end in school.half_terms() if end >= start),
        "the next half-term": lambda: next(e for begin, e in school.half_terms() if begin > start),
    }
    if how in named:
        return named[how]()
    day, month = calendar_day
    return date(start.year, 1 + MONTHS.split().index(month), int(day))


def _nobody_is_there(day: date) -> bool:
    christmas = (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1)
    return christmas or day.month == 8 or not is_working_day(day)


def _each(first: date, last: date) -> list[date]:
    return [first + ONE * n for n in range((last - first).days + 1)]
