"""What ends with an EHC plan: no review, amendment, reassessment or order is left to carry out.

Each of them is owed by the authority that maintains the plan, so that it is over for us where the
plan has ended, or another authority maintains it. A recommendation is still answered after that,
and to appeal is asked nothing.

Source:
    CFA 2014 ss.42(1), 44 and 45(1): of a plan that an authority maintains; SI 2014/1530 reg
    15(2) and (3): from the transfer on the new authority does, as if it had made the plan itself.
"""

from collections.abc import Mapping
from typing import Any

from statemachines.ehc_plan_states import IN_FORCE
from statemachines.events import Event
from statemachines.forms import Form
from statemachines.grammar import AnySituation, Consequence, Guard, Move, Reach, State, guard, must
from statemachines.situation import Situation
from statemachines.vocabulary import Role, WaitingFor

PLAN_OVER = State(
    "plan_over", WaitingFor.NOBODY,
    "The plan ended, or another authority maintains it: there is nothing left to do here.",
    final=True,
)  # fmt: skip

WITH_ITS_END, WITH_ITS_TRANSFER = "end with plan", "end with transfer"
WHO_RECORDS = frozenset({Role.CASEWORKER, Role.CLOCK})
CHILDREN = ("annual_review", "plan_amendment", "ehc_needs_assessment", "dispute")
"""The policies of what is owed only while a plan is maintained."""


class EndedWithPlan(Form):
    """On the day of the move the plan was over that this was about."""


@guard("a plan of this pupil is maintained here")
def no_plan_is_maintained(s: Situation[EndedWithPlan]) -> bool:
    return not s.standing("ehc_plan", *(state.name for state in IN_FORCE))


def ends_with_plan(
    source: frozenset[State] | Reach,
    *lawful: Guard[Any],
    then: tuple[Consequence, ...] = (),
) -> tuple[Move, ...]:
    """Return the moves by which a process ends since the plan has ended or moved away.

    Args:
        source: where it may still stand then.
        lawful: what else must be true.
        then: what follows from it in other processes.
    """
    return (
        Move(
            name=WITH_ITS_END, source=source, target=PLAN_OVER,
            by=WHO_RECORDS, event=Event.PLAN_CEASED, form=EndedWithPlan,
            law=must("CFA 2014 ss.42(1), 44 and 45(1): owed while the plan is maintained"),
            when=(no_plan_is_maintained, *lawful), then=then,
        ),
        Move(
            name=WITH_ITS_TRANSFER, source=source, target=PLAN_OVER,
            by=WHO_RECORDS, event=Event.PLAN_TRANSFERRED_OUT, form=EndedWithPlan,
            law=must("SI 2014/1530 reg 15(2) and (3): the new authority maintains the plan"),
            when=(no_plan_is_maintained, *lawful), then=then,
        ),
    )  # fmt: skip


def _so_it_ended(s: AnySituation) -> Mapping[str, Any]:
    return {"note": f"the plan was over on {s.on}"}


ENDS_WHAT_IT_BROUGHT = tuple(Consequence(p, WITH_ITS_END, _so_it_ended) for p in CHILDREN)
LEAVES_WHAT_IT_BROUGHT = tuple(Consequence(p, WITH_ITS_TRANSFER, _so_it_ended) for p in CHILDREN)
