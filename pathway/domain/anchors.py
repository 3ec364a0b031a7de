"""Days that start clocks and that nobody records: they follow from what was, and from calendars."""

from collections.abc import Iterator
from datetime import date

from pathway.domain.calendars import Calendars
from pathway.domain.counting.notice import anniversary
from pathway.domain.course import Course, Subject
from pathway.domain.days_excluded import OF_EXCLUSIONS, duties_of_exclusions
from statemachines.events import Event, Happening

SEPTEMBER = 9
OPENS = (Event.CASE_OPENED, Event.REOPENED)
OPENS_OR_TAKES_OVER = frozenset({*OPENS, Event.BROUGHT_IN})
EXCLUDES = Event.EXCLUSION_DECIDED
CLOSES = (Event.CLOSED, Event.CLOSED_NEEDS_MET, Event.DEATH_RECORDED)

DERIVED = frozenset({Event.SCHOOL_YEAR_STARTS, Event.TURNS_TWO, *OF_EXCLUSIONS})
"""What may be derived, and no move records."""


def derived(
    course: Course, subject: Subject, *, calendars: Calendars | None = None, until: date
) -> Iterator[Happening]:
    """Yield the days that follow from a course and its subject.

    Args:
        course: what happened.
        subject: who it happened to.
        calendars: the days of the school in question, as far as they are known.
        until: the last day to look ahead to; nothing later is derived.
    """
    if subject.born_on is not None and not OPENS_OR_TAKES_OVER.isdisjoint(course.events):
        yield from _second_birthday(subject.born_on, course, until)
    for event in OPENS:
        for opened in course.of(event):
            yield from _school_years(opened, _closed_after(opened, course) or until)
    if EXCLUDES in course.events:
        yield from duties_of_exclusions(course, calendars)


def _second_birthday(born_on: date, course: Course, until: date) -> Iterator[Happening]:
    """Yield the second birthday, if a case is open between it and the third.

    Its line is that of the opening, as nobody records a birthday.
    """
    two, three = anniversary(born_on, 2), anniversary(born_on, 3)
    opened = [h for event in OPENS_OR_TAKES_OVER for h in course.of(event) if h.on < three]
    open_then = [h for h in opened if (_closed_after(h, course) or until) >= two]
    if open_then and two <= until:
        first = min(open_then, key=lambda h: (h.on, h.line))
        yield Happening(Event.TURNS_TWO, two, first.line)


def _closed_after(opened: Happening, course: Course) -> date | None:
    closed = [h.on for event in CLOSES for h in course.of(event) if h.on >= opened.on]
    return min(closed, default=None)


def _school_years(opened: Happening, until: date) -> Iterator[Happening]:
    """Yield the beginning of each school year in which a case is open, the first where it opens."""
    day = opened.on
    while day <= until:
        yield Happening(Event.SCHOOL_YEAR_STARTS, day, opened.line)
        day = date(day.year + (day.month >= SEPTEMBER), SEPTEMBER, 1)
