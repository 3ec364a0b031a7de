"""Advance a process: the one place where a move is made.

One transaction holds the case, reads it, decides, and writes the line of history, the clocks it
starts and settles, the letters it owes, and whatever follows in the case's other processes. If any
of it fails, nothing happened.
"""

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from pathway.domain.dossier import Dossier
from pathway.domain.entered import Entered, enter_ahead
from pathway.domain.errors import CaseMovedMeanwhile
from pathway.domain.history import fold, kind_of
from pathway.domain.moving import Asked, Made, make
from pathway.domain.versions import policy_of
from pathway.persistence import casebook, officers
from pathway.persistence.casebook import ProcessKey, Reading
from pathway.services import deaths
from pathway.services.asks import Advanced, Ask
from pathway.services.office import Actor, Office, When
from pathway.services.pupil_changes import keep_up
from pathway.services.reaching import as_they_hear_it, refuse_out_of_reach
from pathway.services.recording import record, repeated
from pathway.services.schooling import calendars_of
from pathway.services.undisturbed import undisturbed
from statemachines.common_moves import HandedOver
from statemachines.errors import MoveRefused
from statemachines.grammar import NOT_BEGUN, Consequence
from statemachines.registry import POLICIES, policy_on
from statemachines.vocabulary import Role

__all__ = ["Advanced", "Ask", "advance", "begin", "carry_out", "open_in"]


def advance(office: Office, key: ProcessKey, ask: Ask) -> Advanced:
    """Make one move in one process, with all that follows from it, or nothing at all.

    Raises:
        CaseNotFound: the authority has no such case.
        ProcessNotFound: the case has no such process.
        OutOfReach: an outsider asks, and the pupil is none of theirs.
        FormIncomplete: what was entered does not fill the move's form.
        MoveRefused: the policy does not allow the move; every reason is given.
        MoveUnknown: the policy has no such move.
        CaseMovedMeanwhile: the process is not at the version expected.
        KeyUsedDifferently: the idempotency key came with another move before.
    """
    with undisturbed(), office.transaction() as connection:
        casebook.ask_for(connection, key, idempotency_key=ask.idempotency_key)
        ahead = enter_ahead(POLICIES.get(key.policy), ask.move, ask.content)  # while it is read
        with as_they_hear_it(ask):
            reading = casebook.answered(connection, key)
        return _carry_out(office, connection, reading, ask, ahead=ahead)


def begin(office: Office, case: str, policy: str, ask: Ask) -> Advanced:
    """Open a process of a policy in a case, by its opening move.

    Raises:
        CaseNotFound: the authority has no such case.
        FormIncomplete: what was entered does not fill the move's form.
        MoveRefused: the policy does not allow the move; every reason is given.
        KeyUsedDifferently: the idempotency key came with another move before.
    """
    with office.transaction() as connection:
        return open_in(office, connection, case, policy, ask)


def open_in(office: Office, connection: Connection, case: str, policy: str, ask: Ask) -> Advanced:
    """Open a process in the caller's transaction."""
    with as_they_hear_it(ask):
        casebook.hold(connection, case)
    key = casebook.process_of_key(connection, ask.idempotency_key)
    if key is None:
        opened = policy_on(policy, ask.when.on)
        key = casebook.open_process(
            connection, office.authority_id, case, opened, kind=kind_of(ask.content)
        )
    return carry_out(office, connection, key, ask)


def carry_out(office: Office, connection: Connection, key: ProcessKey, ask: Ask) -> Advanced:
    """Make a move in the caller's transaction, which holds the case already."""
    reading = casebook.read(connection, key, idempotency_key=ask.idempotency_key)
    return _carry_out(office, connection, reading, ask)


def _carry_out(
    office: Office, connection: Connection, reading: Reading, ask: Ask, *,
    ahead: Entered | None = None,
) -> Advanced:  # fmt: skip
    """Make a move in a case that is held and has been read; `ahead` is its form, filled already."""
    refuse_out_of_reach(office, connection, reading.dossier, ask)
    if reading.earlier is not None:
        return repeated(reading, reading.earlier, ask)
    dossier = reading.dossier.counted_by(calendars_of(office, reading.dossier.subject))
    if ask.expected_version not in (None, dossier.version):
        raise CaseMovedMeanwhile(
            dossier.process_reference, ask.expected_version or 0, dossier.version
        )
    policy = policy_of(dossier)
    before = fold(policy, dossier.lines)
    made = make(policy, dossier, before, _asked(office, ask, ahead), office.local)
    owned = _with_new_owner(connection, dossier, made)
    record(office, connection, reading._replace(dossier=owned), made, ask)
    keep_up(connection, office.authority_id, dossier, made, recorded_at=ask.when.recorded_at)
    return Advanced(
        process=dossier.process_reference,
        policy_version=made.line.policy_version,
        version=made.line.number,
        move=made.line.move,
        state=made.line.to_state,
        waits_for=made.waits_for.value,
        cycle=made.line.cycle,
        against_advice=made.decision.against_advice,
        followed=(
            *_follow(office, connection, dossier.reference, made, ask),
            *_say_of_a_death_elsewhere(office, connection, dossier, made, ask),
        ),
    )


def _with_new_owner(connection: Connection, dossier: Dossier, made: Made) -> Dossier:
    """Return the dossier as it stands after the move: handed over, where it is.

    Raises:
        MoveRefused: the case was to be handed over to somebody who can't hold it.
    """
    form = made.situation.form
    if not isinstance(form, HandedOver):
        return dossier
    owner = officers.caseworker(connection, form.new_owner)
    if owner is None:
        because = ("the new owner is no caseworker of the authority, or has left",)
        raise MoveRefused(dossier.policy, made.line.move, dossier.state, because)
    return dossier._replace(owner=owner)


def _asked(office: Office, ask: Ask, ahead: Entered | None) -> Asked:
    return Asked(
        move=ask.move,
        content=ask.content,
        on=ask.when.on,
        today=office.legal_day(ask.when.recorded_at),
        person=ask.by.person,
        role=ask.by.role,
        historic=ask.historic,
        entered=ahead,
    )


def _follow(
    office: Office, connection: Connection, case: str, made: Made, ask: Ask
) -> list[Advanced]:
    followed = []
    for consequence in made.decision.move.then:
        if consequence.when(made.situation):
            then = replace(
                ask,
                move=consequence.move,
                content=consequence.form(made.situation),
                by=Actor(person=ask.by.person, role=Role.CLOCK),
                when=_dated(ask.when, consequence.on(made.situation)),
                expected_version=None,
                idempotency_key=None,
            )
            if consequence.opens:
                followed.append(open_in(office, connection, case, consequence.policy, then))
            else:
                followed += _follow_in_siblings(office, connection, made, consequence, then)
    return followed


def _say_of_a_death_elsewhere(
    office: Office, connection: Connection, dossier: Dossier, made: Made, ask: Ask
) -> list[Advanced]:
    """Let the case's other processes say the same of a death, after it was put right here."""
    followed: list[Advanced] = []
    for key, then in deaths.elsewhere(connection, dossier, made, ask):
        try:
            followed.append(carry_out(office, connection, key, then))
        except MoveRefused:
            continue  # where it is not lawful, it does not follow
    return followed


def _dated(when: When, on: date) -> When:
    """Return `when` on the day of a consequence; its moment is known only on the same day."""
    return when if on == when.on else replace(when, on=on, at=None)


def _follow_in_siblings(
    office: Office, connection: Connection, made: Made, consequence: Consequence, then: Ask
) -> list[Advanced]:
    followed = []
    for sibling in made.situation.siblings:
        if consequence.reaches(sibling.policy) and sibling.state != NOT_BEGUN.name:
            case, policy, occurrence = sibling.reference.split("/")
            key = ProcessKey(case, policy, int(occurrence))
            try:
                followed.append(carry_out(office, connection, key, then))
            except MoveRefused:
                continue  # where it is not lawful, it does not follow
    return followed
