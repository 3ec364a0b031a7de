"""A dated snapshot of bank holidays, read; one with a hole is refused with its line."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from pathway.domain.errors import CalendarMalformed

AT_LEAST = 8
"""How many bank holidays a whole year has at the least.

Source:
    Banking and Financial Dealings Act 1971 Sch 1 para 1: Easter Monday, the last Mondays in May and
    in August, and the day after Christmas; s.1(3): New Year's Day and the first Monday in May, by
    proclamation; at common law Good Friday and Christmas Day.
"""
KEYS = ("name", "known_from", "known_to", "days")


class Snapshot(NamedTuple):
    """What a snapshot says: the days with their names, and the time of which it knows them all."""

    name: str
    days: Mapping[date, str]
    known_from: date
    known_to: date


def read_snapshot(text: str, *, file: str) -> Snapshot:
    """Read a snapshot.

    Args:
        text: JSON in the form of the one that is shipped, a day a line.
        file: its name, as an error gives it.

    Raises:
        CalendarMalformed: it cannot be read, a day stands twice or outside the time of which all
            are known, or a year has fewer days than the law gives it; with the line.
    """
    for line, wrong in _faults(text):
        raise CalendarMalformed(file, f"line {line}", wrong)
    content = json.loads(text)
    days = {date.fromisoformat(day): title for day, title in content["days"]}
    known = (date.fromisoformat(content[key]) for key in ("known_from", "known_to"))
    return Snapshot(content["name"], days, *known)


def _faults(text: str) -> Iterator[tuple[int, str]]:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as wrong:
        yield wrong.lineno, f"it is not JSON ({wrong.msg})"
        return
    lacking = [key for key in KEYS if not (isinstance(content, dict) and content.get(key))]
    if lacking:
        yield 1, f"it says nothing of {', '.join(lacking)}"
        return
    yield from _unread(content, text)
    yield from _holes(content, text)


def _unread(content: Mapping[str, Any], text: str) -> Iterator[tuple[int, str]]:
    for key in ("known_from", "known_to"):
        if not _is_day(content[key]):
            yield _line_of(text, f'"{key}"'), f"{content[key]!r} is not a day such as 2026-12-25"
    for entry in content["days"]:
        if not (isinstance(entry, list) and len(entry) == len(("day", "name"))):
            yield _line_of(text, '"days"'), f"{entry!r} is not a pair of a day and its name"
        elif not _is_day(entry[0]) or not entry[1]:
            said = f"{entry[0]!r} is not a day such as 2026-12-25, or has no name"
            yield _line_of(text, json.dumps(entry[0])), said


def _holes(content: Mapping[str, Any], text: str) -> Iterator[tuple[int, str]]:
    first, last = (date.fromisoformat(content[key]) for key in ("known_from", "known_to"))
    days = [day for day, _ in content["days"]]
    for day, times in Counter(days).items():
        if times > 1:
            yield _line_of(text, f'"{day}"', last=True), f"{day} stands there {times} times"
        if not first <= date.fromisoformat(day) <= last:
            yield _line_of(text, f'"{day}"'), f"{day} lies outside the time from {first} to {last}"
    in_year = Counter(date.fromisoformat(day).year for day in days)
    for year in range(first.year, last.year + 1):
        whole = first <= date(year, 1, 1) and date(year, 12, 31) <= last
        if whole and in_year[year] < AT_LEAST:
            line = _line_of(text, f'"{year}-', after='"days"') if in_year[year] else None
            said = (
                f"{year} has {in_year[year]} bank holidays, and no year has fewer than {AT_LEAST}"
            )
            yield line or _line_of(text, '"known_to"'), f"{said}; add those that are left out"


def _is_day(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _line_of(text: str, words: str, *, after: str = "", last: bool = False) -> int:
    begin = max(text.find(after), 0) if after else 0
    at = text.rfind(words) if last else text.find(words, begin)
    return text.count("\n", 0, max(at, 0)) + 1
