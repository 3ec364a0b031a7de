"""On what ground, if any, a time limit is disapplied, and what was recorded of it."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from pathway.domain.counting.base import long, plural
from pathway.domain.course import Course
from pathway.domain.rules.law import Prepared
from pathway.domain.starts import Start
from statemachines.closures import window_of_closure
from statemachines.events import Event, Happening

EXEMPTING = frozenset({Event.EXEMPTION_RECORDED, Event.ADVISER_EXEMPTED})
ASKED_OF = {"(a)": "school", "(b)": "early_years"}
"""Whose closure the first two limbs of each regulation are about, by the kind of advice."""

PREFIX = re.compile(r"^(SI \d+/\d+ )?(reg|r)?[. ]*", re.IGNORECASE)


def disapplied(ready: Prepared, start: Start, course: Course) -> str | None:
    """Return the limb on which a limit is disapplied; it is neither paused nor moved by it.

    An exemption names a provision such as "10(4)(a)". One that names rules besides is for those
    alone; one that was recorded before the clock began says nothing about it.
    """
    found = _found(ready, start, course)
    return _limb(found) if found else None


class Disapplied(NamedTuple):
    """The limb on which a limit is disapplied, and what was recorded of it.

    Attributes:
        limb: the provision, as an exemption names it.
        told: its days in sentences, each of which can be checked. The evidence is left out: it is
            for those who may read the line.
    """

    limb: str
    told: tuple[str, ...]


def recorded(ready: Prepared, start: Start, course: Course) -> Disapplied | None:
    """Return the limb on which a limit is disapplied, with what was recorded of it."""
    exemption = _found(ready, start, course)
    if exemption is None:
        return None
    return Disapplied(_limb(exemption), tuple(_told(exemption, course)))


def _found(ready: Prepared, start: Start, course: Course) -> Happening | None:
    for event in sorted(EXEMPTING):
        for happening in course.of(event):
            if _limb(happening) in ready.limbs and _is_about(happening, ready, start):
                return happening
    return None


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
    target = said.get("working_target_on")
    if isinstance(target, date):
        yield f"The authority's own working target is {long(target)}; it moves no legal date."


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
