"""What can be done now, and what cannot and why: the moves of a process, asked but not made."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, cast
from uuid import UUID

from pathway.domain.deciding import wrong_days
from pathway.domain.dossier import Dossier, answers
from pathway.domain.history import fold
from pathway.domain.versions import policy_of
from pathway.persistence import casebook
from pathway.persistence.casebook import ProcessKey
from pathway.services.office import Actor, Office, When
from pathway.services.reaching import roles_there
from pathway.services.schooling import calendars_of
from statemachines.common_moves import MIGRATE
from statemachines.errors import FormUnfilled
from statemachines.forms import Form
from statemachines.grammar import AnySituation, Guard, Move
from statemachines.policy import OR_SAY_WHY, Policy
from statemachines.situation import Record, Situation
from statemachines.unfilled import Unfilled, Untouched, well_filled
from statemachines.vocabulary import Role, only_these_may

NOBODY = UUID(int=0)


class AskedOfForm(NamedTuple):
    """What a guard will ask of a form: the clause of its refusal, and the fields it looks at."""

    otherwise: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A move from where the process stands.

    Attributes:
        because: what stands against it whatever is entered; empty where it may be made.
        advice: what practice would want first; it goes ahead with a reason.
        asked_of_form: what is asked of what will be entered; else the move is refused.
        advised_of_form: what practice asks of it; else the move goes ahead with a reason.
        needed: the fields that must be entered.
        role: the role asked in: of several, the one against which least stands.
    """

    move: Move
    because: tuple[str, ...]
    advice: tuple[str, ...]
    asked_of_form: tuple[AskedOfForm, ...]
    advised_of_form: tuple[AskedOfForm, ...]
    needed: tuple[str, ...]
    role: Role

    @property
    def open(self) -> bool:
        """Whether it may be made now, once its form is filled in."""
        return not self.because

    @property
    def asked_for(self) -> frozenset[str]:
        """The fields that may be left out of the form, and yet are looked at by a guard."""
        asked = {field for one in self.asked_of_form for field in one.fields}
        return frozenset(asked - set(self.needed))


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
    dossier, there = _reached(office, key, person=person, roles=roles, on=on)
    policy, role = policy_of(dossier), min(there)
    record = fold(policy, dossier.lines).record
    situation = _situation(office, dossier, record, person=person or NOBODY, role=role, on=on)
    by_hand = (move for move in policy.open_to(dossier.state) if move.name != MIGRATE)
    listed = tuple(_likeliest(move, situation, there) for move in by_hand)
    return Standing(str(key), policy, dossier.state, dossier.cycle, dossier.version, listed)


def stands_against(
    office: Office,
    key: ProcessKey,
    move: Move,
    content: Mapping[str, Any],
    *,
    by: Actor,
    when: When,
) -> tuple[str, ...]:
    """List what stands against a move besides the fields of its form that are wrong.

    Args:
        office: the authority.
        key: the process.
        move: the move, as it is made from where the process stands.
        content: what was entered; guards that look at what is wrong or missing in it say nothing.
        by: who asks.
        when: when it happened and is recorded.

    Raises:
        ProcessNotFound: there is no such process.
        OutOfReach: an outsider asks, and the case is none of theirs.
    """
    dossier, _ = _reached(office, key, person=by.person, roles=[by.role], on=when.on)
    return speaks_against(office, dossier, move, content, by=by, when=when)


def speaks_against(
    office: Office,
    dossier: Dossier,
    move: Move,
    content: Mapping[str, Any],
    *,
    by: Actor,
    when: When,
) -> tuple[str, ...]:
    """List the same of a process that was read already, or is only thought of."""
    before = fold(policy_of(dossier), dossier.lines)
    at = _situation(office, dossier, before.record, person=by.person, role=by.role, on=when.on)
    form = cast("Any", Unfilled(move.form, well_filled(move.form, content)))
    asked = replace(at, form=form, today=office.legal_day(when.recorded_at))
    unsaid = () if content.get("went_ahead_because") else move.advised
    return (
        *_wrong_role(move, asked),
        *(_clause(guard, asked) for guard in move.when if _answer(guard, asked) is False),
        *(
            f"{_clause(guard, asked)} ({OR_SAY_WHY})"
            for guard in unsaid
            if _answer(guard, asked) is False
        ),
        *wrong_days(move, asked, before),
    )


def _reached(
    office: Office, key: ProcessKey, *, person: UUID | None, roles: Collection[Role], on: date
) -> tuple[Dossier, frozenset[Role]]:
    with office.engine.connect() as connection:
        dossier = casebook.read(connection, key).dossier
        dossier = dossier.counted_by(calendars_of(office, dossier.subject))
        return dossier, roles_there(connection, dossier, person, roles, on=on)


def _situation(
    office: Office, dossier: Dossier, record: Record, *, person: UUID, role: Role, on: date
) -> AnySituation:
    return Situation(
        state=dossier.state,
        form=cast("Any", Unfilled(Form)),
        on=on,
        today=on,
        role=role,
        person=person,
        cycle=dossier.cycle,
        record=record,
        siblings=dossier.siblings,
        local=office.local(on),
        lookup=answers(dossier.subject, on),
    )


def _likeliest(move: Move, situation: AnySituation, roles: Collection[Role]) -> Option:
    fitting = sorted(move.by & set(roles)) or [situation.role]
    asked = [_option(move, replace(situation, role=role)) for role in fitting]
    return min(asked, key=lambda option: len(option.because))


def _option(move: Move, situation: AnySituation) -> Option:
    situation = replace(situation, form=cast("Any", Unfilled(move.form)))
    answered = [(guard, _answer(guard, situation)) for guard in move.when]
    return Option(
        move,
        because=(
            *_wrong_role(move, situation),
            *(g.clause(situation) for g, yes in answered if yes is False),
        ),
        advice=tuple(g.clause(situation) for g in move.advised if _answer(g, situation) is False),
        asked_of_form=tuple(_asked(g, move, situation) for g, yes in answered if yes is None),
        advised_of_form=tuple(
            _asked(g, move, situation) for g in move.advised if _answer(g, situation) is None
        ),
        needed=tuple(n for n, field in move.form.model_fields.items() if field.is_required()),
        role=situation.role,
    )


def _answer(guard: Guard[Any], situation: AnySituation) -> bool | None:
    try:
        return guard(situation)
    except FormUnfilled:
        return None


def _asked(guard: Guard[Any], move: Move, situation: AnySituation) -> AskedOfForm:
    form = Untouched(move.form)
    _answer(guard, replace(situation, form=cast("Any", form)))
    return AskedOfForm(guard.otherwise, tuple(form.looked_at))


def _clause(guard: Guard[Any], situation: AnySituation) -> str:
    try:
        return guard.clause(situation)
    except FormUnfilled:  # it would name what is lacking
        return guard.otherwise


def _wrong_role(move: Move, situation: AnySituation) -> Iterator[str]:
    if situation.role not in move.by:
        yield only_these_may(move.by)
