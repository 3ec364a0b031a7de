"""The parts of speech of a policy: states, guards, moves, their law and what follows from them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Any, Generic, NamedTuple

from statemachines.events import Event
from statemachines.forms import Form
from statemachines.situation import F, Record, Situation
from statemachines.vocabulary import UNOPENED, Audience, Force, Readers, Role, WaitingFor

AnySituation = Situation[Any]


@dataclass(frozen=True, slots=True)
class State:
    """Where a process stands: who is waited for, and what that means in plain English.

    Attributes:
        waits_for: who is waited for, unless a form has said otherwise.
        as_said: the field of forms that says who is waited for instead; the one that said it last
            holds. Blank where the state always waits for the same.
    """

    name: str
    waits_for: WaitingFor
    sentence: str
    final: bool = False
    as_said: str = ""

    def waits_in(self, record: Record) -> WaitingFor:
        """Return who is waited for here, by what a process has recorded."""
        if not self.as_said:
            return self.waits_for
        said = (line.form.entries().get(self.as_said) for line in reversed(record.lines))
        return next((WaitingFor(one) for one in said if one), self.waits_for)


NOT_BEGUN = State(UNOPENED, WaitingFor.NOBODY, "Nothing has been opened yet.")
"""Where every process is before its opening move."""


@dataclass(frozen=True, slots=True)
class Law:
    """What a move rests on: a citation, or the plain statement that it is only practice."""

    citation: str
    force: Force


def must(citation: str) -> Law:
    """Cite an Act or regulations."""
    return Law(citation, Force.MUST)


def should(citation: str) -> Law:
    """Cite statutory guidance."""
    return Law(citation, Force.SHOULD)


def practice(why: str) -> Law:
    """Mark what no law asks for, and say why we do it."""
    return Law(why, Force.PRACTICE)


@dataclass(frozen=True, slots=True)
class Guard(Generic[F]):
    """A yes-or-no question about the situation, and the clause a caseworker reads when it is no.

    Attributes:
        telling: gives a clause with the days of the situation, where `otherwise` is too general.
    """

    question: Callable[[Situation[F]], bool]
    otherwise: str
    telling: Callable[[Situation[F]], str] | None = None

    @property
    def name(self) -> str:
        """The guard's question, as its function is called."""
        return self.question.__name__.replace("_", " ")

    def __call__(self, situation: Situation[F]) -> bool:
        """Answer the question."""
        return self.question(situation)

    def clause(self, situation: Situation[F]) -> str:
        """Return the clause of a guard that has said no."""
        return (self.telling and self.telling(situation)) or self.otherwise


def guard(otherwise: str) -> Callable[[Callable[[Situation[F]], bool]], Guard[F]]:
    """Make a guard of a question; `otherwise` completes the sentence "cannot, because"."""
    return lambda question: Guard(question, otherwise)


def telling(clause: Callable[[Situation[F]], str]) -> Callable[[Guard[F]], Guard[F]]:
    """Let a guard that says no tell the days of the situation, in a clause of its own."""
    return lambda asked: replace(asked, telling=clause)


class Reach(Enum):
    """Sources and targets that are not listed by name."""

    STAYS = "stays"  #: the state does not change
    OPEN = "open"  #: every state that is neither an end nor before the beginning
    ANY = "any"  #: every state but the one before the beginning
    EVER = "ever"  #: that one too, into which a process falls back when its opening is annulled


@dataclass(frozen=True, slots=True)
class Choice:
    """A target that the form chooses: its field `by` holds the name of one of `among`.

    Where the field has words of its own, `leading` says to which state each of them leads.
    """

    by: str
    among: tuple[State, ...] | Reach
    leading: Mapping[str, State] = field(default_factory=dict)

    def chosen(self, entries: Mapping[str, Any]) -> str:
        """Return the name of the state that a form's `entries` choose."""
        said = str(entries[self.by])
        return self.leading[said].name if said in self.leading else said


EVERY_OTHER = ""
"""Stands for every other process of the case, whatever its policy."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """A move in another process of the same case that follows from this one, in one transaction.

    Attributes:
        policy: the policy of the other process, or `EVERY_OTHER`.
        move: the move that follows there.
        form: what is recorded there, drawn from the situation here.
        opens: whether a new process is opened; otherwise the move is made in every open process
            of that policy in which it is lawful, and nowhere else.
        when: whether it follows at all.
        on: the civil day on which it happened there; the day of this move unless told otherwise
            (a decision is dated when it reached the family, the notice with it when it was sent).
    """

    policy: str
    move: str
    form: Callable[[AnySituation], Mapping[str, Any]]
    opens: bool = False
    when: Callable[[AnySituation], bool] = lambda _: True
    on: Callable[[AnySituation], date] = lambda situation: situation.on

    def reaches(self, policy: str) -> bool:
        """Tell whether it follows in processes of a policy."""
        return self.policy in (EVERY_OTHER, policy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One sentence of a policy.

    Attributes:
        name: in the imperative, as people say it.
        source: the states from which it may be made.
        target: where it leads.
        by: the roles that may make it; what names no role is forbidden.
        event: what has then happened.
        law: what it rests on.
        form: what is written down.
        when: what must be true; law blocks.
        advised: what practice wants to be true: where it is not, the form must say why the move
            goes ahead, and that reason is kept.
        tells: who must know; the words are the letter named like the event.
        then: what follows in other processes of the case.
        historic: whether only the loading of old records may make it.
        readers: who may read its lines; None where its letters tell, see `read_by`.
    """

    name: str
    source: frozenset[State] | Reach
    target: State | Choice | Reach = Reach.STAYS
    by: frozenset[Role]
    event: Event
    law: Law
    form: type[Form] = Form
    when: tuple[Guard[Any], ...] = ()
    advised: tuple[Guard[Any], ...] = ()
    tells: frozenset[Audience] = frozenset()
    then: tuple[Consequence, ...] = ()
    historic: bool = False
    readers: Readers | None = None

    @property
    def read_by(self) -> Readers:
        """Who may read its lines: the family what it is told of, professionals the rest."""
        if self.readers is not None:
            return self.readers
        return Readers.FAMILY if Audience.FAMILY in self.tells else Readers.PROFESSIONALS


@dataclass(frozen=True, slots=True)
class Cycles:
    """How cycles are counted: one more on entering these states, but not by these events."""

    on_entering: frozenset[State]
    except_by: frozenset[Event]


class Decision(NamedTuple):
    """What the policy allows: the move, from where to where, in which cycle, against advice."""

    move: Move
    source: State
    target: State
    cycle: int
    against_advice: tuple[str, ...]

    @property
    def changes_state(self) -> bool:
        """Whether the process is somewhere else afterwards."""
        return self.source is not self.target
