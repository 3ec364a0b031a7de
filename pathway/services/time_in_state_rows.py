"""The rows of the report of time in state: lines in order, named, with small numbers hidden."""

from collections.abc import Mapping, Sequence
from functools import cache

from pathway.domain.codes.needs import Need
from pathway.domain.time_in_state import Line
from pathway.services.time_in_state_lines import OPEN, STAYS, Key, Number, hidden
from pathway.services.time_in_state_report import Asked, Dimension, Held, Row
from statemachines.registry import POLICIES, policy, versions_of
from statemachines.vocabulary import WaitingFor

NOT_RECORDED = "not recorded"
WITHOUT_CYCLES = "without cycles"

NEEDS = frozenset(need.value for need in Need)

Rows = tuple[Row, ...]


def rows(
    asked: Asked, found: Mapping[Key, Line], names: Mapping[str, str]
) -> tuple[Rows, Rows, Rows]:
    """Return the rows by state, the rows by who had to act, and the totals.

    Args:
        asked: what is asked for.
        found: the lines.
        names: of people and settings, by their ids.
    """
    small = hidden(found, below=asked.hidden_below) if asked.hidden_below else frozenset()
    ordered = sorted(found, key=lambda key: _place(key, asked.by, names))
    told = [(key, _row(key, asked.by, found[key], small, names)) for key in ordered]
    return (
        tuple(row for key, row in told if key.values is not None and key.state),
        tuple(row for key, row in told if key.values is not None and not key.state),
        tuple(row for key, row in told if key.values is None),
    )


def _row(
    key: Key,
    by: Sequence[Dimension],
    line: Line,
    small: frozenset[Number],
    names: Mapping[str, str],
) -> Row:
    is_hidden = (key, STAYS) in small
    return Row(
        policy=key.policy,
        state=key.state,
        waiting_for=key.waiting_for,
        held=tuple(_held(d, v, names) for d, v in zip(by, key.values or (), strict=False)),
        count=None if is_hidden else line.days.count,
        still_open=None if is_hidden or (key, OPEN) in small else line.still_open,
        days=None if is_hidden else line.days,
        school_days=None if is_hidden else line.school_days,
    )


def _held(dimension: Dimension, value: str | None, names: Mapping[str, str]) -> Held:
    return Held(dimension, value, _name(dimension, value, names))


def _name(dimension: Dimension, value: str | None, names: Mapping[str, str]) -> str:
    if value is None:
        return WITHOUT_CYCLES if dimension is Dimension.CYCLE else NOT_RECORDED
    if dimension is Dimension.PRIMARY_NEED and value in NEEDS:
        return Need(value).label
    return names.get(value, value)


def _place(key: Key, by: Sequence[Dimension], names: Mapping[str, str]) -> tuple[object, ...]:
    state = _states(key.policy).index(key.state) if key.state else -1
    waiting = list(WaitingFor).index(WaitingFor(key.waiting_for))
    values = tuple(
        (value is None, _number(value), _name(d, value, names).casefold(), value or "")
        for d, value in zip(by, key.values or (), strict=False)
    )
    return (list(POLICIES).index(key.policy), state, waiting, values)


@cache
def _states(name: str) -> tuple[str, ...]:
    """List the states of a policy, those that only an earlier version had after the others."""
    versions = (policy(name, version) for version in reversed(versions_of(name)))
    return tuple(dict.fromkeys(state for known in versions for state in known.by_name))


def _number(value: str | None) -> int:
    """Return the number that a value is, so that cycle 10 comes after cycle 9."""
    return int(value) if value and value.isdecimal() else 0
