"""What settles a clock: that the duty was done, or that it came to an end undone."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from pathway.domain.counting.school_days import InTheSchoolYear
from pathway.domain.course import Course
from pathway.domain.rules.law import Prepared
from pathway.domain.rules.rule import Rule, When
from pathway.domain.starts import Start
from statemachines.events import Happening


class Settlement(NamedTuple):
    """The day on which a clock stopped, the line that stopped it, and whether the duty was met."""

    on: date
    line: int
    met: bool


def settled(ready: Prepared, start: Start, course: Course) -> Settlement | None:
    """Return what settled a clock first, or None while it runs."""
    met = _met(ready, start, course)
    ended = _first(ready.ended, ready, start, course, duty=False)
    earliest = Settlement(met.on, met.line, met=True) if met else None
    if ended and (earliest is None or ended.on < earliest.on):
        earliest = Settlement(ended.on, ended.line, met=False)
    instead = start.replaced_by
    if instead and (earliest is None or course.set_on(instead) < earliest.on):
        agreed_on = max(course.set_on(instead), start.began_on)
        return Settlement(agreed_on, instead.line, met=False)
    return earliest


def _met(ready: Prepared, start: Start, course: Course) -> Happening | None:
    counting = ready.rule.counting
    if isinstance(counting, InTheSchoolYear):
        return _nth(ready, start, course, counting)
    if not ready.rule.met_by_all:
        return _first(ready.met, ready, start, course, duty=True)
    each = [_first((when,), ready, start, course, duty=True) for when in ready.met]
    done = [happening for happening in each if happening]
    return max(done, key=lambda h: (h.on, h.line)) if len(done) == len(each) else None


def _nth(
    ready: Prepared, start: Start, course: Course, counting: InTheSchoolYear
) -> Happening | None:
    end = counting.year_end(start.on)
    days: dict[date, Happening] = {}
    for when in ready.met:
        for h in course.done(when.event):
            if start.began_on <= h.on <= end and when.fits(h.said):
                days.setdefault(h.on, h)
    needed = counting.needed_from(start.on)
    return days[sorted(days)[needed - 1]] if len(days) >= needed else None


def _first(
    whens: tuple[When, ...], ready: Prepared, start: Start, course: Course, *, duty: bool
) -> Happening | None:
    """Return the first event that does the duty, or that ends it for everybody concerned."""
    since = date.min if duty and ready.backward and start.first else start.began_on
    earliest: Happening | None = None
    for when in whens:
        if when.event not in course.events:
            continue
        for h in course.of(when.event) if start.party else course.done(when.event):
            if h.on < since or not when.fits(h.said):
                continue
            if start.party and h.party != start.party and not course.concerns_everybody(h):
                continue
            if duty and not _does_it(ready.rule, start.happening, h):
                continue
            if earliest is None or (h.on, h.line) < (earliest.on, earliest.line):
                earliest = h
            break
    return earliest


def _does_it(rule: Rule, start: Happening, h: Happening) -> bool:
    """Tell whether an event does just this duty, and not another of the same kind."""
    if h is start:
        return False
    if rule.recurs and (h.on == start.on or (h.line and h.line == start.line)):
        return False
    if rule.matches and rule.key(h) != rule.key(start):
        return False
    return not rule.identified_by or is_the_same(start.said, h.said, rule.identified_by)


def is_the_same(one: Mapping[str, Any], other: Mapping[str, Any], fields: Sequence[str]) -> bool:
    """Tell whether two forms speak of the same thing: the first field that both have decides.

    Where neither of them has any of the fields there is only one thing to speak of.
    """
    for name in fields:
        mine, theirs = one.get(name), other.get(name)
        if mine and theirs:
            return str(mine).casefold() == str(theirs).casefold()
    return not any(form.get(name) for form in (one, other) for name in fields)
