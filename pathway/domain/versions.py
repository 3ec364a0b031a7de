"""Which version of its policy a process is at, and in which a line of its history was recorded."""

from typing import Protocol

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
