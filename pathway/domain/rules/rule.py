"""What a rule of time says: what starts it, how it counts, what settles it, who answers for it.

A rule is data. To add one is to write one declaration, in the file of the law it belongs to, and
a table of cases for it; nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from pathway.domain.counting.base import Counting
from pathway.domain.counting.composite import Composite, StoredDate
from pathway.domain.ladder import Ladder
from pathway.domain.rules.limb import Limb
from pathway.domain.rules.relaxation import Relaxation
from statemachines.declared import place
from statemachines.events import Event, Happening
from statemachines.vocabulary import Audience, Force, WaitingFor

T = TypeVar("T")

Manner = Counting | Composite | StoredDate


class Kind(StrEnum):
    """What a date is for."""

    DEADLINE = "deadline"  #: the last lawful day
    FLOOR = "floor"  #: something may not be done before the end of this day
    TARGET = "target"  #: a day worth aiming at; missing it breaks no law


@dataclass(frozen=True, slots=True)
class When:
    """An event, where it matters, only with certain words in its form.

    Attributes:
        event: what happened.
        said: the field that must hold one of `among`; empty where nothing is asked.
        among: the values that will do; empty where any will.
        every: whether the field must hold each of them.
    """

    event: Event
    said: str = ""
    among: tuple[str, ...] = ()
    every: bool = False

    def fits(self, content: Mapping[str, Any]) -> bool:
        """Tell whether a form's content says so; a field with several values may say it in one."""
        if not self.said:
            return True
        value = content.get(self.said)
        if not self.among:
            return value is not None
        held = value if isinstance(value, (tuple, list, frozenset, set)) else (value,)
        if self.every:
            return set(self.among) <= set(map(str, held))
        return any(str(one) in self.among for one in held)


@dataclass(frozen=True, slots=True)
class Trigger:
    """What starts a clock.

    Attributes:
        when: the events that start one, each of them.
        names: what else people call them: the names of the tables of rules, in our words.
        earliest: whether only the earliest of them starts one; its date is then derived.
        confirmed_by: the event by which an officer says which day it was.
        needs: what must have happened besides; the clock is no older than that.
        where: what the process must have said besides, on whatever day.
        since: where the day counted from is not the trigger's own: the first of these that
            happened gives it.
        year: whether a calendar or school year may be given for the day.
    """

    when: tuple[When, ...]
    names: Mapping[str, Event]
    earliest: bool = False
    confirmed_by: Event | None = None
    needs: tuple[Event, ...] = ()
    where: tuple[When, ...] = ()
    since: tuple[Event, ...] = ()
    year: bool = False

    @property
    def events(self) -> frozenset[Event]:
        """The events that start a clock."""
        return frozenset(when.event for when in self.when)


def starts_on(*when: Event | When, called: str = "", **more: Any) -> Trigger:
    """Declare what starts a clock.

    Args:
        when: the events; the first is the one that unqualified names stand for.
        called: further names, separated by spaces; `name=event` for another than the first.
        more: the other attributes of a trigger.
    """
    whens = tuple(w if isinstance(w, When) else When(w) for w in when)
    names: dict[str, Event] = {}
    for word in called.split():
        name, _, event = word.partition("=")
        names[name] = Event(event) if event else whens[0].event
    return Trigger(whens, names, **more)


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """What depends on what a form says.

    Attributes:
        field: the field that says it.
        among: what follows from what is said; from anything else follows nothing.
        anywhere: whether the line of the process that said it last decides; otherwise it is the
            line that started the clock.
    """

    field: str
    among: Mapping[str, T]
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class Makes:
    """A move that time itself makes.

    Attributes:
        move: the name of the move.
        days_after: how many days after the due day it is made.
        made_by: the events that show that it has been made.
        undone_by: the events after which it has to be made once more.
        held_by: the events that hold it back.
        freed_by: the events that let it be made again.
        once_met: whether it is made as well when the duty was done, so long after that.
    """

    move: str
    made_by: tuple[Event, ...]
    days_after: int = 0
    undone_by: tuple[Event, ...] = ()
    held_by: tuple[Event, ...] = ()
    freed_by: tuple[Event, ...] = ()
    once_met: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of time.

    Attributes:
        id: "EHC-08"; a limb of a rule adds its name, "ORD-04.final".
        sentence: the rule in plain English.
        citation: where it stands.
        force: how strongly it binds.
        processes: the policies in whose history it looks for its events.
        starts: what starts a clock.
        counting: how the date follows.
        counting_after: other ways of counting, for certain triggers.
        met_by: what does the duty; the first of them settles the clock.
        met_by_all: whether all of `met_by` are needed, the last of them settling it.
        ended_by: what ends it undone.
        taken_back_by: which event takes back which end, so that the clock has never stopped.
        recurs: whether what meets it also starts the next one, so that a line of history never
            settles the clock that it starts.
        matches: the fields of the form that must all agree between start and settlement, where
            there is a clock for each.
        identified_by: fields of which the first that both have must agree.
        replaced_by: what takes the place of what started it, where on a later day it says another
            thing by `identified_by`, and so ends it undone; to say the same again starts nothing.
        side_by_side: the fields in which things differ that stand beside each other, so that none
            takes the place of another.
        owner: who has to act.
        owner_by: what says that it is somebody else's to act.
        force_by: what says that it binds otherwise.
        alerts: who is told as the date comes near.
        kind: deadline, floor or target.
        per_party: whether each person concerned has a clock of their own.
        each_parent: whether it is met only when each parent has it, on the day of the last; who
            has no longer to be told is passed over. Where no parent is known, any will do.
        exemptions: the limbs on which the limit is disapplied.
        ladder: when somebody is told.
        makes: the move that time makes.
        part: whether it starts no clock of its own: it takes part in a composite, says something
            that no clock can, or asks for what nobody records.
        kinds: the kinds of process that it is for; empty for all.
        not_kinds: the kinds that it is not for.
        from_year: the first national curriculum year that it is for; None for all.
        under_age: the age in years at which it stops applying, so that no date falls on that
            birthday or later; None for all.
        valid_from: the first day on which it could be started.
        valid_to: the last such day; None while it is law.
        relaxed: a time in which its limit did not bind; None where there was none.
        note: what is uncertain in it, or how it was read.
        place: the file and line of the declaration.
    """

    id: str
    sentence: str
    citation: str
    force: Force
    processes: tuple[str, ...]
    starts: Trigger
    counting: Manner
    counting_after: Mapping[Event, Counting] = field(default_factory=dict)
    met_by: tuple[Event | When, ...] = ()
    met_by_all: bool = False
    ended_by: tuple[Event | When, ...] = ()
    taken_back_by: Mapping[Event, Event] = field(default_factory=dict)
    recurs: bool = False
    matches: tuple[str, ...] = ()
    identified_by: tuple[str, ...] = ()
    replaced_by: tuple[Event | When, ...] = ()
    side_by_side: tuple[str, ...] = ()
    owner: WaitingFor
    owner_by: Said[WaitingFor] | None = None
    force_by: Said[Force] | None = None
    alerts: Audience = Audience.CASEWORKER
    kind: Kind = Kind.DEADLINE
    per_party: bool = False
    each_parent: bool = False
    exemptions: tuple[Limb, ...] = ()
    ladder: Ladder = ()
    makes: Makes | None = None
    part: bool = False
    kinds: frozenset[str] = frozenset()
    not_kinds: frozenset[str] = frozenset()
    from_year: int | None = None
    under_age: int | None = None
    valid_from: date
    valid_to: date | None = None
    relaxed: Relaxation | None = None
    note: str = ""
    place: str = field(default_factory=place, compare=False, repr=False)

    @property
    def base(self) -> str:
        """The id without its limb."""
        return self.id.partition(".")[0]

    @property
    def depends_on_said(self) -> bool:
        """Whether who has to act, or how strongly it binds, depends on what was said."""
        return not (self.owner_by is None and self.force_by is None)

    def in_force_on(self, day: date) -> bool:
        """Tell whether a clock could start on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def key(self, happening: Happening) -> tuple[Any, ...]:
        """Return what must agree between a start and its settlement."""
        return tuple(map(happening.said.get, self.matches))
