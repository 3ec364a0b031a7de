"""Asking the policy for a move: what is asked, what its guards may look at, what speaks against."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from pathway.domain.days_of_forms import wrong_days_in
from pathway.domain.dossier import Dossier, answers
from pathway.domain.entered import Entered
from pathway.domain.history import Folded
from pathway.domain.reach import Workplace
from statemachines.errors import MoveRefused
from statemachines.forms import Form
from statemachines.grammar import AnySituation, Decision, Move, Reach
from statemachines.policy import Policy
from statemachines.settings import SettledOn
from statemachines.situation import Lookup, Situation
from statemachines.vocabulary import Role


class Asked(NamedTuple):
    """What somebody asks for.

    Attributes:
        move: the name of the move.
        content: what the form is to hold.
        on: the civil day on which it happened.
        today: the civil day on which it is recorded.
        historic: whether an old record is being loaded.
        workplace: where the person works, if that is known.
        entered: the content in the form of a move of that name, where it was filled in before.
    """

    move: str
    content: Mapping[str, Any]
    on: date
    today: date
    person: UUID
    role: Role
    historic: bool = False
    workplace: Workplace | None = None
    entered: Entered | None = None


def decide(
    policy: Policy,
    situation: AnySituation,
    before: Folded,
    *,
    move: str,
    besides: tuple[str, ...] = (),
) -> Decision:
    """Ask the policy, and whether the day can be right; every reason against it comes at once.

    Args:
        policy: the policy of the process.
        situation: what its guards may look at.
        before: the process's history, folded.
        move: the move that is asked for.
        besides: what stands against it besides.

    Raises:
        MoveRefused: the policy does not allow it, or its day cannot be right.
        MoveUnknown: the policy has no such move.
    """
    days = wrong_days(policy.move(move, situation.state), situation, before)
    wrong = (*days, *wrong_days_in(situation), *besides)
    try:
        decision = policy.decide(move, situation)
    except MoveRefused as refusal:
        raise MoveRefused(policy.name, move, situation.state, refusal.because + wrong) from None
    if wrong:
        raise MoveRefused(policy.name, move, situation.state, wrong)
    return decision


def situate(
    dossier: Dossier, before: Folded, asked: Asked, local: SettledOn, *, form: Form
) -> AnySituation:
    """Return what the guards of the move that is asked for may look at; `form` is what it holds."""
    return Situation(
        state=dossier.state,
        form=form,
        on=asked.on,
        today=asked.today,
        role=asked.role,
        person=asked.person,
        cycle=before.cycle,
        record=before.record,
        siblings=dossier.siblings,
        local=local(asked.on),
        lookup=answers(dossier.subject, asked.on),
    )


def wrong_days(move: Move, situation: AnySituation, before: Folded) -> Iterator[str]:
    """Yield why the day of a move cannot be right, whatever the policy says.

    Args:
        move: the move that is asked for.
        situation: in which, with its day and the day on which it is recorded.
        before: the process's history, folded.
    """
    if situation.on > situation.today:
        yield f"{situation.on} is still to come; record it when it has happened"
    born_on = situation.lookup(Lookup.BORN_ON)
    if isinstance(born_on, date) and situation.on < born_on:
        yield f"the pupil was not born yet on {situation.on}"
    since = before.state_since_on
    if move.target is not Reach.STAYS and since is not None and situation.on < since:
        yield f"the process came into its present state on {since}, after {situation.on}"
