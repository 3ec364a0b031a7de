"""The ways into a reassessment that was refused in the process of the plan, and is ordered now.

Where a reassessment was refused, no assessment is there that could be opened again. What the
Tribunal orders, the authority concedes or both sides agree in mediation begins one, with the clocks
of that route; where the authority gives way without any of these, it decides anew in the plan.

Source:
    CFA 2014 ss.44(2) and 51(2)(d); SI 2014/1530 regs 42, 44(2)(b) and 45(3).
"""

from typing import Literal

from pydantic import Field

from statemachines.ehc_needs_assessment_states import ASSESSING
from statemachines.ehc_reassessment import ReassessmentBegun
from statemachines.ehc_reversal import OTHERS_CONCERNED, RECORDS
from statemachines.events import Event
from statemachines.forms import Form
from statemachines.grammar import NOT_BEGUN, Law, Move, must


class ReassessmentOrdered(ReassessmentBegun):
    """The Tribunal ordered a reassessment on the day of the move, in a hearing or by consent."""

    orders: Literal["assess"] = Field("assess", description="always assess")


class ReassessmentConceded(ReassessmentBegun):
    """The authority told the Tribunal before its response that it will reassess."""

    about: Literal["assess"] = Field("assess", description="always assess")


class ReassessmentMediated(ReassessmentBegun):
    """A reassessment was agreed in mediation and written down on the day of the move."""

    agreed: Literal["assess"] = Field("assess", description="always assess")


def _begins(name: str, event: Event, form: type[Form], law: Law) -> Move:
    return Move(
        name=name, source=frozenset({NOT_BEGUN}), target=ASSESSING,
        by=RECORDS, event=event, form=form, law=law, tells=OTHERS_CONCERNED,
    )  # fmt: skip


REASSESSMENT_ORDERED = (
    _begins(
        "reassess by order", Event.ORDER_MADE, ReassessmentOrdered,
        must("SI 2014/1530 reg 44(2)(b): 2, 10 and 14 weeks from the order"),
    ),
    _begins(
        "reassess by consent order", Event.CONSENT_ORDER_MADE, ReassessmentOrdered,
        must("SI 2008/2699 r.29; SI 2014/1530 reg 44(2)(b)"),
    ),
    _begins(
        "reassess by concession", Event.APPEAL_CONCEDED, ReassessmentConceded,
        must("SI 2014/1530 reg 45(3) and (3A): 2, 10 and 14 weeks from the notice to the Tribunal"),
    ),
    _begins(
        "reassess by mediation", Event.MEDIATION_AGREED, ReassessmentMediated,
        must("SI 2014/1530 reg 42(2): the times of reg 44, from the agreement"),
    ),
)  # fmt: skip
