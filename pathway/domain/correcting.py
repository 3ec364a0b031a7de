"""Whether a correction may be made: by whom, and without making any line unlawful."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pathway.domain.deciding import Asked, decide, situate
from pathway.domain.dossier import Dossier
from pathway.domain.history import BEGINNING, Folded, StoredLine, mistaken, move_of, standing
from pathway.domain.versions import in_version
from statemachines.common_moves import Corrected
from statemachines.errors import FormIncomplete, MoveRefused
from statemachines.events import Event
from statemachines.grammar import AnySituation
from statemachines.policy import Policy
from statemachines.settings import SettledOn
from statemachines.vocabulary import Role, named

NEVER_ASKED = frozenset({Event.CORRECTED, Event.POLICY_MIGRATED})
"""Lines that stand whatever is put right before them: a migration leads on from every state."""


def wrong_hands(policy: Policy, dossier: Dossier, situation: AnySituation) -> Iterator[str]:
    """Yield why somebody may not correct a line: whoever may make its move may, and a manager."""
    form = situation.form
    line = mistaken(dossier.lines, form.line) if isinstance(form, Corrected) else None
    if line is None:
        return
    made_by = move_of(policy, line).by
    allowed = {Role.MANAGER, *(() if line.event is Event.CORRECTED else made_by)}
    if situation.role not in allowed:
        yield f"only these may correct {line.move!r}: {named(allowed)}"


def refuse_to_make_unlawful(
    policy: Policy, dossier: Dossier, correction: StoredLine, local: SettledOn
) -> None:
    """Refuse a correction by which a line would become unlawful that was lawful before.

    The line that is put right and each later one that still stands are asked again, on the
    history as it was and on the history as it would be; only what newly stands against one counts,
    so that what has changed around the case since (another placement, another parent) blocks no
    correction.

    Args:
        policy: the policy of the process.
        dossier: the case and the process.
        correction: the correction, on the day on which it is recorded.
        local: says what the authority has settled for itself, as it stood on each line's day.

    Raises:
        MoveRefused: naming each line and what would stand against it.
        FormIncomplete: the right values do not fill the form of the line.
    """
    said = Corrected.fill(correction.content)
    first = mistaken(dossier.lines, said.line)
    since = first.number if first else said.line
    ask = _Asking(policy, dossier, local, since, today=correction.on)
    before_it = ask.reasons(dossier.lines[: said.line - 1])
    as_it_was = {**before_it, **ask.reasons(dossier.lines)}
    as_it_would_be = ask.reasons((*dossier.lines, correction))
    because = tuple(
        f"line {number} ({move}) would become unlawful: {reason}"
        for (number, move), reasons in as_it_would_be.items()
        for reason in reasons
        if reason not in as_it_was.get((number, move), ())
    )
    if because:
        raise MoveRefused(policy.name, correction.move, dossier.state, because)


@dataclass(frozen=True, slots=True)
class _Asking:
    """Asks the lines of a process again, from the one that is put right.

    Attributes:
        since: the number of that line.
        today: the day on which it is put right: by then it must have happened.
    """

    policy: Policy
    dossier: Dossier
    local: SettledOn
    since: int
    today: date

    def reasons(self, lines: Sequence[StoredLine]) -> dict[tuple[int, str], tuple[str, ...]]:
        """Return what stands against each line of a history that is asked, by number and move."""
        before, found = BEGINNING, {}
        for line, form in standing(self.policy, lines):
            if line.number >= self.since and line.event not in NEVER_ASKED:
                found[line.number, line.move] = self._against(line, before)
            before = before.followed_by(line, form)
        return found

    def _against(self, line: StoredLine, before: Folded) -> tuple[str, ...]:
        asked = Asked(
            move=line.move,
            content=line.content,
            on=line.on,
            today=self.today if line.number == self.since else line.on,
            person=line.person,
            role=line.role,
        )
        at_the_time = self.dossier._replace(state=before.state, cycle=before.cycle)
        try:
            policy = in_version(self.policy, line.policy_version)
            form = policy.move(line.move, before.state).form.fill(line.content)
            situation = situate(at_the_time, before, asked, self.local, form=form)
            decide(policy, situation, before, move=line.move)
        except MoveRefused as refusal:
            return refusal.because
        except FormIncomplete as fault:
            return (str(fault),)
        return ()
