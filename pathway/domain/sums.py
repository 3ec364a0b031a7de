"""What a clock's date adds up to, also where it is made of the dates of other rules.

Where a law of a time relaxed a limit, it is the day on which the limit ends that says whether there
is a date, not the day on which its clock started.
"""

from datetime import date
from typing import NamedTuple

from pathway.domain.calendars import Calendars
from pathway.domain.counting.base import Counting
from pathway.domain.counting.composite import Composite, EarlierOf, StoredDate
from pathway.domain.course import Course
from pathway.domain.rules.law import Law, Prepared
from pathway.domain.rules.relaxation import Relaxation
from pathway.domain.rules.rule import Rule
from pathway.domain.starts import Start
from statemachines.events import Happening


class Part(NamedTuple):
    """One rule that takes part in a composite: how it counted, from what, until when."""

    rule: Rule
    counting: Counting
    happening: Happening
    due: date

    @property
    def start(self) -> date:
        """The day it is counted from."""
        return self.happening.on


class Sum(NamedTuple):
    """A date, or why there is none.

    Attributes:
        due: the last lawful day; the last day of a floor.
        safe: the day on which every reading is met, where it is another.
        why_none: why there is no date, where there is none.
        parts: what a composite was made of.
        lifted: the day on which the limit would have ended, where a relaxation took its date.
    """

    due: date | None
    safe: date | None = None
    why_none: str | None = None
    parts: tuple[Part, ...] = ()
    lifted: date | None = None


def add_up(ready: Prepared, start: Start, course: Course, calendars: Calendars, law: Law) -> Sum:
    """Return the date of a clock.

    Raises:
        CalendarRunsOut: the count leaves the days that a calendar knows.
        SchoolCalendarMissing: school days are counted and no school's calendar was given.
    """
    if ready.counting is not None:
        return _counted(ready.counting, start.on, calendars, ready.relaxed)
    counting = counting_for(ready.rule, start.happening)
    if isinstance(counting, Counting):
        return _counted(counting, start.on, calendars, ready.relaxed)
    if isinstance(counting, StoredDate):
        return _stored(counting, course)
    return _composed(counting, ready, start, course, calendars, law)


def _counted(
    counting: Counting, start: date, calendars: Calendars, relaxed: Relaxation | None
) -> Sum:
    due = counting.due(start, calendars)
    if due is None:
        return Sum(None, why_none=counting.why_none())
    if relaxed is not None and due <= relaxed.last:
        end = counting.planned_for(due)
        if relaxed.lifts(end):
            why = relaxed.why_none(end, planned_back=end != due)
            return Sum(None, why_none=why, lifted=end)
    return Sum(due, counting.safe(start, calendars))


def counting_for(rule: Rule, happening: Happening) -> Counting | Composite | StoredDate:
    """Return how a rule counts from an event, by what its form says."""
    counting = rule.counting
    if rule.counting_after:
        counting = rule.counting_after.get(happening.event, counting)
    if isinstance(counting, Counting) and counting.depends:
        return counting.given(happening.said)
    return counting


def _stored(counting: StoredDate, course: Course) -> Sum:
    agreed = course.agreed(counting.event)
    return Sum(agreed[-1].on) if agreed else Sum(None, why_none=counting.why_none)


def _composed(
    composite: Composite,
    ready: Prepared,
    start: Start,
    course: Course,
    calendars: Calendars,
    law: Law,
) -> Sum:
    found = [_part(law, part_id, start, course, calendars) for part_id in composite.parts]
    begun = {part.rule.id: part for part in found if part}
    for needed in composite.needs:
        if needed not in begun:
            return Sum(None, why_none=f"{needed} takes part in it and has not begun")
    if not begun:
        return Sum(None, why_none=f"neither {' nor '.join(composite.parts)} has begun")
    parts, relaxed = tuple(begun.values()), ready.relaxed
    chosen = _chosen(composite, parts, relaxed)
    if relaxed is not None and relaxed.lifts(chosen.due):
        return Sum(None, why_none=relaxed.why_none(chosen.due), parts=parts, lifted=chosen.due)
    return Sum(chosen.due, chosen.counting.safe(chosen.start, calendars), parts=parts)


def _chosen(composite: Composite, parts: tuple[Part, ...], relaxed: Relaxation | None) -> Part:
    """Return the part that ends last, or the first of those whose end binds, or else of all."""
    if not isinstance(composite, EarlierOf):
        return max(parts, key=_due)
    binding = tuple(p for p in parts if not (relaxed and relaxed.lifts(p.due)))
    return min(binding or parts, key=_due)


def _due(part: Part) -> date:
    return part.due


def _part(
    law: Law, part_id: str, start: Start, course: Course, calendars: Calendars
) -> Part | None:
    ready = law.version_on(part_id, start.on)
    happening = _anchor(ready, start, course)
    if happening is None:
        return None
    counting = counting_for(ready.rule, happening)
    if not isinstance(counting, Counting):
        return None
    due = counting.due(happening.on, calendars)
    return Part(ready.rule, counting, happening, due) if due else None


def _anchor(ready: Prepared, start: Start, course: Course) -> Happening | None:
    """Return what a part counts from: the start itself, or what its own line says besides.

    Where its line says nothing of it, the first event after it counts, or else the last before:
    so nothing that happens later moves a day that a line has settled.
    """
    if start.happening.event in ready.events:
        return start.happening
    found = sorted(
        (h for event in ready.events for h in course.of(event) if _same_party(h, start, course)),
        key=lambda h: (h.on, h.line),
    )
    found = [h for h in found if not h.said or _is_about_the_same(h, start, ready.rule)]
    beside = [h for h in found if h.line and h.line == start.happening.line]
    if beside:
        return beside[-1]
    after = [h for h in found if h.on >= start.on]
    return after[0] if after else found[-1] if found else None


def _same_party(happening: Happening, start: Start, course: Course) -> bool:
    """Tell whether an event is the same person's; a line that names others is not everybody's."""
    if start.party is None or happening.party == start.party:
        return True
    return happening.party is None and course.concerns_everybody(happening)


def _is_about_the_same(happening: Happening, start: Start, rule: Rule) -> bool:
    return rule.key(happening) == rule.key(start.happening)
