"""Time in state as anybody would work it out by hand: day after day, line after line."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import text

from pathway.domain.dossier import Detail, Subject
from pathway.domain.history import StoredLine, fold
from pathway.services.office import Office
from pathway.services.time_in_state_report import Dimension, Report
from statemachines.events import Event
from statemachines.grammar import NOT_BEGUN
from statemachines.registry import policy as policy_named
from statemachines.vocabulary import Role

ONE_DAY = timedelta(days=1)
UNTIL_THE_REPORT = ("scheduled", "gathering", "met")

LINES = text(
    "select p.policy, p.occurrence, h.number, h.move, h.event, h.from_state, h.to_state,"
    " h.occurred_on, h.cycle, h.person_id, h.role, t.form_version, t.content, h.recorded_at"
    " from processes p join history h on h.process_id = p.id"
    " left join contents t on t.process_id = h.process_id and t.number = h.number"
    " order by p.policy, p.occurrence, h.number"
)
DETAILS = text(
    "select kind, value, from_on, process_id, line, recorded_at from pupil_details"
    " order by recorded_at"
)

Told = dict[tuple[Any, ...], tuple[Any, ...]]
"""By policy, state, who is waited for and what held: count, open, and lengths in both days."""


@dataclass
class Stay:
    """A stay in one state, as its days are ticked off."""

    state: str
    waits_for: str
    cycle: int
    entered_on: date
    left_on: date | None = None


def slowly(
    office: Office,
    *,
    as_at: date,
    by: Sequence[Dimension],
    as_recorded_at: datetime | None = None,
    period: tuple[date, date] | None = None,
) -> Told:
    """Work the report out, for an authority of one pupil."""
    lengths: dict[tuple[Any, ...], list[tuple[int, int | None, bool]]] = defaultdict(list)
    subject = _subject(office, as_recorded_at)
    for policy, lines in _processes(office, as_recorded_at).items():
        for stay in _stays(policy[0], lines, as_at):
            state = policy_named(policy[0]).by_name[stay.state]
            if state.final or state is NOT_BEGUN:
                continue
            for values, figures in _days_of(office, stay, subject, as_at, by, period).items():
                lengths[(policy[0], stay.state, stay.waits_for, values)].append(figures)
    return {key: _figures(found) for key, found in lengths.items()}


def quickly(report: Report) -> Told:
    """Return what the report says, in the same form."""
    return {
        (row.policy, row.state, row.waiting_for, tuple(held.value for held in row.held)): (
            row.count,
            row.still_open,
            *((s.median, s.percentile_75, s.percentile_90, s.longest) for s in (row.days,)),
            (s := row.school_days).count,
            (s.median, s.percentile_75, s.percentile_90, s.longest),
        )
        for row in report.rows
    }


def _processes(
    office: Office, known_by: datetime | None
) -> dict[tuple[str, int], list[StoredLine]]:
    found = defaultdict(list)
    with office.engine.connect() as connection:
        for row in connection.execute(LINES):
            if known_by is None or row[13] <= known_by:
                found[row[0], row[1]].append(
                    StoredLine(
                        row[2], row[3], Event(row[4]), row[5], row[6], row[7], row[8], row[9],
                        Role(row[10]), row[11] or 0, row[12] or {},
                    )
                )  # fmt: skip
    return found


def _subject(office: Office, known_by: datetime | None) -> Subject:
    said: dict[object, Detail] = {}
    with office.engine.connect() as connection:
        for kind, value, from_on, process, line, recorded_at in connection.execute(DETAILS):
            if known_by is None or recorded_at <= known_by:
                by = (kind, process, line) if process else object()
                said.pop(by, None)
                if value:
                    said[by] = Detail(kind=kind, value=value, from_on=from_on)
    return Subject(
        pupil_id=office.authority_id, born_on=date.min, died_on=None, details=tuple(said.values())
    )


def _stays(policy: str, lines: Sequence[StoredLine], as_at: date) -> Iterator[Stay]:
    stay, arranged_by = None, "school"
    for line in fold(policy_named(policy), lines).record.lines:
        arranged_by = line.form.entries().get("arranged_by") or arranged_by
        waits_for = policy_named(policy).by_name[line.state].waits_for.value
        if policy == "annual_review" and line.state in UNTIL_THE_REPORT:
            waits_for = str(arranged_by)
        if stay and (line.state, line.cycle, waits_for) == (
            stay.state, stay.cycle, stay.waits_for,
        ):  # fmt: skip
            continue
        on = max(line.on, stay.entered_on) if stay and stay.state == line.state else line.on
        if on > as_at:
            break
        if stay:
            stay.left_on = on
            yield stay
        stay = Stay(line.state, waits_for, line.cycle, on)
    if stay:
        yield stay


def _days_of(
    office: Office,
    stay: Stay,
    subject: Subject,
    as_at: date,
    by: Sequence[Dimension],
    period: tuple[date, date] | None,
) -> dict[tuple[Any, ...], tuple[int, int | None, bool]]:
    """Tick the days of a stay off, each for what held on it."""
    until = stay.left_on or as_at
    days: dict[tuple[Any, ...], list[date]] = defaultdict(list)
    day = stay.entered_on
    while day < until or day == stay.entered_on:
        if period is None or period[0] <= day <= period[1]:
            found = days[_values(stay, subject, day, by)]
            if day < until:
                found.append(day)
        last, day = day, day + ONE_DAY
    held_last = _values(stay, subject, last, by)
    in_period = period is None or period[0] <= last <= period[1]
    return {
        values: (
            len(found),
            _school_days(office, found),
            stay.left_on is None and values == held_last and in_period,
        )
        for values, found in days.items()
    }


def _values(stay: Stay, subject: Subject, day: date, by: Sequence[Dimension]) -> tuple[Any, ...]:
    return tuple(_value(stay, subject, day, one) for one in by)


def _value(stay: Stay, subject: Subject, day: date, one: Dimension) -> str | None:
    if one is Dimension.CYCLE:
        return str(stay.cycle) if stay.cycle else None
    if one is Dimension.PERIOD:
        begins = day.year if day.month >= 9 else day.year - 1
        return f"{begins}/{(begins + 1) % 100:02d}"
    return subject.detail(one.value, day)


def _school_days(office: Office, days: Sequence[date]) -> int | None:
    known = office.calendars.school_days
    if not all(known.knows(day) for day in days):
        return None
    return sum(known.is_school_day(day) for day in days)


def _figures(found: Sequence[tuple[int, int | None, bool]]) -> tuple[Any, ...]:
    lengths = [days for days, _, _ in found]
    school = [days for _, days, _ in found if days is not None]
    return (
        len(found),
        sum(is_open for *_, is_open in found),
        _lengths(lengths),
        len(school),
        _lengths(school),
    )


def _lengths(lengths: Sequence[int]) -> tuple[int | None, ...]:
    if not lengths:
        return (None,) * 4
    shares = (Fraction(1, 2), Fraction(3, 4), Fraction(9, 10), Fraction(1))
    return tuple(
        min(x for x in lengths if sum(y <= x for y in lengths) >= share * len(lengths))
        for share in shares
    )
