"""What is written down while a plan is maintained."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from statemachines.common_moves import BroughtIn
from statemachines.events import Event
from statemachines.forms import Declares, Form, Needed, Told
from statemachines.plan_amendment_forms import ProposesAmendments
from statemachines.section_g import SetsOutHealth
from statemachines.section_i import (
    BOUND,
    SectionI,
    SectionINames,
    SettingIdentified,
    has_a_number,
)
from statemachines.sen2 import CeaseReason, DirectPayment, Residential, WorkBased

RANK = "1 for the main setting, 2 for a second one"


class CarriesSectionI(SectionI, SetsOutHealth):
    """Sections I and G in the plan's own history, where duties to admit and to arrange begin."""

    setting_named_on: Annotated[date | None, Declares(Event.SETTING_NAMED)] = Field(
        None, description="from which day it names a particular setting, if it names one"
    )
    rank: Literal[1, 2] = Field(1, description=RANK)


class PlanMade(CarriesSectionI):
    """The plan as first made, on the day on which it was sent: the day of the move."""


class PlanVersion(CarriesSectionI):
    """A version of the plan, sent on the day of the move."""

    section_i: SectionINames = Field(
        SectionINames.UNCHANGED, description="what section I of this version says"
    )
    sections: str = Field("", description="which sections changed, and how")
    sent: tuple[Told, ...] = Field((), description="on which day it was sent to each person")
    deliverers_sent: str = Field("", description="who delivers provision and was sent it")
    read_on: date | None = Field(
        None, description="on which day the last of those who deliver confirmed reading it"
    )
    phase_setting_named_on: Annotated[date | None, Declares(Event.PHASE_SETTING_NAMED)] = Field(
        None, description="when it was sent, if it names the setting of the next phase"
    )


class Placed(SettingIdentified):
    """A setting as SEN2 records it, the one named or the one attended."""

    rank: Literal[1, 2] = Field(1, description=RANK)
    until_on: date | None = Field(None, description="the last day there, where it has ended")
    sen_unit: bool = Field(default=False, description="whether in the setting's SEN unit")
    resourced_provision: bool = Field(
        default=False, description="whether in the setting's resourced provision"
    )
    residential: Residential | None = Field(
        None, description="A for 38 to 51 weeks a year, B for 52; empty where it is not residential"
    )
    work_based: WorkBased | None = Field(None, description="the kind of work-based placement")


class SettingNamed(Placed):
    """A setting that section I names, from the day of the move."""

    in_s38_3: bool = Field(default_factory=has_a_number, description=BOUND)


class SettingAttended(Placed):
    """A setting that is really attended, from the day of the move."""


class ProvisionStage(StrEnum):
    """How far a line of provision has come: waiting for therapy is counted from this."""

    REFERRED = "referred"
    ACCEPTED = "accepted"
    FIRST_SEEN = "first_seen"
    DELIVERED = "delivered"
    STOPPED = "stopped"


class ProvisionRecorded(Form):
    """How far one line of section F or G has come, on the day of the move."""

    section: Literal["F", "G"] = Field(description="F for education, G for health")
    line: Needed = Field(description="the line of the plan, always written alike")
    stage: ProvisionStage = Field(description="how far it has come")
    by_whom: str = Field("", description="who delivers it")


class ProvisionSecured(Form):
    """From the day of the move all provision of a section is in place."""

    section: Literal["F", "G"] = Field("F", description="F for education, G for health")


class Admitted(SettingIdentified):
    """The setting that the plan names has admitted the pupil, on the day of the move."""


class BudgetRecorded(Form):
    """What was decided about a personal budget, on the day of the move."""

    taken_up: bool = Field(description="whether there is a personal budget (SEN2 PB)")
    organised_arrangements: bool = Field(
        default=False, description="whether the authority holds it and arranges (SEN2 OA)"
    )
    direct_payment: DirectPayment | None = Field(
        None, description="what a direct payment pays for, where there is one (SEN2 DP)"
    )
    reasons: str = Field("", description="why, where it is refused or smaller than asked for")
    review_on: date | None = Field(None, description="when it is reviewed")


class HomeEducationRecorded(Form):
    """Education at home from the day of the move: a fact, whoever agrees with it."""

    arrangement: Literal["elective", "arranged"] = Field(
        description="elective: by the parents' choice; arranged: by the authority or under s.42(5)"
    )
    suitability: Literal["suitable", "unsuitable", "not_known"] = Field(
        "not_known", description="whether the education is suitable"
    )
    special_school_consent_on: date | None = Field(
        None,
        description="when the authority agreed that a special school takes the pupil off its roll",
    )


class AmendmentOpened(ProposesAmendments):
    """An amendment at another time than after a review; its notice is sent on this day."""

    served: tuple[Told, ...] = Field(
        description="on which day the notice was served on each person"
    )


class ReviewMeetingRecorded(Form):
    """The meeting of a review was held on the day of the move; the review is not complete by it."""


class ReviewCompleted(Form):
    """A review completed by the decision notified on the day of the move.

    The next twelve months run from the earliest of meeting, decision and final plan, which is the
    day of the meeting; the law does not settle it, so all of them are kept.
    """

    reviewed_on: Annotated[date, Declares(Event.PLAN_REVIEWED)] = Field(
        description="the day from which the next twelve months run: that of the meeting"
    )
    decided_on: Annotated[date, Declares(Event.REVIEW_DECIDED)] = Field(
        description="the day on which the decision was notified"
    )
    outcome: Literal["maintain", "amend", "cease"] = Field(description="what was decided")


class PlanBroughtIn(BroughtIn):
    """A plan taken over from an earlier system, with the dates from which its clocks run."""

    plan_made_on: Annotated[date | None, Declares(Event.PLAN_MADE)] = Field(
        None, description="when the plan was first made"
    )
    last_reviewed_on: Annotated[date | None, Declares(Event.PLAN_REVIEWED)] = Field(
        None, description="the day of the last review meeting"
    )
    cease_notified_on: Annotated[date | None, Declares(Event.CEASE_NOTIFIED)] = Field(
        None, description="when notice was given that the plan ceases, where it was"
    )
    ceased_on: Annotated[date | None, Declares(Event.PLAN_CEASED)] = Field(
        None, description="when the plan ended, where it has"
    )
    cease_reason: CeaseReason | None = Field(None, description="why it ended, 1 to 9 as in SEN2")
