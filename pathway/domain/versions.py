"""Which version of its policy a process is at, and in which a line of its history was recorded."""

from collections.abc import Iterator
from typing import Protocol

from statemachines.common_moves import PolicyMigrated
from statemachines.grammar import AnySituation
from statemachines.migrations import migration_from
from statemachines.policy import Policy
from statemachines.registry import policy as policy_named


class AtAVersion(Protocol):
    """A process, or a line of one, that says by which version of which policy it is to be read."""

    @property
    def policy(self) -> str:
        """The name of the policy."""

    @property
    def policy_version(self) -> int:
        """Its version, from 1."""


def policy_of(kept: AtAVersion) -> Policy:
    """Return the policy of a process, in the version that it is at.

    Raises:
        PolicyUnknown: there is no such policy.
        PolicyVersionUnknown: there is one, but not in that version.
    """
    return policy_named(kept.policy, kept.policy_version)


def in_version(policy: Policy, version: int) -> Policy:
    """Return another version of a policy, or itself.

    Raises:
        PolicyVersionUnknown: it has no such version.
    """
    return policy if version == policy.version else policy_named(policy.name, version)


def wrong_versions(policy: Policy, situation: AnySituation) -> Iterator[str]:
    """Yield why a process may not be migrated as a form says: only as somebody declared."""
    form = situation.form
    if not isinstance(form, PolicyMigrated):
        return
    if form.from_version != policy.version:
        yield f"the process is at version {policy.version} of its policy"
    step = migration_from(policy.name, policy.version)
    if step is None or step.to_version != form.to_version:
        yield f"no migration from there to version {form.to_version} is declared"
