"""The clocks of a process as they are kept: rows drawn from history, which rebuild equal."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from pathway.domain.calendars import Calendars
from pathway.domain.clocks import Clock, reckon
from pathway.domain.course import Subject
from pathway.domain.dossier import Dossier
from pathway.domain.history import Folded
from pathway.domain.reckoned import Reckoned
from pathway.domain.rules.rule import Rule
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.rungs import next_alert, rungs
from statemachines.events import Event

NO_PARTY = str(UUID(int=0))
"""Stands for the whole process where a clock runs for no person in particular."""

HORIZON = timedelta(days=400)
"""How far ahead days are derived that nobody records, such as the ends of school years.

Sweeps draw the clocks anew of what nobody moves, long before that day comes.
"""

DATES_IN_A_LETTER = 3

Key = tuple[str, int, str]
Row = tuple[Any, ...]


class DateToKnow(NamedTuple):
    """A date that a letter names: what is due then, and the clock that says so."""

    label: str
    on: date
    clock: Clock


@dataclass(frozen=True, slots=True)
class Projection:
    """The clocks of a process, and the rows by which they are kept.

    Attributes:
        reckoned: every clock, settled ones too, and what tells why each is as it is.
        rows: for each clock, its columns as JSON has them, in the order of the table.
        passed_over: alerts of old records that are past already: clock, rung and day.
    """

    reckoned: Reckoned
    rows: Mapping[Key, Row]
    passed_over: tuple[tuple[Key, str, date], ...] = ()

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """Every clock, without explanation."""
        return self.reckoned.clocks

    def dates(self, on: date) -> tuple[DateToKnow, ...]:
        """List the soonest dates that are still open on a day, for a letter.

        A date that gives a birthday away is left out: an e-mail says nothing of who the pupil is.
        """
        running = (c for c in self.clocks if c.due_on and c.is_open_on(on) and not c.disapplied)
        soonest = sorted(running, key=lambda c: (c.due_on or on, c.rule_id))
        told = (_date_to_know(c) for c in soonest)
        return tuple(islice((one for one in told if one), DATES_IN_A_LETTER))


def _date_to_know(clock: Clock) -> DateToKnow | None:
    rule = statute_book().rule(clock.rule_id)
    if clock.due_on is None or tells_a_birthday(rule):
        return None
    return DateToKnow(rule.sentence, clock.due_on, clock)


def tells_a_birthday(rule: Rule) -> bool:
    """Tell whether a rule counts from a birthday, so that its date gives it away."""
    return Event.TURNS_TWO in rule.starts.events


def project(
    calendars: Calendars,
    dossier: Dossier,
    after: Folded,
    *,
    on: date,
    fired: Mapping[Key, date],
    old_beside: Container[Key] | None = None,
) -> Projection:
    """Derive the clocks of a process from its history.

    Args:
        calendars: the calendars of the pupil's school and authority.
        dossier: the case and the process.
        after: the history, folded.
        on: the civil day of looking.
        fired: the day of each clock's last rung that fired or was passed over.
        old_beside: where an old record was added, the clocks that ran before: their alerts are
            still owed, and of all others those up to that day are passed over.
    """
    reckoned = reckoned_of(calendars, dossier, after, on=on)
    by_key = {key_of(clock): clock for clock in reckoned.clocks}
    old = () if old_beside is None else {key for key in by_key if key not in old_beside}
    seen = {key: max(on, fired.get(key, on)) if key in old else fired.get(key) for key in by_key}
    rows = {key: _row(key, clock, calendars, seen[key]) for key, clock in by_key.items()}
    passed = (p for key in old for p in _passed(by_key[key], calendars, on))
    return Projection(reckoned, rows, tuple(passed))


def reckoned_of(
    calendars: Calendars,
    dossier: Dossier,
    after: Folded,
    *,
    on: date,
    only: Container[str] | None = None,
) -> Reckoned:
    """Reckon the clocks of a process from its history.

    Args:
        calendars: the calendars of the pupil's school and authority.
        dossier: the case and the process.
        after: the history, folded.
        on: the civil day of looking.
        only: the ids of the rules whose clocks alone are wanted; None for all.
    """
    return reckon(
        after.record.happenings,
        subject_of(dossier, after),
        statute_book(),
        calendars,
        on + HORIZON,
        only=only,
    )


def _passed(clock: Clock, calendars: Calendars, until: date) -> Iterator[tuple[Key, str, date]]:
    """Yield the alerts of a running clock up to a day, of one that repeats the last only."""
    if clock.settled_on is not None:
        return
    for rung in rungs(clock, statute_book().rule(clock.rule_id), calendars):
        if rung.move is None and rung.on <= until:
            whole = (until - rung.on).days // rung.every * rung.every if rung.every else 0
            yield key_of(clock), rung.name, rung.on + timedelta(whole)


def key_of(clock: Clock) -> Key:
    """Return what makes a clock this clock within its process, as it is kept."""
    return clock.rule_id, clock.started_by, _party(clock)


def _row(key: Key, clock: Clock, calendars: Calendars, since: date | None) -> Row:
    """Return a clock as the table keeps it; `since` is the day of its last rung that fired."""
    rung = None
    if clock.settled_on is None:
        rule = statute_book().rule(clock.rule_id)
        rung = next_alert(clock, rule, calendars, after=since or date.min)
    return (
        *key,
        clock.started_on.isoformat(),
        clock.counted_from.isoformat(),
        clock.due_on and clock.due_on.isoformat(),
        clock.safe_on and clock.safe_on.isoformat(),
        clock.last_working_day and clock.last_working_day.isoformat(),
        clock.kind.value,
        clock.settled_on and clock.settled_on.isoformat(),
        clock.settled_by,
        clock.met,
        clock.disapplied,
        clock.why_no_date,
        rung.name if rung else None,
        rung.on.isoformat() if rung else None,
        clock.makes_on and clock.makes_on.isoformat(),
    )


def subject_of(dossier: Dossier, after: Folded) -> Subject:
    """Return what clocks need to know of a process and its pupil."""
    return Subject(
        process=dossier.policy,
        kind=after.kind or dossier.kind,
        born_on=dossier.subject.born_on,
        parents=dossier.subject.parents_to_tell(),
    )


def _party(clock: Clock) -> str:
    return str(clock.party) if clock.party else NO_PARTY
