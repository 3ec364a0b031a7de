"""Advance a process: the one place where a move is made.

One transaction holds the case, reads it, decides, and writes the line of history, the clocks it
starts and settles, the letters it owes, and whatever follows in the case's other processes. If any
of it fails, nothing happened.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from notifications import outbox
from pathway.domain import chain, projection
from pathway.domain.dossier import Dossier
from pathway.domain.errors import CaseMovedMeanwhile, KeyUsedDifferently
from pathway.domain.history import fold, kind_of
from pathway.domain.moving import Asked, Made, make
from pathway.persistence import casebook, officers, rungs, tasks
from pathway.persistence.casebook import EarlierLine, ProcessKey, Reading
from pathway.services.letters_owed import letters_owed
from pathway.services.office import Actor, Office, When
from pathway.services.pupil_changes import annuls_a_death, deaths_elsewhere, keep_up
from statemachines.common_moves import HandedOver
from statemachines.errors import MoveRefused
from statemachines.grammar import NOT_BEGUN, Consequence
from statemachines.registry import policy as policy_named
from statemachines.vocabulary import Role

SALT = 16
"""Bytes of salt for the digest of a line's content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A move that is asked for.

    Attributes:
        move: its name.
        content: what its form is to hold.
        by: who asks.
        when: when it happened and is recorded.
        expected_version: the version the asker has seen; another is refused.
        idempotency_key: names the asking; asked twice, it is made once.
        historic: an old record is loaded: no letter goes out, and past alerts are passed over.
    """

    move: str
    content: Mapping[str, Any]
    by: Actor
    when: When
    expected_version: int | None = None
    idempotency_key: str | None = None
    historic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Advanced:
    """What a move did."""

    process: str
    version: int
    move: str
    state: str
    cycle: int
    against_advice: tuple[str, ...] = ()
    followed: tuple["Advanced", ...] = ()
    repeated: bool = False  #: the key had been used for this very move: nothing happened again


def advance(office: Office, key: ProcessKey, ask: Ask) -> Advanced:
    """Make one move in one process, with all that follows from it, or nothing at all.

    Raises:
        CaseNotFound: the authority has no such case.
        ProcessNotFound: the case has no such process.
        FormIncomplete: what was entered does not fill the move's form.
        MoveRefused: the policy does not allow the move; every reason is given.
        MoveUnknown: the policy has no such move.
        CaseMovedMeanwhile: the process is not at the version expected.
        KeyUsedDifferently: the idempotency key came with another move before.
    """
    with office.engine.begin() as connection:
        casebook.lock(connection, key)
        return carry_out(office, connection, key, ask)


def begin(office: Office, case: str, policy: str, ask: Ask) -> Advanced:
    """Open a process of a policy in a case, by its opening move.

    Raises:
        CaseNotFound: the authority has no such case.
        FormIncomplete: what was entered does not fill the move's form.
        MoveRefused: the policy does not allow the move; every reason is given.
        KeyUsedDifferently: the idempotency key came with another move before.
    """
    with office.engine.begin() as connection:
        return open_in(office, connection, case, policy, ask)


def open_in(office: Office, connection: Connection, case: str, policy: str, ask: Ask) -> Advanced:
    """Open a process in the caller's transaction."""
    casebook.hold(connection, case)
    key = casebook.process_of_key(connection, ask.idempotency_key)
    if key is None:
        opened = policy_named(policy)
        key = casebook.open_process(
            connection, office.authority_id, case, opened, kind=kind_of(ask.content)
        )
    return carry_out(office, connection, key, ask)


def carry_out(office: Office, connection: Connection, key: ProcessKey, ask: Ask) -> Advanced:
    """Make a move in the caller's transaction, which holds the case already."""
    reading = casebook.read(connection, key, idempotency_key=ask.idempotency_key)
    if reading.earlier is not None:
        return _repeated(reading, reading.earlier, ask)
    dossier = reading.dossier
    if ask.expected_version not in (None, dossier.version):
        raise CaseMovedMeanwhile(str(key), ask.expected_version or 0, dossier.version)
    policy = policy_named(key.policy)
    before = fold(policy, dossier.lines)
    made = make(policy, dossier, before, _asked(office, ask), office.local)
    owned = _with_new_owner(connection, dossier, made)
    _record(office, connection, replace(reading, dossier=owned), made, ask)
    keep_up(connection, office.authority_id, dossier, made, recorded_at=ask.when.recorded_at)
    return Advanced(
        process=str(key),
        version=made.line.number,
        move=made.line.move,
        state=made.line.to_state,
        cycle=made.line.cycle,
        against_advice=made.decision.against_advice,
        followed=(
            *_follow(office, connection, key, made, ask),
            *_annul_deaths_elsewhere(office, connection, dossier, made, ask),
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
    return replace(dossier, owner=owner)


def _asked(office: Office, ask: Ask) -> Asked:
    return Asked(
        move=ask.move,
        content=ask.content,
        on=ask.when.on,
        today=office.legal_day(ask.when.recorded_at),
        person=ask.by.person,
        role=ask.by.role,
        historic=ask.historic,
    )


def _record(office: Office, connection: Connection, reading: Reading, made: Made, ask: Ask) -> None:
    dossier = reading.dossier
    now = projection.project(
        office.calendars,
        dossier,
        made.after,
        on=office.legal_day(ask.when.recorded_at),
        fired=reading.fired,
        old_beside=reading.clocks if ask.historic else None,
    )
    clocks, gone = casebook.changed_clocks(reading.clocks, now.rows)
    casebook.write(
        connection, {**_line(office, reading, made, ask), "clocks": clocks, "gone": gone}
    )
    if ask.historic:
        rungs.pass_over(
            connection,
            office.authority_id,
            dossier.process_id,
            now.passed_over,
            at=ask.when.recorded_at,
        )
        return
    messages, errands = letters_owed(office, dossier, made, now.dates(ask.when.on))
    outbox.post(connection, messages, due_at=ask.when.post_at or ask.when.recorded_at)
    tasks.add(connection, office.authority_id, errands, made_at=ask.when.recorded_at)


def _line(office: Office, reading: Reading, made: Made, ask: Ask) -> dict[str, Any]:
    line, dossier = made.line, reading.dossier
    salt, content = secrets.token_bytes(SALT), chain.canonical(line.content)
    form = type(made.situation.form).__name__
    recorded_at = ask.when.recorded_at
    if dossier.recorded_at is not None:  # somebody who asked the time later may have come first
        recorded_at = max(recorded_at, dossier.recorded_at)
    return {
        "authority": office.authority_id,
        "process": dossier.process_id,
        "number": line.number,
        "move": line.move,
        "event": line.event.value,
        "from_state": line.from_state,
        "to_state": line.to_state,
        "cycle": line.cycle,
        "occurred_on": line.on,
        "occurred_at": ask.when.at,
        "recorded_at": recorded_at,
        "person": line.person,
        "role": line.role.value,
        "policy_version": dossier.policy_version,
        "historic": ask.historic,
        "corrects": line.content.get("line") if line.move == "correct" else None,
        "key": ask.idempotency_key,
        "digest": chain.digest(salt, form, line.form_version, content),
        "salt": salt,
        "form": form,
        "form_version": line.form_version,
        "content": content,
    }


def _repeated(reading: Reading, earlier: EarlierLine, ask: Ask) -> Advanced:
    line = next((n for n in reading.dossier.lines if n.number == earlier.number), None)
    same_process = earlier.process_id == reading.dossier.process_id
    if line is None or not same_process or not _says_the_same(reading, earlier, ask):
        raise KeyUsedDifferently(ask.idempotency_key or "")
    return Advanced(
        process=reading.dossier.process_reference,
        version=line.number,
        move=line.move,
        state=line.to_state,
        cycle=line.cycle,
        repeated=True,
    )


def _says_the_same(reading: Reading, earlier: EarlierLine, ask: Ask) -> bool:
    if earlier.move != ask.move or earlier.on != ask.when.on:
        return False
    line = next(n for n in reading.dossier.lines if n.number == earlier.number)
    form = policy_named(reading.dossier.policy).move(line.move, line.from_state).form
    content = chain.canonical(form.fill(ask.content).model_dump(mode="json"))
    sealed = chain.digest(earlier.salt, form.__name__, line.form_version, content)
    return sealed == earlier.digest


def _follow(
    office: Office, connection: Connection, key: ProcessKey, made: Made, ask: Ask
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
                followed.append(open_in(office, connection, key.case, consequence.policy, then))
            else:
                followed += _follow_in_siblings(office, connection, made, consequence, then)
    return followed


def _annul_deaths_elsewhere(
    office: Office, connection: Connection, dossier: Dossier, made: Made, ask: Ask
) -> list[Advanced]:
    """Say in the case's other processes too that the pupil has not died, as a death goes there."""
    followed: list[Advanced] = []
    if not annuls_a_death(dossier, made):
        return followed
    for key, death in deaths_elsewhere(connection, dossier):
        content = {**made.line.content, "line": death.number}
        then = replace(ask, content=content, expected_version=None, idempotency_key=None)
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
