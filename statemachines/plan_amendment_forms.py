"""What is written down when a plan is amended."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from statemachines.common_moves import BroughtIn
from statemachines.events import Event
from statemachines.forms import Declares, Form, Told
from statemachines.grammar import guard
from statemachines.rights_holders import ReachesEach, Refusal, SentToEach
from statemachines.section_i import SectionIDecided, SectionINames
from statemachines.situation import Situation


class AmendmentCause(StrEnum):
    """What a plan is amended for."""

    REVIEW = "review"
    ANOTHER_TIME = "another_time"  #: regulation 28: at any other time
    TRANSFER = "transfer"
    ORDER = "order"


class ProposesAmendments(ReachesEach):
    """The notice itself: the actual amendments, with the evidence for them."""

    reaches: ClassVar[str] = "served"

    cause: AmendmentCause = Field(description="what the plan is amended for")
    amendments: str = Field("", description="the actual amendments, as the notice has them")
    evidence: str = Field("", description="the evidence that went with the notice")


class AmendmentNotice(ProposesAmendments):
    """A notice of proposed amendments, sent on the day of the move and served on each person."""

    served: Annotated[tuple[Told, ...], Declares(Event.AMENDMENT_NOTICE_SERVED)] = Field(
        description="on which day the notice was served on each person"
    )
    review_meeting_on: Annotated[date | None, Declares(Event.REVIEW_HELD)] = Field(
        None, description="the day of the review meeting, where the amendment follows a review"
    )


class AmendedPlan(SectionIDecided, SentToEach):
    """The final amended plan; the day of the move is the day it was sent to the last person."""

    section_i: SectionINames = Field(
        SectionINames.UNCHANGED, description="what section I of the plan says"
    )
    setting_sent_on: date | None = Field(
        None, description="on which day it was sent to the setting named"
    )
    commissioning_body_sent_on: date | None = Field(
        None, description="on which day it was sent to the responsible commissioning body (ICB)"
    )
    deliverers_sent: str = Field("", description="who else delivers provision and was sent it")
    rights_told_on: date | None = Field(
        None, description="on which day the family was told of appeal, mediation and advice"
    )
    sections: str = Field("", description="which sections changed, and how")
    next_phase_from: date | None = Field(
        None, description="the first day of the next phase, where it names the setting for that"
    )


class AmendmentDeclined(Refusal):
    """The decision not to amend after all, dated when it reached the last person."""


class AmendmentBroughtIn(BroughtIn):
    """An amendment begun in an earlier system, with the dates from which its clocks run."""

    notice_sent_on: Annotated[date | None, Declares(Event.AMENDMENT_NOTICE_SENT)] = Field(
        None, description="when the notice was sent"
    )
    notice_served: Annotated[tuple[Told, ...], Declares(Event.AMENDMENT_NOTICE_SERVED)] = Field(
        (), description="on which day the notice was served on each person"
    )
    review_meeting_on: Annotated[date | None, Declares(Event.REVIEW_HELD)] = Field(
        None, description="the day of the review meeting, where it follows a review"
    )


@guard("the notice does not set out the actual amendments")
def the_amendments_are_set_out(s: Situation[ProposesAmendments]) -> bool:
    return bool(s.form.amendments)


@guard("the evidence for the amendments does not go with the notice")
def the_evidence_goes_with_them(s: Situation[ProposesAmendments]) -> bool:
    return bool(s.form.evidence)


@guard("nobody can be served with the notice before it is sent")
def nobody_is_served_before_it_is_sent(s: Situation[Form]) -> bool:
    return all(told.on >= s.on for told in s.form.entries()["served"])


@guard("section I of a plan sent as ordered says what was ordered, or what the plan said before")
def it_says_what_was_ordered(s: Situation[AmendedPlan]) -> bool:
    return s.form.section_i in {SectionINames.ORDERED, SectionINames.UNCHANGED}


THE_NOTICE_IS_LAWFUL = (the_amendments_are_set_out, the_evidence_goes_with_them)
"""SI 2014/1530 reg 22(2)(a); R (L, M and P) v Devon CC [2022] EWHC 493 (Admin)."""
