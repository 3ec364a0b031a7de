"""What settles a clock: that the duty was done, or that it came to an end undone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from pathway.domain.course import Course, Parent
from pathway.domain.rules.law import AtWork, Prepared
from pathway.domain.rules.rule import When
from pathway.domain.sameness import is_the_same, takes_its_place
from pathway.domain.starts import Start
from statemachines.events import Happening

MET, UNDONE = True, False

_in_order = attrgetter("on", "line")


class Settlement(NamedTuple):
    """The day on which a clock stopped, the line that stopped it, and whether the duty was met."""

    on: date
    line: int
    met: bool


class Settling:
    """What may settle the clocks of one rule in the course of one process, found once for all."""

    __slots__ = (
        "_course",
        "_done",
        "_ended_by",
        "_met_by",
        "_over",
        "_parents",
        "_ready",
        "_telling",
    )

    def __init__(self, rule: AtWork, course: Course, parents: Sequence[Parent] = ()) -> None:
        self._course = course
        self._parents = parents if rule.ready.rule.each_parent else ()
        self._ready, self._met_by, self._ended_by = rule
        personal, matched = self._ready.rule.per_party, self._ready.rule.matches
        self._over = _all(self._ended_by, course) if self._ended_by and not personal else ()
        done = self._met_by and not (personal or matched or self._parents)
        self._done = _all(self._met_by, course) if done else ()
        self._telling: dict[UUID, Sequence[Happening]] = {}

    def settled(self, start: Start) -> Settlement | None:
        """Return what settled a clock first, or None while it runs."""
        earliest, met = None, self._met(start) if self._met_by else None
        ended = self._ended(start, met) if self._ended_by else None
        if ended:
            earliest = Settlement(ended.on, ended.line, UNDONE)
        elif met:
            earliest = Settlement(met.on, met.line, MET)
        if start.replaced_by:
            return self._replaced(start, start.replaced_by, earliest)
        return earliest

    def _replaced(
        self, start: Start, instead: Happening, earliest: Settlement | None
    ) -> Settlement | None:
        agreed_on = self._course.set_on(instead)
        if earliest and earliest.on <= agreed_on:
            return earliest
        return Settlement(max(agreed_on, start.began_on), instead.line, UNDONE)

    def _ended(self, start: Start, met: Happening | None) -> Happening | None:
        """Return what ended a clock undone before the duty was done, or None."""
        over = self._over
        if start.party:
            over = _concerning(start.party, self._ended_by, self._course)
        elif self._ready.rule.per_party:
            over = _all(self._ended_by, self._course)
        began_on, plainly = start.began_on, self._ready.plainly_ended
        for h in over:
            if met and h.on >= met.on:
                return None
            if h.on >= began_on and (
                plainly or (self._is_about(start, h) and not self._taken_back(h))
            ):
                return h
        return None

    def _is_about(self, start: Start, over: Happening) -> bool:
        """Tell whether what ends a clock is about the same: it says so, or says nothing of it."""
        rule = self._ready.rule
        if over.event in self._ready.replacing:
            return takes_its_place(self._ready, start.happening, over)
        said_all = self._ready.matches <= over.said.keys()
        return not said_all or rule.key(over) == rule.key(start.happening)

    def _taken_back(self, over: Happening) -> bool:
        """Tell whether an end was taken back since, as a refusal that was reversed is."""
        event = self._ready.rule.taken_back_by.get(over.event)
        return event is not None and any(h.on >= over.on for h in self._course.of(event))

    def _met(self, start: Start) -> Happening | None:
        if not self._parents:
            return self._first(start, self._doings(start))
        return self._met_to_each_parent(start)

    def _met_to_each_parent(self, start: Start) -> Happening | None:
        told = [self._told(start, parent) for parent in self._to_tell(start)]
        if any(one is None for one in told):
            return None
        done = max((one for one in told if one and one.line), key=_in_order, default=None)
        if done is None:  # no parent is known, or none has to be told any more
            return self._first(start, self._doings(start))
        last = max(one.on for one in told if one)
        return done if done.on == last else replace(done, on=last)

    def untold(self, start: Start) -> tuple[UUID, ...]:
        """Return the parents who still have to be told before a clock is met."""
        return tuple(p.id for p in self._to_tell(start) if self._told(start, p) is None)

    def _to_tell(self, start: Start) -> list[Parent]:
        return [parent for parent in self._parents if parent.is_one_on(start.on)]

    def _told(self, start: Start, parent: Parent) -> Happening | None:
        """Return what told a parent, or that they had no longer to be told; None while neither."""
        told, until = self._first(start, self._done_for(parent)), parent.until_on
        if until is None or (told and told.on <= until):
            return told
        return Happening(start.happening.event, until + timedelta(1), 0)

    def _done_for(self, parent: Parent) -> Sequence[Happening]:
        """List what was done to tell a parent, or to tell everybody."""
        found = self._telling.get(parent.id)
        if found is None:
            course, doings = self._course, _all_of(self._met_by, self._course)
            found = [h for h in doings if _concerns(parent.id, h, course)]
            self._telling[parent.id] = found
        return found

    def _first(self, start: Start, doings: Sequence[Happening]) -> Happening | None:
        ready = self._ready
        since = date.min if ready.backward and start.first else start.began_on
        for h in doings:
            if h.on >= since and _does_it(ready, start, h):
                return h if ready.first_does_it else self._met_by_several(start, doings, since)
        return None

    def _met_by_several(
        self, start: Start, doings: Sequence[Happening], since: date
    ) -> Happening | None:
        ready = self._ready
        done = [h for h in doings if h.on >= since and _does_it(ready, start, h)]
        if ready.times:
            return _nth(done, ready.times.needed_from(start.on), ready.times.year_end(start.on))
        return _last_of_all(done, ready.met)

    def _doings(self, start: Start) -> Sequence[Happening]:
        rule, course = self._ready.rule, self._course
        if start.party:
            return _concerning(start.party, self._met_by, course)
        if not rule.matches:
            return _all(self._met_by, course) if rule.per_party else self._done
        key = rule.key(start.happening)
        if len(self._met_by) == 1:
            return course.done_for(self._met_by[0].event, rule.matches, key)
        return _together([course.done_for(w.event, rule.matches, key) for w in self._met_by])


def _all_of(whens: tuple[When, ...], course: Course) -> Sequence[Happening]:
    """List what was done of several kinds, each person's by itself, earliest first."""
    return _together([_fitting(when, course.of(when.event)) for when in whens])


def _all(whens: tuple[When, ...], course: Course) -> Sequence[Happening]:
    """List what was done of several kinds, earliest first."""
    return _together([_fitting(when, course.done(when.event)) for when in whens])


def _together(found: Sequence[Sequence[Happening]]) -> Sequence[Happening]:
    if len(found) == 1:
        return found[0]
    return sorted(chain.from_iterable(found), key=_in_order)


def _fitting(when: When, found: Sequence[Happening]) -> Sequence[Happening]:
    return [h for h in found if when.fits(h.said)] if when.said else found


def _concerning(party: UUID, whens: tuple[When, ...], course: Course) -> Sequence[Happening]:
    """List what happened to a person, or to everybody."""
    return _together(
        [[h for h in _fitting(w, course.of(w.event)) if _concerns(party, h, course)] for w in whens]
    )


def _concerns(party: UUID, h: Happening, course: Course) -> bool:
    return h.party == party or (h.party is None and course.concerns_everybody(h))


def _does_it(ready: Prepared, start: Start, h: Happening) -> bool:
    """Tell whether an event does just this duty, and not another of the same kind."""
    rule, happening = ready.rule, start.happening
    if h is happening or ready.any_other:
        return h is not happening
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
