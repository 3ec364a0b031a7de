"""What some moves change about the pupil and the case, kept up in the same transaction."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection

from notifications import archive
from pathway.domain.dossier import Dossier
from pathway.domain.moving import Made
from pathway.persistence import people
from statemachines.common_moves import DeathRecorded, DetailsChanged, HandedOver, SchoolChanged
from statemachines.forms import Form

Changed = list[tuple[str, str, date]]
"""What is so about the pupil, by kind, from a day on."""


def keep_up(
    connection: Connection, authority_id: UUID, dossier: Dossier, made: Made, *,
    recorded_at: datetime,
) -> None:  # fmt: skip
    """Keep the pupil's dated details, the case's owner and a death as the move says they are."""
    form = made.situation.form
    details = _DETAILS[type(form)](form, made.line.on) if type(form) in _DETAILS else []
    people.add_details(
        connection, authority_id, dossier, details, line=made.line.number, recorded_at=recorded_at
    )
    if isinstance(form, HandedOver):
        people.set_owner(connection, dossier.case_id, form.new_owner)
    if isinstance(form, DeathRecorded):
        people.set_died_on(connection, dossier.subject.pupil_id, form.died_on)
        archive.withdraw(connection, [dossier.reference], now=recorded_at)


def _of_details(form: Form, _: date) -> Changed:
    if not isinstance(form, DetailsChanged):
        return []
    kinds = ("year_group", "district", "primary_need", "secondary_need")
    said = form.entries()
    return [(kind, said[kind], form.from_on) for kind in kinds if said[kind] is not None]


def _of_school(form: Form, _: date) -> Changed:
    return [("school", str(form.school), form.from_on)] if isinstance(form, SchoolChanged) else []


def _of_owner(form: Form, on: date) -> Changed:
    return [("caseworker", str(form.new_owner), on)] if isinstance(form, HandedOver) else []


_DETAILS: Mapping[type[Form], Callable[[Form, date], Changed]] = {
    DetailsChanged: _of_details,
    SchoolChanged: _of_school,
    HandedOver: _of_owner,
}
