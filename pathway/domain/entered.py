"""What was entered for a move, in the move's form: as it is read, kept and sealed."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pathway.domain import chain
from statemachines.errors import FormIncomplete
from statemachines.forms import Form
from statemachines.policy import Policy


class Entered(NamedTuple):
    """A filled form.

    Attributes:
        said: what it was filled with.
        form: as guards and clocks read it.
        content: as a line of history keeps it.
        text: the same, as the line seals it.
    """

    said: Mapping[str, Any]
    form: Form
    content: Mapping[str, Any]
    text: str


def enter(form: type[Form], said: Mapping[str, Any]) -> Entered:
    """Fill a form with what was entered.

    Raises:
        FormIncomplete: a field is missing, mistyped or unknown; every fault is named.
    """
    filled = form.fill(said)
    content = filled.model_dump(mode="json")
    return Entered(said, filled, content, chain.canonical(content))


def enter_ahead(policy: Policy | None, move: str, said: Mapping[str, Any]) -> Entered | None:
    """Fill the form of a move before anybody knows where the process stands.

    None where that cannot be done: whether it matters is seen when it is known.
    """
    form = policy and policy.forms.get(move)
    try:
        return enter(form, said) if form else None
    except FormIncomplete:
        return None
