"""Where a chain of exclusions stands: that of one pupil in one school year.

The state is that of the exclusion that was notified last; another one begins the chain anew.
"""

from statemachines.grammar import State
from statemachines.vocabulary import WaitingFor

NOTIFIED = State(
    "notified", WaitingFor.SCHOOL,
    "The pupil is excluded; the school tells everyone and sees to education from the sixth day.",
)  # fmt: skip
ARRANGING = State(
    "arranging", WaitingFor.SCHOOL,
    "Education is arranged; it has not begun.",
    as_said="arranged_by",
)  # fmt: skip
PROVIDED = State(
    "provided", WaitingFor.SCHOOL,
    "The pupil is taught elsewhere; the governing board may still have to consider the exclusion.",
)  # fmt: skip
CONSIDERED = State(
    "considered", WaitingFor.FAMILY,
    "The governing board has considered the exclusion, and it stands for now.",
)  # fmt: skip
REVIEW_PANEL = State(
    "review_panel", WaitingFor.AUTHORITY,
    "An independent review was asked for; the panel decides, and the board may have to again.",
)  # fmt: skip
CANCELLED = State(
    "cancelled", WaitingFor.NOBODY, "The head has cancelled the exclusion.", final=True,
)  # fmt: skip
REINSTATED = State(
    "reinstated", WaitingFor.NOBODY, "The governing board has reinstated the pupil.", final=True,
)  # fmt: skip
CLOSED = State(
    "closed", WaitingFor.NOBODY, "Nothing more is to be done about any of them.", final=True,
)  # fmt: skip

STATES = (
    NOTIFIED, ARRANGING, PROVIDED, CONSIDERED, REVIEW_PANEL, CANCELLED, REINSTATED, CLOSED,
)  # fmt: skip
EVERY_STATE = frozenset(STATES)
NOT_CONSIDERED = frozenset({NOTIFIED, ARRANGING, PROVIDED})
BEFORE_EDUCATION = frozenset({NOTIFIED, ARRANGING})
UNDER_WAY = NOT_CONSIDERED | {CONSIDERED, REVIEW_PANEL}
