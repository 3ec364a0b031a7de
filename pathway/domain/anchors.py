"""Days that start clocks and that nobody records: they follow from what was, and from calendars."""

from collections.abc import Iterator
from datetime import date

from pathway.domain.calendars import Calendars
from pathway.domain.course import Course, Subject
from pathway.domain.days_excluded import OF_EXCLUSIONS, duties_of_exclusions
from statemachines.events import Event, Happening

SEPTEMBER = 9
OPENS = (Event.CASE_OPENED, Event.REOPENED)
EXCLUDES = Event.EXCLUSION_DECIDED
CLOSES = (Event.CLOSED, Event.CLOSED_NEEDS_MET, Event.DEATH_RECORDED)

DERIVED = frozenset({Event.SCHOOL_YEAR_STARTS, *OF_EXCLUSIONS})
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
    del subject  # ages and year groups give further days; no rule asks for them yet
    for event in OPENS:
        for opened in course.of(event):
            yield from _school_years(opened, _closed_after(opened, course) or until)
    if EXCLUDES in course.events:
        yield from duties_of_exclusions(course, calendars)


def _closed_after(opened: Happening, course: Course) -> date | None:
    closed = [h.on for event in CLOSES for h in course.of(event) if h.on >= opened.on]
    return min(closed, default=None)


def _school_years(opened: Happening, until: date) -> Iterator[Happening]:
    """Yield the beginning of each school year in which a case is open, the first where it opens."""
    day = opened.on
    while day <= until:
        yield Happening(Event.SCHOOL_YEAR_STARTS, day, opened.line)
        day = date(day.year + (day.month >= SEPTEMBER), SEPTEMBER, 1)
