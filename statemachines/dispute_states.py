"""Where a dispute stands, and who is waited for there."""

from statemachines.grammar import State
from statemachines.plan_over import PLAN_OVER
from statemachines.vocabulary import WaitingFor

OPEN_WINDOW = State(
    "open_window", WaitingFor.FAMILY,
    "The family may ask for mediation and may appeal, until the time for it is over.",
)  # fmt: skip
MEDIATING = State(
    "mediating", WaitingFor.AUTHORITY,
    "Mediation or disagreement resolution was asked for; the authority arranges it.",
)  # fmt: skip
CERTIFICATED = State(
    "certificated", WaitingFor.FAMILY,
    "The family has its mediation certificate and may appeal.",
)  # fmt: skip
APPEALED = State("appealed", WaitingFor.TRIBUNAL, "The Tribunal is dealing with the appeal.")
ORDERED = State(
    "ordered", WaitingFor.AUTHORITY,
    "The Tribunal has made an order; the authority carries it out.",
)  # fmt: skip
SETTLED = State(
    "settled", WaitingFor.AUTHORITY,
    "Both sides agree, or the authority has given way; the authority carries out what was agreed.",
)  # fmt: skip
COMPLIED = State(
    "complied", WaitingFor.NOBODY, "What was ordered or agreed has been done.", final=True,
)  # fmt: skip
DISMISSED = State(
    "dismissed", WaitingFor.NOBODY, "The Tribunal did not change the decision.", final=True,
)  # fmt: skip
LAPSED = State(
    "lapsed", WaitingFor.NOBODY,
    "The time to appeal is over; a judge may still admit a late appeal.", final=True,
)  # fmt: skip
WITHDRAWN = State("withdrawn", WaitingFor.NOBODY, "The dispute was withdrawn.", final=True)

STATES = (
    OPEN_WINDOW, MEDIATING, CERTIFICATED, APPEALED, ORDERED, SETTLED,
    COMPLIED, DISMISSED, LAPSED, WITHDRAWN, PLAN_OVER,
)  # fmt: skip

BEFORE_AN_APPEAL = frozenset({OPEN_WINDOW, MEDIATING, CERTIFICATED})
BEING_CARRIED_OUT = frozenset({ORDERED, SETTLED})
AFTER_THE_HEARING = frozenset({ORDERED, COMPLIED, DISMISSED, PLAN_OVER})
