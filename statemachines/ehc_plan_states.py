"""Where an EHC plan stands. While it is about to cease it is maintained all the same."""

from statemachines.grammar import State
from statemachines.vocabulary import WaitingFor

MAINTAINED = State(
    "maintained", WaitingFor.AUTHORITY,
    "The authority maintains the plan and secures what is in it.",
)  # fmt: skip
CONSIDERING_CEASE = State(
    "considering_cease", WaitingFor.AUTHORITY,
    "The authority thinks of ending the plan, and consults the family and the head before that.",
)  # fmt: skip
CEASING = State(
    "ceasing", WaitingFor.FAMILY,
    "The plan is to end; it is maintained while there is time to appeal, and until an appeal ends.",
)  # fmt: skip
CEASED = State("ceased", WaitingFor.NOBODY, "The plan has ended.", final=True)
TRANSFERRED_OUT = State(
    "transferred_out", WaitingFor.NOBODY, "Another authority maintains the plan.", final=True,
)  # fmt: skip

IN_FORCE = frozenset({MAINTAINED, CONSIDERING_CEASE, CEASING})
"""While the plan is maintained: CFA 2014 ss.42, 44 and 45(4) ask the same in each of them."""
