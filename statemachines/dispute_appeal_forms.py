"""What is written down of an appeal or a claim, from its registration to what became of it."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from statemachines.appealable import DisputeKind
from statemachines.ehc_plan_forms import PlanVersion
from statemachines.events import Event
from statemachines.forms import Declares, Form, NamedInLetters, Needed, Told


class HearingNamed(Form):
    """When an appeal is heard, and by when the Tribunal wants the bundle."""

    hearing_on: Annotated[date | None, Declares(Event.HEARING_SET_FOR), NamedInLetters()] = Field(
        None, description="the day of the hearing, where one is fixed"
    )
    bundle_by_on: Annotated[date | None, Declares(Event.BUNDLE_DIRECTED_FOR)] = Field(
        None, description="the day by which the Tribunal directed the bundle to be sent"
    )


class AppealRegistered(HearingNamed):
    """An appeal, registered on the day of the move. Nothing has to be given."""

    kind: DisputeKind | None = Field(
        None, description="which decision the appeal is against, where no notice opened this"
    )
    section_i_only: bool = Field(
        default=False,
        description="whether it is about nothing but the school or type of school, and so needs "
        "no certificate",
    )
    appeal_number: str = Field("", description="the Tribunal's number")
    lodged: Annotated[tuple[Told, ...], Declares(Event.APPEAL_LODGED)] = Field(
        (), description="who appeals, and on which day; empty where everybody does"
    )
    sent_to_authority_on: Annotated[date | None, Declares(Event.APPEAL_SENT_TO_AUTHORITY)] = Field(
        None, description="on which day the Tribunal sent the appeal to the authority"
    )
    late_because: str = Field("", description="what was said for a late appeal")
    decided_on: date | None = Field(
        None, description="the day of the decision, where no notice of it opened this dispute"
    )


class ClaimMade(HearingNamed):
    """A claim of disability discrimination, made on the day of the move."""

    kind: DisputeKind = Field(
        DisputeKind.DISCRIMINATION_CLAIM, description="always discrimination_claim"
    )
    respondent: Literal["school", "authority"] = Field(
        "school", description="against whom: the school's responsible body, or the authority"
    )
    occurred_on: Annotated[date | None, Declares(Event.DISCRIMINATION_OCCURRED)] = Field(
        None, description="the day of what is complained of, where it is not recorded yet"
    )
    claim_number: str = Field("", description="the Tribunal's number")
    sent_to_authority_on: Annotated[date | None, Declares(Event.APPEAL_SENT_TO_AUTHORITY)] = Field(
        None, description="on which day the Tribunal sent the claim to the authority"
    )


class AppealSent(HearingNamed):
    """The Tribunal sent the appeal or claim to the authority on the day of the move."""

    appeal_number: str = Field("", description="the Tribunal's number")


class HearingSet(HearingNamed):
    """The Tribunal fixed the hearing, or moved it, on the day of the move."""

    directions: str = Field("", description="what else the Tribunal directs")


class AppealAnswered(Form):
    """The authority's response, sent on the day of the move."""

    opposes: bool = Field(default=True, description="whether the authority opposes the appeal")
    summary: str = Field("", description="what it says, in a sentence")


class BundleSent(Form):
    """The bundle, sent on the day of the move."""

    sent_to: str = Field("", description="to whom it was sent")


class Ordered(StrEnum):
    """What the Tribunal orders, or the authority concedes, each in a time of its own."""

    ASSESS = "assess"  #: to assess or reassess
    MAKE_PLAN = "make_plan"  #: to make and maintain a plan
    RECONSIDER = "reconsider"  #: the case is sent back
    AMEND = "amend"  #: sections B and F
    NAME_SCHOOL = "name_school"  #: section I
    MAINTAIN = "maintain"  #: to go on maintaining a plan
    MAINTAIN_AND_AMEND = "maintain_and_amend"
    DISMISS_CEASE = "dismiss_cease"  #: an appeal against ceasing is dismissed
    OTHER = "other"  #: something for which the regulations give no time


class OrderMade(Form):
    """An order of the Tribunal, made on the day of the move."""

    orders: tuple[Ordered, ...] = Field(min_length=1, description="what is ordered")
    wording: str = Field("", description="what the order says")


class AppealConceded(Form):
    """The authority told the Tribunal, on the day of the move, that it does not oppose the appeal.

    Only before its response: afterwards the parties need an order, by consent or otherwise.
    """

    about: tuple[Ordered, ...] = Field(min_length=1, description="what the authority gives way on")


class AppealDismissed(Form):
    """The Tribunal dismissed or struck out the appeal on the day of the move."""

    how: Literal["dismissed", "struck_out"] = Field("dismissed", description="what it did")
    reasons: str = Field("", description="why")


class AppealWithdrawn(Form):
    """The appeal was withdrawn on the day of the move."""

    by_whom: Needed = Field(description="who withdrew it")
    reason: str = Field("", description="why")


class AppealReinstated(Form):
    """The Tribunal took the appeal up again on the day of the move."""

    reason: str = Field("", description="why")


class OrderCompliedWith(PlanVersion):
    """What of an order, or of what was conceded, was done on the day of the move.

    Where a version of the plan was issued for it, it is described here, and the plan records it.
    """

    done: tuple[Ordered, ...] = Field(min_length=1, description="what of it was done")
    how: str = Field("", description="how")


class Body(StrEnum):
    """To whom the Tribunal may recommend something."""

    HEALTH = "health"  #: the integrated care board
    SOCIAL_CARE = "social_care"  #: the authority's social care


class Recommendation(Form):
    """A recommendation of the Tribunal on health or social care; it does not bind."""

    body: Body = Field(description="to whom the recommendation is made")
    what: str = Field("", description="what is recommended, or what the answer says")
    steps_will_be_taken: bool | None = Field(
        None, description="in an answer: whether the recommendation is followed"
    )
