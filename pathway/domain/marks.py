"""What corrections did to the lines of a history, told for whoever reads it.

What stands is told by `history`; here, line by line, by which correction it stands so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pathway.domain.history import StoredLine, corrected, corrections, move_of, put_right
from statemachines.common_moves import Corrected
from statemachines.errors import PolicyError
from statemachines.events import Event
from statemachines.policy import Policy


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a line says otherwise since it was corrected.

    Attributes:
        what: the field of the form; "day" or "state" for the line's own.
        was: what it said before.
        now: what it says instead.
    """

    what: str
    was: Any
    now: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What is to be known of a line beside what was recorded.

    Attributes:
        annulled_by: the number of the line that says it did not happen, if one that stands does.
        put_right_by: the numbers of the corrections that put something in it right, and stand.
        corrects: of a correction, the number of the line that it is about.
        annuls: of a correction, whether it says that this line did not happen.
        changes: of a correction, what it changed in this line when it was recorded.
    """

    annulled_by: int | None = None
    put_right_by: tuple[int, ...] = ()
    corrects: int | None = None
    annuls: bool = False
    changes: tuple[Change, ...] = ()


UNMARKED = Mark()


def marks(policy: Policy, lines: Sequence[StoredLine]) -> Mapping[int, Mark]:
    """Return by number the lines of a process that were corrected, and the corrections.

    Of a correction that was erased, or whose line nobody can read any more, no change is known.

    Args:
        policy: the policy of the process, in any version.
        lines: its lines in recorded order, as far as they are to be known.
    """
    found = {}
    for number, by in corrections(lines).items():
        annulled = next((at for at, said in by.items() if said.did_not_happen), None)
        others = tuple(at for at, said in by.items() if not said.did_not_happen)
        found[number] = Mark(annulled_by=annulled, put_right_by=others)
    for at, line in enumerate(lines):
        if line.event is Event.CORRECTED and line.content:
            said = Corrected.read(line.content, line.form_version)
            found[line.number] = replace(
                found.get(line.number, UNMARKED),
                corrects=said.line,
                annuls=said.did_not_happen,
                changes=_readable_changes(policy, lines[:at], said),
            )
    return found


def _readable_changes(
    policy: Policy, earlier: Sequence[StoredLine], said: Corrected
) -> tuple[Change, ...]:
    try:
        return tuple(_changes(policy, earlier, said))
    except PolicyError:
        return ()  # one form that nobody can read must not cost the story of the whole case


def _changes(policy: Policy, earlier: Sequence[StoredLine], said: Corrected) -> Iterator[Change]:
    """Yield what a correction changed in its line, as the corrections before it had left that."""
    first = next((line for line in earlier if line.number == said.line), None)
    if first is None or said.did_not_happen:
        return
    before = put_right(policy, first, corrections(earlier).get(said.line, {}).values())
    if before is None:
        return
    after = corrected(policy, before, said, version=first.form_version)
    if after is not None:
        yield from _differences(policy, before, after)


def _differences(policy: Policy, before: StoredLine, after: StoredLine) -> Iterator[Change]:
    if before.on != after.on:
        yield Change("day", before.on, after.on)
    if before.to_state != after.to_state:
        yield Change("state", before.to_state, after.to_state)
    said = _said(policy, before)
    for name, value in _said(policy, after).items():
        if said.get(name) != value:
            yield Change(name, said.get(name), value)


def _said(policy: Policy, line: StoredLine) -> dict[str, Any]:
    if not line.content:
        return {}
    form = move_of(policy, line).form.read(line.content, line.form_version)
    return form.model_dump(mode="json")
