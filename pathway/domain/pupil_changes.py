"""What a move says has changed about the pupil, each from a day on."""

from collections.abc import Callable, Mapping
from datetime import date

from pathway.domain.dossier import Detail
from statemachines.common_moves import DetailsChanged, HandedOver, SchoolChanged
from statemachines.forms import Form

KINDS = ("year_group", "district", "primary_need", "secondary_need")
"""The fields of a change of details, named as the details they change."""


def changes(form: Form, on: date) -> list[Detail]:
    """List what a form says is so about the pupil from a day on.

    Args:
        form: what was recorded.
        on: the civil day on which the move happened.
    """
    read = _READERS.get(type(form))
    return read(form, on) if read else []


def _of_details(form: Form, _: date) -> list[Detail]:
    if not isinstance(form, DetailsChanged):
        return []
    entries = form.entries()
    return [
        Detail(kind=kind, value=entries[kind], from_on=form.from_on)
        for kind in KINDS
        if entries[kind] is not None
    ]


def _of_school(form: Form, _: date) -> list[Detail]:
    if not isinstance(form, SchoolChanged):
        return []
    return [Detail(kind="school", value=str(form.school), from_on=form.from_on)]


def _of_owner(form: Form, on: date) -> list[Detail]:
    if not isinstance(form, HandedOver):
        return []
    return [Detail(kind="caseworker", value=str(form.new_owner), from_on=on)]


_READERS: Mapping[type[Form], Callable[[Form, date], list[Detail]]] = {
    DetailsChanged: _of_details,
    SchoolChanged: _of_school,
    HandedOver: _of_owner,
}
