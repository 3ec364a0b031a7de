"""On what ground, if any, a time limit is disapplied."""

import re
from typing import Any

from pathway.domain.course import Course
from pathway.domain.rules.law import Prepared
from pathway.domain.starts import Start
from statemachines.events import Event, Happening

EXEMPTING = frozenset({Event.EXEMPTION_RECORDED, Event.ADVISER_EXEMPTED})
PREFIX = re.compile(r"^(SI \d+/\d+ )?(reg|r)?[. ]*", re.IGNORECASE)


def disapplied(ready: Prepared, start: Start, course: Course) -> str | None:
    """Return the limb on which a limit is disapplied; it is neither paused nor moved by it.

    An exemption names a provision such as "10(4)(a)". One that names rules besides is for those
    alone; one that was recorded before the clock began says nothing about it.
    """
    for event in sorted(EXEMPTING):
        for happening in course.of(event):
            limb = PREFIX.sub("", str(happening.said.get("limb", "")))
            if limb in ready.limbs and _is_about(happening, ready, start):
                return limb
    return None


def _is_about(happening: Happening, ready: Prepared, start: Start) -> bool:
    rule = ready.rule
    named: Any = happening.said.get("rules") or (rule.id,)
    return (
        happening.on >= start.began_on
        and rule.id in named
        and (start.party is None or happening.party in (None, start.party))
        and (not rule.matches or rule.key(happening) == rule.key(start.happening))
    )
