"""On what ground, if any, a time limit is disapplied, and what was recorded of it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from pathway.domain.counting.base import long, plural
from pathway.domain.course import Course
from pathway.domain.rules.law import Prepared
from pathway.domain.rules.limb import Held, Limb
from pathway.domain.starts import Start
from statemachines.closures import window_of_closure
from statemachines.events import Event, Happening

EXEMPTING = frozenset({Event.EXEMPTION_RECORDED, Event.ADVISER_EXEMPTED})
ASKED_OF = {"(a)": "school", "(b)": "early_years"}
"""Whose closure the first two limbs of each regulation are about, by the kind of advice."""

ONE_DAY = timedelta(days=1)
PREFIX = re.compile(r"^(SI \d+/\d+ )?(reg|r)?[. ]*", re.IGNORECASE)


def disapplied(ready: Prepared, start: Start, due: date | None, course: Course) -> str | None:
    """Return the limb on which a limit is disapplied; it is neither paused nor moved by it.

    An exemption names a provision such as "10(4)(a)". One that names rules besides is for those
    alone; one that was recorded before the clock began says nothing about it; an absence counts as
    far as it lies within the time that the rule gives. Where the law frees by what was done
    shortly before, the history says so itself.
    """
    found = _found(ready, start, due, course)
    return found.limb.id if found else None


class Disapplied(NamedTuple):
    """The limb on which a limit is disapplied, and what was recorded of it.

    Attributes:
        limb: the provision, as an exemption names it.
        told: its days in sentences, each of which can be checked. The evidence is left out: it is
            for those who may read the line.
    """

    limb: str
    told: tuple[str, ...]


def recorded(ready: Prepared, start: Start, due: date | None, course: Course) -> Disapplied | None:
    """Return the limb on which a limit is disapplied, with what was recorded of it."""
    found = _found(ready, start, due, course)
    if found is None:
        return None
    told = _told_held(found.limb, found.by, start) if found.held else _told(found.by, course)
    return Disapplied(found.limb.id, tuple(told))


class _Found(NamedTuple):
    limb: Limb
    by: Happening
    held: bool = False


def _found(ready: Prepared, start: Start, due: date | None, course: Course) -> _Found | None:
    """Return the ground that was recorded first, by what was recorded of it last."""
    latest: dict[str, Happening] = {}
    for event in sorted(EXEMPTING):
        for happening in course.of(event):
            limb = ready.limbs.get(_limb(happening))
            if limb and _is_about(happening, ready, start) and _is_met(limb, happening, start, due):
                latest[limb.id] = happening
    for limb_id, happening in latest.items():
        limb = ready.limbs[limb_id]
        if not (limb.while_so and happening.said.get("ended_on")):
            return _Found(limb, happening)
    held = (_held(limb, start, course) for limb in ready.limbs.values() if limb.held)
    return next(filter(None, held), None)


def _is_met(limb: Limb, exemption: Happening, start: Start, due: date | None) -> bool:
    """Tell whether an absence, or what was held before, lies in the time in which it counts."""
    held_on = exemption.said.get("review_held_on")
    if limb.held and isinstance(held_on, date):
        return _since(limb.held, start) <= held_on < start.on
    away_from, away_until = (exemption.said.get(name) for name in ("away_from", "away_until"))
    if not (limb.absent_for and isinstance(away_from, date) and isinstance(away_until, date)):
        return True
    since, until = max(away_from, start.counted_from), min(away_until, due or away_until)
    return until - since + ONE_DAY >= timedelta(weeks=limb.absent_for)


def _held(limb: Limb, start: Start, course: Course) -> _Found | None:
    if limb.held is None:
        return None
    first = _since(limb.held, start)
    done = [h for h in course.done(limb.held.event) if first <= h.on < start.on]
    return _Found(limb, done[-1], held=True) if done else None


def _since(held: Held, start: Start) -> date:
    return start.on - timedelta(weeks=held.weeks)


def _limb(exemption: Happening) -> str:
    return PREFIX.sub("", str(exemption.said.get("limb", "")))


def _is_about(happening: Happening, ready: Prepared, start: Start) -> bool:
    rule = ready.rule
    named: Any = happening.said.get("rules") or (rule.id,)
    return (
        happening.on >= start.began_on
        and rule.id in named
        and (start.party is None or happening.party in (None, start.party))
        and (not rule.matches or rule.key(happening) == rule.key(start.happening))
    )


def _told(exemption: Happening, course: Course) -> Iterator[str]:
    said = exemption.said
    yield f"The exemption was recorded on {long(exemption.on)}{_line(exemption)}."
    closed_from, reopens_on = said.get("closed_from"), said.get("reopens_on")
    asked_of = ASKED_OF.get(_limb(exemption)[-3:])
    if asked_of and isinstance(closed_from, date) and isinstance(reopens_on, date):
        yield from _closure(asked_of, closed_from, reopens_on, course)
    away_from, away_until = said.get("away_from"), said.get("away_until")
    if isinstance(away_from, date) and isinstance(away_until, date):
        days = plural((away_until - away_from).days + 1, "day")
        yield f"The absence lasted from {long(away_from)} to {long(away_until)}: {days} in a row."
    ended = said.get("ended_on")
    if isinstance(ended, date):
        yield f"The condition ended on {long(ended)}."
    target = said.get("working_target_on")
    if isinstance(target, date):
        yield f"The authority's own working target is {long(target)}; it moves no legal date."


def _told_held(limb: Limb, held: Happening, start: Start) -> Iterator[str]:
    if limb.held is None:
        return
    yield (
        f"It was held on {long(held.on)}{_line(held)}, in the {limb.held.weeks} weeks before "
        f"{long(start.on)}, which began on {long(_since(limb.held, start))}."
    )


def _closure(asked_of: str, closed_from: date, reopens_on: date, course: Course) -> Iterator[str]:
    window = window_of_closure(closed_from, reopens_on)
    if window is None:
        return
    days = plural((reopens_on - closed_from).days, "day")
    yield (
        f"The closure lasted from {long(closed_from)} until the reopening on {long(reopens_on)}: "
        f"{days}, and it takes 28."
    )
    yield (
        f"Its window runs from one week before that, {long(window[0])}, to one week before the "
        f"reopening, {long(window[1])}."
    )
    for asked in course.of(Event.ADVICE_REQUESTED):
        if str(asked.said.get("kind")) == asked_of and window[0] <= asked.on <= window[1]:
            yield f"Advice was asked for on {long(asked.on)}{_line(asked)}, which lies within it."
            return


def _line(happening: Happening) -> str:
    return f" (line {happening.line} of the history)" if happening.line else ""
