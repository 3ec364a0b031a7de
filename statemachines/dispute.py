"""A dispute about a decision: the time to appeal, mediation, the appeal, and what comes of it.

Each notice of a decision that can be appealed opens one, in the same transaction, so that the
family's days run from the moment the notice went out. One dispute holds the time of every person
concerned; nobody's time is settled by another's. Disagreement resolution and claims of
discrimination are disputes too, with times of their own or none.

Source:
    CFA 2014 ss.51 to 57; SI 2014/1530 regs 32 to 45; SI 2008/2699; Equality Act 2010 Sch 17;
    SI 2017/1306; SEND Code of Practice 2015, chapter 11.
"""

from statemachines.common_moves import common_moves
from statemachines.dispute_appeal import AFTERWARDS, APPEALING, OUTCOMES
from statemachines.dispute_forms import DisputeBroughtIn
from statemachines.dispute_guards import it_is_about_the_plan
from statemachines.dispute_mediation import MEDIATION, WAYS_IN, WAYS_OUT
from statemachines.dispute_states import BEING_CARRIED_OUT, STATES
from statemachines.in_force import SEND_LAW
from statemachines.plan_over import ends_with_plan
from statemachines.policy import Policy

DISPUTE = Policy(
    name="dispute",
    version=1,
    valid_from=SEND_LAW,
    title="Dispute",
    law="Children and Families Act 2014 ss.51 to 57; SI 2014/1530 regs 32 to 45; SI 2008/2699",
    states=STATES,
    moves=(
        *WAYS_IN, *MEDIATION, *APPEALING, *OUTCOMES, *AFTERWARDS, *WAYS_OUT,
        *ends_with_plan(BEING_CARRIED_OUT, it_is_about_the_plan),
        *common_moves(DisputeBroughtIn),
    ),
)  # fmt: skip
