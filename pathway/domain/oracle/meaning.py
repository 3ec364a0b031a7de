"""What a published event is to us: in which process it happens, by which name, by which route."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pathway.domain.oracle.timeline import Happened
from statemachines.events import Event
from statemachines.forms import declared_by
from statemachines.registry import POLICIES

ASSESSMENT, PLAN, REVIEW = "ehc_needs_assessment", "ehc_plan", "annual_review"
AMENDMENT, DISPUTE, EXCLUSION = "plan_amendment", "dispute", "exclusion"


class Need(StrEnum):
    """What a timeline needs that is not there."""

    ROUTE = "moves of ours for it: the policy has the event, and nobody has said yet how"
    REVERSAL = "the route of a refusal that was reversed"
    TRIBUNAL_ORDER = "the route of an order of the Tribunal"
    DISPUTE = "the process of disputes and appeals"
    EXCLUSION = "the process of exclusions"
    START = "the day from which time runs, which the source does not say"
    PART = "a date of its own: it is part of a later one, and stands in that one's explanation"
    DATES = "dates: the source states a rule and gives no example of it"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one published event is to us.

    Attributes:
        policy: the process in which it happens.
        event: our name for it; None for a day on which something still had not happened.
        awaits: the route it waits for, as long as no policy of ours knows the event.
    """

    policy: str
    event: Event | None
    awaits: Need | None = None

    @property
    def needs(self) -> tuple[Need, ...]:
        """What the engine lacks for it: nothing, once a policy of the registry knows the event."""
        if self.awaits is None or knows(self.policy, self.event):
            return ()
        return (self.awaits,)


def knows(policy: str, event: Event | None) -> bool:
    """Tell whether a policy has a move that makes an event, or a form that declares it."""
    if event is None or policy not in POLICIES:
        return False
    return any(
        event is move.event or event in {declared for _, declared in declared_by(move.form)}
        for move in POLICIES[policy].moves
    )


MEANING: Mapping[Happened, Meaning] = {
    Happened.REQUEST_RECEIVED: Meaning(ASSESSMENT, Event.REQUEST_RECEIVED),
    Happened.AGREED_TO_ASSESS: Meaning(ASSESSMENT, Event.ASSESSMENT_AGREED),
    Happened.REFUSED_TO_ASSESS: Meaning(ASSESSMENT, Event.ASSESSMENT_REFUSED),
    Happened.AGREED_TO_ASSESS_AFTER_REFUSAL: Meaning(
        ASSESSMENT, Event.REFUSAL_REVERSED, Need.REVERSAL
    ),
    Happened.DRAFT_PLAN_ISSUED: Meaning(ASSESSMENT, Event.DRAFT_SENT),
    Happened.FINAL_PLAN_ISSUED: Meaning(ASSESSMENT, Event.FINAL_PLAN_SENT),
    Happened.FIRST_PLAN_ISSUED: Meaning(PLAN, Event.PLAN_MADE),
    Happened.REVIEW_MEETING: Meaning(REVIEW, Event.REVIEW_HELD),
    Happened.DECISION_TO_AMEND_SENT: Meaning(REVIEW, Event.REVIEW_DECIDED),
    Happened.DRAFT_AMENDED_PLAN_ISSUED: Meaning(AMENDMENT, Event.AMENDMENT_NOTICE_SENT),
    Happened.FINAL_AMENDED_PLAN_ISSUED: Meaning(AMENDMENT, Event.AMENDED_PLAN_SENT),
    Happened.APPEAL_MADE: Meaning(DISPUTE, Event.APPEAL_LODGED, Need.DISPUTE),
    Happened.TRIBUNAL_ORDER_AMEND: Meaning(DISPUTE, Event.ORDER_MADE, Need.TRIBUNAL_ORDER),
    Happened.TRIBUNAL_ORDER_MAKE_PLAN: Meaning(ASSESSMENT, Event.ORDER_MADE, Need.TRIBUNAL_ORDER),
    Happened.DECISION_LETTER: Meaning(DISPUTE, Event.APPEALABLE_NOTICE_SENT, Need.DISPUTE),
    Happened.MEDIATION_CERTIFICATE: Meaning(
        DISPUTE, Event.MEDIATION_CERTIFICATE_ISSUED, Need.DISPUTE
    ),
    Happened.PERMANENT_EXCLUSION: Meaning(
        EXCLUSION, Event.PERMANENT_EXCLUSION_BEGAN, Need.EXCLUSION
    ),
    Happened.NO_PROVISION_AS_AT: Meaning(EXCLUSION, None),
    Happened.AS_AT: Meaning(ASSESSMENT, None),
}
"""Every event of the timelines: where it belongs here. What waits for a route is listed until a
policy of the registry has it."""
