"""What starts the clocks of a rule in the course of a process, and on which day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from pathway.domain.course import Course, one_a_line
from pathway.domain.rules.law import Prepared
from pathway.domain.rules.rule import Rule, Trigger, When
from pathway.domain.sameness import is_said_again
from statemachines.events import Happening


class Start(NamedTuple):
    """One start of one rule.

    Attributes:
        happening: what started it.
        on: the day from which its date is counted.
        began_on: the day since which it runs; earlier than `on` where a day ahead was agreed.
        counted_from: the day at which its whole length begins.
        party: the person it runs for; None for the whole process.
        replaced_by: what was agreed in its place later.
        first: whether nothing had been agreed before it.
        confirmed: whether an officer said which day it was.
    """

    happening: Happening
    on: date
    began_on: date
    counted_from: date
    party: UUID | None = None
    replaced_by: Happening | None = None
    first: bool = True
    confirmed: bool = False


def starts(ready: Prepared, course: Course) -> list[Start]:
    """List the starts of a rule, as far as the rule was law on those days."""
    trigger, first, last = ready.rule.starts, ready.first, ready.last
    begun = _found(ready, course)
    if ready.doubled:
        begun = _one_a_line_and_person(list(begun))
    found = [start for start in begun if first <= start.on <= last]
    if not (trigger.where or trigger.needs or trigger.since or ready.replaced_by):
        return found
    if not all(_is_said(when, course) for when in trigger.where):
        return []
    if ready.replaced_by:
        found = [start for start in found if not is_said_again(ready, start.happening, course)]
    needed = (_with_what_it_needs(trigger, start, course) for start in found)
    return [start for start in needed if start]


def _is_said(when: When, course: Course) -> bool:
    return any(when.fits(h.said) for h in course.of(when.event))


def _one_a_line_and_person(found: list[Start]) -> list[Start]:
    """Keep the latest start of each line and person: a line starts no clock twice."""
    if len(found) <= 1:
        return found
    latest: dict[tuple[int, UUID | None], Start] = {}
    for start in found:
        key = (start.happening.line, start.party)
        if key not in latest or latest[key].on < start.on:
            latest[key] = start
    return [s for s in found if not s.happening.line or latest[s.happening.line, s.party] is s]


def _found(ready: Prepared, course: Course) -> Iterable[Start]:
    trigger = ready.rule.starts
    if trigger.earliest:
        if id(trigger) not in course.derived_starts:
            course.derived_starts[id(trigger)] = tuple(_earliest(trigger, course))
        return course.derived_starts[id(trigger)]
    return _agreed(ready, course) if ready.ahead else _plain(ready.rule, course)


def _plain(rule: Rule, course: Course) -> list[Start]:
    begun: list[Start] = []
    for when in rule.starts.when:
        found = course.of(when.event)
        if len(found) > 1 and not rule.starts.year:
            found = _each_person(found) if rule.per_party else one_a_line(found, last=False)
        if when.said:
            found = [h for h in found if when.fits(h.said)]
        if rule.per_party:
            begun += [Start(h, h.on, h.on, h.on, h.party) for h in found]
        else:
            begun += [Start(h, h.on, h.on, h.on) for h in found]
    return begun


def _each_person(found: Sequence[Happening]) -> list[Happening]:
    """Leave out a line's own event where the line names the persons it concerns."""
    personal = {h.line for h in found if h.party and h.line}
    return [h for h in found if h.party or h.line not in personal]


def _earliest(trigger: Trigger, course: Course) -> Iterator[Start]:
    """Yield the earliest, or the one on the day that an officer confirmed last.

    To confirm is to decide about a day, so among confirmations the last that was recorded counts.
    """
    found = [h for w in trigger.when for h in course.of(w.event) if w.fits(h.said)]
    said = course.of(trigger.confirmed_by) if trigger.confirmed_by else ()
    on = max(said, key=lambda h: h.line).on if said else None
    confirmed = next((h for h in found if h.on == on), None)
    h = confirmed or min(found, key=lambda h: (h.on, h.line), default=None)
    if h:
        yield Start(h, h.on, h.on, h.on, confirmed=confirmed is not None)


def _agreed(ready: Prepared, course: Course) -> Iterator[Start]:
    for when in ready.rule.starts.when:
        for each in course.agreed_for_each(when.event, ready.rule.matches):
            agreed = [h for h in each if when.fits(h.said)]
            for n, h in enumerate(agreed):
                replaced = n + 1 < len(agreed) and not ready.rule.starts.year
                later = agreed[n + 1] if replaced else None
                began_on = course.set_on(h)
                yield Start(h, h.on, began_on, h.on, replaced_by=later, first=n == 0)


def _with_what_it_needs(trigger: Trigger, start: Start, course: Course) -> Start | None:
    began_on, counted_from = start.began_on, start.counted_from
    for event in trigger.needs:
        happened = course.done(event)
        if not happened:
            return None
        began_on = max(began_on, happened[0].on)
    for event in trigger.since:
        since = course.agreed(event)
        if since:
            counted_from = since[-1].on
            break
    return start._replace(began_on=began_on, counted_from=counted_from)
