"""What is written down in an EHC needs assessment.

A date is written once. The day of a move is the day of its own event: a request is received, a
refusal notified to the last person, a final plan sent, on the day of the move. Only what happened
on other days, or to each person on a day of their own, is a field.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from statemachines.common_moves import BroughtIn
from statemachines.events import Event
from statemachines.forms import Declares, Form, Needed, Told
from statemachines.rights_holders import NotifiedToEach, ReachesEach, SentToEach
from statemachines.section_i import OTHER_AUTHORITY, SectionIDecided
from statemachines.sen2 import RequestSource


class AssessmentKind(StrEnum):
    """Whether there is a plan already."""

    ASSESSMENT = "assessment"
    REASSESSMENT = "reassessment"


class Adviser(StrEnum):
    """What kind of advice regulation 6(1) asks for."""

    SCHOOL = "school"  #: the head or principal
    EARLY_YEARS = "early_years"  #: who answers for the child's needs at an early years provider
    HEALTH = "health"
    PSYCHOLOGY = "psychology"
    SOCIAL_CARE = "social_care"
    SENSORY = "sensory"  #: a qualified teacher of deaf, blind or deafblind children
    ADULTHOOD = "adulthood"  #: preparation for adulthood, from year 9
    ASKED_BY_FAMILY = "asked_by_family"  #: whom the family reasonably asks for
    FAMILY = "family"  #: the family's own
    VIRTUAL_SCHOOL = "virtual_school"


class AssessmentAsked(Form):
    """What both ways into an assessment record."""

    kind: AssessmentKind = Field(
        AssessmentKind.ASSESSMENT, description="reassessment where there is a plan already"
    )
    source: RequestSource = Field(
        description="who asks: 1 parent or young person, 2 school or other setting, "
        "3 health, 4 social care, 5 other"
    )
    relevant_youth_accommodation: bool = Field(
        default=False, description="whether the pupil is in relevant youth accommodation"
    )


class RequestReceived(AssessmentAsked):
    """A request for an assessment, received on the day of the move."""

    requester: str = Field("", description="who asks, in words")
    reason: str = Field("", description="what they say")


class BroughtToAttention(AssessmentAsked):
    """A pupil brought to the authority's attention on the day of the move, without a request."""

    source: RequestSource = Field(
        RequestSource.OTHER,
        description="who did so: 1 parent or young person, 2 school or other setting, "
        "3 health, 4 social care, 5 other",
    )
    by_whom: Needed = Field(description="who brought the pupil to attention")


class StartConfirmed(Form):
    """Why the day of the move is the day from which time runs."""

    reason: Needed = Field(description="why time runs from this day and not from the other")


class FamilyConsulted(Form):
    """Who of the family was asked whether an assessment may be needed, and what they said."""

    consulted: tuple[Told, ...] = Field(description="on which day each person was asked")
    views_invited: Annotated[tuple[Told, ...], Declares(Event.VIEWS_INVITED)] = Field(
        (),
        description="on which day each person was notified that an assessment is considered, and "
        "that they may express views and send evidence (CFA 2014 s.36(7))",
    )
    views: str = Field("", description="what they said")


class Body(StrEnum):
    """Whom regulation 4(2) wants to be notified that an assessment is considered."""

    HEALTH = "health"  #: the responsible commissioning body
    SOCIAL_CARE = "social_care"  #: the authority's own officers
    SCHOOL = "school"  #: the head, principal or early years provider


class BodiesNotified(Form):
    """Which bodies were notified on the day of the move."""

    bodies: tuple[Body, ...] = Field(min_length=1, description="which bodies were notified")


class Recommendation(StrEnum):
    """What a panel recommends; it decides nothing."""

    ASSESS = "assess"
    REFUSE_TO_ASSESS = "refuse_to_assess"
    ISSUE = "issue"
    REFUSE_TO_ISSUE = "refuse_to_issue"


class PanelRecommended(Form):
    """What the panel recommends to whoever decides."""

    recommendation: Recommendation = Field(description="what the panel recommends")
    reasons: Needed = Field(description="why")


class AssessmentAgreed(NotifiedToEach):
    """The decision to assess. The day of the move is the day it reached the last person."""


class AdviceNamed(Form):
    """Which advice is meant: a clock each, told apart by these two."""

    adviser: Needed = Field(description="the person or body asked, always written alike")
    kind: Adviser = Field(description="what kind of advice")


class AdviceRequested(AdviceNamed):
    """A request for advice, sent on the day of the move; six weeks run from its receipt."""

    received_by_body_on: Annotated[date | None, Declares(Event.ADVICE_REQUEST_RECEIVED_BY_BODY)] = (
        Field(None, description="on which day the body received the request, where known")
    )
    closed_from: date | None = Field(
        None, description="the first closed day, where the school or provider was or will be closed"
    )
    reopens_on: date | None = Field(None, description="the day on which it opens again")


class AdviceRequestReceived(AdviceNamed):
    """The day of the move is the day on which the body received the request."""


class AdviceReused(AdviceNamed):
    """Earlier advice that everyone concerned finds sufficient."""

    dated_on: date | None = Field(None, description="the day the earlier advice was given")
    adviser_agrees: bool = Field(description="whether the adviser finds it sufficient")
    authority_agrees: bool = Field(description="whether the authority finds it sufficient")
    family_agrees: bool = Field(description="whether the family finds it sufficient")


class AdviceReceived(AdviceNamed):
    """Advice received on the day of the move."""

    summary: str = Field("", description="what it says, in a sentence")


class IssueAgreed(Form):
    """The decision that a plan is to be made."""

    reasons: str = Field("", description="why a plan is needed")


class DraftPlan(ReachesEach):
    """A draft plan, sent on the day of the move and served on each person on a day of their own."""

    reaches: ClassVar[str] = "served"

    served: Annotated[tuple[Told, ...], Declares(Event.DRAFT_SERVED)] = Field(
        description="on which day the draft was served on each person"
    )
    names_a_setting: bool = Field(
        default=False, description="whether the draft names a school or other institution"
    )


class FinalPlan(SectionIDecided, SentToEach):
    """The final plan. The day of the move is the day on which it was sent to the last person."""

    setting_sent_on: date | None = Field(
        None, description="on which day it was sent to the setting named"
    )
    commissioning_body_sent_on: date | None = Field(
        None, description="on which day it was sent to the responsible commissioning body (ICB)"
    )
    deliverers_sent: str = Field("", description="who else delivers provision and was sent it")
    rights_told_on: Annotated[date | None, Declares(Event.FINAL_PLAN_RIGHTS_TOLD)] = Field(
        None, description="on which day the family was told of appeal, mediation and advice"
    )


class Withdrawn(Form):
    """A request taken back on the day of the move."""

    by_whom: Needed = Field(description="who withdraws it")
    reason: str = Field("", description="why")


class MovedOut(Form):
    """The pupil moved away on the day of the move."""

    to_authority: str = Field(
        "",
        pattern=OTHER_AUTHORITY,
        description="three-digit number of the authority moved to; empty outside England",
    )


class AssessmentBroughtIn(BroughtIn):
    """An assessment begun in an earlier system, with the dates from which its clocks run."""

    kind: AssessmentKind = Field(
        AssessmentKind.ASSESSMENT, description="reassessment where there was a plan already"
    )
    request_source: RequestSource | None = Field(None, description="who asked: 1 to 5, as in SEN2")
    request_received_on: Annotated[date | None, Declares(Event.REQUEST_RECEIVED)] = Field(
        None, description="when the request was received"
    )
    brought_to_attention_on: Annotated[date | None, Declares(Event.BROUGHT_TO_ATTENTION)] = Field(
        None, description="when the pupil was brought to attention"
    )
    assessment_agreed_on: Annotated[date | None, Declares(Event.ASSESSMENT_AGREED)] = Field(
        None, description="when the decision to assess was notified"
    )
    draft_served: Annotated[tuple[Told, ...], Declares(Event.DRAFT_SERVED)] = Field(
        (), description="on which day a draft was served on each person"
    )
