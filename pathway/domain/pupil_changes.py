"""What a move says has changed about the pupil, each from a day on."""

from datetime import date

from pathway.domain.dossier import Detail
from statemachines.forms import Form, said_by


def changes(form: Form, on: date) -> list[Detail]:
    """List what a form says is so about the pupil from a day on.

    Args:
        form: what was recorded.
        on: the civil day on which the move happened; it is so from then, unless the form has a
            `from_on` of its own.
    """
    entries = form.entries()
    from_on = entries.get("from_on", on)
    return [
        Detail(kind=kind, value=str(entries[name]), from_on=from_on)
        for name, kind in said_by(type(form))
        if entries[name] is not None
    ]
