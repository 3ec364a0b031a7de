"""Clocks: which time limits run in a process, until when, and what settled them.

A pure function of what happened. A clock is the same clock as long as its rule, the line that
started it and its party are the same; nothing about it is remembered elsewhere. A statutory limit
is never moved and never paused: an exemption disapplies it, and its date stays.
"""

from collections.abc import Container, Iterable, Sequence
from datetime import date, timedelta
from operator import attrgetter

from pathway.domain import anchors
from pathway.domain.calendars import Calendars
from pathway.domain.clock import Clock
from pathway.domain.course import Course, Subject
from pathway.domain.duty import duty_of
from pathway.domain.errors import CalendarRunsOut, SchoolCalendarMissing
from pathway.domain.exemptions import EXEMPTING, disapplied
from pathway.domain.reckoned import Reckoned, Reckoning
from pathway.domain.rules.law import AtWork, Law, Prepared
from pathway.domain.rules.rule import Makes, Rule
from pathway.domain.school_ages import curriculum_year
from pathway.domain.settlement import Settlement, Settling
from pathway.domain.starts import Start, starts
from pathway.domain.sums import Sum, add_up
from statemachines.events import Event, Happening
from statemachines.vocabulary import Force, WaitingFor

__all__ = ["Clock", "reckon"]

SEPTEMBER = 9
FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(9000, 1, 1)
"""Days beyond these are slips of the pen: no rule counts so far, and no calendar holds them."""


def reckon(
    happenings: Iterable[Happening],
    subject: Subject,
    rules: Law,
    calendars: Calendars,
    horizon: date,
    *,
    only: Container[str] | None = None,
    strict: bool = False,
) -> Reckoned:
    """Reckon every clock of a process, in the order of the law.

    Args:
        happenings: the dated events of the process, in any order.
        subject: what is not an event: policy and kind of the process, the pupil's age and year.
        rules: the law.
        calendars: the working days, and the days of the school in question.
        horizon: the last day to which days that nobody records are derived, such as school years.
        only: the ids of the rules whose clocks alone are wanted; None for all.
        strict: whether to raise CalendarRunsOut or SchoolCalendarMissing where the date itself
            needs a calendar that does not reach; otherwise the clock runs without what it would
            have told, and says so. The last working day before a date is left out in either way.
    """
    happened = tuple(happenings)
    course = Course(happened)
    further = tuple(anchors.derived(course, subject, calendars=calendars, until=horizon))
    if further:
        course.add(further)
    reckoner = _Reckoner(course, calendars, rules, strict=strict)
    of_old = min(map(_day, happened), default=date.max) <= rules.last_expiry
    found: list[Reckoning] = []
    for rule in rules.at_work(subject.process, course.events, of_old=of_old):
        if only is not None and rule.ready.rule.id not in only:
            continue
        if rule.ready.of_any_kind or _concerns(rule.ready.rule, subject):
            found += reckoner.clocks(rule, subject)
    return Reckoned(found, course, calendars)


_day = attrgetter("on")


def _concerns(rule: Rule, subject: Subject) -> bool:
    if rule.kinds and subject.kind not in rule.kinds:
        return False
    return subject.kind not in rule.not_kinds


def _is_of_age(rule: Rule, subject: Subject, day: date) -> bool:
    """Tell whether a rule is for the pupil on a day: years pass while a case is open."""
    return (rule.under_age is None or _young_enough(rule, subject, day)) and (
        rule.from_year is None or _old_enough(rule.from_year, subject, day)
    )


def _old_enough(from_year: int, subject: Subject, day: date) -> bool:
    year = subject.year_group
    if year is None and subject.born_on is not None:
        year = curriculum_year(day, subject.born_on)
    return year is not None and year >= from_year


def _is_due_young(rule: Rule, subject: Subject, due_on: date | None) -> bool:
    return due_on is None or _young_enough(rule, subject, due_on)


def _young_enough(rule: Rule, subject: Subject, day: date) -> bool:
    born_on = subject.born_on
    if rule.under_age is None or born_on is None:
        return rule.under_age is None
    had_birthday = (day.month, day.day) >= (born_on.month, born_on.day)
    return day.year - born_on.year - (not had_birthday) < rule.under_age


class _Reckoner:
    """What every clock of one process is reckoned with."""

    __slots__ = ("calendars", "course", "exempt", "law", "strict")

    def __init__(self, course: Course, calendars: Calendars, law: Law, *, strict: bool) -> None:
        self.course, self.calendars, self.law = course, calendars, law
        self.exempt = not EXEMPTING.isdisjoint(course.events)
        self.strict = strict

    def clocks(self, rule: AtWork, subject: Subject) -> Sequence[Reckoning]:
        ready = rule.ready
        begun = starts(ready, self.course)
        if ready.asks_for_age:
            begun = [start for start in begun if _is_of_age(ready.rule, subject, start.on)]
        if not begun:
            return ()
        settling = Settling(rule, self.course, subject.parents)
        found = [self.clock(ready, start, settling) for start in begun]
        if ready.rule.under_age is None:
            return found
        return [one for one in found if _is_due_young(ready.rule, subject, one.clock.due_on)]

    def clock(self, ready: Prepared, start: Start, settling: Settling) -> Reckoning:
        rule, happening = ready.rule, start.happening
        due, safe, why_none, _, _ = total = self._sum(ready, start)
        working = self._last_working_day(due) if due and not ready.floor else None
        stopped = settling.settled(start)
        owner, force = self._duty(ready, happening) if ready.depends else ready.duty
        held = ready.limbs and (self.exempt or ready.held)
        clock = Clock(
            f"{rule.id}.{_school_year(start.on)}" if ready.by_year else rule.id,
            happening.line,
            start.party,
            stopped.on if stopped and stopped.on < start.began_on else start.began_on,
            start.counted_from,
            due,
            safe,
            working,
            rule.kind,
            force,
            owner,
            stopped and stopped.on,
            stopped and stopped.line,
            stopped is not None and stopped.met,
            disapplied(ready, start, due, self.course) if held else None,
            why_none,
            self._makes_on(rule, start, total, stopped) if rule.makes else None,
        )
        return Reckoning(clock, ready, start, total, stopped, settling)

    def _duty(self, ready: Prepared, happening: Happening) -> tuple[WaitingFor, Force]:
        """Return who has to act and how strongly it binds, by what was said."""
        if ready.owner_among:
            owner, force = ready.duty
            return ready.owner_among.get(happening.said.get(ready.owner_field), owner), force
        return duty_of(ready.rule, happening, self.course)

    def _sum(self, ready: Prepared, start: Start) -> Sum:
        try:
            days = self.calendars
            if not FIRST_DAY < start.on < LAST_DAY:
                raise days.bank_holidays.runs_out(start.on)
            if days.attended:
                days = days.on(start.counted_from)
            return add_up(ready, start, self.course, days, self.law)
        except (CalendarRunsOut, SchoolCalendarMissing) as unknown:
            if self.strict:
                raise
            return Sum(None, why_none=str(unknown))

    def _last_working_day(self, due: date) -> date | None:
        try:
            return self.calendars.bank_holidays.last_working_day(due)
        except CalendarRunsOut:
            return None  # the date itself stands: nothing but this day needs to know them

    def _makes_on(
        self, rule: Rule, start: Start, total: Sum, stopped: Settlement | None
    ) -> date | None:
        if rule.makes is None or total.due is None:
            return None
        on = total.due + timedelta(rule.makes.days_after)
        if stopped:
            if not (stopped.met and rule.makes.once_met):
                return None
            on = min(on, stopped.on + timedelta(rule.makes.days_after))
        if self._is_held(start, rule.makes):
            return None
        made, undone = (
            self._last_after(start, e) for e in (rule.makes.made_by, rule.makes.undone_by)
        )
        if made is None:
            return on
        return max(on, undone.on) if undone and _follows(undone, made) else None

    def _is_held(self, start: Start, makes: Makes) -> bool:
        """Tell whether something holds a move back, and nothing has freed it since."""
        held = [h.on for e in makes.held_by for h in self.course.of(e) if h.on >= start.on]
        freed = (h.on for e in makes.freed_by for h in self.course.of(e))
        return bool(held) and max(freed, default=date.min) < max(held)

    def _last_after(self, start: Start, events: tuple[Event, ...]) -> Happening | None:
        """Return what was recorded last of several kinds since a clock was started."""
        found = (h for event in events for h in self.course.of(event))
        since = [h for h in found if _is_since(start, h)]
        return max(since, key=lambda h: (h.line, h.on), default=None)


def _is_since(start: Start, h: Happening) -> bool:
    """Tell whether something happened after what started a clock.

    A day is too coarse for that: a review may be begun and the next one be agreed on one day.
    """
    line = start.happening.line
    if h.line and line and h.on == start.began_on:
        return h.line > line
    return h.on >= start.began_on


def _follows(one: Happening, other: Happening) -> bool:
    return one.line > other.line if one.line and other.line else one.on > other.on


def _school_year(day: date) -> int:
    """Return the year in whose September the school year of a day begins."""
    return day.year - (day.month < SEPTEMBER)
