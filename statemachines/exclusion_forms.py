"""What is written down when a pupil is excluded. Each exclusion is known by its first day."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from statemachines.annual_review_forms import Arranger
from statemachines.common_moves import BroughtIn
from statemachines.events import Event
from statemachines.forms import Declares, Form, NamedInLetters, Needed, Told
from statemachines.placement_terms import refuse_an_end_before_the_start
from statemachines.rights_holders import ReachesEach
from statemachines.school_type import SchoolType


class OfOneExclusion(Form):
    """What concerns one exclusion of the chain."""

    excluded_from: date = Field(description="the first day of the exclusion it is about")


class ExclusionNotified(OfOneExclusion):
    """An exclusion, decided by the head on the day of the move."""

    reasons: Needed = Field(description="why, as the notice says it")
    school_type: SchoolType | None = Field(None, description="what kind of school excludes")
    exam_on: Annotated[date | None, Declares(Event.EXAM_FALLS_ON)] = Field(
        None, description="the day of a public examination or national test it would cost"
    )
    parents_told: Annotated[tuple[Told, ...], Declares(Event.PARENT_TOLD_OF_EXCLUSION)] = Field(
        (), description="on which day each parent was told of it, and of representations"
    )
    board_told_on: Annotated[date | None, Declares(Event.BOARD_TOLD_OF_EXCLUSION)] = Field(
        None, description="on which day the governing board received the notice"
    )
    authority_told_on: Annotated[date | None, Declares(Event.AUTHORITY_TOLD_OF_EXCLUSION)] = Field(
        None, description="on which day the authority was told"
    )
    social_worker_told_on: date | None = Field(
        None, description="on which day the social worker was told, where there is one"
    )
    virtual_school_told_on: date | None = Field(
        None, description="on which day the virtual school head was told, if looked after"
    )


class Suspension(ExclusionNotified):
    """A suspension: an exclusion for a fixed time."""

    until_on: date = Field(description="its last school day")
    half_days: int = Field(
        0, ge=0, description="how many of its days count half, such as a lunchtime each"
    )

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        refuse_an_end_before_the_start(self.excluded_from, self.until_on)
        return self


class PermanentExclusion(ExclusionNotified):
    """An exclusion for good."""

    excluded_from: Annotated[date, Declares(Event.PERMANENT_EXCLUSION_BEGAN)] = Field(
        description="its first day"
    )
    early_review_considered: bool = Field(
        default=False, description="whether an early review of an EHC plan was considered first"
    )


class ExclusionReported(Form):
    """Somebody tells of an exclusion that nobody recorded, formal or not."""

    out_from: date | None = Field(None, description="since which day the pupil is kept out")
    out_until: date | None = Field(None, description="until when, as far as known")
    school_says: str = Field("", description="what the school says about it")
    reporter: str = Field("", description="who tells of it")


class ParentsTold(OfOneExclusion, ReachesEach):
    """The parents were told; the day of the move is the day the last of them was."""

    reaches: ClassVar[str] = "told"

    told: Annotated[tuple[Told, ...], Declares(Event.PARENT_TOLD_OF_EXCLUSION)] = Field(
        description="on which day each parent was told"
    )


class BoardTold(OfOneExclusion):
    """The governing board received the notice on the day of the move."""


class AuthorityTold(OfOneExclusion):
    """The authority was told on the day of the move."""


class OthersTold(OfOneExclusion):
    """Whoever else answers for the pupil was told, by the day of the move."""

    social_worker_told_on: date | None = Field(None, description="when the social worker was told")
    virtual_school_told_on: date | None = Field(
        None, description="when the virtual school head was told"
    )


class EducationArranged(Form):
    """Education for the time of the exclusion is arranged."""

    provider: Needed = Field(description="who provides it")
    arranged_by: Arranger = Field(
        Arranger.SCHOOL,
        description="the school for a suspension, the authority for a permanent exclusion",
    )
    starts_on: Annotated[
        date | None, Declares(Event.EXCLUSION_EDUCATION_STARTS_ON), NamedInLetters()
    ] = Field(None, description="its first day")
    notice_given_on: Annotated[date | None, Declares(Event.EXCLUSION_EDUCATION_NOTICE_GIVEN)] = (
        Field(None, description="on which day the head gave notice of it, if that was done")
    )


class EducationNotice(Form):
    """The head's notice of the education arranged, given on the day of the move."""

    given_to: Needed = Field(description="to whom")
    says: str = Field("", description="where, from when, at what times, whom to report to")


class EducationStarted(Form):
    """The first day of education during the exclusion is the day of the move."""

    provider: str = Field("", description="who provides it")
    full_time: bool = Field(default=True, description="whether it is full time")
    notice_given_on: Annotated[date | None, Declares(Event.EXCLUSION_EDUCATION_NOTICE_GIVEN)] = (
        Field(None, description="on which day the head gave notice of it, if not yet recorded")
    )


class PupilReturned(Form):
    """The pupil is back at school on the day of the move."""

    meeting_on: date | None = Field(None, description="the day of a reintegration meeting")


class RepresentationsMade(OfOneExclusion):
    """A parent makes representations, received on the day of the move."""

    says: str = Field("", description="what they say")


class SuspensionConsidered(OfOneExclusion):
    """The governing board has considered a suspension, on the day of the move."""

    outcome: Literal["kept", "reinstated"] = Field(
        description="kept where it stands, also where the board cannot reinstate"
    )
    notified: tuple[Told, ...] = Field((), description="when each parent was told of the decision")


class PermanentConsidered(OfOneExclusion):
    """The governing board has considered a permanent exclusion, on the day of the move."""

    outcome: Literal["upheld", "reinstated"] = Field(description="what it decided")
    notified: Annotated[tuple[Told, ...], Declares(Event.BOARD_DECISION_NOTIFIED)] = Field(
        (), description="on which day each parent was given notice of the decision"
    )
    review_right_told: bool = Field(
        default=False, description="whether the notice tells of the independent review"
    )
    sen_expert_told: bool = Field(
        default=False, description="whether it tells of the SEN expert, for any pupil"
    )


class ReviewAppliedFor(OfOneExclusion):
    """An independent review was applied for; the application is made on the day of the move."""

    applicant: str = Field("", description="who applies")
    sen_expert: bool = Field(default=False, description="whether a SEN expert is asked for")


class PanelConvened(OfOneExclusion):
    """The review panel met on the day of the move."""


class PanelOutcome(StrEnum):
    """What a review panel may decide."""

    UPHELD = "upheld"
    RECOMMENDED = "recommended"  #: it recommends that the board reconsiders
    QUASHED = "quashed"  #: it quashes the decision and directs that the board reconsiders


class PanelDecided(OfOneExclusion):
    """The decision of the panel, of which the board had notice on the day of the move."""

    outcome: PanelOutcome = Field(description="what it decided")


class BoardReconsidered(OfOneExclusion):
    """The governing board has considered the exclusion once more, on the day of the move."""

    outcome: Literal["upheld", "reinstated"] = Field(description="what it decided")


class ExclusionCancelled(OfOneExclusion):
    """The head cancels an exclusion that the board has not considered, on the day of the move."""

    reason: Needed = Field(description="why")


class ChainClosed(Form):
    """Nothing more is to be done about any exclusion of the chain."""

    reason: str = Field("", description="why, if that is not plain")


class ExclusionBroughtIn(BroughtIn):
    """An exclusion of an earlier system, with the dates from which its clocks run."""

    excluded_from: date | None = Field(None, description="its first day")
    until_on: date | None = Field(None, description="its last school day; none where permanent")
    decided_on: Annotated[date | None, Declares(Event.EXCLUSION_DECIDED)] = Field(
        None, description="when the head decided it"
    )
    permanent_from: Annotated[date | None, Declares(Event.PERMANENT_EXCLUSION_BEGAN)] = Field(
        None, description="its first day, where it is permanent"
    )
    board_told_on: Annotated[date | None, Declares(Event.BOARD_TOLD_OF_EXCLUSION)] = Field(
        None, description="when the governing board received the notice"
    )
    education_started_on: Annotated[date | None, Declares(Event.EXCLUSION_EDUCATION_STARTED)] = (
        Field(None, description="when education elsewhere began")
    )
