"""The course of one process: its dated events, laid out so that clocks find them quickly."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple
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
        Event.EXCLUSION_EDUCATION_STARTS_ON,
        Event.EXAM_FALLS_ON,
        Event.PHASE_TRANSFERS_ON,
        Event.POST_16_TRANSFERS_ON,
        Event.POST_16_MOVES_ON,
        Event.FAMILY_MOVES_ON,
        Event.HEARING_SET_FOR,
        Event.BUNDLE_DIRECTED_FOR,
        Event.COMPLAINT_ANSWER_SET_FOR,
        Event.STAGE_TWO_ANSWER_SET_FOR,
        Event.ENQUIRY_SET_FOR,
        Event.REMEDY_SET_FOR,
        Event.KEY_STAGE_ENDS,
    }
)
"""Events that are dated on a day agreed for something, not on the day of agreeing.

Of one kind the last that was agreed stands: a new day for the meeting takes the place of the old.
Transfers of different years stand side by side.
"""

Keyed = dict[tuple[Any, ...], list[Happening]]
"""Events by what their forms say in certain fields."""

_in_order = attrgetter("on", "line")


class Parent(NamedTuple):
    """A parent with parental responsibility, as far as they are to be told something.

    Attributes:
        until_on: the last day on which they had to be told; None where they still have to be.
    """

    id: UUID
    from_on: date
    until_on: date | None = None

    def is_one_on(self, day: date) -> bool:
        """Tell whether they have to be told on a day."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clock needs to know of the process and the pupil, and what is not an event.

    Attributes:
        process: the policy of the process; None where it does not matter.
        kind: the kind of process within its policy, such as "reassessment".
        born_on: the pupil's day of birth.
        year_group: the national curriculum year, reception being 0; None where it follows, on
            each day, from the day of birth.
        authority: the authority whose process it is.
        parents: the pupil's parents; none where they are not known.
    """

    process: str | None = None
    kind: str | None = None
    born_on: date | None = None
    year_group: int | None = None
    authority: UUID | None = None
    parents: tuple[Parent, ...] = ()


class Course:
    """The dated events of a process by kind, each kind in the order in which it happened.

    A line of history may carry one event for the whole process and one for each person it
    concerns. What is done for several people is done when the last of them has it; what starts for
    several starts with the first. Line 0 stands for no line, and is never taken for the same one.
    """

    __slots__ = (
        "_agreed",
        "_by_event",
        "_done",
        "_happenings",
        "_keyed",
        "_of",
        "_own",
        "derived_starts",
        "events",
    )

    def __init__(self, happenings: Iterable[Happening]) -> None:
        self._happenings = tuple(happenings)
        by_event: defaultdict[Event, list[Happening]] = defaultdict(list)
        for happening in self._happenings:
            by_event[happening.event].append(happening)
        self._by_event, self.events = by_event, frozenset(by_event)
        self._of: dict[Event, Sequence[Happening]] = {}
        self._done: dict[Event, Sequence[Happening]] = {}
        self._agreed: dict[Event, tuple[Happening, ...]] = {}
        self._keyed: dict[tuple[Event, tuple[str, ...]], Keyed] = {}
        self._own: dict[int, date] | None = None
        self.derived_starts: dict[int, tuple[Any, ...]] = {}

    def add(self, derived: Sequence[Happening]) -> None:
        """Add days that follow from the course, of kinds that nothing has been asked about yet."""
        self._happenings += tuple(derived)
        for happening in derived:
            self._by_event[happening.event].append(happening)
            self._of.pop(happening.event, None)
        self.events = frozenset(self._by_event)

    def of(self, event: Event) -> Sequence[Happening]:
        """List the events of one kind, earliest first."""
        found = self._of.get(event)
        if found is None:
            found = self._by_event.get(event, ())
            if len(found) > 1:
                found = sorted(found, key=_in_order)
            self._of[event] = found
        return found

    def done(self, event: Event) -> Sequence[Happening]:
        """List the events of one kind, one a line: done when the last person concerned has it."""
        found = self._done.get(event)
        if found is None:
            found = self.of(event)
            found = self._done[event] = one_a_line(found, last=True) if len(found) > 1 else found
        return found

    def done_for(
        self, event: Event, fields: tuple[str, ...], key: tuple[Any, ...]
    ) -> Sequence[Happening]:
        """List what was done of one kind by those lines whose form says `key` in `fields`."""
        keyed = self._keyed.get((event, fields))
        if keyed is None:
            keyed = self._keyed[event, fields] = {}
            for happening in self.done(event):
                keyed.setdefault(tuple(map(happening.said.get, fields)), []).append(happening)
        return keyed.get(key, ())

    def set_on(self, happening: Happening) -> date:
        """Return the day on which something ahead was agreed: the day of its line of history."""
        if self._own is None:
            self._own = {}
            for one in self._happenings:
                if one.line and one.event not in AHEAD:
                    self._own.setdefault(one.line, one.on)
        return self._own.get(happening.line, happening.on)

    def agreed(self, event: Event) -> tuple[Happening, ...]:
        """List what was agreed ahead, each different from the one before, first agreed first.

        Of two days agreed on one day the earlier stands, whichever was written down first.
        """
        found = self._agreed.get(event)
        if found is None:
            found = self._agreed[event] = self._one_after_another(self.of(event))
        return found

    def agreed_for_each(
        self, event: Event, fields: tuple[str, ...]
    ) -> Iterator[tuple[Happening, ...]]:
        """Yield what was agreed ahead, apart for each thing that `fields` name."""
        if not fields:
            yield self.agreed(event)
            return
        keyed: Keyed = {}
        for happening in self.of(event):
            said = tuple(happening.said.get(name) for name in fields)
            keyed.setdefault(said, []).append(happening)
        for each in keyed.values():
            yield self._one_after_another(each)

    def _one_after_another(self, found: Iterable[Happening]) -> tuple[Happening, ...]:
        listed = sorted(found, key=lambda h: (self.set_on(h), -h.on.toordinal()))
        return tuple(h for n, h in enumerate(listed) if n == 0 or listed[n - 1].on != h.on)

    def said_last(self, field: str) -> Any:
        """Return what was said last in a field of any form, None where nothing was.

        The line that was recorded last holds, as it does for whom a process waits.
        """
        said = [h for h in self._happenings if h.said.get(field) is not None]
        last = max(said, key=attrgetter("line"), default=None)
        return last.said[field] if last else None

    def concerns_everybody(self, happening: Happening) -> bool:
        """Tell whether none of the events on the line of the process's own is a person's."""
        return not any(
            h.party and h.line == happening.line for h in self.of(happening.event) if h.line
        )


def one_a_line(found: Sequence[Happening], *, last: bool) -> Sequence[Happening]:
    """Keep one event of each line: the last or the first of its people's, else of its own."""
    if len(found) <= 1 or len(found) == len({happening.line for happening in found}):
        return found
    by_line: dict[int, list[Happening]] = {}
    for happening in found:
        by_line.setdefault(happening.line, []).append(happening)
    kept = list(by_line.pop(0, ()))
    pick = max if last else min
    for together in by_line.values():
        peoples = [h for h in together if h.party] or together
        kept.append(pick(peoples, key=attrgetter("on")))
    return sorted(kept, key=_in_order)
