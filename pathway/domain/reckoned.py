"""The clocks of a process as they were reckoned, and why each says what it says, told when asked.

Most of those who want clocks want their dates alone. Why a date is what it is takes as long to put
into words as the date takes to find, so it is put into words for the clocks somebody asks about.
"""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from pathway.domain.calendars import Calendars
from pathway.domain.clock import Clock
from pathway.domain.course import Course
from pathway.domain.exemptions import recorded
from pathway.domain.explanation import Besides, explain
from pathway.domain.rules.law import Prepared
from pathway.domain.settlement import Settlement, Settling
from pathway.domain.starts import Start
from pathway.domain.sums import Sum


class Reckoning(NamedTuple):
    """A clock, and what it was reckoned from.

    Attributes:
        clock: the clock.
        ready: its rule.
        start: what started it.
        total: what its date adds up to.
        stopped: what settled it, if anything did.
        settling: what could settle it.
    """

    clock: Clock
    ready: Prepared
    start: Start
    total: Sum
    stopped: Settlement | None
    settling: Settling


class Reckoned:
    """The clocks of one process.

    Attributes:
        clocks: every clock, in the order of the law, without explanation.

    Args:
        reckoned: each with what it was reckoned from.
        course: what happened in the process.
        calendars: the days that were counted in.
    """

    __slots__ = ("_calendars", "_course", "_reckoned", "clocks")

    def __init__(self, reckoned: Sequence[Reckoning], course: Course, calendars: Calendars) -> None:
        self.clocks = tuple([one.clock for one in reckoned])
        self._reckoned, self._course, self._calendars = reckoned, course, calendars

    def why(self, clock: Clock, *, briefly: bool = False) -> tuple[str, ...]:
        """Return the chain from event to date of one of the clocks.

        Args:
            clock: one of `clocks`.
            briefly: without grounds of exemption and notes, which are for those who work by it.
        """
        found = next(one for one in self._reckoned if one.clock is clock)
        return self._why(found, briefly=briefly)

    def explained(self) -> tuple[Clock, ...]:
        """Return the clocks, each with its explanation and the parents still to be told."""
        return tuple(
            one.clock._replace(explanation=self._why(one), untold=_untold(one))
            for one in self._reckoned
        )

    def _why(self, one: Reckoning, *, briefly: bool = False) -> tuple[str, ...]:
        clock, ready, start, total, stopped, _ = one
        exempt = recorded(ready, start, total.due, self._course) if clock.disapplied else None
        return explain(
            ready,
            start,
            total,
            self._calendars.on(start.counted_from),
            course=self._course,
            last_working_day=clock.last_working_day,
            besides=Besides(exempt, stopped, briefly),
        )


def _untold(one: Reckoning) -> tuple[UUID, ...]:
    """Return the parents who still have to be told, while a clock runs by which each has to be."""
    if one.clock.settled_on or not one.ready.rule.each_parent:
        return ()
    return one.settling.untold(one.start)
