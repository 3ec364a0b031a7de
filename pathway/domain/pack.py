"""An authority's pack: what it has settled for itself, on any day, and what of it is only ours.

A pack is read from TOML (`pathway.packs`); each value remembers which file said it and whether it
is a placeholder. From one day to the next the values may differ: a pack is a row of periods.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator

from pathway.domain.pack_errors import PackNotInForce
from pathway.domain.pack_tables import (
    Band,
    Communication,
    Complaints,
    Contract,
    District,
    DistrictReferral,
    GraduatedApproach,
    Letters,
    Limit,
    PlacementTerms,
    Priority,
    Processes,
    Reintegration,
    Table,
    TermDates,
)
from pathway.domain.pack_values import Approval, RuleId, Steps, Text, known_of
from statemachines.placement_terms import Kind
from statemachines.settings import LocalSettings, PlacementKind, SettledOn
from statemachines.vocabulary import Role

NOTHING_SETTLED = LocalSettings()
FIGURES_OF_A_PLACEMENT = ("longest_weeks", "extensions")


class Arrangements(Table):
    """Everything an authority has settled for itself, as it stands on one day.

    Attributes:
        approvals: up to where each role may approve; a role that is not named has no limit. Who
            may approve at all is the policy's to say.
        ladders: other steps of alerts for a rule than its own, by the id of a rule or a limb.
        bank_holidays: days proclaimed after the list of bank holidays was shipped, and why.
        processes: which are switched on.
    """

    graduated_approach: GraduatedApproach
    reintegration: Reintegration
    placements: Mapping[Kind, PlacementTerms]
    processes: Processes
    letters: Letters
    calendar: TermDates
    approvals: Mapping[Approval, Mapping[Role, Limit]] = {}
    ladders: Mapping[RuleId, Steps] = {}
    bank_holidays: Annotated[Mapping[date, Text], AfterValidator(known_of)] = {}
    complaints: Complaints = Complaints()
    communication: Communication = Communication()
    districts: Mapping[Text, District] = {}
    district_referral: DistrictReferral | None = None
    contracts: Mapping[Text, Contract] = {}
    bands: Mapping[Text, Band] = {}
    priorities: Mapping[Text, Priority] = {}

    def is_on(self, process: str) -> bool:
        """Tell whether a process is switched on."""
        return process not in self.processes.off()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from.

    Attributes:
        pack: the name of the pack that says it.
        placeholder: whether it is ours, and no authority's own figure.
        source: what it rests on, in words; None where nothing is said.
    """

    pack: str
    placeholder: bool = False
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """What holds from one day until the next period begins.

    Attributes:
        from_on: the first day; `date.min` where there is none.
        origins: where each value comes from, by its path, as in
            `placements.assessment_hub.longest_weeks`.
    """

    from_on: date
    arrangements: Arrangements
    origins: Mapping[str, Origin]

    def is_placeholder(self, path: str) -> bool:
        """Tell whether the value at a path is only ours."""
        return path in self.origins and self.origins[path].placeholder


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One authority's pack.

    Attributes:
        title: the name of the authority.
        la_code: its three-digit number; None for national rules alone.
        extends: the packs that it builds on, the nearest first.
        valid_from: the first day of which it speaks; None where there is none.
        valid_to: the last day of which it speaks; None where there is none.
        periods: what holds when, oldest first, without gaps.
    """

    name: str
    title: str
    la_code: str | None
    extends: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    periods: tuple[Period, ...]

    def period(self, on: date) -> Period:
        """Return what holds on a day, and where each value comes from.

        Raises:
            PackNotInForce: the pack says nothing of that day.
        """
        at = self.period_at(on)
        if at is None:
            raise PackNotInForce(self.name, on, self.valid_from, self.valid_to)
        return self.periods[at]

    def period_at(self, on: date) -> int | None:
        """Return the place in `periods` of what holds on a day; None where nothing does."""
        at = bisect_right(self.periods, on, key=lambda period: period.from_on)
        in_force = at > 0 and (self.valid_to is None or on <= self.valid_to)
        return at - 1 if in_force else None

    def arrangements(self, on: date) -> Arrangements:
        """Return what the authority has settled for itself, as it stands on a day.

        Raises:
            PackNotInForce: the pack says nothing of that day.
        """
        return self.period(on).arrangements

    def local_settings(self, on: date) -> LocalSettings:
        """Return what the guards of policies ask for, as it stands on a day.

        Raises:
            PackNotInForce: the pack says nothing of that day.
        """
        return _local_settings(self.period(on))


def settled_on(pack: Pack) -> SettledOn:
    """Return what answers, of any day and quickly, what the guards of policies ask for.

    Of a day of which the pack says nothing, as of old records, nobody has set any figure.
    """
    of_each = [_local_settings(period) for period in pack.periods]

    def settled(on: date) -> LocalSettings:
        at = pack.period_at(on)
        return NOTHING_SETTLED if at is None else of_each[at]

    return settled


def placeholders(pack: Pack, *, on: date | None = None) -> list[str]:
    """List the paths of the values that are ours and not the authority's own, in order.

    Args:
        pack: whose values.
        on: the day on which they stand so; None for any day.

    Raises:
        PackNotInForce: the pack says nothing of that day.
    """
    periods = pack.periods if on is None else (pack.period(on),)
    paths = {path for period in periods for path in period.origins if period.is_placeholder(path)}
    return sorted(paths)


def _local_settings(period: Period) -> LocalSettings:
    settled = period.arrangements
    return LocalSettings(
        longest_cycle_weeks=settled.graduated_approach.longest_cycle_weeks,
        cycles_before_specialist=settled.graduated_approach.cycles_before_specialist,
        reopen_within_weeks=settled.graduated_approach.reopen_within_weeks,
        attendance_share=settled.reintegration.attendance_share,
        placements={
            kind.value: _placement_kind(kind, terms, period)
            for kind, terms in settled.placements.items()
        },
        approval_limits={
            role: Decimal(limit.up_to_pounds)
            for role, limit in settled.approvals.get(Approval.PLACEMENT, {}).items()
            if limit.up_to_pounds is not None
        },
        switched_off=settled.processes.off(),
    )


def _placement_kind(kind: Kind, terms: PlacementTerms, period: Period) -> PlacementKind:
    figures = (f"placements.{kind.value}.{figure}" for figure in FIGURES_OF_A_PLACEMENT)
    return PlacementKind(
        name=kind.value,
        longest_weeks=terms.longest_weeks,
        extensions=terms.extensions,
        extended_by=frozenset(terms.extended_by),
        placeholder=any(period.is_placeholder(path) for path in figures),
    )
