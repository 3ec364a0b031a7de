"""A second version of the graduated approach, for tests: states and a move have other names."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from statemachines.graduated_approach import GRADUATED_APPROACH as FIRST
from statemachines.grammar import Choice, Move, Reach, State, practice
from statemachines.migrations import Migration, checked
from statemachines.policy import Policy
from statemachines.registry import POLICIES, VERSIONS

STATES = {"plan": "planning", "do": "providing"}
MOVES = {"finish assessment": "complete assessment"}


def second(names: Mapping[str, str]) -> Policy:
    renamed = {one: replace(one, name=names.get(one.name, one.name)) for one in FIRST.states}

    def of(state: State) -> State:
        return renamed.get(state, state)

    def target(aim: State | Choice | Reach) -> State | Choice | Reach:
        if isinstance(aim, State):
            return of(aim)
        if isinstance(aim, Choice) and not isinstance(aim.among, Reach):
            leading = {state.name: of(state) for state in aim.among}
            return replace(aim, among=tuple(map(of, aim.among)), leading=leading)
        return aim

    def move(one: Move) -> Move:
        source = one.source if isinstance(one.source, Reach) else frozenset(map(of, one.source))
        name = MOVES.get(one.name, one.name)
        return replace(one, name=name, source=source, target=target(one.target))

    counts = FIRST.cycles
    return replace(
        FIRST,
        version=FIRST.version + 1,
        states=tuple(renamed.values()),
        moves=tuple(map(move, FIRST.moves)),
        cycles=counts and replace(counts, on_entering=frozenset(map(of, counts.on_entering))),
    )


SECOND = second(STATES)


def amend(monkeypatch: pytest.MonkeyPatch, *, migrates: bool = True, **names: str) -> None:
    """Have the second version from now on, and perhaps a migration to it.

    Args:
        monkeypatch: takes it back after the test.
        migrates: whether a migration is declared.
        names: other new names of states.
    """
    amended = second({**STATES, **names})
    monkeypatch.setitem(POLICIES, amended.name, amended)
    monkeypatch.setitem(VERSIONS, (amended.name, amended.version), amended)
    if migrates:
        monkeypatch.setattr("statemachines.migrations.DECLARED", checked([_to(amended)]))


def _to(amended: Policy) -> Migration:
    pairs = zip(FIRST.states, amended.states, strict=True)
    return Migration(
        policy=FIRST.name,
        from_version=FIRST.version,
        to_version=amended.version,
        states={before.name: after.name for before, after in pairs},
        because="states are named by what is done in them",
        law=practice("clearer words"),
    )
