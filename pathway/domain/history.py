"""What a process's history says once its corrections are applied."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from statemachines.common_moves import Corrected
from statemachines.events import Event
from statemachines.forms import Form
from statemachines.grammar import NOT_BEGUN
from statemachines.policy import Policy
from statemachines.situation import Line, Record
from statemachines.vocabulary import Role


@dataclass(frozen=True, slots=True)
class StoredLine:
    """A line as it is kept: what was recorded then, whatever was corrected since.

    Attributes:
        content: what the form held, as stored; empty where it has lawfully been erased.
    """

    number: int
    move: str
    event: Event
    from_state: str
    to_state: str
    on: date
    cycle: int
    person: UUID
    role: Role
    form_version: int
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Folded:
    """A history read as a whole: its record, where it stands and since when."""

    record: Record
    state: str
    cycle: int
    state_since_on: date | None
    opened_on: date | None

    def followed_by(self, line: StoredLine, form: Form) -> "Folded":
        """Return the history with one more line that corrects nothing; `form` is what it holds."""
        record = Record((*self.record.lines, _line(line, form)))
        if line.from_state == line.to_state:
            return replace(self, record=record)
        opened = self.opened_on or line.on
        return Folded(record, line.to_state, line.cycle, line.on, opened)


def fold(policy: Policy, stored: Iterable[StoredLine]) -> Folded:
    """Read a history in recorded order, with corrections applied and annulled lines left out."""
    lines: dict[int, Line] = {}
    moves: dict[int, StoredLine] = {}
    for line in stored:
        lines[line.number], moves[line.number] = _read(policy, line), line
        if line.event is Event.CORRECTED:
            _apply(policy, lines, moves, _correction(lines[line.number]))
    return _folded(lines, moves)


def corrected(policy: Policy, line: StoredLine, correction: Corrected) -> StoredLine | None:
    """Return a line as a correction leaves it, or None where it did not happen."""
    if correction.did_not_happen:
        return None
    content = {**line.content, **correction.right_values}
    form = form_of(policy, line).fill(content)
    return replace(
        line,
        on=correction.happened_on or line.on,
        content=form.model_dump(mode="json"),
        form_version=form.version,
    )


def kind_of(content: Mapping[str, Any]) -> str | None:
    """Return the kind of process that the content of its opening move names, if it names one."""
    kind = content.get("kind")
    return None if kind is None else str(kind)


def form_of(policy: Policy, line: StoredLine) -> type[Form]:
    """Return the form that a stored line was recorded with."""
    return policy.move(line.move, line.from_state).form


def _read(policy: Policy, line: StoredLine) -> Line:
    form = form_of(policy, line)
    erased = not line.content
    return _line(
        line,
        form.model_construct() if erased else form.read(line.content, line.form_version),
    )


def _line(line: StoredLine, form: Form) -> Line:
    return Line(
        number=line.number,
        move=line.move,
        event=line.event,
        on=line.on,
        state=line.to_state,
        cycle=line.cycle,
        person=line.person,
        role=line.role,
        form=form,
    )


def _correction(line: Line) -> Corrected:
    if not isinstance(line.form, Corrected):
        raise TypeError(line)
    return line.form


def _apply(
    policy: Policy,
    lines: dict[int, Line],
    moves: dict[int, StoredLine],
    correction: Corrected,
) -> None:
    right = corrected(policy, moves[correction.line], correction)
    if right is None:
        del lines[correction.line], moves[correction.line]
    else:
        lines[correction.line], moves[correction.line] = _read(policy, right), right


def _folded(lines: Mapping[int, Line], moves: Mapping[int, StoredLine]) -> Folded:
    state, cycle, since, opened = NOT_BEGUN.name, 0, None, None
    for line in moves.values():
        if line.event is Event.CORRECTED or line.from_state == line.to_state:
            continue
        state, cycle, since = line.to_state, line.cycle, line.on
        opened = opened or line.on
    return Folded(Record(tuple(lines.values())), state, cycle, since, opened)
