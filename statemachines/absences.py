"""How long an absence from the area lasted within the time that a limit gives.

An absence is a ground only as far as it lies within the very time that the limit gives: before it
has begun, or after it is over, it hindered nobody from keeping it. Several times may run at once;
an absence counts where it is long enough within any of them.

Source:
    SI 2014/1530 regs 5(4)(d), 8(2)(b), 10(4)(d), by 13(3) too, and 27(3)(d): "not less than 4
    weeks during that" period; regs 44(3)(b) and 45(7)(b): two weeks of the relevant period, whose
    lengths are those of regs 44(2) and 45(3) to (6).
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from statemachines.ehc_clock_start import clock_start
from statemachines.events import Event
from statemachines.exempting import ExemptsFromALimit
from statemachines.situation import Record

ONE_DAY, TWO_WEEKS, FOUR_WEEKS = timedelta(days=1), timedelta(weeks=2), timedelta(weeks=4)

Period = tuple[date, date]
"""The first and the last day of the time that a limit gives."""

FROM_THE_REQUEST = {"5(4)": 6, "10(4)": 16, "13(3)": 20}
"""The weeks of each regulation that counts from the request (EHC-02, EHC-04, EHC-08)."""

FOR_ADVICE, AFTER_A_REASSESSMENT = 6, 14
"""The weeks of regulations 8(1) and 27(2)."""

LONGEST = {
    "assess": 14, "make_plan": 11, "reconsider": 2, "amend": 5, "name_school": 2,
    "maintain_and_amend": 5,
}  # fmt: skip
"""The weeks that an authority has at most, by what was ordered or conceded."""

ORDERED = ((Event.ORDER_MADE, "orders"), (Event.CONSENT_ORDER_MADE, "orders"))
CONCEDED = ((Event.APPEAL_CONCEDED, "about"),)
BINDING = {"44(3)": ORDERED, "45(7)": CONCEDED}
DECIDED_ANEW = (Event.ASSESSMENT_AGREED, Event.REFUSAL_REVERSED)


def longest_absence(form: ExemptsFromALimit, periods: Iterable[Period]) -> timedelta:
    """Return for how long somebody was away within one period, first and last day counted."""
    if form.away_from is None or form.away_until is None:
        return timedelta(0)
    away_from, away_until = form.away_from, form.away_until
    within = (
        min(away_until, last) - max(away_from, first) + ONE_DAY
        for first, last in periods
    )  # fmt: skip
    return max(within, default=timedelta(0))


def period_of_an_assessment(record: Record, regulation: str) -> list[Period]:
    """Return the time of one limit of an assessment: it begins with the request, or is unknown.

    Args:
        record: what was recorded in the assessment.
        regulation: the paragraph with the grounds, such as "10(4)".
    """
    if regulation in FROM_THE_REQUEST:
        start = clock_start(record.happenings)
        begins, weeks = start.on if start else None, FROM_THE_REQUEST[regulation]
    else:
        decided = [h.on for event in DECIDED_ANEW for h in record.dated(event)]
        begins, weeks = max(decided, default=None), AFTER_A_REASSESSMENT
    return [(date.min, date.max) if begins is None else (begins, begins + timedelta(weeks=weeks))]


def periods_after_an_appeal(record: Record, regulation: str) -> Iterator[Period]:
    """Yield the time of each order, "44(3)", or of each concession, "45(7)"."""
    for event, field in BINDING[regulation]:
        for happening in record.dated(event):
            said = happening.said.get(field) or tuple(LONGEST)
            each = said if isinstance(said, tuple) else (said,)
            weeks = max((LONGEST.get(str(one), 0) for one in each), default=0)
            yield happening.on, happening.on + timedelta(weeks=weeks)


def periods_of_advice(record: Record, adviser: str, kind: str) -> list[Period]:
    """Return the six weeks of one adviser, from each receipt; of a request until it is received."""
    received = _of_adviser(record, Event.ADVICE_REQUEST_RECEIVED_BY_BODY, adviser, kind)
    asked = _of_adviser(record, Event.ADVICE_REQUESTED, adviser, kind)
    return [(day, day + timedelta(weeks=FOR_ADVICE)) for day in received or asked]


def _of_adviser(record: Record, event: Event, adviser: str, kind: str) -> list[date]:
    meant = (adviser, kind)
    named = ((h.on, (h.said.get("adviser"), h.said.get("kind"))) for h in record.dated(event))
    return [on for on, one in named if one == meant]
