"""A school's calendar as JSON, read; what is wrong is told with its line."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date

from pathway.domain.errors import CalendarMalformed
from pathway.domain.school_calendar import SchoolCalendar, Span

KNOWN = {"name", "terms", "closures"}
_PAIR = re.compile(r"\[[^\[\]]*\]")


def calendar_from_json(text: str, *, name: str) -> SchoolCalendar:
    """Read a calendar: `{"terms": [[first, last], …], "closures": [[first, last], …]}`.

    Args:
        text: JSON; days as ISO dates; `closures` may be left out.
        name: whose calendar it is, or the file's name; as an error names it.

    Raises:
        CalendarMalformed: it is not JSON of that form, a term is missing or misplaced; with the
            line.
    """
    try:
        content = json.loads(text)
    except json.JSONDecodeError as wrong:
        place = f"line {wrong.lineno}"
        raise CalendarMalformed(name, place, f"it is not JSON ({wrong.msg})") from wrong
    if not isinstance(content, dict) or "terms" not in content:
        raise CalendarMalformed(name, "line 1", 'it has no "terms"')
    for unknown in sorted(set(content) - KNOWN):
        line = _line(text, text.find(json.dumps(unknown)))
        raise CalendarMalformed(
            name, line, f'only "terms" and "closures" are known, no "{unknown}"'
        )
    terms = sorted(_spans(content, "terms", name, text))
    closures = tuple(_spans(content, "closures", name, text))
    try:
        return SchoolCalendar(name, tuple(terms), closures)
    except CalendarMalformed as wrong:
        line = _line_of_day(text, wrong.day)
        raise CalendarMalformed(name, f"{line}, {wrong.where}", wrong.wrong, wrong.day) from wrong


def _spans(content: Mapping[str, object], field: str, name: str, text: str) -> Iterator[Span]:
    listed = content.get(field, [])
    begins = max(text.find(f'"{field}"'), 0)
    if not isinstance(listed, list):
        wrong = "it is not a list of [first day, last day]"
        raise CalendarMalformed(name, f"{_line(text, begins)}, {field}", wrong)
    told = [begins + pair.start() for pair in _PAIR.finditer(text[begins:])]
    for number, pair in enumerate(listed, 1):
        at = told[number - 1] if number <= len(told) else begins
        where = f"{_line(text, at)}, {field}, number {number}"
        if not isinstance(pair, list) or len(pair) != len(("first", "last")):
            raise CalendarMalformed(name, where, "it is not a pair [first day, last day]")
        yield _day(pair[0], name, where), _day(pair[1], name, where)


def _day(value: object, name: str, where: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as wrong:
        said = f"{value!r} is not a day such as 2026-09-02"
        raise CalendarMalformed(name, where, said) from wrong


def _line_of_day(text: str, day: date | None) -> str:
    return _line(text, text.find(f'"{day}"') if day else text.find('"terms"'))


def _line(text: str, at: int) -> str:
    return f"line {text.count(chr(10), 0, max(at, 0)) + 1}"
