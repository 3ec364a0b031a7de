"""The way into a reassessment that was decided in the process of the plan: advice is gathered next.

Source:
    Children and Families Act 2014 s.44(2) and (3); SI 2014/1530 regs 25 to 27.
"""

from pydantic import Field

from statemachines.ehc_needs_assessment_forms import AssessmentAsked, AssessmentKind
from statemachines.ehc_needs_assessment_states import ASSESSING
from statemachines.events import Event
from statemachines.grammar import NOT_BEGUN, Move, must
from statemachines.sen2 import RequestSource
from statemachines.vocabulary import Role


class ReassessmentBegun(AssessmentAsked):
    """Somebody who has a plan is assessed anew; the family was notified on the day of the move."""

    kind: AssessmentKind = Field(
        AssessmentKind.REASSESSMENT, description="always reassessment: there is a plan already"
    )
    source: RequestSource = Field(
        RequestSource.OTHER,
        description="who asked: 1 parent or young person, 2 school or other setting, 3 health, "
        "4 social care, 5 other",
    )


BEGIN_REASSESSMENT = Move(
    name="begin reassessment", source=frozenset({NOT_BEGUN}), target=ASSESSING,
    by=frozenset({Role.DECISION_MAKER, Role.CLOCK}),
    event=Event.REASSESSMENT_DECIDED, form=ReassessmentBegun,
    law=must("CFA 2014 s.44(2) and (3); SI 2014/1530 reg 27(2): fourteen weeks from the notice"),
)  # fmt: skip
