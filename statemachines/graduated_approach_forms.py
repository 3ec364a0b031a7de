"""What is written down at each move of the graduated approach."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from statemachines.common_moves import BroughtIn
from statemachines.events import Event
from statemachines.forms import Declares, Form, NamedInLetters, Needed, Says, Told
from statemachines.graduated_approach_plan import (
    MeasureAnswered,
    Outcome,
    ParentsStandpoint,
    Provision,
    Rating,
    Stage,
    Standpoint,
)
from statemachines.rights_holders import NotReached
from statemachines.sen2 import CensusNeed, RequestSource
from statemachines.views import PersonsView, View
from statemachines.year_groups import YearGroup


class CloseReason(StrEnum):
    """Why a case is closed whose outcomes were not simply met."""

    MOVED = "moved"
    LEFT = "left"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    SUPPORTED_UNDER_A_PLAN_ALONE = "supported_under_a_plan_alone"
    DIED = "died"


class RatesOutcomes(Form):
    """A form that rates the outcomes of the cycle's plan."""

    ratings: tuple[Rating, ...] = Field((), description="how far each outcome was reached")


class AgreesReview(Form):
    """A form that agrees on which day the plan is reviewed."""

    review_on: Annotated[date, Declares(Event.REVIEW_AGREED_FOR), NamedInLetters()] = Field(
        description="the day agreed for the review"
    )


class CaseOpened(Form):
    """Why a case is opened, and for whom."""

    concern: Needed = Field(description="what gives rise to concern")
    home_school: Annotated[UUID | None, Says("school")] = Field(
        None, description="the school or setting whose roll the pupil is on, if any"
    )
    year_group: Annotated[YearGroup, Says("year_group")] = Field(
        description="the year group in which the pupil is taught"
    )
    primary_need: Annotated[CensusNeed, Says("primary_need")] = Field(
        description="the primary need, by its code; NSA where no specialist has assessed it"
    )
    people: tuple[UUID, ...] = Field((), description="who is part of the case, by id")
    two_year_check_on: Annotated[date | None, Declares(Event.TWO_YEAR_CHECK_DONE)] = Field(
        None, description="of a child of two: when the progress check at two was done before"
    )


class AssessmentFinished(Form):
    """What the assessment found, and what the pupil and each parent say."""

    strengths: Needed = Field(description="what the pupil does well")
    needs: Needed = Field(description="what the pupil finds hard")
    pupils_view: View = Field(View(), description="what the pupil says")
    parents_views: tuple[PersonsView, ...] = Field((), description="what each parent says")
    evidence: str = Field("", description="what the assessment rests on")


class ProvisionStarted(AgreesReview):
    """The plan of the cycle, and who was told that its provision starts."""

    outcomes: tuple[Outcome, ...] = Field((), description="what is to be reached")
    provision: tuple[Provision, ...] = Field((), description="what is done, by whom, how often")
    parents_told: Annotated[tuple[Told, ...], Declares(Event.PARENT_TOLD_OF_PROVISION)] = Field(
        (), description="which parent was told on which day; who is not told yet has a clock"
    )


class ParentsTold(Form):
    """Parents who were told of the provision after it had started."""

    parents_told: Annotated[tuple[Told, ...], Declares(Event.PARENT_TOLD_OF_PROVISION)] = Field(
        min_length=1, description="which parent was told on which day"
    )


class ReviewMeetingHeld(Form):
    """A meeting with the parents and the pupil; the day of the move is the day of the meeting."""

    who_came: tuple[UUID, ...] = Field((), description="who of the case came, by id")
    who_else_came: str = Field("", description="who else came")
    pupils_words: str = Field("", description="what the pupil said")
    parents_words: str = Field("", description="what the parents said")
    next_meeting_on: Annotated[date | None, NamedInLetters()] = Field(
        None, description="the day agreed for the next meeting"
    )


class AnnualReportSent(Form):
    """The school's report on progress, which every parent gets once a year."""

    sent: Annotated[tuple[Told, ...], Declares(Event.ANNUAL_REPORT_SENT)] = Field(
        min_length=1, description="to which parent on which day"
    )


class ReviewBegun(Form):
    """The review of the plan begins, on the agreed day or for a reason before it."""

    reason: str = Field("", description="why it is reviewed before the agreed day")


class PlanContinued(RatesOutcomes, AgreesReview):
    """The plan goes on as it is, until a new day of review."""


class CycleStarted(RatesOutcomes):
    """The pupil is assessed anew."""

    what_changes: Needed = Field(description="what will be different this time")


class PlanRevised(RatesOutcomes):
    """The plan is written anew on the assessment there is."""

    what_changes: Needed = Field(description="what will be different this time")


class PlacedInAp(Form):
    """The pupil is taught somewhere else for a time."""

    placement: Needed = Field(description="the placement, by its reference")


class ApEndedUnplanned(Form):
    """The time elsewhere ended before anyone had planned the return."""

    why: Needed = Field(description="how it came to end")
    leads_to: Literal["plan", "review"] = Field(
        description="whether the plan is written anew or reviewed first"
    )


class ReintegrationBegun(Form):
    """The plan for the return, and what each party says to it. An objection stops nothing."""

    starts_on: Annotated[date, NamedInLetters()] = Field(description="the first day back")
    stages: tuple[Stage, ...] = Field((), description="the steps of the way back, in order")
    measures: tuple[Needed, ...] = Field((), description="by what its success will be known")
    check_dates: tuple[date, ...] = Field((), description="the days on which it is looked at")
    attendance_share: float | None = Field(
        None, ge=0, le=1, description="the share of sessions (0 to 1) whose attendance completes it"
    )
    home_school: Standpoint = Field(description="what the home school says to it")
    pupil: Standpoint = Field(description="what the pupil says to it")
    parents: tuple[ParentsStandpoint, ...] = Field((), description="what each parent says to it")


class ReintegrationCompleted(Form):
    """How the return went."""

    measures: tuple[MeasureAnswered, ...] = Field((), description="what each measure shows")
    sessions_offered: int = Field(ge=0, description="sessions offered since the return began")
    sessions_attended: int = Field(ge=0, description="sessions attended of those")
    managers_reason: str = Field(
        "", description="why it is complete although the share is not reached; a manager's word"
    )

    @model_validator(mode="after")
    def _no_more_attended_than_offered(self) -> Self:
        if self.sessions_attended > self.sessions_offered:
            raise ValueError("more sessions attended than offered")
        return self


class ReturnChecked(Form):
    """Whether the return has held, so many weeks later."""

    time: Literal["first", "second", "third"] = Field(
        description="which time it is asked since the return"
    )
    holds: bool = Field(description="whether the pupil is still at school, and well there")
    said: Needed = Field(description="what the school, the pupil and the family say")


class ReintegrationBrokeDown(Form):
    """The return failed for now."""

    reason: Needed = Field(description="how it came about")
    learnt: Needed = Field(description="what was learnt from it")
    leads_to: Literal["temporary_ap", "specialist"] = Field(description="where the pupil goes now")


class Escalated(Form):
    """Specialists are asked for."""

    tried: Needed = Field(description="what was tried, and what came of it")
    asked: Needed = Field(description="what is asked of the specialists")


class AdviceActedOn(Form):
    """What the specialists advise; it goes into a new plan."""

    advice: Needed = Field(description="what they advise")
    from_whom: Needed = Field(description="who advises it")


class ClosedNeedsMet(RatesOutcomes):
    """Every outcome is met, and each parent knows that the support ends."""

    parents_told: tuple[Told, ...] = Field((), description="which parent was told on which day")
    parents_not_told: tuple[NotReached, ...] = Field(
        (), description="which parent was not told, and why"
    )


class Closed(Form):
    """The case is closed for another reason than success."""

    reason: CloseReason = Field(description="why the case is closed")


class Reopened(Form):
    """A closed case is taken up again, in a new cycle."""

    reason: Needed = Field(description="why it is taken up again")


class NeedsAssessmentRequested(Form):
    """Somebody asks for an EHC needs assessment; the day of the move is the day of receipt."""

    requester: Needed = Field(description="who asks")
    source: RequestSource = Field(description="who asks, by the code of SEN2 (1 to 5)")
    relevant_youth_accommodation: bool = Field(
        default=False, description="whether the young person is in relevant youth accommodation"
    )


class CaseBroughtIn(BroughtIn):
    """A case of an earlier system: what it needs here to be reviewed on the day agreed there."""

    provision_started_on: Annotated[date | None, Declares(Event.PROVISION_STARTED)] = Field(
        None, description="the day on which the provision of its present cycle started"
    )
    review_on: Annotated[date | None, Declares(Event.REVIEW_AGREED_FOR)] = Field(
        None, description="the day agreed for the review"
    )
    outcomes: tuple[Outcome, ...] = Field((), description="the outcomes of its present plan")
    two_year_check_on: Annotated[date | None, Declares(Event.TWO_YEAR_CHECK_DONE)] = Field(
        None, description="of a child of two: when the progress check at two was done before"
    )
