"""Every policy of the house by name. A new kind of process adds its line here."""

from collections.abc import Mapping

from statemachines.annual_review import ANNUAL_REVIEW
from statemachines.complaint import COMPLAINT
from statemachines.dispute import DISPUTE
from statemachines.education_gap import EDUCATION_GAP
from statemachines.ehc_needs_assessment import EHC_NEEDS_ASSESSMENT
from statemachines.ehc_plan import EHC_PLAN
from statemachines.errors import PolicyUnknown
from statemachines.exclusion import EXCLUSION
from statemachines.graduated_approach import GRADUATED_APPROACH
from statemachines.placement import PLACEMENT
from statemachines.plan_amendment import PLAN_AMENDMENT
from statemachines.policy import Policy

POLICIES: Mapping[str, Policy] = {
    known.name: known
    for known in (
        GRADUATED_APPROACH,
        PLACEMENT,
        EHC_NEEDS_ASSESSMENT,
        EHC_PLAN,
        PLAN_AMENDMENT,
        ANNUAL_REVIEW,
        EXCLUSION,
        EDUCATION_GAP,
        DISPUTE,
        COMPLAINT,
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
