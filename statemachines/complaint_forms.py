"""What is written down of a complaint about how the authority acted."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from statemachines.common_moves import BroughtIn
from statemachines.events import Event
from statemachines.forms import Declares, Form, Needed


class ComplaintMade(Form):
    """Who complains of what."""

    about: str = Field("", description="what is complained of")
    complainant: UUID | None = Field(None, description="who complains, where they are on the case")
    complainant_in_words: str = Field("", description="who complains, where they are not")
    wanted: str = Field("", description="what would put it right")
    known_since_on: Annotated[date | None, Declares(Event.MATTER_BECAME_KNOWN)] = Field(
        None, description="since when whoever complains has known of the matter"
    )


class ComplaintReceived(ComplaintMade):
    """A complaint, received on the day of the move in whatever form."""


class TakenToOmbudsman(ComplaintMade):
    """The complaint was taken to the Ombudsman, as heard on the day of the move."""

    ombudsman_reference: str = Field("", description="the Ombudsman's reference")


class Acknowledged(Form):
    """The complaint was acknowledged on the day of the move."""

    understood: str = Field("", description="what it is understood to be about")


class Extended(Form):
    """Whoever complains was told, on the day of the move, that the answer takes longer."""

    reason: Needed = Field(description="why, in words they would accept as true")
    ombudsman_told_of: bool = Field(
        default=False, description="whether they were told how to reach the Ombudsman"
    )


class StageOneExtended(Extended):
    """The answer at stage one takes longer."""

    answer_by_on: Annotated[date, Declares(Event.COMPLAINT_ANSWER_SET_FOR)] = Field(
        description="the day by which it is promised instead"
    )


class StageTwoExtended(Extended):
    """The answer at stage two takes longer."""

    answer_by_on: Annotated[date, Declares(Event.STAGE_TWO_ANSWER_SET_FOR)] = Field(
        description="the day by which it is promised instead"
    )


class Answered(Form):
    """The answer, sent on the day of the move."""

    finding: Literal["upheld", "partly_upheld", "not_upheld"] = Field(description="what was found")
    answer: str = Field("", description="what the answer says, in a sentence")
    next_stage_told_of: bool = Field(
        default=False, description="whether it tells how to take the complaint further"
    )


class Escalated(Form):
    """Stage two was asked for on the day of the move. Nothing has to be given."""

    why: str = Field("", description="what the first answer left open")


class Enquiry(Form):
    """Questions of the Ombudsman, told apart by their name."""

    enquiry: Needed = Field(description="which enquiry, always written alike")


class EnquiryReceived(Enquiry):
    """Questions received on the day of the move."""

    answer_by_on: Annotated[date | None, Declares(Event.ENQUIRY_SET_FOR)] = Field(
        None, description="the day by which the Ombudsman wants an answer"
    )


class EnquiryAnswered(Enquiry):
    """The questions were answered on the day of the move."""


class Decision(StrEnum):
    """What the Ombudsman may decide."""

    REMEDY = "remedy"  #: fault, and something is to be done about it
    PUT_RIGHT = "put_right"  #: fault, and the authority has put it right already
    NO_FAULT = "no_fault"
    NOT_INVESTIGATED = "not_investigated"


class OmbudsmanDecided(Form):
    """The decision of the Ombudsman, dated as the decision is."""

    decision: Decision = Field(description="what the Ombudsman decides")
    findings: str = Field("", description="what was found, in a sentence")


class ReportReceived(Form):
    """A public report of the Ombudsman, received on the day of the move."""

    findings: str = Field("", description="what it finds, in a sentence")


class NoticePublished(Form):
    """Public notice of the report was given on the day of the move."""

    where: str = Field("", description="in which newspapers")


class ActionTold(Form):
    """The Ombudsman was told, on the day of the move, what is done about the report."""

    action: Needed = Field(description="what was done, or will be")


class Remedy(Form):
    """Something that is done to put matters right, told apart by its name."""

    remedy: Needed = Field(description="which remedy, always written alike")


class RemedyAgreed(Remedy):
    """A remedy agreed on the day of the move."""

    do_by_on: Annotated[date | None, Declares(Event.REMEDY_SET_FOR)] = Field(
        None, description="the day by which it is to be done"
    )
    pounds: int | None = Field(None, ge=0, description="how much is paid, where anything is")


class RemedyCarriedOut(Remedy):
    """A remedy carried out on the day of the move."""

    evidence: str = Field("", description="what shows it")


class ComplaintWithdrawn(Form):
    """The complaint was withdrawn on the day of the move."""

    by_whom: Needed = Field(description="who withdraws it")


class ComplaintClosed(Form):
    """The complaint is closed."""

    learnt: str = Field("", description="what is done differently from now on")


class ComplaintBroughtIn(BroughtIn):
    """A complaint begun in an earlier system, with the dates from which its clocks run."""

    received_on: Annotated[date | None, Declares(Event.COMPLAINT_RECEIVED)] = Field(
        None, description="when the complaint was received"
    )
    acknowledged_on: Annotated[date | None, Declares(Event.COMPLAINT_ACKNOWLEDGED)] = Field(
        None, description="when it was acknowledged"
    )
    escalated_on: Annotated[date | None, Declares(Event.COMPLAINT_ESCALATED)] = Field(
        None, description="when stage two was asked for"
    )
