"""What a published event is to us: in which process it happens, by which name, by which route."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pathway.domain.oracle.timeline import Happened
from statemachines.events import Event

ASSESSMENT, PLAN, REVIEW = "ehc_needs_assessment", "ehc_plan", "annual_review"
AMENDMENT, DISPUTE, EXCLUSION = "plan_amendment", "dispute", "exclusion"


class Need(StrEnum):
    """What a timeline needs that is not there."""

    REVERSAL = "the route of a refusal that was reversed"
    TRIBUNAL_ORDER = "the route of an order of the Tribunal"
    DISPUTE = "the process of disputes and appeals"
    EXCLUSION = "the process of exclusions"
    START = "the day from which time runs, which the source does not say"
    YEAR = "a year, which a worked example does not have"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one published event is to us.

    Attributes:
        policy: the process in which it happens.
        event: our name for it; None for a day on which something still had not happened, and where
            we have none yet.
        needs: the routes that the engine lacks for it.
    """

    policy: str
    event: Event | None
    needs: tuple[Need, ...] = ()


MEANING: Mapping[Happened, Meaning] = {
    Happened.REQUEST_RECEIVED: Meaning(ASSESSMENT, Event.REQUEST_RECEIVED),
    Happened.AGREED_TO_ASSESS: Meaning(ASSESSMENT, Event.ASSESSMENT_AGREED),
    Happened.REFUSED_TO_ASSESS: Meaning(ASSESSMENT, Event.ASSESSMENT_REFUSED),
    Happened.AGREED_TO_ASSESS_AFTER_REFUSAL: Meaning(ASSESSMENT, None, (Need.REVERSAL,)),
    Happened.DRAFT_PLAN_ISSUED: Meaning(ASSESSMENT, Event.DRAFT_SENT),
    Happened.FINAL_PLAN_ISSUED: Meaning(ASSESSMENT, Event.FINAL_PLAN_SENT),
    Happened.FIRST_PLAN_ISSUED: Meaning(PLAN, Event.PLAN_MADE),
    Happened.REVIEW_MEETING: Meaning(REVIEW, Event.REVIEW_HELD),
    Happened.DECISION_TO_AMEND_SENT: Meaning(REVIEW, Event.REVIEW_DECIDED),
    Happened.DRAFT_AMENDED_PLAN_ISSUED: Meaning(AMENDMENT, Event.AMENDMENT_NOTICE_SENT),
    Happened.FINAL_AMENDED_PLAN_ISSUED: Meaning(AMENDMENT, Event.AMENDED_PLAN_SENT),
    Happened.APPEAL_MADE: Meaning(DISPUTE, Event.APPEAL_LODGED, (Need.DISPUTE,)),
    Happened.TRIBUNAL_ORDER_AMEND: Meaning(DISPUTE, Event.ORDER_MADE, (Need.TRIBUNAL_ORDER,)),
    Happened.TRIBUNAL_ORDER_MAKE_PLAN: Meaning(DISPUTE, Event.ORDER_MADE, (Need.TRIBUNAL_ORDER,)),
    Happened.DECISION_LETTER: Meaning(DISPUTE, Event.APPEALABLE_NOTICE_SENT, (Need.DISPUTE,)),
    Happened.MEDIATION_CERTIFICATE: Meaning(
        DISPUTE, Event.MEDIATION_CERTIFICATE_ISSUED, (Need.DISPUTE,)
    ),
    Happened.PERMANENT_EXCLUSION: Meaning(EXCLUSION, None, (Need.EXCLUSION,)),
    Happened.NO_PROVISION_AS_AT: Meaning(EXCLUSION, None, (Need.EXCLUSION,)),
    Happened.AS_AT: Meaning(ASSESSMENT, None),
}
"""Every event of the timelines: where it belongs here. A refusal reversed without an order has no
name of ours yet; the policies of disputes and exclusions come with the rest of the law."""
