"""What follows from the decision after a review: an amendment, a review on record, a plan's end.

The notice to cease is that of CFA 2014 s.45, so that the plan stays maintained while it may be
appealed against (s.45(4)), in its own process.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from statemachines import annual_review_guards as ask
from statemachines.annual_review_forms import ReviewDecided, ReviewOutcome
from statemachines.appealable import DisputeKind, opens_a_dispute
from statemachines.ehc_plan_ceasing import CeaseGround, GroundsForCeasing
from statemachines.grammar import Consequence
from statemachines.plan_amendment_forms import AmendmentCause
from statemachines.rights_holders import Refusal
from statemachines.situation import Situation

OF_THE_NOTICE = (*Refusal.model_fields, *GroundsForCeasing.model_fields)
"""What the decision to cease and the notice of it have in common."""


def _notice_day(s: Situation[ReviewDecided]) -> date:
    return s.form.notice_sent_on or s.on


def _the_notice(s: Situation[ReviewDecided]) -> Mapping[str, Any]:
    return {
        "cause": AmendmentCause.REVIEW,
        "amendments": s.form.amendments,
        "evidence": s.form.evidence,
        "served": s.form.served,
        "not_reached": s.form.not_reached,
        "review_meeting_on": ask.reviewed_on(s),
    }


def _the_review(s: Situation[ReviewDecided]) -> Mapping[str, Any]:
    return {"reviewed_on": ask.reviewed_on(s), "decided_on": s.on, "outcome": s.form.outcome.value}


def _the_notice_of_ceasing(s: Situation[ReviewDecided]) -> Mapping[str, Any]:
    said = {name: s.form.entries()[name] for name in OF_THE_NOTICE}
    consulted_on = max(s.form.family_consulted_on or s.on, s.form.head_consulted_on or s.on)
    return {
        **said,
        "cease_ground": s.form.cease_ground or CeaseGround.NO_LONGER_NECESSARY,
        "reviewed_on": ask.reviewed_on(s),
        "consulted_on": consulted_on,
    }


def _ceases(s: Situation[ReviewDecided]) -> bool:
    return s.form.outcome is ReviewOutcome.CEASE


def _amends(s: Situation[ReviewDecided]) -> bool:
    return s.form.outcome is ReviewOutcome.AMEND


def _leaves_it_as_it_is(s: Situation[ReviewDecided]) -> bool:
    return s.form.outcome is ReviewOutcome.MAINTAIN


ON_DECIDING = (
    Consequence("plan_amendment", "send notice", _the_notice,
                opens=True, when=_amends, on=_notice_day),
    Consequence("ehc_plan", "record review", _the_review),
    Consequence("ehc_plan", "notify ceasing after review", _the_notice_of_ceasing, when=_ceases),
    opens_a_dispute(DisputeKind.AMEND, when=_leaves_it_as_it_is),
)  # fmt: skip
