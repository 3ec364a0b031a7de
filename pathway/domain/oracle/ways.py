"""How an event of a published timeline is recorded here: by which moves, of which process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pathway.domain.oracle.meaning import ASSESSMENT, DISPUTE, EXCLUSION, PLAN, REVIEW
from pathway.domain.oracle.timeline import Happened
from statemachines.registry import POLICIES
from statemachines.vocabulary import Role

OTHER = 5
"""SEN2's code for whoever asked, where a timeline does not say."""

NOT_SAID = "the source does not say"
RIGHTS_TOLD: Mapping[str, Any] = {
    "appeal_right_told": True,
    "time_limits_told": True,
    "mediation_told": True,
    "advice_and_support_told": True,
}
"""A refusal is taken to have told of the rights, since no source complains of the notice."""

Form = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Way:
    """One move by which an event of a timeline is recorded here.

    Attributes:
        dated_in: the field of the form that holds its day; None where that is the move's own.
        told_in: the field that holds on which day the invented parent was told or sent it.
        form: what is recorded besides.
        opens: whether the move opens its process.
    """

    policy: str
    move: str
    role: Role
    dated_in: str | None = None
    told_in: str | None = None
    form: Form = field(default_factory=dict)
    opens: bool = True

    @property
    def is_there(self) -> bool:
        """Whether a policy of the registry has the move."""
        known = POLICIES.get(self.policy)
        return known is not None and any(move.name == self.move for move in known.moves)


WAYS_IN: Mapping[Happened, tuple[Way, ...]] = {
    Happened.REQUEST_RECEIVED: (
        Way(
            ASSESSMENT, "receive request", Role.CASEWORKER,
            form={"source": OTHER, "requester": "not said"},
        ),
    ),
    Happened.REFUSED_TO_ASSESS: (
        Way(
            ASSESSMENT, "refuse to assess", Role.DECISION_MAKER, told_in="notified",
            form={"reasons": NOT_SAID, **RIGHTS_TOLD}, opens=False,
        ),
    ),
    Happened.AGREED_TO_ASSESS_AFTER_REFUSAL: (
        Way(
            ASSESSMENT, "reverse by agreement", Role.DECISION_MAKER, told_in="notified",
            form={"reverses": "assess"}, opens=False,
        ),
    ),
    Happened.TRIBUNAL_ORDER_MAKE_PLAN: (
        Way(ASSESSMENT, "bring in", Role.DATA_LOADER, form={"state": "refused_to_issue"}),
        Way(
            ASSESSMENT, "reverse by order", Role.CASEWORKER, form={"orders": "make_plan"},
            opens=False,
        ),
    ),
    Happened.TRIBUNAL_ORDER_AMEND: (
        Way(
            DISPUTE, "bring in", Role.DATA_LOADER,
            form={"state": "appealed", "kind": "contents"},
        ),
        Way(DISPUTE, "record order", Role.CASEWORKER, form={"orders": ["amend"]}, opens=False),
    ),
    Happened.DECISION_LETTER: (
        Way(
            DISPUTE, "open window", Role.CASEWORKER, told_in="sent", form={"kind": "contents"}
        ),
    ),
    Happened.MEDIATION_CERTIFICATE: (
        Way(DISPUTE, "issue certificate", Role.CASEWORKER, told_in="issued", opens=False),
    ),
    Happened.PERMANENT_EXCLUSION: (
        Way(
            EXCLUSION, "exclude permanently", Role.CASEWORKER, "excluded_from",
            form={"reasons": NOT_SAID, "early_review_considered": True},
        ),
    ),
    Happened.FIRST_PLAN_ISSUED: (
        Way(
            PLAN, "bring in", Role.DATA_LOADER, "plan_made_on", form={"state": "maintained"}
        ),
    ),
    Happened.REVIEW_MEETING: (
        Way(REVIEW, "bring in", Role.DATA_LOADER, "held_on", form={"state": "met"}),
    ),
}  # fmt: skip
"""The events with which our clocks start, and the moves that record each of them.

A meeting is taken over as an old record, since the sources say nothing of its invitations; so is
what went before an order. A way whose move no policy has yet is not taken.
"""


def ways(happened: Happened) -> tuple[Way, ...]:
    """Return the moves that record an event; none where a policy or a move is lacking."""
    found = WAYS_IN.get(happened, ())
    return found if all(way.is_there for way in found) else ()
