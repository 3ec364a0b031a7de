"""Names in the right values of a correction, put into the ids that the corrected form holds."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from pathway.persistence import reading
from pathway.persistence.casebook import ProcessKey
from pathway.persistence.reading import LineRow
from pathway.services.finding import find
from pathway.services.naming import with_ids
from pathway.services.office import Office
from statemachines.errors import PolicyError
from statemachines.events import Event
from statemachines.forms import Form
from statemachines.registry import policy


def right_values_with_ids(
    office: Office, process: ProcessKey, content: Mapping[str, Any], *, pupil: UUID
) -> dict[str, Any]:
    """Return what was entered for a correction, with ids for the names in its right values.

    Where no line is named, or none is there, all stays as it is: the form and the policy say so.

    Raises:
        PersonAmbiguous: several people have a name.
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
    return {**content, "right_values": with_ids(office, form, values, pupil=pupil)}


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
