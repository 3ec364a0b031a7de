"""Why the dates that a letter names are what they are: the chain of each, and the family's rights.

The words are those of every other explanation. Left out is what a letter may not or need not say:
the name of a school, what a form says of the pupil, the grounds that could disapply the limit, by
what key an authority sets a figure, and notes for those who work by it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pathway.domain.calendars import Calendars
from pathway.domain.clock import Clock
from pathway.domain.counting.base import Counting
from pathway.domain.counting.composite import Composite
from pathway.domain.counting.own_weeks import OwnWeeks
from pathway.domain.projection import tells_a_birthday
from pathway.domain.reckoned import Reckoned
from pathway.domain.rights import Right, rights
from pathway.domain.rules.rule import Rule
from pathway.domain.rules.statute_book import statute_book

THE_SCHOOL = "the pupil's school"


class DateExplained(NamedTuple):
    """A date with its reasons.

    Attributes:
        day: the date.
        steps: the chain from event to date.
        rights: what the family may do if it is missed, and until when.
    """

    day: date
    steps: tuple[str, ...]
    rights: tuple[Right, ...]


def explained(
    calendars: Calendars, reckoned: Reckoned, clocks: Iterable[Clock]
) -> tuple[DateExplained, ...]:
    """Explain some clocks of a process, and no others.

    Of clocks that run alike for several people one is explained.

    Args:
        calendars: the calendars of the pupil's school and authority.
        reckoned: the clocks of the process.
        clocks: which of them, in the order in which they are wanted. Left out is one without a
            date, one that is disapplied, as why is nobody's business, and one whose steps would
            tell what a form says of the pupil, or a birthday.
    """
    names = tuple(_schools(calendars))
    told = (_explained(reckoned, clock, names) for clock in clocks)
    return tuple(dict.fromkeys(one for one in told if one is not None))


def _explained(reckoned: Reckoned, clock: Clock, schools: Sequence[str]) -> DateExplained | None:
    if clock.due_on is None or clock.disapplied is not None:
        return None
    rule = statute_book().rule(clock.rule_id, on=clock.started_on)
    if tells_a_birthday(rule) or _tells_what_a_form_says(rule):
        return None
    steps = reckoned.why(clock, briefly=True)
    if isinstance(rule.counting, OwnWeeks):
        key = f" ({rule.counting.figure})"
        steps = tuple(step.replace(key, "") for step in steps)
    if schools:
        steps = tuple(_without(schools, step) for step in steps)
    return DateExplained(clock.due_on, steps, rights(rule, clock.due_on))


def _tells_what_a_form_says(rule: Rule) -> bool:
    """Tell whether the steps hold a figure of a form, as how many days were lost to illness."""
    counting = rule.counting
    parts = counting.parts if isinstance(counting, Composite) else ()
    ways = (counting, *(statute_book().rule(part).counting for part in parts))
    return any(isinstance(way, Counting) and way.depends for way in ways)


def _schools(calendars: Calendars) -> Iterator[str]:
    """Yield the names of the schools that keep a calendar of their own; the usual one is nobody's.

    A school's name narrows down who the pupil is.
    """
    for _, attended in calendars.attended:
        if attended.school is not None and attended.school != calendars.school:
            yield attended.school.name


def _without(schools: Sequence[str], step: str) -> str:
    for name in schools:
        step = step.replace(name, THE_SCHOOL)
    return step
