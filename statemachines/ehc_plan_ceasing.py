"""Ceasing an EHC plan: consult first, then notify, and maintain it while an appeal may come.

Source:
    Children and Families Act 2014 ss.45 and 46; SI 2014/1530 regs 29 to 31, whose wording was read
    at legislation.gov.uk; Hampshire CC v GC [2026] EWCA Civ 20 (without consultation the decision
    can be void).
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from statemachines.events import Event
from statemachines.forms import Declares, Form, Needed, Told
from statemachines.grammar import AnySituation, guard
from statemachines.rights_holders import ReachesEach, Refusal
from statemachines.sen2 import CeaseReason
from statemachines.situation import Lookup, Situation

ADULT = 18
"""In years: regulation 29 is for those under it, regulation 30 for the others."""

AGE_LIMIT = 25
"""In years: a plan may run to the end of the academic year of the 25th birthday, CFA 2014 s.46."""

UNDECIDED_DISPUTES = ("mediating", "certificated", "appealed")
"""Where a dispute stands while it may still decide about the plan."""


class CeaseGround(StrEnum):
    """On what ground a plan ceases."""

    NO_LONGER_RESPONSIBLE = "no_longer_responsible"  #: CFA 2014 s.45(1)(a)
    NO_LONGER_NECESSARY = "no_longer_necessary"  #: s.45(1)(b); regulation 29(1)
    LEFT_EDUCATION = "left_education"  #: 18 or over, and no longer in education: regulation 30


class GroundsForCeasing(Form):
    """The ground on which a plan ceases, and what regulation 30 asks of the third of them."""

    cease_ground: CeaseGround | None = Field(None, description="to cease: on what ground")
    cease_reason: CeaseReason | None = Field(
        None, description="to cease: why it ends, 1 to 9 as in SEN2"
    )
    reviewed_on: date | None = Field(
        None, description="to cease: the day of the review, where someone of 18 or over has left"
    )
    return_wished_for: bool | None = Field(
        None, description="to cease: whether a young person who left wishes to return"
    )
    return_appropriate: bool | None = Field(
        None, description="to cease: whether a return would be appropriate"
    )


class CeaseConsidered(Form):
    """The authority thinks of ceasing the plan, and has told the family so."""

    reason: Needed = Field(description="why it is considered")


class CeaseConsulted(ReachesEach):
    """The family and the head were consulted; the day of the move is that of the last of them."""

    reaches: ClassVar[str] = "consulted"

    consulted: tuple[Told, ...] = Field(description="on which day each person was consulted")
    head_consulted_on: date | None = Field(
        None, description="on which day the head or principal was consulted"
    )
    no_head_because: str = Field("", description="why no head was consulted, if the plan names one")
    views: str = Field("", description="what the family and the head say")


class CeaseNotified(GroundsForCeasing, Refusal):
    """The notice that the plan ceases, dated on the day on which it reached the last person."""

    institution_told_on: date | None = Field(
        None, description="on which day the institution named was told"
    )
    commissioning_body_told_on: date | None = Field(
        None, description="on which day the responsible commissioning body (ICB) was told"
    )


class CeaseNotifiedAfterReview(CeaseNotified):
    """The notice that the plan ceases, as the decision after a review."""

    consulted_on: Annotated[date, Declares(Event.CEASE_CONSULTED)] = Field(
        description="on which day the last of family and head was consulted"
    )


class PlanKept(Form):
    """The plan goes on as before."""

    by: Literal["decision", "agreement", "order"] = Field(
        description="by whose will: the authority's, an agreement's, the Tribunal's"
    )
    reasons: str = Field("", description="why")


class CertificateOfCeasing(Form):
    """A mediation certificate about the ceasing of the plan was issued on the day of the move."""


class AppealAgainstCeasing(Form):
    """An appeal against the ceasing of the plan was lodged on the day of the move."""


class PlanEnded(Form):
    """Why the plan ended on the day of the move without having been ceased by notice."""

    cease_reason: CeaseReason = Field(
        description="1 past the age limit, 8 died; any other reason needs a decision to cease"
    )


class PlanEndedAfterNotice(Form):
    """The plan really ended on the day of the move, after the notice of it."""

    cease_reason: CeaseReason | None = Field(
        None, description="why it ended, where that is not as the notice said"
    )
    appeal_decided_on: date | None = Field(
        None, description="on which day an appeal was finally decided, where there was one"
    )


@guard("a plan ends without a decision to cease only by death or past the age limit of 25")
def it_ends_by_itself(s: Situation[PlanEnded]) -> bool:
    if s.form.cease_reason is CeaseReason.MAXIMUM_AGE:
        return _age(s) >= AGE_LIMIT
    return s.form.cease_reason is CeaseReason.DECEASED


@guard("the head or principal has not been consulted by then, and nothing says why")
def the_head_is_consulted(s: Situation[CeaseConsulted]) -> bool:
    on = s.form.head_consulted_on
    return bool(s.form.no_head_because) if on is None else on <= s.on


@guard("the family and the head have not been consulted since ceasing was considered")
def they_were_consulted(s: Situation[CeaseNotified]) -> bool:
    considered, consulted = s.record.latest(Event.CEASE_CONSIDERED), Event.CEASE_CONSULTED
    since = considered.number if considered else 0
    return any(line.number > since and line.on <= s.on for line in s.record.of(consulted))


@guard("the notice names no ground of CFA 2014 s.45 for ceasing")
def a_ground_is_named(s: Situation[CeaseNotified]) -> bool:
    return s.form.cease_ground is not None


@guard("nobody under 18 loses the plan for having left education or training (reg 29)")
def only_an_adult_leaves_education(s: Situation[GroundsForCeasing]) -> bool:
    return s.form.cease_ground is not CeaseGround.LEFT_EDUCATION or _age(s) >= ADULT


@guard("someone of 18 or over has left, and the plan has not been reviewed first (reg 30)")
def whoever_left_was_reviewed(s: Situation[GroundsForCeasing]) -> bool:
    left = s.form.cease_ground is CeaseGround.LEFT_EDUCATION
    return not left or (s.form.reviewed_on is not None and s.form.reviewed_on <= s.on)


@guard("someone of 18 or over has left, and may wish to return where that is appropriate (reg 30)")
def whoever_left_does_not_return(s: Situation[GroundsForCeasing]) -> bool:
    left = s.form.cease_ground is CeaseGround.LEFT_EDUCATION
    return not left or s.form.return_wished_for is False or s.form.return_appropriate is False


@guard("there is still time to appeal against the notice, and no appeal has been decided")
def the_time_to_appeal_is_over(s: Situation[PlanEndedAfterNotice]) -> bool:
    decided, last = s.form.appeal_decided_on, _last_day_to_appeal(s)
    over = last is not None and s.on > last
    return over or _died(s) or (decided is not None and decided <= s.on)


@guard("mediation or an appeal about the ceasing of the plan is not over")
def no_appeal_is_pending(s: Situation[PlanEndedAfterNotice]) -> bool:
    ordered = () if s.form.appeal_decided_on else ("ordered",)
    pending = s.standing("dispute", *UNDECIDED_DISPUTES, *ordered)
    return _died(s) or not any(dispute.kind in {None, "cease"} for dispute in pending)


THE_GROUND_IS_LAWFUL = (
    only_an_adult_leaves_education,
    whoever_left_was_reviewed,
    whoever_left_does_not_return,
)
"""SI 2014/1530 regs 29 and 30, wherever a decision to cease is made."""


def _last_day_to_appeal(s: AnySituation) -> date | None:
    notices = s.record.dated(Event.CEASE_NOTIFIED)
    counted = s.lookup(Lookup.LAST_DAY_TO_APPEAL)
    if not notices or not callable(counted):
        return None
    issued = s.record.dated(Event.MEDIATION_CERTIFICATE_ISSUED)
    certificates = [each.on for each in issued if each.line > notices[-1].line]
    last = counted(notices[-1].on, max(certificates, default=None))
    return last if isinstance(last, date) else None


def _died(s: Situation[PlanEndedAfterNotice]) -> bool:
    return s.form.cease_reason is CeaseReason.DECEASED


def _age(s: AnySituation) -> int:
    age = s.lookup(Lookup.AGE_IN_YEARS)
    return age if isinstance(age, int) else 0
