"""Every policy of the house by name and version. A new kind of process adds its line here.

A process keeps the version it began under until it is migrated, so that a version is never taken
away while a process may have begun under it: a policy that changes gets a new version, and the one
before it moves to `EARLIER`.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from statemachines.annual_review import ANNUAL_REVIEW
from statemachines.complaint import COMPLAINT
from statemachines.dispute import DISPUTE
from statemachines.education_gap import EDUCATION_GAP
from statemachines.ehc_needs_assessment import EHC_NEEDS_ASSESSMENT
from statemachines.ehc_plan import EHC_PLAN
from statemachines.errors import (
    PoliciesOverlap,
    PolicyUnknown,
    PolicyValidityBroken,
    PolicyVersionUnknown,
)
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
    """Yield policies, of each its versions in rising order, each in force when the last one ends.

    Raises:
        PoliciesOverlap: a version stands behind one that is the same or later.
        PolicyValidityBroken: a version ends before it begins, does not follow on the day after the
            one before it, or is the last and has an end.
    """
    before: dict[str, Policy] = {}
    for one in known:
        other = before.get(one.name)
        if other is not None and one.version <= other.version:
            raise PoliciesOverlap(one.name, (other.place, one.place), (other.version, one.version))
        _refuse_a_break(other, one)
        before[one.name] = one
        yield one
    for last in before.values():
        if last.valid_to is not None:
            raise PolicyValidityBroken(
                last.place, last.name, last.version,
                f"ends on {last.valid_to}, and no version follows it",
            )  # fmt: skip


def _refuse_a_break(other: Policy | None, one: Policy) -> None:
    """Refuse a version that ends before it begins, or does not follow on the one before.

    Raises:
        PolicyValidityBroken: it does.
    """
    wrong, follows = "", other and other.valid_to and other.valid_to + timedelta(days=1)
    if one.valid_to is not None and one.valid_to < one.valid_from:
        wrong = f"ends on {one.valid_to} before it begins on {one.valid_from}"
    elif other is not None and follows != one.valid_from:
        ends = f"ends on {other.valid_to}" if other.valid_to else "has no end"
        wrong = f"begins on {one.valid_from}, and version {other.version} {ends}"
    if wrong:
        raise PolicyValidityBroken(one.place, one.name, one.version, wrong)


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


def policy_on(name: str, day: date) -> Policy:
    """Return the version of a policy under which a process begins on a day.

    What began before the first of them, as an old record may have, is kept by the first.

    Args:
        name: the name of the policy.
        day: the civil day on which the process began, however late that is recorded.

    Raises:
        PolicyUnknown: there is no such policy.
    """
    begun = policy(name)
    for version in reversed(versions_of(name)):
        begun = VERSIONS[name, version]
        if begun.valid_from <= day:
            break
    return begun


def versions_of(name: str) -> tuple[int, ...]:
    """List the versions of a policy that are known, the oldest first."""
    return tuple(sorted(version for known, version in VERSIONS if known == name))
