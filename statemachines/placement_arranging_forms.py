"""What is written down while a placement is arranged: from the proposal to the approval."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from statemachines.events import Event
from statemachines.forms import Declares, Form, NamedInLetters, Needed, Told
from statemachines.placement_terms import (
    CensusReason,
    ChecklistItem,
    CommissionedBy,
    DirectionNotice,
    Kind,
    LegalBasis,
    Outcomes,
    Provider,
    Registration,
    Section34,
    refuse_an_end_before_the_start,
)
from statemachines.school_type import SchoolType
from statemachines.views import PersonsView, View


class PlacementProposed(Form):
    """What is proposed, why, and what the pupil and each person say to it.

    The days are those wished for; the days agreed are those of the approval.
    """

    kind: Kind = Field(description="what kind of place")
    legal_basis: LegalBasis = Field(description="what it rests on")
    commissioned_by: CommissionedBy = Field(description="who commissions it")
    school_type: SchoolType | None = Field(
        None,
        description="what kind of school the pupil's home school is, which a direction depends on",
    )
    reason: CensusReason = Field(description="why it is commissioned, as the AP census asks")
    aim: Needed = Field(description="what the placement is for")
    pupil_wants: View = Field(View(), description="what the pupil wants from it")
    views: tuple[PersonsView, ...] = Field((), description="what each person says to it")
    starts_on: date = Field(description="the first day wished for")
    ends_on: date | None = Field(None, description="the last day wished for")
    sessions_a_week: int = Field(ge=0, le=10, description="sessions a week, 0 to 10")
    full_time: bool = Field(description="whether it is full time")
    remaining_time: str = Field(
        "", description="where the pupil is taught in the remaining time, if it is part time"
    )
    curriculum_fit: str = Field("", description="how it fits the pupil's curriculum")
    transport: str = Field("", description="how the pupil gets there")
    outcomes: Outcomes = Field(Outcomes(), description="what success will look like")
    reintegration_intended: bool = Field(
        default=True, description="whether the pupil is to return to the home school"
    )

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        refuse_an_end_before_the_start(self.starts_on, self.ends_on)
        return self


class ChecklistAnswered(Form):
    """One heading of the checklist, answered."""

    item: ChecklistItem = Field(description="which heading")
    answer: Needed = Field(description="the answer")
    evidence: str = Field("", description="what it rests on")


class ProviderConsulted(Form):
    """A provider is asked for a place; the day of the move is the day of sending."""

    provider: Provider = Field(description="who is asked")
    reply_by: Annotated[date, NamedInLetters()] = Field(
        description="the day by which an answer is asked for"
    )


class ProviderAnswered(Form):
    """What a provider answers."""

    provider: Needed = Field(description="who answers, by the name they were asked under")
    offers: bool = Field(description="whether they offer a place")
    reasons: str = Field("", description="their reasons")


class NoPlaceFound(Form):
    """Nobody has a place."""

    next_step: Needed = Field(description="what is done instead")


class PlacementApproved(Form):
    """The place, the days agreed, its cost, and what was confirmed before the pupil goes there."""

    provider: Provider = Field(description="who provides the place")
    starts_on: Annotated[date, Declares(Event.PLACEMENT_STARTS_ON), NamedInLetters()] = Field(
        description="the first day agreed"
    )
    ends_on: Annotated[date | None, Declares(Event.PLACEMENT_ENDS_ON), NamedInLetters()] = Field(
        None, description="the last day agreed"
    )
    bought: bool = Field(
        description="whether the place is bought, and not at a state school or the authority's own"
    )
    cost: Decimal | None = Field(None, ge=0, description="what it costs in all, in pounds")
    funding: str = Field("", description="who pays, and from what")
    contract: str = Field("", description="the contract or call-off it is bought under")
    review_dates: tuple[date, ...] = Field((), description="the days agreed for its reviews")
    told: tuple[Told, ...] = Field((), description="who was told on which day")
    authority_told_on: Annotated[date | None, Declares(Event.AUTHORITY_TOLD_OF_PLACEMENT)] = Field(
        None, description="where the school commissions it: when it told the authority"
    )
    safeguarding_valid_until: date | None = Field(
        None, description="until when the provider's written confirmation of staff checks holds"
    )
    registration: Registration = Field(
        description="whether the provider has to be registered, this pupil counted"
    )
    stays_on_home_roll: bool = Field(
        default=True, description="whether the pupil stays on the roll of the home school"
    )
    roll_changes_because: str = Field("", description="why the roll changes, where it does")
    special_school: bool = Field(default=False, description="whether it is at a special school")
    section_34: Section34 | None = Field(
        None, description="who agreed, where a child without a plan goes to a special school"
    )
    notice: DirectionNotice | None = Field(
        None, description="what the notice of an off-site direction says"
    )

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        refuse_an_end_before_the_start(self.starts_on, self.ends_on)
        return self


class PlacementCancelled(Form):
    """It does not come about."""

    reason: Needed = Field(description="why it does not come about")
