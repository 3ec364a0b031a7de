"""What is written down in the review of an EHC plan."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from statemachines.common_moves import BroughtIn
from statemachines.ehc_plan_ceasing import GroundsForCeasing
from statemachines.events import Event
from statemachines.forms import Declares, Form, NamedInLetters, Needed, Told
from statemachines.rights_holders import ReachesEach, Refusal, SentToEach


class ReviewKind(StrEnum):
    """What the review is for."""

    ANNUAL = "annual"
    EARLY = "early"
    PHASE_TRANSFER = "phase_transfer"
    UNDER_FIVE = "under_five"


class Arranger(StrEnum):
    """Who arranges the review: SI 2014/1530 reg 20(1) and (12) for schools, reg 21 elsewhere."""

    SCHOOL = "school"
    AUTHORITY = "authority"


class ReviewScheduled(Form):
    """A review that is due."""

    kind: ReviewKind = Field(ReviewKind.ANNUAL, description="what the review is for")
    due_on: date = Field(description="the day by which it has to be completed")
    term_starts_on: Annotated[date | None, Declares(Event.TERM_STARTS)] = Field(
        None, description="the first day of the term in which it falls"
    )
    arranged_by: Arranger = Field(
        Arranger.SCHOOL,
        description="authority where the pupil attends no school that can be required to",
    )


class EarlyReviewRequested(Form):
    """An early review, asked for on the day of the move. Nothing has to be given."""

    kind: ReviewKind = Field(ReviewKind.EARLY, description="what the review is for")
    requester: str = Field("", description="who asks")
    reason: str = Field("", description="what has changed")
    arranged_by: Arranger | None = Field(
        None, description="who arranges it, where that is known or has changed"
    )


class EarlyReviewAnswer(StrEnum):
    """What the authority says to an early review."""

    HELD = "held"
    NOT_HELD = "not_held"


class EarlyReviewAnswered(Form):
    """The authority has answered whoever asked for an early review, on the day of the move."""

    answer: EarlyReviewAnswer = Field(description="whether it is held")
    reasons: str = Field("", description="why, where it is not")


class ReviewListGiven(Form):
    """The heads were given the list of the term's reviews on the day of the move."""

    given_to: str = Field("", description="to whom")


class Invitee(StrEnum):
    """Whom regulations 20(2) and 21(2) want to be invited besides the family."""

    SETTING = "setting"  #: the head, principal or early years provider
    AUTHORITY = "authority"  #: the authority's officer for special educational needs
    HEALTH = "health"  #: a health care professional named by the commissioning body
    SOCIAL_CARE = "social_care"  #: an officer of the authority's social services


class ReviewInvited(ReachesEach):
    """Invitations to the meeting; the day of the move is the day the last of them went out."""

    reaches: ClassVar[str] = "invited"

    meeting_on: Annotated[date, Declares(Event.REVIEW_MEETING_SET_FOR), NamedInLetters()] = Field(
        description="the day of the meeting"
    )
    invited: tuple[Told, ...] = Field(description="on which day each person was invited")
    also_invited: tuple[Invitee, ...] = Field(
        tuple(Invitee), description="who was invited besides the family"
    )
    arranged_by: Arranger | None = Field(
        None, description="who arranges the meeting, where that has changed"
    )


class AdviceCirculated(Form):
    """Advice for the meeting, circulated on the day of the move."""

    advice: Needed = Field(description="whose advice it is, and on what")
    circulated_to: str = Field("", description="to whom it was sent")


class AdulthoodTheme(StrEnum):
    """What preparation for adulthood is about, from year 9."""

    EDUCATION = "education"
    EMPLOYMENT = "employment"
    HOUSING = "housing"
    INDEPENDENCE = "independence"
    HEALTH = "health"
    CONTINUING_CARE = "continuing_care"


class ReviewHeld(Form):
    """The meeting, held on the day of the move."""

    came: tuple[UUID, ...] = Field((), description="who came, by id")
    others_who_came: str = Field("", description="who else came")
    family_views: str = Field("", description="what the family says")
    pupils_views: str = Field("", description="what the pupil says")
    progress: str = Field("", description="progress towards each outcome of the plan")
    adulthood: tuple[AdulthoodTheme, ...] = Field(
        (), description="from year 9: what was considered of preparation for adulthood"
    )
    transfer: str = Field("", description="before a phase transfer: what comes next, and where")
    pep_on: date | None = Field(
        None, description="the day of the personal education plan, where the pupil is looked after"
    )


class ReviewReport(SentToEach):
    """The report of the meeting; the day of the move is the day it went to the last person."""

    recommends: Literal["maintain", "amend", "cease", "differing"] | None = Field(
        None, description="what the report recommends; differing where those who met disagree"
    )


class ReviewOutcome(StrEnum):
    """What the authority may decide after a review."""

    MAINTAIN = "maintain"
    AMEND = "amend"
    CEASE = "cease"


class ReviewDecided(GroundsForCeasing, Refusal):
    """The decision after a review, dated on the day on which it reached the last person.

    To amend, the notice with the actual amendments and their evidence goes with it; its day of
    sending is a field of its own, as eight weeks run from it.
    """

    outcome: ReviewOutcome = Field(description="what is decided")
    amendments: str = Field("", description="to amend: the actual amendments")
    evidence: str = Field("", description="to amend: the evidence that goes with the notice")
    notice_sent_on: Annotated[date | None, Declares(Event.AMENDMENT_NOTICE_SENT)] = Field(
        None, description="to amend: on which day the notice was sent"
    )
    served: tuple[Told, ...] = Field(
        (), description="to amend: on which day the notice was served on each person"
    )
    family_consulted_on: date | None = Field(
        None, description="to cease: on which day the family was consulted"
    )
    head_consulted_on: date | None = Field(
        None, description="to cease: on which day the head or principal was consulted"
    )


class ReviewFinished(Form):
    """The amendment that followed the review has ended, with a plan or with none."""

    amended_plan_sent_on: Annotated[date | None, Declares(Event.AMENDED_PLAN_SENT)] = Field(
        None, description="when the amended plan was sent, where it was amended"
    )
    declined_on: Annotated[date | None, Declares(Event.AMENDMENT_DECLINED)] = Field(
        None, description="when it was notified that the plan is not amended, where it was not"
    )


class ReviewPostponed(Form):
    """A meeting put off; the twelve months are not."""

    reason: Needed = Field(description="why")
    new_date: Annotated[date | None, NamedInLetters()] = Field(
        None, description="the new day of the meeting, where known"
    )
    arranged_by: Arranger | None = Field(
        None, description="who arranges it from now on, where that has changed"
    )


class ReviewBroughtIn(BroughtIn):
    """A review begun in an earlier system, with the dates from which its clocks run."""

    kind: ReviewKind = Field(ReviewKind.ANNUAL, description="what the review is for")
    arranged_by: Arranger = Field(
        Arranger.SCHOOL,
        description="authority where the pupil attends no school that can be required to",
    )
    meeting_set_for: Annotated[date | None, Declares(Event.REVIEW_MEETING_SET_FOR)] = Field(
        None, description="the day agreed for the meeting"
    )
    held_on: Annotated[date | None, Declares(Event.REVIEW_HELD)] = Field(
        None, description="the day on which the meeting was held"
    )
    decided_on: Annotated[date | None, Declares(Event.REVIEW_DECIDED)] = Field(
        None, description="the day on which the decision was notified, where that is known"
    )
    outcome: ReviewOutcome | None = Field(None, description="what was decided, where anything was")
