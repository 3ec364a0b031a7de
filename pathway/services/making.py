"""Make the move that somebody names: find it, fill its form, and have it made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pathway.domain.dossier import Detail, Subject
from pathway.domain.errors import OutOfReach
from pathway.domain.versions import policy_of
from pathway.persistence import reading
from pathway.persistence.casebook import ProcessKey
from pathway.persistence.footings import footing
from pathway.services.acting import find_person, stand_in
from pathway.services.advance import Advanced, Ask, advance
from pathway.services.asking import Option, options, stands_against
from pathway.services.errors import FormMisfilled, MoveNotFound, MoveNotHere, NobodyHolds, nearest
from pathway.services.finding import find, parted, plain, process_meant
from pathway.services.form_fields import filled
from pathway.services.keys_used import made_under
from pathway.services.naming import with_ids
from pathway.services.office import Actor, Office, When
from pathway.services.putting_right import right_values_with_ids
from pathway.services.reaching import Reader
from pathway.services.registering import against_opening, open_for_pupil
from statemachines.errors import MoveRefused
from statemachines.events import Event
from statemachines.grammar import NOT_BEGUN, Move, Reach
from statemachines.policy import Policy
from statemachines.registry import policy as policy_named
from statemachines.vocabulary import STAFF, Role

KNOWN_AS = {"home_school": "school"}
"""Fields of forms that hold what is so about the pupil under another name."""


@dataclass(frozen=True, slots=True)
class Target:
    """A move that somebody names, where it is to be made.

    Attributes:
        process: where; None where it opens a process.
        pupil: the pupil it is about.
    """

    policy: Policy
    move: Move
    pupil: UUID
    process: ProcessKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody asks for, apart from the move itself."""

    content: Mapping[str, Any]
    by: Actor
    when: When
    key: str | None = None
    expected_version: int | None = None
    historic: bool = False


def target(
    office: Office,
    named: str,
    move: str,
    *,
    kind: str = "",
    reader: Reader | None = None,
    idempotency_key: str = "",
) -> Target:
    """Return the move that is named, in the process that is meant.

    Where it was made under the key already, it is that one, wherever the process has come since.

    Args:
        office: the authority.
        named: the case or process, as people write it.
        move: the move, in any case, its words apart by anything.
        kind: the policy that is meant where the reference names none.
        reader: who asks, if somebody is named.
        idempotency_key: names the asking; blank where it has no name.

    Raises:
        Mistyped: the reference cannot be one of ours.
        CaseNotFound: there is no such case.
        OutOfReach: an outsider asks, and the case is none of theirs.
        KeyUsedDifferently: another move was made under the key.
        ProcessAmbiguous: several processes may be meant.
        MoveNotFound: the policy has no such move; the nearest are named.
        MoveNowhere: none of several processes has it.
        MoveNotHere: it has, but not from where the process stands.
    """
    if idempotency_key:
        made = made_under(office, idempotency_key, parted(named, kind), move=move, reader=reader)
        if made is not None:
            return Target(made.policy, made.move, made.pupil, made.process)
    key = process_meant(office, named, move=move, kind=kind, reader=reader)
    with office.engine.connect() as connection:
        file = find(connection, key.case)
        kept = reading.processes(connection, file.case_id)
    meant = next(p for p in kept if (p.policy, p.occurrence) == (key.policy, key.occurrence))
    policy = policy_of(meant)
    return Target(policy, _move(policy, move, meant.state, str(key)), file.pupil_id, key)


def opening(policy: str, move: str = "") -> tuple[Policy, Move]:
    """Return the move by which a process of a policy is opened.

    Raises:
        MoveNotFound: it has no such move, or several and none was named.
    """
    known = policy_named(policy)
    listed = known.open_to(NOT_BEGUN.name)
    moves = [one for one in listed if not one.historic and one.target is not Reach.STAYS]
    fitting = [one for one in moves if plain(one.name) == plain(move)] if move else moves[:1]
    if not fitting:
        near = tuple(one.name for one in moves)
        raise MoveNotFound(known.title, move, near, "REF")
    return known, fitting[0]


def make(office: Office, target: Target, request: Request) -> Advanced:
    """Make a move in a process.

    Raises:
        FormMisfilled: a field is missing, mistyped or unknown; each is named, and so is all that
            stands against the move besides.
        MoveRefused: the policy does not allow it; every reason is given.
        CaseMovedMeanwhile: the process is not at the version expected.
        KeyUsedDifferently: the idempotency key came with another move before.
    """
    if target.process is None:
        raise TypeError(target)
    try:
        ask = _ask(office, target, request)
    except FormMisfilled as wrong:
        against = stands_against(
            office,
            target.process,
            target.move,
            request.content,
            by=request.by,
            when=request.when,
        )
        raise FormMisfilled(wrong.complaints, wrong.fields, against) from wrong
    return advance(office, target.process, ask)


def open_process(
    office: Office, target: Target, request: Request, *, owner: UUID, again: bool = False
) -> Advanced:
    """Open a process for a pupil, with a file where there is none yet.

    Args:
        office: the authority.
        target: what is opened, and for whom.
        request: what was said.
        owner: who holds the file, where it is opened.
        again: whether it may say the same as another of that day.

    Raises:
        SaidAlready: a placement is proposed in the same words as another of that day.
        FormMisfilled: a field is missing, mistyped or unknown; each is named, and so is all that
            stands against the move besides.
        MoveRefused: the policy does not allow it; every reason is given.
        OutOfReach: an outsider asks, and the pupil is none of theirs; or it is refused to somebody
            who may not be told of the pupil, as the reasons would tell.
    """
    try:
        ask = _ask(office, target, request)
    except FormMisfilled as wrong:
        if _may_not_be_told(office, target, request):
            raise
        asked = _asking(target, request, request.content)
        against = against_opening(office, target.pupil, target.policy, owner=owner, ask=asked)
        raise FormMisfilled(wrong.complaints, wrong.fields, against) from wrong
    try:
        return open_for_pupil(
            office, target.pupil, target.policy.name, owner=owner, ask=ask, again=again
        )
    except MoveRefused:
        if _may_not_be_told(office, target, request):
            raise OutOfReach from None
        raise


def _may_not_be_told(office: Office, target: Target, request: Request) -> bool:
    today = office.legal_day(request.when.recorded_at)
    with office.engine.connect() as connection:
        stands = footing(connection, request.by.person, target.pupil, on=today, reading=True)
    return stands.barred


def checked(office: Office, target: Target, content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was entered as the form holds it, with ids for names.

    Raises:
        FormMisfilled: a field is missing, mistyped or unknown; each is named.
        PersonAmbiguous: several people of the authority have a name.
    """
    named = with_ids(office, target.move.form, content, pupil=target.pupil)
    if target.process is not None and target.move.event is Event.CORRECTED:
        named = right_values_with_ids(office, target.process, named, pupil=target.pupil)
    filled(target.move.form, named)
    return named


def known_of(office: Office, target: Target, by: Actor, when: When) -> dict[str, str]:
    """Return what is known of the pupil on a day and the form asks for, by field.

    Nothing to whoever does not reach the pupil now, or may not be told of them.
    """
    on, today = when.on, office.legal_day(when.recorded_at)
    with office.engine.connect() as connection:
        stands = footing(connection, by.person, target.pupil, on=today, reading=True)
        if not stands.reaches_as(by.role):
            return {}
        rows = reading.details(connection, target.pupil)
    details = tuple(Detail(kind=r.kind, value=r.value, from_on=r.from_on) for r in rows)
    pupil = Subject(pupil_id=target.pupil, born_on=on, died_on=None, details=details)
    found = {
        name: pupil.detail(KNOWN_AS.get(name, name), on) for name in target.move.form.model_fields
    }
    return {name: value for name, value in found.items() if value is not None}


def owner_for(office: Office, target: Target, said: str, by: Actor, on: date) -> UUID:
    """Say who is to hold a new file: whoever is named, the pupil's caseworker, or who opens it.

    On a synthetic authority, where none of them can, one of its caseworkers does.

    Raises:
        NobodyHolds: none of them is there.
    """
    if said:
        return find_person(office, said).id
    with office.engine.connect() as connection:
        rows = reading.details(connection, target.pupil)
    workers = [r for r in rows if r.kind == "caseworker" and r.from_on <= on and r.name]
    if workers:
        return UUID(workers[-1].value)
    if by.role in STAFF:
        return by.person
    if not office.synthetic:
        raise NobodyHolds
    return stand_in(office, role=Role.CASEWORKER, allowed=STAFF)[0].id


def nothing_against(office: Office, target: Target, by: Actor, on: date) -> bool:
    """Tell whether nothing stands against a move, as far as can be said before its form."""
    if target.process is None:
        return True
    option = option_for(office, target, by, on)
    return option is not None and option.open


def option_for(office: Office, target: Target, by: Actor, on: date) -> Option | None:
    """Return what stands against a move and what its guards will ask of the form.

    None where it opens a process, is not to be made from where the process stands, or the case is
    out of reach.
    """
    if target.process is None:
        return None
    try:
        listed = options(office, target.process, person=by.person, roles=[by.role], on=on).options
    except OutOfReach:
        return None
    return next((option for option in listed if option.move.name == target.move.name), None)


def _ask(office: Office, target: Target, request: Request) -> Ask:
    return _asking(target, request, checked(office, target, request.content))


def _asking(target: Target, request: Request, content: Mapping[str, Any]) -> Ask:
    return Ask(
        move=target.move.name,
        content=content,
        by=request.by,
        when=request.when,
        expected_version=request.expected_version,
        idempotency_key=request.key,
        historic=request.historic,
    )


def _move(policy: Policy, said: str, state: str, process: str) -> Move:
    here = [one for one in policy.open_to(state) if plain(one.name) == plain(said)]
    if here:
        return here[0]
    names = list(dict.fromkeys(one.name for one in policy.moves))
    known = next((name for name in names if plain(name) == plain(said)), None)
    if known is None:
        raise MoveNotFound(policy.title, said, nearest(plain(said), names), process)
    raise MoveNotHere(known, process, state, policy.by_name[state].sentence)
