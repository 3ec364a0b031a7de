"""What some moves change about the pupil and the case, kept up in the same transaction."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection

from notifications import archive
from pathway.domain.dossier import Dossier
from pathway.domain.history import StoredLine, fold, mistaken
from pathway.domain.moving import Made
from pathway.domain.pupil_changes import changes
from pathway.persistence import casebook, officers, people, tasks
from pathway.persistence.casebook import ProcessKey
from statemachines.common_moves import Corrected, DeathRecorded, HandedOver
from statemachines.errors import MoveRefused
from statemachines.events import Event
from statemachines.registry import policy as policy_named
from statemachines.situation import Line, Record


def keep_up(
    connection: Connection, authority_id: UUID, dossier: Dossier, made: Made, *,
    recorded_at: datetime,
) -> None:  # fmt: skip
    """Keep what the move says up: the pupil's dated details, the case's owner, a death, the kind.

    Raises:
        MoveRefused: a hand-over was to be put right to somebody who can't hold the case.
    """
    form, line = made.situation.form, made.line
    if isinstance(form, Corrected):
        _put_right(connection, authority_id, dossier, made, recorded_at=recorded_at)
        return
    if isinstance(form, HandedOver):
        people.note_first_owner(connection, dossier, on=line.on, recorded_at=recorded_at)
        people.set_owner(connection, dossier.case_id, form.new_owner)
    people.add_details(
        connection, authority_id, dossier, changes(form, line.on),
        line=line.number, recorded_at=recorded_at,
    )  # fmt: skip
    if isinstance(form, DeathRecorded):
        _has_died(connection, dossier, form.died_on, recorded_at=recorded_at)


def deaths_elsewhere(connection: Connection, dossier: Dossier) -> Iterator[tuple[ProcessKey, Line]]:
    """Yield the lines by which other processes of the case record that the pupil has died."""
    for sibling in dossier.siblings:
        case, policy, occurrence = sibling.reference.split("/")
        key = ProcessKey(case, policy, int(occurrence))
        lines = casebook.read(connection, key).dossier.lines
        death = fold(policy_named(policy), lines).record.latest(Event.DEATH_RECORDED)
        if death is not None:
            yield key, death


def annuls_a_death(dossier: Dossier, made: Made) -> bool:
    """Tell whether a move says that a death did not happen."""
    form = made.situation.form
    if not isinstance(form, Corrected) or not form.did_not_happen:
        return False
    line = mistaken(dossier.lines, form.line)
    return (
        line is not None
        and line.event is Event.DEATH_RECORDED
        and _line(made.after.record, line.number) is None
    )


def _put_right(
    connection: Connection, authority_id: UUID, dossier: Dossier, made: Made, *,
    recorded_at: datetime,
) -> None:  # fmt: skip
    line = mistaken(dossier.lines, made.situation.form.line)
    if line is None:
        raise TypeError(made.line)
    now = _line(made.after.record, line.number)
    if line.content or now is None:  # of what was erased nothing is known any more
        details = changes(now.form, now.on) if now else []
        people.retract_details(connection, dossier, line=line.number, recorded_at=recorded_at)
        people.add_details(
            connection, authority_id, dossier, details, line=line.number, recorded_at=recorded_at
        )
    if line.event is Event.HANDED_OVER:
        _refuse_who_cannot_hold(connection, dossier, line, now)
        people.set_owner_as_said(connection, dossier)
    if line.event is Event.DEATH_RECORDED:
        _put_death_right(connection, dossier, now, recorded_at=recorded_at)
    if made.after.kind not in {None, dossier.kind}:
        people.set_kind(connection, dossier.process_id, str(made.after.kind))


def _refuse_who_cannot_hold(
    connection: Connection, dossier: Dossier, line: StoredLine, now: Line | None
) -> None:
    """Refuse a new owner who is no caseworker; whoever was named before stays, even if gone since.

    Raises:
        MoveRefused: saying so.
    """
    if now is None or not isinstance(now.form, HandedOver):
        return
    named_before = str(now.form.new_owner) == line.content.get("new_owner")
    if not named_before and officers.caseworker(connection, now.form.new_owner) is None:
        because = ("the new owner is no caseworker of the authority, or has left",)
        raise MoveRefused(dossier.policy, "correct", dossier.state, because)


def _put_death_right(
    connection: Connection, dossier: Dossier, now: Line | None, *, recorded_at: datetime
) -> None:
    """Take a death back once no process of the case says so any more, or put its day right."""
    deaths = [now] if now else [death for _, death in deaths_elsewhere(connection, dossier)]
    if not deaths:
        people.set_died_on(connection, dossier.subject.pupil_id, None)
    elif now and isinstance(now.form, DeathRecorded):
        _has_died(connection, dossier, now.form.died_on, recorded_at=recorded_at)


def _has_died(
    connection: Connection, dossier: Dossier, died_on: date, *, recorded_at: datetime
) -> None:
    people.set_died_on(connection, dossier.subject.pupil_id, died_on)
    archive.withdraw(connection, [dossier.reference], now=recorded_at)
    tasks.end_about(connection, dossier.reference, how="the pupil has died", at=recorded_at)


def _line(record: Record, number: int) -> Line | None:
    return next((line for line in record.lines if line.number == number), None)
