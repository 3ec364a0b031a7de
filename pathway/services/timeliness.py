"""How many duties were met in time, of which children, and whom the late ones waited for.

The clocks of the clock table are judged; whom a process waited for, and what held of its pupil on
which day, is read as time in state reads it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.codes.needs import Need
from pathway.domain.timeliness.counting import (
    Count,
    Duty,
    Lateness,
    count,
    grouped,
    lateness,
)
from pathway.domain.timeliness.measures import BY_RULE, MEASURES, Measure
from pathway.persistence.reading_timeliness import dispute_kinds, judged_clocks, late_advice
from pathway.persistence.stays import case_histories, names
from pathway.services.office import Office
from pathway.services.then import Then
from pathway.services.time_in_state_report import Period, PeriodBackwards
from pathway.services.timeliness_duties import Apart, Found, duties_of, gathered
from pathway.services.timeliness_then import judged_then

NOT_RECORDED = "not recorded"
NEEDS = {need.value: need.label for need in Need}


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
        disputed: what went to mediation or to the Tribunal, in none of the above; None where the
            measure does not tell it apart.
    """

    measure: Measure
    count: Count
    apart: Mapping[Values, Count]
    lateness: Mapping[str, Lateness]
    disputed: Count | None = None


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
    with office.engine.connect() as connection:
        if then is None:
            clocks = judged_clocks(connection, BY_RULE, first=first, last=last, as_at=as_at)
            advice = late_advice(connection, as_at=as_at)
        else:
            clocks, advice = judged_then(
                office, BY_RULE, first=first, last=last, then=then, progress=progress
            )
        kinds = dispute_kinds(connection)
        found = gathered(as_at, office.calendars, clocks=clocks, advice=advice, kinds=kinds)
        duties = list(_duties(connection, found, apart, then.recorded_by if then else None))
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
    connection: Connection, found: Found, by: Sequence[Apart], known_by: datetime | None
) -> Iterator[Duty]:
    kinds = [one.value for one in by if one is not Apart.MONTH]
    for case in case_histories(connection, kinds=kinds, recorded_by=known_by):
        yield from duties_of(case, found, by)


def _ids(duties: Iterable[Duty], by: Sequence[Apart]) -> set[UUID]:
    places = [place for place, one in enumerate(by) if one in NAMED]
    values = {duty.values[place] for duty in duties for place in places}
    return {UUID(value) for value in values if value}


def _judged(
    measure: Measure, duties: Sequence[Duty], by: Sequence[Apart], known: Mapping[str, str]
) -> Judged:
    def told(duty: Duty) -> Values:
        return tuple(_name(value, known) for value in duty.values)

    disputed = [duty for duty in duties if duty.is_disputed]
    counted = [duty for duty in duties if not duty.is_disputed]
    apart = grouped(counted, told) if by else {}
    return Judged(
        measure,
        count(counted),
        dict(sorted(apart.items())),
        lateness(counted),
        count(disputed) if measure.disputed_apart else None,
    )


def _name(value: str | None, known: Mapping[str, str]) -> str:
    if value is None:
        return NOT_RECORDED
    return known.get(value) or NEEDS.get(value) or value
