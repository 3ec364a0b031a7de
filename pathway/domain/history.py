"""What a process's history says once its corrections are applied.

A correction may itself have been a mistake: so nothing is applied line by line, but the last
correction first, and one that is annulled has never been.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from pathway.domain.versions import in_version
from statemachines.common_moves import MIGRATE, Corrected
from statemachines.errors import FormIncomplete
from statemachines.events import Event
from statemachines.forms import Form
from statemachines.grammar import NOT_BEGUN, Choice, Move
from statemachines.migrations import migration
from statemachines.policy import Policy
from statemachines.situation import Line, Record
from statemachines.vocabulary import Role


class StoredLine(NamedTuple):
    """A line as it is kept: what was recorded then, whatever was corrected since.

    Attributes:
        content: what the form held, as stored; empty where it has lawfully been erased.
        policy_version: the version of the policy under which it was recorded.
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
    policy_version: int = 1


class Folded(NamedTuple):
    """A history read as a whole: its record, where it stands and since when.

    Attributes:
        kind: the kind of process that its opening names; None where it names none, or was erased.
    """

    record: Record
    state: str
    cycle: int
    state_since_on: date | None
    opened_on: date | None
    kind: str | None = None

    def by_the_end_of(self, day: date) -> "Folded":
        """Return it with what had happened by the end of a day alone, as far as is known now.

        Where it stands and since when is left as it is: only the record is shortened.
        """
        happened = (line for line in self.record.lines if line.on <= day)
        return self._replace(record=Record(tuple(happened)))

    def followed_by(self, line: StoredLine, form: Form) -> "Folded":
        """Return the history with one more line that corrects nothing; `form` is what it holds."""
        record = self.record.followed_by(_line(line, form))
        if line.event is Event.POLICY_MIGRATED:
            return self._replace(record=record, state=line.to_state)
        if line.from_state == line.to_state:
            return self._replace(record=record)
        opened = self.opened_on or line.on
        kind = self.kind if self.opened_on else kind_of(line.content)
        return Folded(record, line.to_state, line.cycle, line.on, opened, kind)


BEGINNING = Folded(Record(), NOT_BEGUN.name, 0, None, None)
"""The history of a process before its opening."""

Standing = tuple[StoredLine, Form]
"""A line as it stands after all corrections, with its form."""


def fold(policy: Policy, stored: Iterable[StoredLine]) -> Folded:
    """Read a history in recorded order, with corrections applied and annulled lines left out.

    Each line is read by the version of the policy under which it was recorded. A migration may give
    the state another name, and yet the process stands there since it came there.

    Args:
        policy: the policy of the process, in any version.
        stored: the lines.
    """
    lines = tuple(standing(policy, stored))
    record = Record(tuple(_line(line, form) for line, form in lines))
    moved = [line for line, _ in lines if line.from_state != line.to_state]
    came = [line for line in moved if line.event is not Event.POLICY_MIGRATED]
    if not came:
        return BEGINNING._replace(record=record)
    state, first, last = moved[-1].to_state, came[0], came[-1]
    return Folded(record, state, last.cycle, last.on, first.on, kind_of(first.content))


def standing(policy: Policy, stored: Iterable[StoredLine]) -> Iterator[Standing]:
    """Yield the lines that stand, as they would have been recorded had all been right at first.

    Where an earlier line is put right, those that follow stand in other states and cycles than
    they were recorded in. A correction stands as a line that changes nothing by itself.
    """
    lines = tuple(stored)
    putting_right = corrections(lines)
    if not putting_right:
        yield from ((line, _read(policy, line)) for line in lines)
        return
    state, cycle, counted, version = NOT_BEGUN.name, 0, 0, 0
    for line in lines:
        right = put_right(policy, line, putting_right.get(line.number, {}).values())
        if right is not None:
            form = _read(policy, right)
            cycle = _cycle_after(policy, line, (right, form), (cycle, counted))
            target = _target(policy, (right, form), state, version)
            yield right._replace(from_state=state, to_state=target, cycle=cycle), form
            state = target
        counted, version = line.cycle, line.policy_version


def corrections(lines: Sequence[StoredLine]) -> Mapping[int, Mapping[int, Corrected]]:
    """Return, by the number of the line it puts right, each correction that has not been annulled.

    These by their own numbers, in order. One of which the content was erased, with what it did, has
    no effect any more.
    """
    found: dict[int, dict[int, Corrected]] = {}
    for line in reversed(lines):
        annulled = any(later.did_not_happen for later in found.get(line.number, {}).values())
        if line.event is Event.CORRECTED and line.content and not annulled:
            said = Corrected.read(line.content, line.form_version)
            found[said.line] = {line.number: said, **found.get(said.line, {})}
    return found


def put_right(policy: Policy, line: StoredLine, by: Iterable[Corrected]) -> StoredLine | None:
    """Return a line as some corrections leave it, one after the other; None where it is annulled.

    Raises:
        FormIncomplete: the right values do not fill its form.
    """
    right: StoredLine | None = line
    for correction in by:
        version = line.form_version
        right = None if right is None else corrected(policy, right, correction, version=version)
    return right


def corrected(
    policy: Policy, line: StoredLine, correction: Corrected, *, version: int
) -> StoredLine | None:
    """Return a line as a correction leaves it, or None where it did not happen.

    What was erased stays erased: of such a line only the day can be put right.

    Args:
        policy: the policy of the process.
        line: the line, as earlier corrections left it.
        correction: what is put right.
        version: the version of the form in which the line was recorded at first.

    Raises:
        FormIncomplete: the right values do not fill its form.
    """
    if correction.did_not_happen:
        return None
    right = line._replace(on=correction.happened_on or line.on)
    if not (line.content and correction.right_values):
        return right
    move = move_of(policy, line)
    recorded = move.form.read(line.content, line.form_version).model_dump(mode="json")
    form = _filled({**recorded, **correction.right_values}, move.form, version)
    return right._replace(
        content=form.model_dump(mode="json"),
        form_version=form.version,
        to_state=_chosen(move, line, form),
    )


def _filled(content: Mapping[str, Any], form: type[Form], version: int) -> Form:
    """Return a form with the right values in it; those said of an earlier version are lifted.

    A lift leaves alone what it has lifted already, so it may see both together.
    """
    try:
        return form.fill(content)
    except FormIncomplete:
        if version == form.version:
            raise
        return form.read(content, version)


def mistaken(lines: Sequence[StoredLine], number: int) -> StoredLine | None:
    """Return the line that a correction of line `number` is about in the end; None if none is.

    That is the line itself, or, of a correction, the one that it was to put right. A correction
    that was erased is about itself.
    """
    line = next((known for known in lines if known.number == number), None)
    if line is None or line.event is not Event.CORRECTED or not line.content:
        return line
    return mistaken(lines[: number - 1], Corrected.read(line.content, line.form_version).line)


def kind_of(content: Mapping[str, Any]) -> str | None:
    """Return the kind of process that the content of its opening move names, if it names one."""
    kind = content.get("kind")
    return None if kind is None else str(kind)


def move_of(policy: Policy, line: StoredLine) -> Move:
    """Return the move that a stored line records, as it was in the version of that time.

    Args:
        policy: the policy of the process, in any version.
        line: the line, as it was recorded.
    """
    then = in_version(policy, line.policy_version)
    if line.move == MIGRATE:
        # It leads from a state of another version than that under which it is recorded; it may be
        # made from everywhere, and is the same move everywhere.
        return then.move(MIGRATE, NOT_BEGUN.name)
    return then.move(line.move, line.from_state)


def _read(policy: Policy, line: StoredLine) -> Form:
    if not line.content:  # erased: whoever looks for the form of the move finds it missing
        return Form()
    return move_of(policy, line).form.read(line.content, line.form_version)


def _line(line: StoredLine, form: Form) -> Line:
    return Line(
        line.number, line.move, line.event, line.on, line.to_state, line.cycle, line.person,
        line.role, form,
    )  # fmt: skip


def _chosen(move: Move, line: StoredLine, form: Form) -> str:
    return move.target.chosen(form.entries()) if isinstance(move.target, Choice) else line.to_state


def _target(policy: Policy, right: Standing, state: str, version: int) -> str:
    """Return where a line leads from the state in which the process stood before it.

    Args:
        policy: the policy of the process.
        right: the line as it stands.
        state: the state before it, as it stands.
        version: the version of the policy before it.
    """
    line, form = right
    if line.event is Event.POLICY_MIGRATED:
        return migration(policy.name, version, line.policy_version).state_after(state)
    stays = isinstance(form, Corrected) or line.from_state == line.to_state
    return state if stays else line.to_state


def _cycle_after(policy: Policy, line: StoredLine, right: Standing, counts: tuple[int, int]) -> int:
    """Return the cycle in which a line leaves the process.

    Args:
        policy: the policy of the process.
        line: as it was recorded.
        right: as it stands.
        counts: the cycle before it, as it stands and as it was recorded.
    """
    (stands, form), (cycle, counted) = right, counts
    if isinstance(form, Corrected):
        return cycle
    if stands.content == line.content:
        return cycle + line.cycle - counted
    then = in_version(policy, line.policy_version)
    move = then.move(line.move, line.from_state)
    return then.cycle_after(move, line.from_state, stands.to_state, form=form, cycle=cycle)
