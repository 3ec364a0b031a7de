"""How many duties were met in time, of which children, and whom the late ones waited for.

The clocks of the clock table are judged; whom a process waited for, and what held of its pupil on
which day, is read as time in state reads it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.codes.needs import Need
from pathway.domain.stays import stays, value_on
from pathway.domain.timeliness.counting import (
    Count,
    Duty,
    Lateness,
    count,
    days_over,
    grouped,
    lateness,
)
from pathway.domain.timeliness.measures import BY_RULE, MEASURES, Measure
from pathway.persistence.casebook import ProcessKey
from pathway.persistence.reading_timeliness import JudgedClock, judged_clocks
from pathway.persistence.stays import CaseHistory, case_histories, names
from pathway.services.as_it_was import Then
from pathway.services.office import Office
from pathway.services.time_in_state_report import Period, PeriodBackwards
from pathway.services.timeliness_then import judged_then

NOT_RECORDED = "not recorded"
STILL_OPEN = "still open"
NEEDS = {need.value: need.label for need in Need}


class Apart(StrEnum):
    """What duties can be told apart by."""

    MONTH = "month"
    NEED = "primary_need"
    DISTRICT = "district"
    SCHOOL = "school"
    CASEWORKER = "caseworker"


NAMED = (Apart.SCHOOL, Apart.CASEWORKER)
"""What is recorded as the id of a setting or a person."""

Values = tuple[str, ...]
"""What held, in words, one for each thing the duties are told apart by."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the report says of one measure.

    Attributes:
        count: of all its duties.
        apart: the same by what was asked for, in order; empty where nothing was.
        lateness: whom the late ones waited for.
    """

    measure: Measure
    count: Count
    apart: Mapping[Values, Count]
    lateness: Mapping[str, Lateness]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeliness:
    """The report.

    Attributes:
        la_code: the authority's number, by which the Department publishes.
        period: the first and the last day on which counted duties ended.
        as_at: the day of looking.
    """

    authority: str
    la_code: str
    period: Period
    as_at: date
    by: tuple[Apart, ...]
    judged: tuple[Judged, ...]


def timeliness(
    office: Office,
    *,
    as_at: date,
    period: Period,
    by: Sequence[Apart] = (),
    then: Then | None = None,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Timeliness:
    """Judge the duties that ended in a period, and those open on a day after their date.

    Args:
        office: the authority.
        as_at: the day of looking; what happened on it has happened.
        period: the first and the last day, both counted, on which a duty may have ended.
        by: what to tell the duties apart by, as it was on the day on which they ended, or of
            looking.
        then: as at which past moment, on the day `as_at`; what the table of clocks says, if none.
        progress: is told how many processes were looked at, where they are drawn as they were.

    Raises:
        PeriodBackwards: the period ends before it begins.
        StatesOutOfOrder: a history is not what the engine writes; the process is named.
    """
    first, last = period
    if last < first:
        raise PeriodBackwards(first, last)
    apart = tuple(dict.fromkeys(by))
    known_by = then.recorded_by if then else None
    with office.engine.connect() as connection:
        if then is None:
            clocks = judged_clocks(connection, BY_RULE, first=first, last=last, as_at=as_at)
        else:
            clocks = judged_then(
                office, BY_RULE, first=first, last=last, then=then, progress=progress
            )
        duties = list(_duties(connection, clocks, apart, as_at, known_by))
        known = names(connection, _ids(duties, apart))
    return Timeliness(
        authority=office.name,
        la_code=office.code,
        period=period,
        as_at=as_at,
        by=apart,
        judged=tuple(
            _judged(measure, [duty for duty in duties if duty.measure is measure], apart, known)
            for measure in MEASURES
        ),
    )


def _duties(
    connection: Connection,
    clocks: Iterable[JudgedClock],
    by: Sequence[Apart],
    as_at: date,
    known_by: datetime | None,
) -> Iterator[Duty]:
    of_process: dict[ProcessKey, list[JudgedClock]] = defaultdict(list)
    for clock in clocks:
        of_process[clock.key].append(clock)
    kinds = [one.value for one in by if one is not Apart.MONTH]
    for case in case_histories(connection, kinds=kinds, recorded_by=known_by):
        for process in case.processes:
            spent = list(stays(process.key, process.entries, as_at=as_at))
            for clock in of_process.get(process.key, ()):
                measure = BY_RULE[clock.rule_id]
                if clock.ended_on is None or measure.counts(clock.event):
                    until = clock.ended_on or as_at
                    over, first = days_over(spent, due_on=clock.due_on, until=until)
                    values = tuple(_held(one, case, clock.ended_on, until) for one in by)
                    yield Duty(
                        measure, clock.due_on, clock.ended_on, clock.is_exempt, over, first, values
                    )


def _held(one: Apart, case: CaseHistory, ended_on: date | None, on: date) -> str | None:
    if one is Apart.MONTH:
        return f"{ended_on:%Y-%m}" if ended_on else STILL_OPEN
    value = value_on(case.details[one.value], on)
    return None if value is None else str(value)


def _ids(duties: Iterable[Duty], by: Sequence[Apart]) -> set[UUID]:
    places = [place for place, one in enumerate(by) if one in NAMED]
    values = {duty.values[place] for duty in duties for place in places}
    return {UUID(value) for value in values if value}


def _judged(
    measure: Measure, duties: Sequence[Duty], by: Sequence[Apart], known: Mapping[str, str]
) -> Judged:
    def told(duty: Duty) -> Values:
        return tuple(_name(value, known) for value in duty.values)

    apart = grouped(duties, told) if by else {}
    return Judged(measure, count(duties), dict(sorted(apart.items())), lateness(duties))


def _name(value: str | None, known: Mapping[str, str]) -> str:
    if value is None:
        return NOT_RECORDED
    return known.get(value) or NEEDS.get(value) or value
