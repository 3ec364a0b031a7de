"""Which assessments went to mediation or to the Tribunal; their plans are counted apart.

The Department's twenty weeks seem to leave such cases out: more plans are issued in a year than are
timed, and whoever reads a council's return leaves out what had mediation or a tribunal of any kind.
A dispute is about an assessment where it began while that ran, up to the day of its final plan:
each notice that it sends opens one.

Source:
    SEN2, items on mediation and tribunal at the request, at the assessment and on other matters;
    CFA 2014 s.51(2)(a) to (c).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pathway.domain.stays import StateEntry
from statemachines.appealable import DisputeKind
from statemachines.dispute_states import APPEALED, CERTIFICATED, MEDIATING, ORDERED

REFUSALS = frozenset({DisputeKind.ASSESS.value, DisputeKind.ISSUE.value})
ABOUT_A_PLAN = frozenset({DisputeKind.CONTENTS.value, None})
"""Appeals against what a plan says, and those of which nobody recorded what they are against."""

GONE_ON = frozenset(state.name for state in (MEDIATING, CERTIFICATED, APPEALED, ORDERED))
"""Where a dispute stands once there was mediation, a certificate, or an appeal.

Not where it is settled: there it stands too where the authority gave way by itself.
"""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A dispute of a case.

    Attributes:
        kind: what it is about, as its opening says; None where it does not say.
        entries: its changes of state, in their order.
    """

    kind: str | None
    entries: Sequence[StateEntry]


def is_disputed(
    assessment: Sequence[StateEntry],
    disputes: Iterable[Dispute],
    *,
    as_at: date,
    before: date | None = None,
) -> bool:
    """Tell whether an assessment had gone to mediation or to the Tribunal by a day.

    Args:
        assessment: its changes of state, in their order.
        disputes: the disputes of the same case.
        as_at: the day of looking; what happened on it has happened.
        before: the day on which the next assessment of the case began, if there is one.
    """
    return any(
        _is_about(assessment, one, before)
        and any(e.state in GONE_ON and e.entered_on <= as_at for e in one.entries)
        for one in disputes
    )


def _is_about(assessment: Sequence[StateEntry], dispute: Dispute, before: date | None) -> bool:
    if not assessment or not dispute.entries:
        return False
    began, last = dispute.entries[0].entered_on, assessment[-1]
    if began < assessment[0].entered_on or (before is not None and began >= before):
        return False
    still = not last.is_end or began <= last.entered_on
    return dispute.kind in REFUSALS or (dispute.kind in ABOUT_A_PLAN and still)
