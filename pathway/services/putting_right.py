"""The right values of a correction: names put into ids, and each held against its own field."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from pathway.persistence import reading
from pathway.persistence.casebook import ProcessKey
from pathway.persistence.reading import LineRow
from pathway.services.errors import FormMisfilled
from pathway.services.finding import find
from pathway.services.form_fields import misfilled
from pathway.services.naming import with_ids
from pathway.services.office import Office
from statemachines.errors import FormIncomplete, PolicyError
from statemachines.events import Event
from statemachines.forms import Form
from statemachines.registry import policy


def right_values_with_ids(
    office: Office, process: ProcessKey, content: Mapping[str, Any], *, pupil: UUID
) -> dict[str, Any]:
    """Return what was entered for a correction, with ids for the names in its right values.

    Each value is held against its field; what they make of the whole form is asked at the move.

    Where no line is named, or none is there, all stays as it is: the form and the policy say so.

    Raises:
        PersonAmbiguous: several people have a name.
        FormMisfilled: the form has no such field, or does not take the value; each is named.
    """
    values, number = content.get("right_values"), str(content.get("line"))
    if not isinstance(values, Mapping) or not number.isdigit():
        return dict(content)
    with office.engine.connect() as connection:
        case = find(connection, process.case).case_id
        lines = reading.lines(
            connection, case, policy=process.policy, occurrence=process.occurrence
        )
    form = _form_of(lines, int(number))
    if form is None:
        return dict(content)
    right = with_ids(office, form, values, pupil=pupil)
    if not _is_correction(lines, int(number)):
        _refuse_wrong(form, right)
    return {**content, "right_values": right}


def _refuse_wrong(form: type[Form], values: Mapping[str, Any]) -> None:
    try:
        form.fill(values)
    except FormIncomplete as fault:
        of_values = tuple(one for one in fault.faults if one[0].split(".")[0] in values)
        if of_values:
            wrong = misfilled(form, FormIncomplete(fault.form, of_values))
            told = tuple(f"right_values.{complaint}" for complaint in wrong.complaints)
            raise FormMisfilled(told, frozenset({"right_values"})) from fault


def _is_correction(lines: Sequence[LineRow], number: int) -> bool:
    """Tell whether a line is itself a correction, which is not put right in part."""
    return any(line.number == number and line.event == Event.CORRECTED for line in lines)


def _form_of(lines: Sequence[LineRow], number: int) -> type[Form] | None:
    """Return the form of a line; of a correction, that of the line it was to put right."""
    line = next((one for one in lines if one.number == number), None)
    if line is None:
        return None
    if line.event == Event.CORRECTED and line.corrects is not None:
        return _form_of(lines, line.corrects)
    try:
        return policy(line.policy, line.policy_version).move(line.move, line.from_state).form
    except PolicyError:
        return None
