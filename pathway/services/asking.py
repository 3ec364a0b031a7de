"""What can be done now, and what cannot and why: the moves of a process, asked but not made."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast
from uuid import UUID

from pathway.domain.dossier import answers
from pathway.domain.history import fold
from pathway.domain.versions import policy_of
from pathway.persistence import casebook
from pathway.persistence.casebook import ProcessKey
from pathway.services.office import Office
from pathway.services.reaching import roles_there
from pathway.services.schooling import calendars_of
from statemachines.common_moves import MIGRATE
from statemachines.errors import FormUnfilled
from statemachines.forms import Unfilled
from statemachines.grammar import AnySituation, Guard, Move
from statemachines.policy import Policy
from statemachines.situation import Situation
from statemachines.vocabulary import Role

NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Option:
    """A move from where the process stands.

    Attributes:
        because: what stands against it whatever is entered; empty where it may be made.
        advice: what practice would want first; it goes ahead with a reason.
        asked_of_form: what is asked of what will be entered.
        needed: the fields that must be entered.
        role: the role asked in: of several, the one against which least stands.
    """

    move: Move
    because: tuple[str, ...]
    advice: tuple[str, ...]
    asked_of_form: tuple[str, ...]
    needed: tuple[str, ...]
    role: Role

    @property
    def open(self) -> bool:
        """Whether it may be made now, once its form is filled in."""
        return not self.because


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a process stands, and what can be done from there."""

    process: str
    policy: Policy
    state: str
    cycle: int
    version: int
    options: tuple[Option, ...]


def options(
    office: Office, key: ProcessKey, *, person: UUID | None, roles: Collection[Role], on: date
) -> Standing:
    """List every move the policy knows from where a process stands, with what stands against it.

    To migrate is left out: it is made for all processes of a policy at once, not by hand.
    A guard that looks into the form can't be asked before the form is filled in; its clause is
    listed as something that will be asked.

    Args:
        office: the authority.
        key: the process.
        person: who asks; None where it is asked what anybody may do.
        roles: the roles they may act in, one at least; each move is asked for in the likeliest.
        on: the day on which it would be made.

    Raises:
        ProcessNotFound: there is no such process.
        OutOfReach: an outsider asks, and the case is none of theirs.
    """
    with office.engine.connect() as connection:
        dossier = casebook.read(connection, key).dossier
        dossier = dossier.counted_by(calendars_of(office, dossier.subject))
        roles = roles_there(connection, dossier, person, roles, on=on)
    policy = policy_of(dossier)
    first, *_ = sorted(roles)
    situation: AnySituation = Situation(
        state=dossier.state,
        form=cast("Any", Unfilled()),
        on=on,
        today=on,
        role=first,
        person=person or NOBODY,
        cycle=dossier.cycle,
        record=fold(policy, dossier.lines).record,
        siblings=dossier.siblings,
        local=office.local(on),
        lookup=answers(dossier.subject, on),
    )
    by_hand = (move for move in policy.open_to(dossier.state) if move.name != MIGRATE)
    listed = tuple(_likeliest(move, situation, roles) for move in by_hand)
    return Standing(str(key), policy, dossier.state, dossier.cycle, dossier.version, listed)


def _likeliest(move: Move, situation: AnySituation, roles: Collection[Role]) -> Option:
    fitting = sorted(move.by & set(roles)) or [situation.role]
    asked = [_option(move, replace(situation, role=role)) for role in fitting]
    return min(asked, key=lambda option: len(option.because))


def _option(move: Move, situation: AnySituation) -> Option:
    answered = [(guard, _answer(guard, situation)) for guard in move.when]
    return Option(
        move,
        because=(
            *_wrong_role(move, situation),
            *(g.clause(situation) for g, yes in answered if yes is False),
        ),
        advice=tuple(g.clause(situation) for g in move.advised if _answer(g, situation) is False),
        asked_of_form=tuple(g.otherwise for g, yes in answered if yes is None),
        needed=tuple(n for n, field in move.form.model_fields.items() if field.is_required()),
        role=situation.role,
    )


def _answer(guard: Guard[Any], situation: AnySituation) -> bool | None:
    try:
        return guard(situation)
    except FormUnfilled:
        return None


def _wrong_role(move: Move, situation: AnySituation) -> Iterator[str]:
    if situation.role not in move.by:
        yield f"only these may: {', '.join(sorted(move.by))}"
