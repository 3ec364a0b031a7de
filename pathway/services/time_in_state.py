"""How long processes were in each state, and how long somebody was waited for.

The arithmetic is `pathway.domain.stays` and `pathway.domain.time_in_state`, the reading one
statement that is taken as it comes. Here they meet: what was so of a pupil is laid beside the stays
of their processes, and what each stay counts for becomes the lines of the report.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.calendars import Calendars
from pathway.domain.small_numbers import THRESHOLD
from pathway.domain.stays import Attribution, Stay, academic_years, stays, together
from pathway.domain.time_in_state import Figure, SchoolDayCount, figures
from pathway.persistence.stays import CaseHistory, case_histories, names
from pathway.services.office import Office
from pathway.services.time_in_state_lines import Key, lines
from pathway.services.time_in_state_report import Asked, Dimension, Period, PeriodBackwards, Report
from pathway.services.time_in_state_rows import rows
from pathway.services.time_in_state_words import definition_of
from statemachines.registry import policy as policy_named

ONE_DAY = timedelta(days=1)
NAMED = (Dimension.SCHOOL, Dimension.CASEWORKER)
"""The dimensions whose values are ids of settings and people."""

Timeline = Sequence[Attribution]


def time_in_state(  # noqa: PLR0913  each is a question of its own
    office: Office,
    *,
    as_at: date,
    by: Sequence[Dimension] = (),
    policy: str | None = None,
    period: Period | None = None,
    only_open: bool = False,
    as_recorded_at: datetime | None = None,
    suppress: bool = False,
) -> Report:
    """Return how long the processes of an authority were in each state, as at a day.

    Args:
        office: the authority.
        as_at: the day as at which one looks; what happened on it has happened.
        by: what to tell the stays apart by, beside the state.
        policy: the policy of the processes that are counted; all where none is named.
        period: the first and the last of the days that are counted; all up to `as_at` if none.
        only_open: count only stays that are still open.
        as_recorded_at: count only what had been recorded at that moment, aware; None for all.
        suppress: hide small numbers, and what would betray them.

    Raises:
        PolicyUnknown: there is no policy of that name.
        PeriodBackwards: the period ends before it begins.
        StatesOutOfOrder: a history is not what the engine writes; the process is named.
    """
    if period and period[1] < period[0]:
        raise PeriodBackwards(*period)
    asked = Asked(
        as_at=as_at,
        by=tuple(dict.fromkeys(by)),
        policy=policy_named(policy).name if policy else None,
        period=period,
        only_open=only_open,
        as_recorded_at=as_recorded_at,
        hidden_below=THRESHOLD if suppress else None,
    )
    with office.engine.connect() as connection:
        counting = _Counting(asked, school_day_count(office.calendars))
        for case in _cases(connection, asked):
            counting.take(case)
        found = lines(asked.by, counting.shares, counting.whole)
        known = names(connection, _ids(found, asked.by))
    by_state, waiting, totals = rows(asked, found, known)
    return Report(
        authority=office.name,
        asked=asked,
        definition=definition_of(asked, office.calendars),
        rows=by_state,
        waiting=waiting,
        totals=totals,
    )


def school_day_count(calendars: Calendars) -> SchoolDayCount:
    """Return what counts school days by the authority's calendar, as far as it knows them."""
    if calendars.school is None:
        return lambda _first, _until: None
    known = calendars.school_days

    def count(first: date, until: date) -> int | None:
        if first < until and not (known.knows(first) and known.knows(until - ONE_DAY)):
            return None
        return bisect_left(known.days, until) - bisect_left(known.days, first)

    return count


class _Counting:
    """What the stays of many cases count for.

    Attributes:
        shares: for each stay, under each of the values that held during it.
        whole: for each stay, whatever held; empty where nothing is told apart.
    """

    def __init__(self, asked: Asked, school_days: SchoolDayCount) -> None:
        self._asked, self._school_days = asked, school_days
        self._within = _within(asked.period)
        self.shares: list[Figure] = []
        self.whole: list[Figure] = []

    def take(self, case: CaseHistory) -> None:
        """Count the stays of a case."""
        asked = self._asked
        found = [
            stay
            for process in case.processes
            if asked.policy in (None, process.key.policy)
            for stay in stays(process.key, process.entries, as_at=asked.as_at)
        ]
        if found:
            held = together(*_held(asked, case, found), *self._within)
            self.shares += self._counted(found, held)
            if asked.by:
                self.whole += self._counted(found, together(*self._within))

    def _counted(self, found: Iterable[Stay], line: Timeline) -> Iterator[Figure]:
        asked = self._asked
        for stay in found:
            for figure in figures(stay, line, as_at=asked.as_at, school_days=self._school_days):
                if self._belongs(figure):
                    yield figure

    def _belongs(self, figure: Figure) -> bool:
        if self._asked.only_open and not figure.is_open:
            return False
        within = figure.value[-1] if self._within and isinstance(figure.value, tuple) else True
        return bool(within)


def _cases(connection: Connection, asked: Asked) -> Iterator[CaseHistory]:
    dated = [one.value for one in asked.by if one not in (Dimension.CYCLE, Dimension.PERIOD)]
    return case_histories(connection, kinds=dated, recorded_by=asked.as_recorded_at)


def _within(period: Period | None) -> tuple[Timeline, ...]:
    """Return a timeline that says on which days the period is on; none where all days count."""
    if period is None:
        return ()
    first, last = period
    return ((Attribution(first, value=True), Attribution(last + ONE_DAY, value=False)),)


def _held(asked: Asked, case: CaseHistory, found: Sequence[Stay]) -> Iterator[Timeline]:
    for one in asked.by:
        if one is Dimension.PERIOD:
            yield academic_years(min(stay.entered_on for stay in found), asked.as_at)
        elif one is not Dimension.CYCLE:
            yield case.details[one.value]


def _ids(found: Iterable[Key], by: Sequence[Dimension]) -> set[UUID]:
    """Return the ids among the values, whose names are wanted."""
    places = [n for n, one in enumerate(by) if one in NAMED]
    values = {key.values[n] for key in found if key.values for n in places}
    return {UUID(value) for value in values if value}
