"""Policies and the machine that enforces them; the only file that imports `transitions`.

A policy is a list of sentences: *who may go from where to where, when, by what law, and what is
written down*. The machine that `transitions` builds from it is a definition, shared by all
processes of the policy; it has no callbacks, no automatic moves and keeps no process.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pkgutil import resolve_name
from typing import Any

from transitions import EventData, Machine

from statemachines.declared import place
from statemachines.errors import MoveRefused, MoveUnknown
from statemachines.forms import Form
from statemachines.grammar import (
    NOT_BEGUN,
    AnySituation,
    Choice,
    Cycles,
    Decision,
    Move,
    Reach,
    State,
)
from statemachines.vocabulary import only_these_may

SWITCHED_OFF = "the authority's pack has switched this process off, so none is opened"
NO_SUCH_MOVE = (
    "no such move is made from there; somebody may have moved it meanwhile, so look again"
)
OR_SAY_WHY = "or say in went_ahead_because why it goes ahead"

ANYWHERE = {Reach.OPEN: "any_open_state", Reach.ANY: "any_state", Reach.EVER: "any_state"}
"""In a graph, where the moves start that are not made from states listed by name."""


@dataclass(frozen=True, kw_only=True)
class Policy:
    """All the moves of one kind of process, and the machine that enforces them.

    Attributes:
        valid_from: the first day on which a process begins under this version, in England.
        valid_to: the last such day; None while it is the one that processes begin under. One that
            has begun under it stays at it until it is migrated.
    """

    name: str
    version: int
    valid_from: date
    valid_to: date | None = None
    title: str
    law: str
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    cycles: Cycles | None = None
    subject: str = "case"
    place: str = field(default_factory=place, compare=False, repr=False)

    @cached_property
    def by_name(self) -> Mapping[str, State]:
        """The states by name, the one before the beginning among them."""
        return {state.name: state for state in (NOT_BEGUN, *self.states)}

    @cached_property
    def machine(self) -> Machine:
        """The shared definition: a trigger for each move and target, guards as conditions."""
        return Machine(
            model=None,
            states=list(self.by_name),
            initial=NOT_BEGUN.name,
            auto_transitions=False,
            queued=False,
            transitions=[
                {
                    "trigger": _trigger(move, target),
                    "source": source.name,
                    "dest": target.name,
                    "conditions": list(move.when),
                }
                for move in self.moves
                for source in self.sources(move)
                for target in self.targets(move, source)
            ],
        )

    def graph(self) -> Any:
        """Return the states and the moves between them as a graph, an `AGraph` of pygraphviz.

        Left out are moves that lead nowhere else and the loading of old records. What may be done
        from every open state leaves from one node of its own instead of from each of them.
        """
        # Graph support costs 43 ms to import and only the manual is drawn, so it is found by name.
        graph_machine = resolve_name("transitions.extensions:GraphMachine")
        model = _Anyone(NOT_BEGUN.name)
        arrows = list(self._arrows())
        graph_machine(
            model=model,
            states=list(dict.fromkeys([*self.by_name, *(arrow["source"] for arrow in arrows)])),
            initial=NOT_BEGUN.name,
            auto_transitions=False,
            transitions=arrows,
            title="",
        )
        return model.get_graph()  # type: ignore[attr-defined]  # the machine gives it to its model

    def _arrows(self) -> Iterator[dict[str, str]]:
        ways = {
            (ANYWHERE[move.source] if isinstance(move.source, Reach) else source.name,
             target.name, move.name): None
            for move in self.moves
            if not move.historic and move.target is not Reach.STAYS
            for source in self.sources(move)
            for target in self.targets(move, source)
        }  # fmt: skip
        for source, target, name in ways:
            if source != target:
                yield {"trigger": name, "source": source, "dest": target}

    @cached_property
    def _found(self) -> Mapping[tuple[str, str], Move]:
        return {(s.name, m.name): m for m in self.moves for s in self.sources(m)}

    @cached_property
    def forms(self) -> Mapping[str, type[Form]]:
        """The forms of the moves by name, of those that have the same from every state."""
        first = {move.name: move.form for move in reversed(self.moves)}
        varying = {move.name for move in self.moves if move.form is not first[move.name]}
        return {name: form for name, form in first.items() if name not in varying}

    def sources(self, move: Move) -> tuple[State, ...]:
        """List the states from which the policy knows a move."""
        if not isinstance(move.source, Reach):
            return tuple(s for s in (NOT_BEGUN, *self.states) if s in move.source)
        if move.source is Reach.EVER:
            return (NOT_BEGUN, *self.states)
        ends = move.source is Reach.ANY
        return tuple(state for state in self.states if ends or not state.final)

    def targets(self, move: Move, source: State) -> tuple[State, ...]:
        """List the states to which a move may lead from `source`."""
        if isinstance(move.target, State):
            return (move.target,)
        if isinstance(move.target, Choice):
            return self.states if isinstance(move.target.among, Reach) else move.target.among
        return (source,)

    def open_to(self, state: str) -> tuple[Move, ...]:
        """List the moves the policy knows from a state, whatever the facts."""
        return tuple(move for (source, _), move in self._found.items() if source == state)

    def move(self, name: str, state: str) -> Move:
        """Return the move of that name as it is made from `state`.

        Raises:
            MoveUnknown: the policy has no such move at all.
            MoveRefused: it has one, but not from this state.
        """
        found = self._found.get((state, name))
        if found is not None:
            return found
        known = tuple(dict.fromkeys(move.name for move in self.moves))
        if name not in known:
            raise MoveUnknown(self.name, name, known)
        raise MoveRefused(self.name, name, state, (NO_SUCH_MOVE,))

    def decide(self, name: str, situation: AnySituation) -> Decision:
        """Return what the policy allows, or say why not, naming everything that stands against it.

        Raises:
            MoveUnknown: the policy has no move of that name.
            MoveRefused: it has none from this state, keeps it for another role, a guard answers
                no, or practice advises against it and nobody said why it goes ahead.
        """
        move = self.move(name, situation.state)
        source = self.by_name[situation.state]
        target = self._target(move, source, situation.form)
        allowed = self._moves(_trigger(move, target), situation)
        against = tuple(g.clause(situation) for g in move.advised if not g(situation))
        because = self._refusals(move, situation, against, allowed=allowed)
        if because:
            raise MoveRefused(self.name, name, situation.state, because)
        cycle = self.cycle_after(
            move, source.name, target.name, form=situation.form, cycle=situation.cycle
        )
        return Decision(move, source, target, cycle, against)

    def reasons_against(self, name: str, situation: AnySituation) -> tuple[str, ...]:
        """List everything that stands against a move; empty where it may be made."""
        try:
            self.decide(name, situation)
        except MoveRefused as refusal:
            return refusal.because
        return ()

    def cycle_after(self, move: Move, source: str, target: str, *, form: Form, cycle: int) -> int:
        """Return the cycle after a move; 0 where the policy counts none.

        Args:
            move: the move.
            source: the state it is made from.
            target: the state it leads to.
            form: what it records.
            cycle: the cycle before it.
        """
        if self.cycles is None:
            return 0
        if move.historic:  # an old record says itself in which cycle it stood
            return int(form.entries()["cycle"])
        entered = source != target and self.by_name.get(target) in self.cycles.on_entering
        counts = entered and move.event not in self.cycles.except_by
        return max(cycle, 1) + (1 if counts else 0)

    def _refusals(
        self, move: Move, situation: AnySituation, against: tuple[str, ...], *, allowed: bool
    ) -> tuple[str, ...]:
        wrong_role = () if situation.role in move.by else (only_these_may(move.by),)
        unmet = () if allowed else tuple(g.clause(situation) for g in move.when if not g(situation))
        unsaid = () if situation.form.went_ahead_because else against
        advice = tuple(f"{clause} ({OR_SAY_WHY})" for clause in unsaid)
        return self._off(situation) + wrong_role + unmet + advice

    def _off(self, situation: AnySituation) -> tuple[str, ...]:
        begins = situation.state == NOT_BEGUN.name
        return (SWITCHED_OFF,) if begins and self.name in situation.local.switched_off else ()

    def _target(self, move: Move, source: State, form: Form) -> State:
        if not isinstance(move.target, Choice):
            return self.targets(move, source)[0]
        chosen = move.target.chosen(form.entries())
        for state in self.targets(move, source):
            if state.name == chosen:
                return state
        raise MoveRefused(self.name, move.name, source.name, (f"it does not lead to {chosen!r}",))

    def _moves(self, trigger: str, situation: AnySituation) -> bool:
        """Ask the machine's transitions; none is executed, as nothing happens on the way."""
        event = self.machine.events[trigger]
        asked = EventData(None, event, self.machine, None, (situation,), {})
        return any(
            all(condition.check(asked) for condition in transition.conditions)
            for transition in event.transitions[situation.state]
        )


class _Anyone:
    """The throw-away model of one picture; the machine never keeps it."""

    def __init__(self, state: str) -> None:
        self.state = state


def _trigger(move: Move, target: State) -> str:
    return f"{move.name} → {target.name}"
