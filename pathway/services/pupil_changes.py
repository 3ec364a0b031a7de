"""What some moves change about the pupil and the case, kept up in the same transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.dossier import Dossier
from pathway.domain.history import StoredLine, mistaken
from pathway.domain.moving import Made
from pathway.domain.pupil_changes import changes
from pathway.persistence import officers, people
from pathway.services.deaths import has_died, line_of, put_death_right
from statemachines.common_moves import Corrected, DeathRecorded, HandedOver
from statemachines.errors import MoveRefused
from statemachines.events import Event
from statemachines.situation import Line


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
        has_died(connection, dossier, form.died_on, recorded_at=recorded_at)


def _put_right(
    connection: Connection, authority_id: UUID, dossier: Dossier, made: Made, *,
    recorded_at: datetime,
) -> None:  # fmt: skip
    line = mistaken(dossier.lines, made.situation.form.line)
    if line is None:
        raise TypeError(made.line)
    now = line_of(made.after.record, line.number)
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
        put_death_right(connection, authority_id, dossier, now, recorded_at=recorded_at)
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
