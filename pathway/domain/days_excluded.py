"""What days of exclusion along a chain lead to: education, and what the board has to do."""

from collections.abc import Iterator, Sequence
from typing import Any

from pathway.domain.calendars import Calendars
from pathway.domain.course import Course
from pathway.domain.known_days import KnownDays
from statemachines.events import Event, Happening
from statemachines.exclusion_days import (
    Duty,
    Exclusion,
    chains,
    duty,
    exclusions_in,
    reaching_the_sixth_day,
)

OF_THE_BOARD = {
    Duty.MUST_CONSIDER: Event.BOARD_MUST_CONSIDER,
    Duty.IF_ASKED: Event.BOARD_CONSIDERS_IF_ASKED,
}

OF_EXCLUSIONS = frozenset(
    {
        Event.SUSPENSION_CHAIN_BEGAN,
        Event.SIXTH_DAY_FORESEEN,
        Event.BOARD_HEARS_PARENT,
        Event.BOARD_TO_BE_TOLD_AT_ONCE,
        Event.BOARD_TO_BE_TOLD_IN_TERM,
        *OF_THE_BOARD.values(),
    }
)
"""What follows from the days of a chain."""


def duties_of_exclusions(course: Course, calendars: Calendars | None) -> Iterator[Happening]:
    """Yield the days on which a chain of exclusions starts a duty that its days decide.

    Each carries in what it says the first day of the exclusion it is about, as the forms do.

    Args:
        course: what happened in the chain.
        calendars: the days of that school; weekdays are counted where they are not known.

    Source:
        EIA 2006 s.100; SI 2007/1870 reg 3 as amended by SI 2014/3216; SI 2012/1033 regs 5 and 6.
    """
    year = KnownDays(calendars) if calendars else None
    told = (*course.of(Event.EXCLUSION_DECIDED), *course.of(Event.EXCLUSION_CANCELLED))
    known = exclusions_in(told)
    for chain in chains(known, year):
        reaching = reaching_the_sixth_day(chain, year)
        if reaching is not None:
            yield _of(chain[0], Event.SUSPENSION_CHAIN_BEGAN)
            yield _of(reaching, Event.SIXTH_DAY_FORESEEN)
    for one in known:
        what = duty(one, known, year)
        yield from _to_be_told(one, what, course)
        yield from _of_the_board(one, what, course)


def _of(one: Exclusion, event: Event) -> Happening:
    return Happening(event, one.first, one.line, None, {"excluded_from": one.first})


def _to_be_told(one: Exclusion, what: Duty, course: Course) -> Iterator[Happening]:
    """Yield that the head has to tell the board: without delay, or of short ones once a term."""
    at_once = what is not Duty.HEARS_PARENT
    event = Event.BOARD_TO_BE_TOLD_AT_ONCE if at_once else Event.BOARD_TO_BE_TOLD_IN_TERM
    for h in _about(one, course.of(Event.EXCLUSION_DECIDED))[-1:]:
        yield Happening(event, h.on, h.line, None, {"excluded_from": one.first})


def _of_the_board(one: Exclusion, what: Duty, course: Course) -> Iterator[Happening]:
    asked = _about(one, course.of(Event.EXCLUSION_REPRESENTATIONS_MADE))
    said: dict[str, Any] = {"excluded_from": one.first}
    if what is Duty.HEARS_PARENT:
        for h in asked:
            yield Happening(Event.BOARD_HEARS_PARENT, h.on, h.line, None, said)
        return
    if what is Duty.MUST_CONSIDER or asked:
        for h in _about(one, course.of(Event.BOARD_TOLD_OF_EXCLUSION))[:1]:
            yield Happening(OF_THE_BOARD[what], h.on, h.line, None, said)


def _about(one: Exclusion, found: Sequence[Happening]) -> list[Happening]:
    return [h for h in found if h.said.get("excluded_from") == one.first]
