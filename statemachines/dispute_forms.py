"""What is written down before an appeal: the notice, mediation, and what it comes to.

Where a form names no person, what it says concerns everybody who holds the rights; where it names
persons, each of them has time of their own.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from statemachines.appealable import DisputeKind
from statemachines.common_moves import BroughtIn
from statemachines.ehc_plan_forms import PlanVersion
from statemachines.events import Event
from statemachines.forms import Declares, Form, NamedInLetters, Needed, Told

FOR_WHOM = "for whom, and on which day; empty where it concerns everybody"


class WindowOpened(Form):
    """A notice that can be appealed, and the day on which it was sent to each person."""

    kind: DisputeKind = Field(description="which decision an appeal would be against")
    sent: Annotated[tuple[Told, ...], Declares(Event.APPEALABLE_NOTICE_SENT)] = Field(
        (), description="on which day the notice was sent to each person"
    )
    decided_on: date | None = Field(
        None, description="the day of the decision, as its own process dates it"
    )


class DisagreementRaised(Form):
    """Disagreement resolution was asked for on the day of the move; no appeal is needed for it."""

    kind: DisputeKind = Field(
        DisputeKind.DISAGREEMENT_RESOLUTION, description="always disagreement_resolution"
    )
    about: Needed = Field(description="what the disagreement is about")
    who_asks: str = Field("", description="who asks for it")


class DiscriminationComplainedOf(Form):
    """What happened on the day of the move and is said to discriminate against the pupil."""

    kind: DisputeKind = Field(
        DisputeKind.DISCRIMINATION_CLAIM, description="always discrimination_claim"
    )
    what_happened: Needed = Field(description="what is complained of")
    respondent: Literal["school", "authority"] = Field(
        "school", description="whose act it was: of the school's responsible body, or the authority"
    )


class AdviserContacted(Form):
    """A mediation adviser was contacted."""

    contacted: Annotated[tuple[Told, ...], Declares(Event.MEDIATION_ADVISER_CONTACTED)] = Field(
        (), description="who contacted the adviser, and on which day; empty for everybody"
    )


class MediationDeclined(Form):
    """The adviser was told that there is to be an appeal and no mediation."""

    declined: Annotated[tuple[Told, ...], Declares(Event.MEDIATION_DECLINED)] = Field(
        (), description="who told the adviser, and on which day; empty for everybody"
    )


class MediationAbout(StrEnum):
    """What is to be mediated; it settles who arranges it."""

    EDUCATION = "education"  #: education or social care: the authority arranges it
    HEALTH = "health"  #: nothing but health provision: the integrated care board arranges it
    BOTH = "both"  #: the authority arranges it with each board


class MediationRequested(Form):
    """The authority was told that mediation is wanted, and on which issues."""

    about: MediationAbout = Field(
        MediationAbout.EDUCATION, description="whether it is about health provision"
    )
    issues: str = Field("", description="what is to be mediated")
    health_provision: str = Field("", description="which health provision the family wants")
    requested: Annotated[tuple[Told, ...], Declares(Event.MEDIATION_REQUESTED)] = Field(
        (), description="who asked, and on which day the authority was told; empty for everybody"
    )
    health_raised_on: Annotated[date | None, Declares(Event.HEALTH_ISSUES_RAISED)] = Field(
        None, description="on which day the authority was told of the health issues, if there are"
    )


class CommissionerTold(Form):
    """The integrated care board was told of the issues on the day of the move."""

    about: MediationAbout = Field(description="whether anything but health is to be mediated")
    board: Needed = Field(description="which board was told")


class MediationArranged(Form):
    """The mediation was arranged on the day of the move."""

    meeting_on: Annotated[date, NamedInLetters()] = Field(description="the day of the mediation")
    mediator: str = Field("", description="who mediates, independent of the authority")
    arranged: Annotated[tuple[Told, ...], Declares(Event.MEDIATION_ARRANGED)] = Field(
        (), description=FOR_WHOM
    )


class MediationNotArranged(Form):
    """The adviser was told that the mediation cannot be arranged within thirty days."""

    reason: Needed = Field(description="why it cannot be arranged")
    told: Annotated[tuple[Told, ...], Declares(Event.MEDIATION_NOT_ARRANGED)] = Field(
        (), description=FOR_WHOM
    )


class MediationConcluded(Form):
    """The mediation ended on the day of the move."""

    outcome: Literal["agreed", "agreed_in_part", "not_agreed"] = Field(
        description="whether anything was agreed"
    )
    concluded: Annotated[tuple[Told, ...], Declares(Event.MEDIATION_CONCLUDED)] = Field(
        (), description=FOR_WHOM
    )


class CertificateIssued(Form):
    """A mediation certificate was issued."""

    issued: Annotated[tuple[Told, ...], Declares(Event.MEDIATION_CERTIFICATE_ISSUED)] = Field(
        (), description="to whom, and on which day; empty where it was issued to everybody"
    )


class Agreed(StrEnum):
    """What a mediation agreement obliges the authority to do, each in a time of its own."""

    ASSESS = "assess"
    MAKE_PLAN = "make_plan"
    AMEND = "amend"
    NAME_SCHOOL = "name_school"
    MAINTAIN = "maintain"  #: to go on maintaining a plan that was to cease
    NOT_APPEALABLE = "not_appealable"  #: something that no appeal could be about
    HEALTH_ONLY = "health_only"  #: the integrated care board agreed, without the authority


class MediationAgreement(Form):
    """What was agreed in mediation and written down on the day of the move."""

    agreed: tuple[Agreed, ...] = Field(min_length=1, description="what is to be done")
    wording: Needed = Field(description="what the agreement says")


class AgreementCarriedOut(PlanVersion):
    """What of a mediation agreement was done on the day of the move.

    Where a version of the plan was issued for it, it is described here, and the plan records it.
    """

    done: tuple[Agreed, ...] = Field(min_length=1, description="what of it was done")


class AuthorityToldOfAgreement(Form):
    """The board told the authority of an agreement to which the authority was no party."""

    board: str = Field("", description="which board")


class SettledWithoutOrder(Form):
    """The authority gave way, or both sides agreed, without an order of the Tribunal."""

    decided_on: date | None = Field(
        None, description="the day of the decision that was disputed, where that is recorded"
    )
    agreed: str = Field("", description="what is to be done")


class Withdrawn(Form):
    """The dispute was given up on the day of the move; the right to appeal was not."""

    by_whom: Needed = Field(description="who gives it up")
    reason: str = Field("", description="why")


class WindowLapsed(Form):
    """The time to appeal is over for everybody."""


class DisputeFinished(Form):
    """All that was ordered or agreed has been done."""


class DisputeBroughtIn(BroughtIn):
    """A dispute begun in an earlier system, with the dates from which its clocks run."""

    kind: DisputeKind = Field(description="which decision the appeal is or would be against")
    sent: Annotated[tuple[Told, ...], Declares(Event.APPEALABLE_NOTICE_SENT)] = Field(
        (), description="on which day the notice was sent to each person"
    )
    issued: Annotated[tuple[Told, ...], Declares(Event.MEDIATION_CERTIFICATE_ISSUED)] = Field(
        (), description="to whom a certificate was issued, and on which day"
    )
    lodged: Annotated[tuple[Told, ...], Declares(Event.APPEAL_LODGED)] = Field(
        (), description="who appealed, and on which day"
    )
    sent_to_authority_on: Annotated[date | None, Declares(Event.APPEAL_SENT_TO_AUTHORITY)] = Field(
        None, description="on which day the Tribunal sent the appeal to the authority"
    )
    hearing_on: Annotated[date | None, Declares(Event.HEARING_SET_FOR)] = Field(
        None, description="the day of the hearing, where one is fixed"
    )
    decided_on: date | None = Field(
        None, description="the day of the decision, as its own process dates it"
    )
