"""Whether two forms speak of the same thing, and whether one takes the place of another."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from pathway.domain.course import Course
from pathway.domain.rules.prepared import Prepared
from statemachines.events import Happening


def is_the_same(one: Mapping[str, Any], other: Mapping[str, Any], fields: Sequence[str]) -> bool:
    """Tell whether two forms speak of the same thing: the first field that both have decides.

    Where neither of them has any of the fields there is only one thing to speak of.
    """
    for name in fields:
        mine, theirs = one.get(name), other.get(name)
        if mine and theirs:
            return str(mine).casefold() == str(theirs).casefold()
    return not any(form.get(name) for form in (one, other) for name in fields)


def takes_its_place(ready: Prepared, one: Happening, later: Happening) -> bool:
    """Tell whether what is said on a later day is said instead, of another thing than before."""
    if later.on <= one.on or not _in_the_same_place(ready, one, later):
        return False
    return not is_the_same(one.said, later.said, ready.rule.identified_by)


def is_said_again(ready: Prepared, happening: Happening, course: Course) -> bool:
    """Tell whether it only repeats what already stands, so that nothing begins with it."""
    said = (h for when in ready.replaced_by for h in course.of(when.event) if when.fits(h.said))
    begun = (h for when in ready.rule.starts.when for h in course.of(when.event))
    before = [
        h
        for h in chain(said, begun)
        if _is_before(ready, h, happening) and _in_the_same_place(ready, h, happening)
    ]
    last = max(before, key=lambda h: (h.on, h.line), default=None)
    if last is None or not _starts(ready, last):
        return False
    return is_the_same(last.said, happening.said, ready.rule.identified_by)


def _is_before(ready: Prepared, one: Happening, other: Happening) -> bool:
    """Tell whether one was said before: on one day only what starts a clock as well counts."""
    if one.on == other.on:
        return one.line < other.line and _starts(ready, one)
    return one.on < other.on


def _in_the_same_place(ready: Prepared, one: Happening, other: Happening) -> bool:
    return all(one.said.get(name) == other.said.get(name) for name in ready.rule.side_by_side)


def _starts(ready: Prepared, happening: Happening) -> bool:
    whens = ready.rule.starts.when
    return any(when.event is happening.event and when.fits(happening.said) for when in whens)
