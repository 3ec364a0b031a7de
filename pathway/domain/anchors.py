"""Days that start clocks and that nobody records: they follow from who the pupil is, and when."""

from collections.abc import Iterator
from datetime import date

from pathway.domain.course import Course, Subject
from statemachines.events import Event, Happening

SEPTEMBER = 9
CLOSES = (Event.CLOSED, Event.CLOSED_NEEDS_MET, Event.DEATH_RECORDED)


def derived(course: Course, subject: Subject, *, until: date) -> Iterator[Happening]:
    """Yield the days that follow from a course and its subject.

    Args:
        course: what happened.
        subject: who it happened to.
        until: the last day to look ahead to; nothing later is derived.
    """
    del subject  # ages and year groups give further days; no rule asks for them yet
    for event in (Event.CASE_OPENED, Event.REOPENED):
        for opened in course.of(event):
            yield from _school_years(opened, _closed_after(opened, course) or until)


def _closed_after(opened: Happening, course: Course) -> date | None:
    closed = [h.on for event in CLOSES for h in course.of(event) if h.on >= opened.on]
    return min(closed, default=None)


def _school_years(opened: Happening, until: date) -> Iterator[Happening]:
    """Yield the beginning of each school year in which a case is open, the first where it opens."""
    day = opened.on
    while day <= until:
        yield Happening(Event.SCHOOL_YEAR_STARTS, day, opened.line)
        day = date(day.year + (day.month >= SEPTEMBER), SEPTEMBER, 1)
