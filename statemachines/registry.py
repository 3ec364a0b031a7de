"""Every policy of the house by name and version. A new kind of process adds its line here.

A process keeps the version it began under until it is migrated, so that a version is never taken
away while a process may have begun under it: a policy that changes gets a new version, and the one
before it moves to `EARLIER`.
"""

from collections.abc import Iterable, Iterator, Mapping

from statemachines.annual_review import ANNUAL_REVIEW
from statemachines.complaint import COMPLAINT
from statemachines.dispute import DISPUTE
from statemachines.education_gap import EDUCATION_GAP
from statemachines.ehc_needs_assessment import EHC_NEEDS_ASSESSMENT
from statemachines.ehc_plan import EHC_PLAN
from statemachines.errors import PoliciesOverlap, PolicyUnknown, PolicyVersionUnknown
from statemachines.exclusion import EXCLUSION
from statemachines.graduated_approach import GRADUATED_APPROACH
from statemachines.placement import PLACEMENT
from statemachines.plan_amendment import PLAN_AMENDMENT
from statemachines.policy import Policy

NEWEST = (
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
EARLIER: tuple[Policy, ...] = ()
"""The versions that a process may still be at, and in which its lines may have been recorded."""


def in_order(known: Iterable[Policy]) -> Iterator[Policy]:
    """Yield policies, of each its versions in rising order.

    Raises:
        PoliciesOverlap: a version stands behind one that is the same or later.
    """
    before: dict[str, Policy] = {}
    for one in known:
        other = before.get(one.name)
        if other is not None and one.version <= other.version:
            raise PoliciesOverlap(one.name, (other.place, one.place), (other.version, one.version))
        before[one.name] = one
        yield one


POLICIES: Mapping[str, Policy] = {known.name: known for known in NEWEST}
"""The newest version of each: what opens a process, and what lists and pages speak of."""

VERSIONS: Mapping[tuple[str, int], Policy] = {
    (known.name, known.version): known for known in in_order((*EARLIER, *NEWEST))
}
"""Every version of every policy."""


def policy(name: str, version: int | None = None) -> Policy:
    """Return the policy of that name.

    Args:
        name: the name.
        version: the version; the newest where it is None.

    Raises:
        PolicyUnknown: there is none.
        PolicyVersionUnknown: there is one, but not in that version.
    """
    try:
        return POLICIES[name] if version is None else VERSIONS[name, version]
    except KeyError:
        if name not in POLICIES:
            raise PolicyUnknown(name, tuple(POLICIES)) from None
    raise PolicyVersionUnknown(name, version or 0, versions_of(name))


def versions_of(name: str) -> tuple[int, ...]:
    """List the versions of a policy that are known, the oldest first."""
    return tuple(sorted(version for known, version in VERSIONS if known == name))
