"""Histories of any policy, walked along its moves with the forms of its examples."""

import importlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from pathway.domain.history import StoredLine
from statemachines.events import Event
from statemachines.forms import Form, declared_by
from statemachines.grammar import NOT_BEGUN, Choice, Move, Reach, State
from statemachines.policy import Policy
from statemachines.vocabulary import Role
from tests.statemachines.examples import common_moves as common

FIRST_DAY = date(2026, 9, 7)


def filled(policy: Policy) -> dict[type[Form], Form]:
    """Return each form of a policy, filled as its examples fill it."""
    own = importlib.import_module(f"tests.statemachines.examples.{policy.name}")
    return {**common.FORMS, **own.FORMS}


def stored(number: int, made: Move, between: Sequence[str], form: Form, on: date) -> StoredLine:
    source, target = between
    return StoredLine(
        number, made.name, made.event, source, target, on, 1, UUID(int=1), Role.MANAGER,
        form.version, form.model_dump(mode="json"),
    )  # fmt: skip


def correction(number: int, state: str, line: int, **said: Any) -> StoredLine:
    """Return the line that puts another right."""
    content = {"line": line, "reason": "a mistake", **said}
    return StoredLine(
        number, "correct", Event.CORRECTED, state, state, FIRST_DAY, 1, UUID(int=1), Role.MANAGER,
        1, content,
    )  # fmt: skip


def _may_follow(move: Move) -> bool:
    return not move.historic and move.event not in (Event.CORRECTED, Event.POLICY_MIGRATED)


@st.composite
def walks(draw: st.DrawFn, policy: Policy, longest: int = 9) -> list[StoredLine]:
    """Lines of a process, each from the state to which the one before led, on days that differ."""
    forms, state, found = filled(policy), NOT_BEGUN.name, []
    for number in range(1, draw(st.integers(3, longest)) + 1):
        moves = [m for m in policy.open_to(state) if _may_follow(m) and m.form in forms]
        if number == 1:
            moves = [m for m in moves if m.target is not Reach.STAYS]
        if not moves:
            break
        move = draw(st.sampled_from(moves))
        form = forms[move.form]
        targets = policy.targets(move, _state(policy, state))
        target = (
            move.target.chosen(form.entries())
            if isinstance(move.target, Choice)
            else draw(st.sampled_from(targets)).name
        )
        on = FIRST_DAY + timedelta(draw(st.integers(0, 120)))
        found.append(stored(number, move, (state, target), form, on))
        state = target
    return found


def _state(policy: Policy, name: str) -> State:
    return NOT_BEGUN if name == NOT_BEGUN.name else policy.by_name[name]


def days_declared(policy: Policy, line: StoredLine) -> list[str]:
    """List the fields of a line's form that hold one day and declare an event."""
    form = policy.move(line.move, line.from_state).form
    return [name for name, _ in declared_by(form) if isinstance(line.content.get(name), str)]
