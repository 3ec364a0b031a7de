"""What a placement means for the pupil's education elsewhere: a gap opened or closed, a sixth day.

A suspension is never blocked, so a gap is opened beside it only where none is open yet.
"""

from collections.abc import Mapping
from typing import Any

from statemachines.education_gap_forms import GapCause
from statemachines.grammar import AnySituation, Consequence
from statemachines.placement_record import terms
from statemachines.placement_running_forms import PlacementStarted, PlacementSuspended
from statemachines.placement_terms import Kind, LegalBasis
from statemachines.situation import Situation

GAP_IS_OPEN = ("raised", "deciding", "arranging", "provided")


def _without_education(s: Situation[PlacementSuspended]) -> bool:
    gap_is_open = s.standing("education_gap", *GAP_IS_OPEN)
    return not s.form.education_meanwhile and not gap_is_open


def _the_gap(_: Situation[PlacementSuspended]) -> Mapping[str, Any]:
    return {"cause": GapCause.SUSPENDED_PLACEMENT, "raised_by": "a placement that was suspended"}


def _nothing(_: AnySituation) -> Mapping[str, Any]:
    return {}


def _is_section_19(s: AnySituation) -> bool:
    return terms(s.record).legal_basis is LegalBasis.SECTION_19


def _is_the_sixth_day(s: AnySituation) -> bool:
    of = terms(s.record)
    return of.kind is Kind.SIXTH_DAY or of.legal_basis is LegalBasis.EXCLUSION


def _its_education(s: Situation[PlacementStarted]) -> Mapping[str, Any]:
    return {"notice_given_on": s.form.exclusion_notice_given_on}


ON_SUSPENDING = (
    Consequence("education_gap", "raise gap", _the_gap, opens=True, when=_without_education),
)
ON_RESUMING = (Consequence("education_gap", "placement resumed", _nothing),)
ON_STARTING = (
    Consequence("education_gap", "start education", _nothing, when=_is_section_19),
    Consequence("exclusion", "start education", _its_education, when=_is_the_sixth_day),
)
