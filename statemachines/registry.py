"""Every policy of the house by name. A new kind of process adds its line here."""

from collections.abc import Mapping

from statemachines.errors import PolicyUnknown
from statemachines.graduated_approach import GRADUATED_APPROACH
from statemachines.placement import PLACEMENT
from statemachines.policy import Policy

POLICIES: Mapping[str, Policy] = {
    known.name: known
    for known in (
        GRADUATED_APPROACH,
        PLACEMENT,
    )
}  # fmt: skip


def policy(name: str) -> Policy:
    """Return the policy of that name.

    Raises:
        PolicyUnknown: there is none.
    """
    try:
        return POLICIES[name]
    except KeyError:
        raise PolicyUnknown(name, tuple(POLICIES)) from None
