"""A second version of the graduated approach, for tests: two states and a move have other names."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from statemachines.graduated_approach import GRADUATED_APPROACH as FIRST
from statemachines.grammar import Choice, Move, Reach, State, practice
from statemachines.migrations import Migration, checked
from statemachines.registry import POLICIES, VERSIONS

STATES = {"plan": "planning", "do": "providing"}
MOVES = {"finish assessment": "complete assessment"}


def _second() -> tuple[State, ...]:
    return tuple(replace(one, name=STATES.get(one.name, one.name)) for one in FIRST.states)


RENAMED: Mapping[State, State] = dict(zip(FIRST.states, _second(), strict=True))


def _of(state: State) -> State:
    return RENAMED.get(state, state)


def _target(target: State | Choice | Reach) -> State | Choice | Reach:
    if isinstance(target, State):
        return _of(target)
    if isinstance(target, Choice) and not isinstance(target.among, Reach):
        leading = {state.name: _of(state) for state in target.among}
        return replace(target, among=tuple(map(_of, target.among)), leading=leading)
    return target


def _move(move: Move) -> Move:
    source = move.source if isinstance(move.source, Reach) else frozenset(map(_of, move.source))
    name = MOVES.get(move.name, move.name)
    return replace(move, name=name, source=source, target=_target(move.target))


SECOND = replace(
    FIRST,
    version=FIRST.version + 1,
    states=tuple(RENAMED.values()),
    moves=tuple(map(_move, FIRST.moves)),
    cycles=FIRST.cycles
    and replace(FIRST.cycles, on_entering=frozenset(map(_of, FIRST.cycles.on_entering))),
)


def amend(monkeypatch: pytest.MonkeyPatch, *, migrates: bool = True) -> None:
    """Have the second version from now on, and perhaps a migration to it."""
    monkeypatch.setitem(POLICIES, SECOND.name, SECOND)
    monkeypatch.setitem(VERSIONS, (SECOND.name, SECOND.version), SECOND)
    if migrates:
        monkeypatch.setattr("statemachines.migrations.DECLARED", checked([_migration()]))


def _migration() -> Migration:
    return Migration(
        policy=FIRST.name,
        from_version=FIRST.version,
        to_version=SECOND.version,
        states={before.name: after.name for before, after in RENAMED.items()},
        because="states are named by what is done in them",
        law=practice("clearer words"),
    )
