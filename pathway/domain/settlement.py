"""What settles a clock: that the duty was done, or that it came to an end undone."""

from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from pathway.domain.course import Course
from pathway.domain.rules.law import Prepared
from pathway.domain.rules.rule import Rule, When
from pathway.domain.starts import Start
from statemachines.events import Happening

_in_order = attrgetter("on", "line")


class Settlement(NamedTuple):
    """The day on which a clock stopped, the line that stopped it, and whether the duty was met."""

    on: date
    line: int
    met: bool


class Settling:
    """What may settle the clocks of one rule in the course of one process, found once for all."""

    __slots__ = ("_course", "_done", "_over", "_ready")

    def __init__(self, ready: Prepared, course: Course) -> None:
        self._ready, self._course = ready, course
        personal, events = ready.rule.per_party, course.events
        over = not (personal or ready.ended_by.isdisjoint(events))
        done = not (personal or ready.rule.matches or ready.met_by.isdisjoint(events))
        self._over = _all(ready.ended, course) if over else ()
        self._done = _all(ready.met, course) if done else ()

    def settled(self, start: Start) -> Settlement | None:
        """Return what settled a clock first, or None while it runs."""
        earliest, met, ended = None, self._met(start), self._ended(start)
        if met:
            earliest = Settlement(met.on, met.line, met=True)
        if ended and (earliest is None or ended.on < earliest.on):
            earliest = Settlement(ended.on, ended.line, met=False)
        if start.replaced_by:
            return self._replaced(start, start.replaced_by, earliest)
        return earliest

    def _replaced(
        self, start: Start, instead: Happening, earliest: Settlement | None
    ) -> Settlement | None:
        agreed_on = self._course.set_on(instead)
        if earliest and earliest.on <= agreed_on:
            return earliest
        return Settlement(max(agreed_on, start.began_on), instead.line, met=False)

    def _ended(self, start: Start) -> Happening | None:
        over = self._over
        if start.party:
            over = _concerning(start.party, self._ready.ended, self._course)
        elif self._ready.rule.per_party:
            over = _all(self._ready.ended, self._course)
        began_on = start.began_on
        for h in over:
            if h.on >= began_on and self._is_about(start, h) and not self._taken_back(h):
                return h
        return None

    def _is_about(self, start: Start, over: Happening) -> bool:
        """Tell whether what ends a clock is about the same: it says so, or says nothing of it."""
        matches = self._ready.rule.matches
        if not matches or any(name not in over.said for name in matches):
            return True
        return self._ready.rule.key(over) == self._ready.rule.key(start.happening)

    def _taken_back(self, over: Happening) -> bool:
        """Tell whether an end was taken back since, as a refusal that was reversed is."""
        event = self._ready.rule.taken_back_by.get(over.event)
        return event is not None and any(h.on >= over.on for h in self._course.of(event))

    def _met(self, start: Start) -> Happening | None:
        ready = self._ready
        if ready.plainly_met:
            for h in self._done:
                if h.on >= start.began_on and h is not start.happening:
                    return h
            return None
        since = date.min if ready.backward and start.first else start.began_on
        done = [h for h in self._doings(start) if h.on >= since and _does_it(ready.rule, start, h)]
        if not done:
            return None
        if ready.times:
            return _nth(done, ready.times.needed_from(start.on), ready.times.year_end(start.on))
        return _last_of_all(done, ready.met) if ready.rule.met_by_all else done[0]

    def _doings(self, start: Start) -> Sequence[Happening]:
        rule, ready, course = self._ready.rule, self._ready, self._course
        if start.party:
            return _concerning(start.party, ready.met, course)
        if rule.matches:
            key = rule.key(start.happening)
            found = [
                course.done_for(when.event, rule.matches, key)
                for when in ready.met
                if when.event in course.events
            ]
            return _together(found)
        return _all(ready.met, course) if rule.per_party else self._done


def _all(whens: tuple[When, ...], course: Course) -> Sequence[Happening]:
    """List what was done of several kinds, earliest first."""
    events = course.events
    return _together([_fitting(w, course.done(w.event)) for w in whens if w.event in events])


def _together(found: Sequence[Sequence[Happening]]) -> Sequence[Happening]:
    if len(found) == 1:
        return found[0]
    return sorted((h for each in found for h in each), key=_in_order)


def _fitting(when: When, found: Sequence[Happening]) -> Sequence[Happening]:
    return [h for h in found if when.fits(h.said)] if when.said else found


def _concerning(party: UUID, whens: tuple[When, ...], course: Course) -> Sequence[Happening]:
    """List what happened to a person, or to everybody."""
    events = course.events
    return _together(
        [
            [h for h in _fitting(w, course.of(w.event)) if _concerns(party, h, course)]
            for w in whens
            if w.event in events
        ]
    )


def _concerns(party: UUID, h: Happening, course: Course) -> bool:
    return h.party == party or (h.party is None and course.concerns_everybody(h))


def _does_it(rule: Rule, start: Start, h: Happening) -> bool:
    """Tell whether an event does just this duty, and not another of the same kind."""
    happening = start.happening
    if h is happening:
        return False
    if rule.recurs and (h.on == start.began_on or (h.line and h.line == happening.line)):
        return False
    return not rule.identified_by or is_the_same(happening.said, h.said, rule.identified_by)


def _nth(done: Sequence[Happening], needed: int, end: date) -> Happening | None:
    """Return what happened on the nth different day up to the end, or None."""
    days: dict[date, Happening] = {}
    for h in done:
        if h.on <= end:
            days.setdefault(h.on, h)
    return list(days.values())[needed - 1] if len(days) >= needed else None


def _last_of_all(done: Sequence[Happening], whens: tuple[When, ...]) -> Happening | None:
    """Return the event with which the last of several kinds had happened, or None."""
    firsts = {h.event: h for h in reversed(done)}
    if len(firsts) < len(whens):
        return None
    return max(firsts.values(), key=_in_order)


def is_the_same(one: Mapping[str, Any], other: Mapping[str, Any], fields: Sequence[str]) -> bool:
    """Tell whether two forms speak of the same thing: the first field that both have decides.

    Where neither of them has any of the fields there is only one thing to speak of.
    """
    for name in fields:
        mine, theirs = one.get(name), other.get(name)
        if mine and theirs:
            return str(mine).casefold() == str(theirs).casefold()
    return not any(form.get(name) for form in (one, other) for name in fields)
