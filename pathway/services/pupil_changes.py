"""What some moves change about the pupil and the case, kept up in the same transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from notifications import archive
from pathway.domain.dossier import Dossier
from pathway.domain.moving import Made
from pathway.domain.pupil_changes import changes
from pathway.persistence import people, tasks
from statemachines.common_moves import DeathRecorded, HandedOver


def keep_up(
    connection: Connection, authority_id: UUID, dossier: Dossier, made: Made, *,
    recorded_at: datetime,
) -> None:  # fmt: skip
    """Keep the pupil's dated details, the case's owner and a death as the move says they are."""
    form, line = made.situation.form, made.line
    details = changes(form, line.on)
    people.add_details(
        connection, authority_id, dossier, details, line=line.number, recorded_at=recorded_at
    )
    if isinstance(form, HandedOver):
        people.set_owner(connection, dossier.case_id, form.new_owner)
    if isinstance(form, DeathRecorded):
        people.set_died_on(connection, dossier.subject.pupil_id, form.died_on)
        archive.withdraw(connection, [dossier.reference], now=recorded_at)
        tasks.end_about(connection, dossier.reference, how="the pupil has died", at=recorded_at)
