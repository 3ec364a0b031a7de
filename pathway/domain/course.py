"""The course of one process: its dated events, laid out so that clocks find them quickly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from uuid import UUID

from statemachines.events import Event, Happening

AHEAD = frozenset(
    {
        Event.REVIEW_AGREED_FOR,
        Event.REVIEW_MEETING_SET_FOR,
        Event.PLACEMENT_STARTS_ON,
        Event.PLACEMENT_ENDS_ON,
        Event.TERM_STARTS,
        Event.PLACEMENT_REVIEW_SET_FOR,
        Event.PART_TIME_ENDS_ON,
        Event.EXCLUSION_EDUCATION_STARTS_ON,
        Event.EXAM_FALLS_ON,
        Event.PHASE_TRANSFERS_ON,
        Event.POST_16_TRANSFERS_ON,
        Event.POST_16_MOVES_ON,
        Event.FAMILY_MOVES_ON,
    }
)
"""Events that are dated on a day agreed for something, not on the day of agreeing.

Of one kind the last that was agreed stands: a new day for the meeting takes the place of the old.
Transfers of different years stand side by side.
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clock needs to know of the process and the pupil, and what is not an event.

    Attributes:
        process: the policy of the process; None where it does not matter.
        kind: the kind of process within its policy, such as "reassessment".
        born_on: the pupil's day of birth.
        year_group: the national curriculum year, reception being 0.
        authority: the authority whose process it is.
    """

    process: str | None = None
    kind: str | None = None
    born_on: date | None = None
    year_group: int | None = None
    authority: UUID | None = None


class Course:
    """The dated events of a process by kind, each kind in the order in which it happened.

    A line of history may carry one event for the whole process and one for each person it
    concerns. What is done for several people is done when the last of them has it; what starts for
    several starts with the first. Line 0 stands for no line, and is never taken for the same one.
    """

    __slots__ = ("_agreed", "_done", "_own", "by_event", "events")

    def __init__(self, happenings: Iterable[Happening]) -> None:
        by_event: dict[Event, list[Happening]] = {}
        own: dict[int, date] = {}
        for happening in happenings:
            event = happening.event
            if event in by_event:
                by_event[event].append(happening)
            else:
                by_event[event] = [happening]
            if event not in AHEAD:
                own.setdefault(happening.line, happening.on)
        for found in by_event.values():
            if len(found) > 1:
                found.sort(key=_in_order)
        self.by_event, self.events, self._own = by_event, by_event.keys(), own
        self._done: dict[Event, Sequence[Happening]] = {}
        self._agreed: dict[Event, tuple[Happening, ...]] = {}

    def of(self, event: Event) -> Sequence[Happening]:
        """List the events of one kind, earliest first."""
        return self.by_event.get(event, ())

    def done(self, event: Event) -> Sequence[Happening]:
        """List the events of one kind, one a line: done when the last person concerned has it."""
        found = self._done.get(event)
        if found is None:
            found = self._done[event] = one_a_line(self.of(event), last=True)
        return found

    def set_on(self, happening: Happening) -> date:
        """Return the day on which something ahead was agreed: the day of its line of history."""
        if not happening.line:
            return happening.on
        return self._own.get(happening.line, happening.on)

    def agreed(self, event: Event) -> tuple[Happening, ...]:
        """List what was agreed ahead, each different from the one before, first agreed first.

        Of two days agreed on one day the earlier stands, whichever was written down first.
        """
        found = self._agreed.get(event)
        if found is None:
            listed = sorted(self.of(event), key=lambda h: (self.set_on(h), -h.on.toordinal()))
            found = self._agreed[event] = tuple(
                h for n, h in enumerate(listed) if n == 0 or listed[n - 1].on != h.on
            )
        return found

    def concerns_everybody(self, happening: Happening) -> bool:
        """Tell whether an event is the whole process's own, and none of its line is a person's."""
        return happening.party is None and not any(
            h.party and h.line == happening.line for h in self.of(happening.event) if h.line
        )


def one_a_line(found: Sequence[Happening], *, last: bool) -> Sequence[Happening]:
    """Keep one event of each line: the last or the first of its people's, else of its own."""
    if len(found) < len(("one", "another")):
        return found
    by_line: dict[int, list[Happening]] = {}
    for happening in found:
        by_line.setdefault(happening.line, []).append(happening)
    if len(by_line) == len(found):
        return found
    kept = list(by_line.pop(0, ()))
    pick = max if last else min
    for together in by_line.values():
        peoples = [h for h in together if h.party] or together
        kept.append(pick(peoples, key=attrgetter("on")))
    return sorted(kept, key=_in_order)


def _in_order(happening: Happening) -> tuple[date, int]:
    return happening.on, happening.line
