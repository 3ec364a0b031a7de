"""Making a move, as far as it can be thought without a database: ask, decide, and the next line."""

from typing import NamedTuple

from pathway.domain.correcting import refuse_to_make_unlawful, wrong_hands
from pathway.domain.deciding import Asked, decide, situate
from pathway.domain.dossier import Dossier
from pathway.domain.entered import Entered, enter
from pathway.domain.history import Folded, StoredLine, fold
from pathway.domain.versions import in_version, wrong_versions
from statemachines.common_moves import PolicyMigrated
from statemachines.events import Event
from statemachines.grammar import AnySituation, Decision
from statemachines.migrations import migration
from statemachines.policy import Policy
from statemachines.settings import SettledOn
from statemachines.vocabulary import WaitingFor

__all__ = ["Asked", "Made", "make"]


class Made(NamedTuple):
    """A move that may be made: what the policy decided, the new line, and the history with it.

    Attributes:
        waits_for: who has to act next, by the whole history.
        text: what the line keeps of the form, as it seals it.
    """

    decision: Decision
    situation: AnySituation
    line: StoredLine
    after: Folded
    waits_for: WaitingFor
    text: str


def make(policy: Policy, dossier: Dossier, before: Folded, asked: Asked, local: SettledOn) -> Made:
    """Return the move as it would be written, or say everything that stands against it.

    A move that is recorded late is judged by the version that the process is at now, even where it
    happened before the process was migrated: nobody can make a move that is no longer there.

    Args:
        policy: the policy of the process, in the version that it is at.
        dossier: the case and the process.
        before: the process's history, folded.
        asked: what is asked for.
        local: says what the authority has settled for itself, as it stood on the move's day.

    Raises:
        FormIncomplete: what was entered does not fill the form.
        MoveRefused: the policy does not allow it, or its day cannot be right.
        MoveUnknown: the policy has no such move.
    """
    entered = _entered(policy, dossier, asked)
    situation = situate(dossier, before, asked, local, form=entered.form)
    wrong = (*wrong_hands(policy, dossier, situation), *wrong_versions(policy, situation))
    decision = decide(policy, situation, before, move=asked.move, besides=wrong)
    line = _line(dossier, decision, situation, entered)
    if isinstance(situation.form, PolicyMigrated):
        line = _migrated(line, situation.form, policy)
        policy = in_version(policy, line.policy_version)
    if decision.move.event is not Event.CORRECTED:
        after = before.followed_by(line, entered.form)
        return Made(decision, situation, line, after, _waits_for(policy, after), entered.text)
    refuse_to_make_unlawful(policy, dossier, line._replace(on=asked.today), local)
    after = fold(policy, (*dossier.lines, line))
    line = line._replace(to_state=after.state, cycle=after.cycle)
    return Made(decision, situation, line, after, _waits_for(policy, after), entered.text)


def _entered(policy: Policy, dossier: Dossier, asked: Asked) -> Entered:
    """Return what was entered in the form of the move, filled in before or now."""
    form, ahead = policy.move(asked.move, dossier.state).form, asked.entered
    if ahead is not None and ahead.said is asked.content and type(ahead.form) is form:
        return ahead
    return enter(form, asked.content)


def _migrated(line: StoredLine, form: PolicyMigrated, policy: Policy) -> StoredLine:
    """Return the line of a migration: it leads into a state of the version it is recorded under."""
    step = migration(policy.name, form.from_version, form.to_version)
    to_state = step.state_after(line.from_state)
    return line._replace(to_state=to_state, policy_version=step.to_version)


def _waits_for(policy: Policy, after: Folded) -> WaitingFor:
    return policy.by_name[after.state].waits_in(after.record)


def _line(
    dossier: Dossier, decision: Decision, situation: AnySituation, entered: Entered
) -> StoredLine:
    return StoredLine(
        number=dossier.version + 1,
        move=decision.move.name,
        event=decision.move.event,
        from_state=decision.source.name,
        to_state=decision.target.name,
        on=situation.on,
        cycle=decision.cycle,
        person=situation.person,
        role=situation.role,
        form_version=entered.form.version,
        content=entered.content,
        policy_version=dossier.policy_version,
    )
