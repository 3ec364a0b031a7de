"""What is written down once a placement is agreed: its start, its course, its end."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from statemachines.common_moves import BroughtIn
from statemachines.events import Event
from statemachines.forms import Declares, Form, NamedInLetters, Needed, Told
from statemachines.placement_terms import (
    CodeCount,
    Destination,
    DirectionNotice,
    Kind,
    LegalBasis,
    Outcomes,
    Progress,
    refuse_an_end_before_the_start,
)


class NoticeGiven(Form):
    """Written notice of an off-site direction; the day of the move is the day it was given."""

    given_to: Needed = Field(description="to whom it was given")
    notice: DirectionNotice = Field(description="what it says")


class AuthorityTold(Form):
    """The school told the authority of the placement, on the day of the move."""

    says: str = Field("", description="what it said")


class PlacementStarted(Form):
    """The pupil's first day; the day of the move is that day."""

    offsite_notice_given_on: Annotated[date | None, Declares(Event.OFFSITE_NOTICE_GIVEN)] = Field(
        None, description="the day of the notice of an off-site direction, if not yet recorded"
    )
    exclusion_notice_given_on: date | None = Field(
        None, description="the day of the notice of education during an exclusion"
    )


class AttendanceRecorded(Form):
    """Attendance of a day or a week, in sessions."""

    from_on: date = Field(description="the first day it covers")
    to_on: date = Field(description="the last day it covers")
    offered: int = Field(ge=0, description="sessions offered")
    attended: int = Field(ge=0, description="sessions attended")
    by_code: tuple[CodeCount, ...] = Field((), description="sessions by attendance code")
    absent_unexplained: bool = Field(
        default=False, description="whether an absence was unexplained on the same day"
    )

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        refuse_an_end_before_the_start(self.from_on, self.to_on)
        return self


class ProviderVisited(Form):
    """A visit; the day of the move is the day of the visit."""

    seen: Needed = Field(description="what was seen")
    pupils_words: str = Field("", description="what the pupil said")
    actions: str = Field("", description="what is to be done")


class ProviderChallenged(Form):
    """Something the provider was asked to put right."""

    challenged: Needed = Field(description="what was challenged")
    answer: str = Field("", description="what the provider answered")


class ReviewInvited(Form):
    """Written invitations to a review; the day of the move is the day of sending."""

    meeting_on: Annotated[date, Declares(Event.PLACEMENT_REVIEW_SET_FOR), NamedInLetters()] = Field(
        description="the day of the review"
    )
    invited: tuple[Told, ...] = Field(min_length=1, description="who was invited on which day")


class PlacementReviewed(Form):
    """A review; the day of the move is the day of the meeting."""

    invited_on: Annotated[date | None, Declares(Event.PLACEMENT_REVIEW_INVITED)] = Field(
        None, description="the day of the invitations, if not yet recorded"
    )
    progress: tuple[Progress, ...] = Field((), description="how it goes with each outcome")
    pupils_words: str = Field("", description="what the pupil says, in their own words")
    continues: bool = Field(description="whether the placement continues")
    outcome_sent_on: Annotated[date | None, Declares(Event.PLACEMENT_REVIEW_OUTCOME_SENT)] = Field(
        None, description="the day on which its outcome was sent, if it has been"
    )
    next_review_on: date | None = Field(None, description="the day agreed for the next review")


class ReviewOutcomeSent(Form):
    """The outcome of a review in writing; the day of the move is the day of sending."""

    sent: tuple[Told, ...] = Field(min_length=1, description="to whom on which day")


class ReviewRequested(Form):
    """Somebody asks for a review; the day of the move is the day of receipt."""

    requester: Needed = Field(description="who asks")


class PlacementExtended(Form):
    """The placement lasts longer."""

    ends_on: Annotated[date, Declares(Event.PLACEMENT_ENDS_ON), NamedInLetters()] = Field(
        description="the new last day"
    )
    reason: Needed = Field(description="why it is extended")
    reintegration_plan: str = Field("", description="the plan for the return, as revised")
    managers_reason: str = Field(
        "", description="why it is extended although no extension is left; a manager's word"
    )
    offsite_notice_given_on: Annotated[date | None, Declares(Event.OFFSITE_NOTICE_GIVEN)] = Field(
        None, description="the day of the new notice, where it is an off-site direction"
    )


class PlacementSuspended(Form):
    """The pupil does not go there for now, since something must be settled first."""

    concern: Needed = Field(description="what gives rise to concern")
    who_was_told: Needed = Field(description="who was told")
    education_meanwhile: str = Field(
        "", description="where the pupil is taught meanwhile; empty where nowhere"
    )


class PlacementResumed(Form):
    """The pupil goes there again."""

    concern_settled: bool = Field(description="whether the concern is settled")
    how: Needed = Field(description="how it was settled")


class PlacementEnded(Form):
    """The pupil's last day; the day of the move is that day."""

    destination: Destination = Field(description="where the pupil goes")
    outcomes: Outcomes = Field(Outcomes(), description="what was reached")
    re_entered: str = Field("", description="the earlier placement it was a return to, if any")


class PlacementBroughtIn(BroughtIn):
    """A placement of an earlier system, with the terms that its later moves are measured by."""

    kind: Kind = Field(description="what kind of place")
    legal_basis: LegalBasis = Field(description="what it rests on")
    reintegration_intended: bool = Field(
        default=True, description="whether the pupil is to return to the home school"
    )
    starts_on: Annotated[date | None, Declares(Event.PLACEMENT_STARTS_ON)] = Field(
        None, description="the first day agreed"
    )
    ends_on: Annotated[date | None, Declares(Event.PLACEMENT_ENDS_ON)] = Field(
        None, description="the last day agreed"
    )
    started_on: Annotated[date | None, Declares(Event.PLACEMENT_STARTED)] = Field(
        None, description="the pupil's first day there"
    )
