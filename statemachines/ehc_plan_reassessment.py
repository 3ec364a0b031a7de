"""Reassessment of somebody who has a plan: asked for, decided in fifteen days, then begun.

Source:
    Children and Families Act 2014 ss.44(2), (3) and 51(2)(d); SI 2014/1530 regs 24 to 27.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import Field

from statemachines.appealable import DisputeKind, opens_a_dispute
from statemachines.ehc_plan_states import IN_FORCE
from statemachines.events import Event
from statemachines.forms import Form
from statemachines.grammar import AnySituation, Consequence, Move, Reach, guard, must
from statemachines.months import months_after
from statemachines.rights_holders import TOLD_TO_EACH, Refusal
from statemachines.situation import Situation
from statemachines.vocabulary import EVERYONE, Audience, Role

MONTHS = 6
"""An assessment so recent lets the authority refuse: SI 2014/1530 reg 24."""


class ReassessmentRequested(Form):
    """A reassessment was asked for; the day of the move is the day of receipt."""

    requester: str = Field("", description="who asks")
    reason: str = Field("", description="what has changed")


class GroundOfRefusal(StrEnum):
    """Why an authority need not reassess (reg 24)."""

    WITHIN_SIX_MONTHS = "within_six_months"  #: of an assessment
    NOT_NECESSARY = "not_necessary"


class ReassessmentDecided(Refusal):
    """The decision whether to reassess, dated on the day on which it reached the last person."""

    agreed: bool = Field(description="whether needs are assessed anew")
    ground: GroundOfRefusal | None = Field(None, description="to refuse: on what ground")
    last_assessed_on: date | None = Field(
        None, description="to refuse within six months: when the last assessment was made"
    )


@guard("a reassessment is refused, and no ground of regulation 24 is given")
def a_refused_reassessment_has_its_ground(s: Situation[ReassessmentDecided]) -> bool:
    return s.form.agreed or s.form.ground is not None


@guard("no assessment was made in the six months before the request")
def six_months_are_not_over(s: Situation[ReassessmentDecided]) -> bool:
    if s.form.ground is not GroundOfRefusal.WITHIN_SIX_MONTHS:
        return True
    asked = s.record.latest(Event.REASSESSMENT_REQUESTED)
    last, asked_on = s.form.last_assessed_on, asked.on if asked else s.on
    return last is not None and last <= asked_on <= months_after(last, MONTHS)


@guard("nobody has asked for a reassessment that could be refused")
def somebody_asked(s: Situation[ReassessmentDecided]) -> bool:
    asked = s.record.latest(Event.REASSESSMENT_REQUESTED)
    return s.form.agreed or (asked is not None and asked.on <= s.on)


@guard("a reassessment is refused, and the notice gives no reasons or does not tell of the rights")
def a_refused_reassessment_tells_of_rights(s: Situation[ReassessmentDecided]) -> bool:
    told = (
        s.form.reasons,
        s.form.appeal_right_told,
        s.form.time_limits_told,
        s.form.mediation_told,
        s.form.advice_and_support_told,
    )
    return s.form.agreed or all(told)


def begins_reassessment(when: Callable[[AnySituation], bool]) -> Consequence:
    """Return what opens a reassessment in a process of its own, where `when` says so."""
    return Consequence(
        "ehc_needs_assessment", "begin reassessment", _reassessment, opens=True, when=when
    )


def _reassessment(_: AnySituation) -> Mapping[str, Any]:
    return {"kind": "reassessment"}


def _is_agreed(s: Situation[ReassessmentDecided]) -> bool:
    return s.form.agreed


REASSESSMENT = (
    Move(
        name="request reassessment", source=Reach.OPEN,
        by=EVERYONE | {Role.CLOCK},
        event=Event.REASSESSMENT_REQUESTED, form=ReassessmentRequested,
        law=must("CFA 2014 s.44(2): asked for at any time and never gated"),
        tells=frozenset({Audience.FAMILY, Audience.CASEWORKER}),
    ),
    Move(
        name="decide on reassessment", source=IN_FORCE,
        by=frozenset({Role.DECISION_MAKER}),
        event=Event.REASSESSMENT_DECIDED, form=ReassessmentDecided,
        law=must("CFA 2014 s.44(2) and (3); SI 2014/1530 regs 24 and 25: notified in fifteen days"),
        when=(
            *TOLD_TO_EACH,
            somebody_asked,
            a_refused_reassessment_has_its_ground,
            six_months_are_not_over,
            a_refused_reassessment_tells_of_rights,
        ),
        tells=frozenset({Audience.FAMILY, Audience.SCHOOL, Audience.PROFESSIONAL}),
        then=(
            begins_reassessment(_is_agreed),
            opens_a_dispute(DisputeKind.REASSESS, when=lambda s: not _is_agreed(s)),
        ),
    ),
)  # fmt: skip
