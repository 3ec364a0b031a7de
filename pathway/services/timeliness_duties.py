"""The duties of one case whose timeliness is judged, each with whom it waited for once it was late.

While the authority assesses it waits for advice: a day on which an adviser was late is the
adviser's, and of several whose advice had been due longest.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pathway.domain.calendars import Calendars
from pathway.domain.stays import stays, value_on
from pathway.domain.timeliness.counting import Duty, Owed, days_over
from pathway.domain.timeliness.disputed import Dispute, is_disputed
from pathway.domain.timeliness.measures import BY_RULE
from pathway.persistence.casebook import ProcessKey
from pathway.persistence.reading_timeliness import JudgedClock, LateAdvice
from pathway.persistence.stays import CaseHistory, ProcessHistory
from statemachines.ehc_needs_assessment_states import ASSESSING

STILL_OPEN = "still open"


class Apart(StrEnum):
    """What duties can be told apart by."""

    MONTH = "month"
    NEED = "primary_need"
    DISTRICT = "district"
    SCHOOL = "school"
    CASEWORKER = "caseworker"


@dataclass(frozen=True, slots=True)
class Found:
    """What was read of an authority as at a day.

    Attributes:
        as_at: the day of looking.
        calendars: the authority's.
        clocks: those that are judged, by process.
        owed: the advice that was late, by process.
        kinds: what each dispute is about.
    """

    as_at: date
    calendars: Calendars
    clocks: Mapping[ProcessKey, Sequence[JudgedClock]]
    owed: Mapping[ProcessKey, Sequence[Owed]]
    kinds: Mapping[ProcessKey, str | None]


def gathered(
    as_at: date,
    calendars: Calendars,
    *,
    clocks: Iterable[JudgedClock],
    advice: Iterable[LateAdvice],
    kinds: Mapping[ProcessKey, str | None],
) -> Found:
    """Return what was read, by process.

    Args:
        as_at: the day of looking.
        calendars: the authority's.
        clocks: those that are judged.
        advice: what was late of it.
        kinds: what each dispute is about.
    """
    judged: dict[ProcessKey, list[JudgedClock]] = defaultdict(list)
    for clock in clocks:
        judged[clock.key].append(clock)
    owed: dict[ProcessKey, list[Owed]] = defaultdict(list)
    for one in advice:
        who = f"advice from {one.kind.replace('_', ' ') or 'an adviser'}"
        owed[one.key].append(Owed(who, ASSESSING.name, one.due_on, one.given_on))
    return Found(as_at, calendars, judged, owed, kinds)


def duties_of(case: CaseHistory, found: Found, by: Sequence[Apart]) -> Iterator[Duty]:
    """Yield the duties of a case.

    Args:
        case: the case.
        found: what was read of its authority.
        by: what to tell the duties apart by.

    Raises:
        StatesOutOfOrder: a history is not what the engine writes; the process is named.
    """
    disputes = [
        Dispute(found.kinds[process.key], process.entries)
        for process in case.processes
        if process.key in found.kinds
    ]
    for process in case.processes:
        clocks = found.clocks.get(process.key, ())
        spent = list(stays(process.key, process.entries, as_at=found.as_at))
        owed = found.owed.get(process.key, ())
        apart = bool(clocks and disputes) and is_disputed(
            process.entries, disputes, as_at=found.as_at, before=_next_began(case, process)
        )
        for clock in clocks:
            measure = BY_RULE[clock.rule_id]
            last = measure.judged_by(clock.due_on, clock.counted_from, found.calendars)
            if last is None or not (clock.ended_on is None or measure.counts(clock.event)):
                continue
            until = clock.ended_on or found.as_at
            over, first = days_over(spent, due_on=last, until=until, owed=owed)
            values = tuple(_held(one, case, clock.ended_on, until) for one in by)
            disputed = apart and measure.disputed_apart
            yield Duty(
                measure, last, clock.ended_on, clock.is_exempt, over, first, values, disputed
            )


def _next_began(case: CaseHistory, process: ProcessHistory) -> date | None:
    """Return the day on which the next process of the policy began in a case."""
    later = (
        other.entries[0].entered_on
        for other in case.processes
        if other.key.policy == process.key.policy
        and other.key.occurrence > process.key.occurrence
        and other.entries
    )
    return min(later, default=None)


def _held(one: Apart, case: CaseHistory, ended_on: date | None, on: date) -> str | None:
    if one is Apart.MONTH:
        return f"{ended_on:%Y-%m}" if ended_on else STILL_OPEN
    value = value_on(case.details[one.value], on)
    return None if value is None else str(value)
