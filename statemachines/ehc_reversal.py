"""How a refusal is reversed: five routes, an event each, so that each has clocks of its own.

An order of the Tribunal, one made by consent, an appeal that is not opposed, and an agreement
reached in mediation bring periods of their own, counted from that day. Where the authority gives
way without any of these, the periods from the request run on as if nothing had been refused. The
first decision stays on record by every route.

Source:
    SI 2014/1530 regs 42, 44 and 45; R (W) v Hertfordshire CC [2023] EWHC 3138 (Admin).
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import Field

from statemachines.ehc_needs_assessment_forms import AssessmentAgreed
from statemachines.ehc_needs_assessment_states import (
    ASSESSING,
    DRAFT_ISSUED,
    DRAFTING,
    REFUSED_TO_ASSESS,
    REFUSED_TO_ISSUE,
)
from statemachines.events import Event
from statemachines.forms import Form
from statemachines.grammar import AnySituation, Choice, Consequence, Law, Move, State, guard, must
from statemachines.rights_holders import TOLD_TO_EACH, NotifiedToEach
from statemachines.situation import Line, Situation
from statemachines.vocabulary import Audience, Role

REFUSED = frozenset({REFUSED_TO_ASSESS, REFUSED_TO_ISSUE})
REOPENED = frozenset({ASSESSING, DRAFTING, DRAFT_ISSUED})
RECORDS = frozenset({Role.CASEWORKER, Role.BUSINESS_SUPPORT, Role.CLOCK})
DECISION_MAKER = frozenset({Role.DECISION_MAKER})
ALL_CONCERNED = frozenset({Audience.FAMILY, Audience.SCHOOL, Audience.PROFESSIONAL})
OTHERS_CONCERNED = frozenset({Audience.SCHOOL, Audience.PROFESSIONAL})
"""The family is told of an order or an agreement from the process of the dispute."""

REFUSALS = frozenset({Event.ASSESSMENT_REFUSED, Event.ISSUE_REFUSED})


class Reversal(StrEnum):
    """What has to be done now, where the authority had refused."""

    ASSESS = "assess"
    MAKE_PLAN = "make_plan"
    RECONSIDER = "reconsider"  #: the Tribunal sends the case back


class Refused(StrEnum):
    """What the authority had refused and now does."""

    ASSESS = "assess"
    ISSUE = "issue"


class Reversed(Form):
    """A refusal that is reversed on the day of the move."""

    refused_on: date | None = Field(
        None, description="the day of the refusal, where there were several in this case"
    )


class ReversedByOrder(Reversed):
    """An order of the Tribunal, made on the day of the move, in a hearing or by consent."""

    orders: Reversal = Field(description="what the Tribunal orders")


class ReversedByConcession(Reversed):
    """The authority told the Tribunal before its response that it does not oppose the appeal."""

    about: Reversal = Field(description="what the authority gives way on")


class ReversedByMediation(Reversed):
    """What was agreed in mediation and written down on the day of the move."""

    agreed: Reversal = Field(description="what the authority agrees to")


class ReversedByAgreement(NotifiedToEach, Reversed):
    """The authority gives way without an order; the day is that on which the last was told."""

    reverses: Refused = Field(description="which refusal is reversed")
    reasons: str = Field("", description="why")


TO_WHERE: Mapping[str, State] = {
    Reversal.ASSESS: ASSESSING,
    Reversal.MAKE_PLAN: DRAFTING,
    Reversal.RECONSIDER: ASSESSING,
}
AGREED_TO: Mapping[str, State] = {Refused.ASSESS: ASSESSING, Refused.ISSUE: DRAFTING}

FITTING = {
    Event.ASSESSMENT_REFUSED: {"assess"},
    Event.ISSUE_REFUSED: {"issue", "make_plan", "reconsider"},
}
"""What may be done about each refusal."""


@guard("another refusal of this case may be meant: give the day of the one that is reversed")
def this_refusal_is_meant(s: Situation[Reversed]) -> bool:
    refusal = last_refusal(s)
    if s.form.refused_on is None or refusal is None:
        return not s.standing("ehc_needs_assessment", *(state.name for state in REFUSED))
    return refusal.on == s.form.refused_on


@guard("that does not reverse what was refused here")
def the_route_fits_the_refusal(s: Situation[Reversed]) -> bool:
    refusal = last_refusal(s)
    said = s.form.entries()
    done = next(said[name] for name in ("orders", "about", "agreed", "reverses") if name in said)
    return refusal is None or str(done) in FITTING[refusal.event]


@guard("the refusal was not reversed by an agreement, which an order by consent would now confirm")
def it_was_reversed_by_agreement(s: Situation[Form]) -> bool:
    return s.record.has(Event.REFUSAL_REVERSED)


@guard("no order, concession or mediation agreement has to be answered by such a notice")
def a_reversal_is_to_be_notified(s: Situation[Form]) -> bool:
    routes = (
        Event.ORDER_MADE, Event.CONSENT_ORDER_MADE, Event.APPEAL_CONCEDED, Event.MEDIATION_AGREED,
    )  # fmt: skip
    return any(s.record.has(route) for route in routes)


def last_refusal(s: AnySituation) -> Line | None:
    """Return the refusal that stands, or None where an old record only names the state."""
    refused = [line for line in s.record.lines if line.event in REFUSALS]
    return refused[-1] if refused else None


def _the_decision(s: AnySituation) -> Mapping[str, Any]:
    refusal = last_refusal(s)
    return {"decided_on": refusal.on if refusal else None}


def _reverse(name: str, event: Event, form: type[Reversed], field: str, law: Law) -> Move:
    """Return the move of one route, from either refusal."""
    return Move(
        name=name, source=REFUSED, target=Choice(field, (ASSESSING, DRAFTING), leading=TO_WHERE),
        by=RECORDS, event=event, form=form, law=law,
        when=(this_refusal_is_meant, the_route_fits_the_refusal), tells=OTHERS_CONCERNED,
    )  # fmt: skip


REVERSAL = (
    _reverse(
        "reverse by order", Event.ORDER_MADE, ReversedByOrder, "orders",
        must("SI 2014/1530 reg 44(2): 2, 10 and 14 weeks, or 5 and 11, from the order"),
    ),
    _reverse(
        "reverse by consent order", Event.CONSENT_ORDER_MADE, ReversedByOrder, "orders",
        must("SI 2008/2699 r.29; SI 2014/1530 reg 44(2): an order by consent counts as any other"),
    ),
    _reverse(
        "reverse by concession", Event.APPEAL_CONCEDED, ReversedByConcession, "about",
        must("SI 2014/1530 reg 45: 2, 10 and 14 weeks, or 5 and 11, from the notice to the "
             "Tribunal"),
    ),
    _reverse(
        "reverse by mediation", Event.MEDIATION_AGREED, ReversedByMediation, "agreed",
        must("SI 2014/1530 reg 42(2): the times of reg 44, from the agreement"),
    ),
    Move(
        name="reverse by agreement", source=REFUSED,
        target=Choice("reverses", (ASSESSING, DRAFTING), leading=AGREED_TO),
        by=DECISION_MAKER, event=Event.REFUSAL_REVERSED, form=ReversedByAgreement,
        law=must("SI 2014/1530 regs 10(1) and 13(2): the times from the request run on; R (W) v "
                 "Hertfordshire CC [2023] EWHC 3138 (Admin)"),
        when=(*TOLD_TO_EACH, this_refusal_is_meant, the_route_fits_the_refusal),
        tells=ALL_CONCERNED,
        then=(Consequence("dispute", "settle", _the_decision),),
    ),
    Move(
        name="reverse by consent order", source=REOPENED,
        by=RECORDS, event=Event.CONSENT_ORDER_MADE, form=ReversedByOrder,
        law=must("SI 2014/1530 reg 44(2): from the order on, its times take the place of those "
                 "from the request"),
        when=(this_refusal_is_meant, it_was_reversed_by_agreement),
    ),
    Move(
        name="notify start", source=frozenset({ASSESSING}),
        by=DECISION_MAKER, event=Event.ASSESSMENT_START_NOTIFIED, form=AssessmentAgreed,
        law=must("SI 2014/1530 regs 42(2), 44(2)(b) and 45(3): within two weeks"),
        when=(a_reversal_is_to_be_notified, *TOLD_TO_EACH), tells=ALL_CONCERNED,
    ),
)  # fmt: skip
"""For whoever opens a policy's file: the moves of `ehc_needs_assessment` that undo a refusal."""

FINISHES_THE_DISPUTE = Consequence("dispute", "finish", lambda s: {"note": f"ended on {s.on}"})
"""What an order or an agreement obliged the authority to do may be done with this."""
