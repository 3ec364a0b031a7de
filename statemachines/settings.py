"""What an authority has settled for itself and a policy asks for; packs fill it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from statemachines.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementKind:
    """One kind of placement as an authority runs it.

    Attributes:
        longest_weeks: the longest agreed stay in weeks, or None where the authority set none.
        extensions: how many extensions are allowed without a manager's reason, or None.
        extended_by: the roles that may extend; empty where the authority leaves it to the policy.
        placeholder: whether the figures are ours and not the council's own.
    """

    name: str
    longest_weeks: int | None = None
    extensions: int | None = None
    extended_by: frozenset[Role] = frozenset()
    placeholder: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalSettings:
    """The local figures that guards need. A figure nobody set is None, and then nothing is asked.

    Attributes:
        longest_cycle_weeks: the longest time from the start of provision to its agreed review.
        cycles_before_specialist: finished cycles asked for before escalation to specialists.
        reopen_within_weeks: how long after closing a case may be reopened rather than opened anew.
        attendance_share: share (0 to 1) of offered sessions attended that completes reintegration.
        placements: the kinds of placement by name.
        approval_limits: the highest cost in pounds that each role may approve; a role that is not
            named has no limit.
        switched_off: the policies of which the authority opens no process.
    """

    longest_cycle_weeks: int | None = None
    cycles_before_specialist: int | None = None
    reopen_within_weeks: int | None = None
    attendance_share: float | None = None
    placements: Mapping[str, PlacementKind] = field(default_factory=dict)
    approval_limits: Mapping[Role, Decimal] = field(default_factory=dict)
    switched_off: frozenset[str] = frozenset()


SettledOn = Callable[[date], LocalSettings]
"""Says what an authority has settled for itself as it stands on a day."""
