"""What a guard may look at: the move that is asked for, and what is known of the case by then."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Generic, NamedTuple, Protocol, TypeVar
from uuid import UUID

from statemachines.events import Event, Happening
from statemachines.forms import Form, happenings
from statemachines.settings import LocalSettings
from statemachines.vocabulary import Role

F = TypeVar("F", bound=Form)


class Line(NamedTuple):
    """One line of a process's history, as it stands after later corrections.

    Attributes:
        number: its place within the process, from 1.
        state: the name of the state the process was in after it.
        on: the civil day on which it happened.
        cycle: the cycle it belongs to, from 1; 0 for processes without cycles.
    """

    number: int
    move: str
    event: Event
    on: date
    state: str
    cycle: int
    person: UUID
    role: Role
    form: Form

    def happenings(self) -> Iterator[Happening]:
        """Yield the dated events of this line."""
        return happenings(self.form, event=self.event, on=self.on, line=self.number)


@dataclass(frozen=True)
class Record:
    """What has been recorded in one process, in recorded order, annulled lines left out."""

    lines: tuple[Line, ...] = ()

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        """Every dated event of the process."""
        return tuple(event for line in self.lines for event in line.happenings())

    def followed_by(self, line: Line) -> "Record":
        """Return the record with one more line; what was worked out before is not done again."""
        longer = Record((*self.lines, line))
        worked_out = self.__dict__.get("happenings")
        if worked_out is not None:
            longer.__dict__["happenings"] = (*worked_out, *line.happenings())
        return longer

    def of(self, event: Event, *, cycle: int | None = None) -> list[Line]:
        """List the lines of one event, first to last, of one cycle if one is named."""
        return [
            line
            for line in self.lines
            if line.event is event and (cycle is None or line.cycle == cycle)
        ]

    def latest(self, event: Event, *, cycle: int | None = None) -> Line | None:
        """Return the last line of one event, or None where it never happened."""
        return next(
            (
                line
                for line in reversed(self.lines)
                if line.event is event and (cycle is None or line.cycle == cycle)
            ),
            None,
        )

    def has(self, event: Event, *, cycle: int | None = None) -> bool:
        """Tell whether an event has happened."""
        return self.latest(event, cycle=cycle) is not None

    def dated(self, event: Event) -> list[Happening]:
        """List the dated events of one kind, also those that form fields declared."""
        return [happening for happening in self.happenings if happening.event is event]


class Sibling(NamedTuple):
    """Another process of the same case: what it is, where it stands, and its reference.

    Attributes:
        kind: of what kind it is within its policy; None where it has none.
        began_on: the civil day on which it was opened; None where nobody knows.
    """

    policy: str
    state: str
    occurrence: int
    reference: str
    kind: str | None = None
    began_on: date | None = None


LastDayToAppeal = Callable[[date, date | None], date | None]
"""Gives the last day to appeal, from the days of the notice and of a mediation certificate."""


class Lookup(StrEnum):
    """Facts from outside the process that a policy may ask for by name."""

    PARENTS = "parents"  #: ids of those with parental responsibility: frozenset[UUID]
    RIGHTS_HOLDERS = "rights_holders"  #: who holds the EHC rights on that day: frozenset[UUID]
    BORN_ON = "born_on"  #: the day of birth: date
    AGE_IN_YEARS = "age_in_years"  #: the pupil's age on the day of the move: int
    YEAR_GROUP = "year_group"  #: "9", "R", "N2", …: str
    LOOKED_AFTER = "looked_after"  #: bool
    SCHOOL_YEAR = "school_year"  #: the days of the pupil's school: SchoolYear | None
    LAST_DAY_TO_APPEAL = "last_day_to_appeal"  #: LastDayToAppeal | None


class Lookups(Protocol):
    """Answers named questions about the pupil and the authority."""

    def __call__(self, name: Lookup, /) -> object:
        """Return the answer to the question `name`."""


def nothing_known(name: Lookup, /) -> object:
    """Answer no question: for a process whose guards ask none."""
    raise KeyError(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation(Generic[F]):
    """Everything a guard may look at. Nothing here changes while it is asked.

    Attributes:
        state: the name of the state the process is in.
        form: what is being recorded with the move.
        on: the civil day on which the move happened.
        today: the civil day on which it is recorded; never before `on` unless the form is ahead.
        cycle: the present cycle, from 1; 0 for processes without cycles.
        siblings: the other processes of the same case.
        local: what the authority has settled for itself.
        lookup: answers to the named questions about the world outside the process.
    """

    state: str
    form: F
    on: date
    today: date
    role: Role
    person: UUID
    cycle: int = 0
    record: Record = field(default_factory=Record)
    siblings: tuple[Sibling, ...] = ()
    local: LocalSettings = field(default_factory=LocalSettings)
    lookup: Lookups = nothing_known

    def standing(self, policy: str, *states: str) -> list[Sibling]:
        """List the siblings of one policy that stand in one of `states`."""
        return [s for s in self.siblings if s.policy == policy and s.state in states]

    def parents(self) -> frozenset[UUID]:
        """Return the ids of those with parental responsibility."""
        return _people(self.lookup(Lookup.PARENTS))

    def rights_holders(self) -> frozenset[UUID]:
        """Return the ids of those who hold the rights of the EHC process on that day."""
        return _people(self.lookup(Lookup.RIGHTS_HOLDERS))


def _people(answer: object) -> frozenset[UUID]:
    return answer if isinstance(answer, frozenset) else frozenset()
