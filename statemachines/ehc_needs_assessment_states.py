"""Where an EHC needs assessment stands, and who is waited for there.

A refusal is an end as long as nothing reverses it; even then the first decision stays on record.
"""

from statemachines.grammar import State
from statemachines.vocabulary import WaitingFor

REQUESTED = State(
    "requested", WaitingFor.AUTHORITY,
    "The authority decides whether an assessment is needed, and tells the family.",
)  # fmt: skip
ASSESSING = State(
    "assessing", WaitingFor.AUTHORITY,
    "The authority gathers advice from each adviser and decides whether a plan is needed.",
)  # fmt: skip
DRAFTING = State(
    "drafting", WaitingFor.AUTHORITY, "The authority writes the draft plan and sends it.",
)  # fmt: skip
DRAFT_ISSUED = State(
    "draft_issued", WaitingFor.FAMILY,
    "The family reads the draft plan, may say what it thinks and ask for a school.",
)  # fmt: skip
REFUSED_TO_ASSESS = State(
    "refused_to_assess", WaitingFor.NOBODY,
    "The authority will not assess; the family knows why, and its rights.", final=True,
)  # fmt: skip
REFUSED_TO_ISSUE = State(
    "refused_to_issue", WaitingFor.NOBODY,
    "The authority has assessed and will not make a plan; the family knows why, and its rights.",
    final=True,
)  # fmt: skip
PLAN_ISSUED = State(
    "plan_issued", WaitingFor.NOBODY, "The final plan has been sent.", final=True,
)  # fmt: skip
WITHDRAWN = State(
    "withdrawn", WaitingFor.NOBODY, "The request was withdrawn.", final=True,
)  # fmt: skip
MOVED_OUT = State(
    "moved_out", WaitingFor.NOBODY, "The pupil moved away before it was finished.", final=True,
)  # fmt: skip

BEFORE_ADVICE_IS_IN = frozenset({REQUESTED, ASSESSING})
WHILE_DRAFTING = frozenset({DRAFTING, DRAFT_ISSUED})
