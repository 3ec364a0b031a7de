"""What is written down while a child is without suitable education."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from statemachines.common_moves import BroughtIn
from statemachines.events import Event
from statemachines.forms import Declares, Form, Needed, Told


class GapCause(StrEnum):
    """Why a child is without education: illness, exclusion or otherwise, as section 19 says."""

    ILLNESS = "illness"
    EXCLUSION = "exclusion"
    SUSPENDED_PLACEMENT = "suspended_placement"
    NO_SCHOOL_PLACE = "no_school_place"
    PART_TIME_TIMETABLE = "part_time_timetable"
    NOT_ATTENDING = "not_attending"
    OTHER = "other"


MISSED_BEFORE = "how many school days were missed through illness earlier in the school year"


class GapRaised(Form):
    """The authority learnt on the day of the move that a child is without suitable education."""

    cause: GapCause = Field(description="why there is none")
    last_educated_on: date | None = Field(
        None, description="the last day with education, as far as known"
    )
    raised_by: str = Field("", description="who says so")
    says: str = Field("", description="what they say")
    clear_on: Annotated[date | None, Declares(Event.WILL_MISS_FIFTEEN_DAYS)] = Field(
        None, description="since when it is clear that fifteen days will be missed for health"
    )
    ill_since: Annotated[date | None, Declares(Event.SICKNESS_ABSENCE_BEGAN)] = Field(
        None, description="the first school day of an absence through illness"
    )
    ill_days_before: int = Field(0, ge=0, description=MISSED_BEFORE)
    absent_since: Annotated[date | None, Declares(Event.UNAUTHORISED_ABSENCE_BEGAN)] = Field(
        None, description="the first school day of an absence without leave"
    )


class AbsenceForeseen(Form):
    """It became clear on the day of the move that fifteen days or more will be missed for health.

    They may be missed one after the other or in all.
    """

    evidence: str = Field("", description="what shows it; no doctor's letter is required")


class AbsenceBegan(Form):
    """The day of the move is the first school day of an absence."""

    says: str = Field("", description="what is known of it")
    ill_days_before: int = Field(0, ge=0, description=f"of an illness: {MISSED_BEFORE}")


class ReturnMade(Form):
    """The school made its return to the authority on the day of the move."""

    says: str = Field("", description="what it says")


class GapTakenUp(Form):
    """The authority looks into what the child needs."""

    medical_view: str = Field("", description="what health professionals say, where it is health")
    childs_view: str = Field("", description="what the child and the family say")


class Hours(Form):
    """How much education there is, and why it is not full time."""

    hours_a_week: float | None = Field(None, ge=0, description="hours a week")
    full_time: bool = Field(default=True, description="whether it is full time, or equal to it")
    less_for_health: bool = Field(
        default=False, description="whether health makes full time not in the child's interests"
    )
    less_because: str = Field("", description="why it is less than full time")


class GapAccepted(Hours):
    """The authority will arrange education; decided on the day of the move."""

    reasons: str = Field("", description="why, and what is to be arranged")
    told: tuple[Told, ...] = Field((), description="on which day each of the family was told")
    next_review_on: date | None = Field(None, description="when it is looked at again")


class GapRefused(Form):
    """The authority will arrange nothing; decided on the day of the move."""

    reasons: Needed = Field(description="why suitable education is there without it")
    told: tuple[Told, ...] = Field((), description="on which day each of the family was told")
    complaint_told: bool = Field(
        default=False, description="whether the family was told how to complain"
    )


class EducationBegun(Hours):
    """Education began on the day of the move."""

    provider: str = Field("", description="who provides it")


class GapReviewed(Hours):
    """What was arranged was looked at on the day of the move."""

    says: str = Field("", description="how it goes, and what changes")
    next_review_on: date | None = Field(None, description="when it is looked at again")


class EducationBrokenOff(Form):
    """Since the day of the move there is no education again."""

    reason: Needed = Field(description="why")


class BackAtSchool(Form):
    """The child is back at school, full time, since the day of the move."""

    says: str = Field("", description="how the return was made")


class GapEnded(Form):
    """The authority need not arrange education any more."""

    reason: Literal["moved", "over_age", "educated_at_home", "other"] = Field(
        description="why that is"
    )


class GapReconsidered(Form):
    """The authority looks at its refusal once more."""

    reason: Needed = Field(description="why: a complaint, new evidence")


class GapBroughtIn(BroughtIn):
    """A gap of an earlier system, with the dates from which its clocks run."""

    cause: GapCause = Field(GapCause.OTHER, description="why there was no education")
    last_educated_on: date | None = Field(None, description="the last day with education")
    raised_on: Annotated[date | None, Declares(Event.GAP_RAISED)] = Field(
        None, description="when the authority learnt of it"
    )
    clear_on: Annotated[date | None, Declares(Event.WILL_MISS_FIFTEEN_DAYS)] = Field(
        None, description="since when it was clear that fifteen days would be missed for health"
    )
    begun_on: Annotated[date | None, Declares(Event.EDUCATION_ARRANGED)] = Field(
        None, description="when education began"
    )
