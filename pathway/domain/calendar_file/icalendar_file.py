"""School dates from an iCalendar file."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from icalendar import Calendar
from icalendar.cal import Component

from pathway.domain.calendar_file.dates import SchoolDate
from pathway.domain.calendar_file.errors import Fault, NotACalendarFile

ONE_DAY = timedelta(days=1)
BEGINS, EVENT = b"BEGIN:VCALENDAR", b"BEGIN:VEVENT"


def is_icalendar(data: bytes) -> bool:
    """Tell whether a file says that it is one."""
    return data.lstrip(b"\xef\xbb\xbf \r\n\t").upper().startswith(BEGINS)


def icalendar_dates(data: bytes, *, file: str) -> Iterator[SchoolDate]:
    """Yield the dates of the events of an iCalendar file.

    Raises:
        NotACalendarFile: it is none, or an event has no day.
    """
    try:
        calendar = Calendar.from_ical(data)
    except ValueError as wrong:
        raise NotACalendarFile(
            file, [Fault("the file", f"it is no iCalendar ({wrong})")]
        ) from wrong
    lines = [n for n, line in enumerate(data.splitlines(), 1) if line.strip().upper() == EVENT]
    for number, event in enumerate(calendar.walk("VEVENT")):
        where = f"line {lines[number]}" if number < len(lines) else f"event {number + 1}"
        yield _date(event, where, file)


def _date(event: Component, where: str, file: str) -> SchoolDate:
    words = " ".join(str(event.get("summary", "")).split())
    begins = event.get("dtstart")
    if begins is None:
        raise NotACalendarFile(file, [Fault(where, f"“{words}” has no first day")])
    first = _civil(begins.dt)
    return SchoolDate(where, words, first, _last(event, first), recurs="rrule" in event)


def _last(event: Component, first: date) -> date:
    """Return the last day of an event: an end that is a day is not counted, a moment is."""
    ends = event.get("dtend")
    if ends is None:
        return first
    if isinstance(ends.dt, datetime):
        return max(first, _civil(ends.dt))
    return max(first, _civil(ends.dt) - ONE_DAY)


def _civil(found: date) -> date:
    return found.date() if isinstance(found, datetime) else found
