"""How an event of a published timeline is recorded here: by which move, of which process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pathway.domain.oracle.meaning import ASSESSMENT, PLAN, REVIEW
from pathway.domain.oracle.timeline import Happened
from statemachines.vocabulary import Role

OTHER = 5
"""SEN2's code for whoever asked, where a timeline does not say."""

Form = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Way:
    """How an event of a timeline is recorded here.

    Attributes:
        dated_in: the field of the form that holds its day; None where that is the move's own.
        form: what is recorded besides.
        opens: whether the move opens its process.
    """

    policy: str
    move: str
    role: Role
    dated_in: str | None = None
    form: Form = field(default_factory=dict)
    opens: bool = True


WAYS_IN: Mapping[Happened, Way] = {
    Happened.REQUEST_RECEIVED: Way(
        ASSESSMENT, "receive request", Role.CASEWORKER,
        form={"source": OTHER, "requester": "not said"},
    ),
    Happened.FIRST_PLAN_ISSUED: Way(
        PLAN, "bring in", Role.DATA_LOADER, "plan_made_on", {"state": "maintained"}
    ),
    Happened.REVIEW_MEETING: Way(
        REVIEW, "bring in", Role.DATA_LOADER, "held_on", {"state": "met"}
    ),
}  # fmt: skip
"""The events with which our clocks start, and the move that records each of them.

A meeting is taken over as an old record, since the sources say nothing of its invitations.
"""
