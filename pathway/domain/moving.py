"""Making a move, as far as it can be thought without a database: ask, decide, and the next line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from pathway.domain.dossier import Dossier, answers
from pathway.domain.history import Folded, StoredLine, fold
from statemachines.common_moves import Corrected
from statemachines.errors import FormIncomplete, MoveRefused
from statemachines.events import Event
from statemachines.grammar import AnySituation, Decision, Move, Reach
from statemachines.policy import Policy
from statemachines.settings import LocalSettings
from statemachines.situation import Situation
from statemachines.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks for.

    Attributes:
        move: the name of the move.
        content: what the form is to hold.
        on: the civil day on which it happened.
        today: the civil day on which it is recorded.
        historic: whether an old record is being loaded.
    """

    move: str
    content: Mapping[str, Any]
    on: date
    today: date
    person: UUID
    role: Role
    historic: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A move that may be made: what the policy decided, the new line, and the history with it."""

    decision: Decision
    situation: AnySituation
    line: StoredLine
    after: Folded


def make(
    policy: Policy, dossier: Dossier, before: Folded, asked: Asked, local: LocalSettings
) -> Made:
    """Return the move as it would be written, or say everything that stands against it.

    Args:
        policy: the policy of the process.
        dossier: the case and the process.
        before: the process's history, folded.
        asked: what is asked for.
        local: what the authority has settled for itself.

    Raises:
        FormIncomplete: what was entered does not fill the form.
        MoveRefused: the policy does not allow it, or its day cannot be right.
        MoveUnknown: the policy has no such move.
    """
    situation = situate(policy, dossier, before, asked, local)
    decision = decide(policy, situation, before, move=asked.move)
    line = _line(dossier, decision, situation)
    if decision.move.event is not Event.CORRECTED:
        return Made(decision, situation, line, before.followed_by(line, situation.form))
    refuse_to_make_unlawful(policy, dossier, line, local)
    after = fold(policy, (*dossier.lines, line))
    line = replace(line, to_state=after.state, cycle=after.cycle)
    return Made(decision, situation, line, after)


def decide(policy: Policy, situation: AnySituation, before: Folded, *, move: str) -> Decision:
    """Ask the policy, and whether the day can be right; every reason against it comes at once.

    Raises:
        MoveRefused: the policy does not allow it, or its day cannot be right.
        MoveUnknown: the policy has no such move.
    """
    wrong = tuple(_wrong_days(policy.move(move, situation.state), situation, before))
    try:
        decision = policy.decide(move, situation)
    except MoveRefused as refusal:
        raise MoveRefused(policy.name, move, situation.state, refusal.because + wrong) from None
    if wrong:
        raise MoveRefused(policy.name, move, situation.state, wrong)
    return decision


def situate(
    policy: Policy, dossier: Dossier, before: Folded, asked: Asked, local: LocalSettings
) -> AnySituation:
    """Return what the guards of the move that is asked for may look at."""
    return Situation(
        state=dossier.state,
        form=policy.move(asked.move, dossier.state).form.fill(asked.content),
        on=asked.on,
        today=asked.today,
        role=asked.role,
        person=asked.person,
        cycle=before.cycle,
        record=before.record,
        siblings=dossier.siblings,
        local=local,
        lookup=answers(dossier.subject, asked.on),
    )


def refuse_to_make_unlawful(
    policy: Policy, dossier: Dossier, correction: StoredLine, local: LocalSettings
) -> None:
    """Refuse a correction by which a later line would become unlawful that was lawful before.

    Each later line is asked again, on the history as it was and on the history as it would be;
    only what newly stands against it counts, so that what has changed around the case since
    (another placement, another parent) blocks no correction.

    Raises:
        MoveRefused: naming each later line and what would stand against it.
    """
    number = Corrected.fill(correction.content).line
    later = [line for line in dossier.lines if line.number > number]
    because = tuple(
        f"line {line.number} ({line.move}) would become unlawful: {reason}"
        for line in later
        for reason in _newly_against(policy, dossier, line, correction, local)
    )
    if because:
        raise MoveRefused(policy.name, correction.move, dossier.state, because)


def _newly_against(
    policy: Policy, dossier: Dossier, line: StoredLine, correction: StoredLine, local: LocalSettings
) -> list[str]:
    earlier = tuple(known for known in dossier.lines if known.number < line.number)
    as_it_was = _against(policy, dossier, line, fold(policy, earlier), local)
    as_it_would_be = _against(policy, dossier, line, fold(policy, (*earlier, correction)), local)
    return [reason for reason in as_it_would_be if reason not in as_it_was]


def _against(
    policy: Policy, dossier: Dossier, line: StoredLine, before: Folded, local: LocalSettings
) -> tuple[str, ...]:
    asked = Asked(
        move=line.move,
        content=line.content,
        on=line.on,
        today=line.on,
        person=line.person,
        role=line.role,
    )
    at_the_time = replace(dossier, state=before.state, cycle=before.cycle)
    try:
        situation = situate(policy, at_the_time, before, asked, local)
        decide(policy, situation, before, move=line.move)
    except MoveRefused as refusal:
        return refusal.because
    except FormIncomplete as fault:
        return (str(fault),)
    return ()


def _wrong_days(move: Move, situation: AnySituation, before: Folded) -> Iterator[str]:
    if situation.on > situation.today:
        yield f"{situation.on} is still to come; record it when it has happened"
    since = before.state_since_on
    if move.target is not Reach.STAYS and since is not None and situation.on < since:
        yield f"the process came into its present state on {since}, after {situation.on}"


def _line(dossier: Dossier, decision: Decision, situation: AnySituation) -> StoredLine:
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
        form_version=situation.form.version,
        content=situation.form.model_dump(mode="json"),
    )
