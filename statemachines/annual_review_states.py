"""Where an annual review stands, and who is waited for there."""

from statemachines.grammar import State
from statemachines.plan_over import PLAN_OVER
from statemachines.vocabulary import WaitingFor

ARRANGED_BY = "arranged_by"
"""The field that says whether the school or, for a child out of school, the authority arranges."""

SCHEDULED = State(
    "scheduled", WaitingFor.SCHOOL, "The review is due; a day for its meeting is to be agreed.",
    as_said=ARRANGED_BY,
)  # fmt: skip
GATHERING = State(
    "gathering", WaitingFor.SCHOOL,
    "Everyone is invited; advice is gathered and goes round before the meeting.",
    as_said=ARRANGED_BY,
)  # fmt: skip
MET = State(
    "met", WaitingFor.SCHOOL, "The meeting was held; its report is being written.",
    as_said=ARRANGED_BY,
)  # fmt: skip
DECIDING = State(
    "deciding", WaitingFor.AUTHORITY,
    "The authority decides whether the plan stays, changes or ends.",
)  # fmt: skip
AMENDING = State(
    "amending", WaitingFor.AUTHORITY, "The plan is being amended after the review.",
)  # fmt: skip
COMPLETED = State(
    "completed", WaitingFor.NOBODY, "The review is completed.", final=True,
)  # fmt: skip
DECLINED = State(
    "declined", WaitingFor.NOBODY, "No early review is held; whoever asked knows why.", final=True,
)  # fmt: skip

STATES = (SCHEDULED, GATHERING, MET, DECIDING, AMENDING, COMPLETED, DECLINED, PLAN_OVER)
