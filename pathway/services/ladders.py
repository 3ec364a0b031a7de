"""What is due of the ladders of clocks on one day.

Clocks of one rule that fall due on one day began, more often than not, on one day as well: of those
that run alike the ladder is looked at once. Where what was said in a process decides whose duty a
clock is, those are alerted whose it is.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.alerts_due import AlertsDue, alerts_due
from pathway.domain.calendars import Calendars
from pathway.domain.clock import Clock
from pathway.domain.dossier import Dossier
from pathway.domain.duty import Duty, alerts_depend_on_said, as_owed, duty_of_line
from pathway.domain.history import fold
from pathway.domain.rules.rule import Rule
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.versions import policy_of
from pathway.persistence import reading_clocks
from pathway.persistence.due import DueRung


class Ladder(NamedTuple):
    """What clocks that run alike have in common.

    Attributes:
        rule: the rule they run under, as it stands by what was said.
        alerts: which of their alerts are due.
    """

    rule: Rule
    alerts: AlertsDue


class Ladders:
    """What is due of ladders on a day, in the days that an authority and its schools count in."""

    def __init__(self, calendars: Calendars, today: date) -> None:
        self._calendars, self._today = calendars, today
        self._known: dict[tuple[object, ...], Ladder] = {}
        self._of_schools: dict[UUID, Calendars] = {}

    def count_by(self, days: Mapping[UUID, Calendars]) -> None:
        """Count by other days in some processes: those of a school with a calendar of its own."""
        self._of_schools.update(days)

    def of(self, row: DueRung, told: Dossier | None = None) -> Ladder:
        """Return what is due of a clock.

        Args:
            row: the clock.
            told: its process, where what was said there decides who is alerted to some clock.

        Raises:
            RuleUnknown: nobody knows its rule any more.
            FormIncomplete: what was recorded in the process cannot be read.
        """
        duty = None if told is None else _duty(row, told)
        alike = (
            row.rule_id, row.rung_on, row.started_on, row.counted_from, row.due_on, row.safe_on,
            row.disapplied, duty,
        )  # fmt: skip
        own = self._of_schools and self._of_schools.get(row.process_id)
        if own:
            return self._looked_at(row, duty, own)
        found = self._known.get(alike)
        if found is None:
            found = self._known[alike] = self._looked_at(row, duty, self._calendars)
        return found

    def _looked_at(self, row: DueRung, duty: Duty | None, calendars: Calendars) -> Ladder:
        rule = statute_book().rule(row.rule_id)
        if duty is not None:
            rule = as_owed(rule, duty)
        clock, since = _clock(row, rule), row.rung_on
        due = alerts_due(clock, rule, calendars, since=since, until=self._today)
        return Ladder(rule, due)


def told_in(connection: Connection, rows: Collection[DueRung]) -> dict[UUID, Dossier]:
    """Read the processes, by id, in which what was said decides who is alerted to some clock.

    Where there is none, nothing is asked of the database.
    """
    varying = {rule.id for rule in statute_book().rules if alerts_depend_on_said(rule)}
    wanted = {row.process_id for row in rows if row.rule_id in varying}
    found = reading_clocks.read(connection, wanted) if wanted else []
    return {drawn.dossier.process_id: drawn.dossier for drawn in found}


def _duty(row: DueRung, told: Dossier) -> Duty | None:
    """Return whose duty a clock is by what was said; None where its rule alone says so."""
    rule = statute_book().rule(row.rule_id)
    if not alerts_depend_on_said(rule):
        return None
    happened = fold(policy_of(told), told.lines).record.happenings
    return duty_of_line(rule, row.started_by, happened)


def _clock(row: DueRung, rule: Rule) -> Clock:
    """Return the clock that a row stands for, as far as its ladder needs to know it."""
    return Clock(
        rule_id=row.rule_id,
        started_by=row.started_by,
        party=row.party if row.party.int else None,
        started_on=row.started_on,
        counted_from=row.counted_from,
        due_on=row.due_on,
        safe_on=row.safe_on,
        last_working_day=row.last_working_day,
        kind=rule.kind,
        force=rule.force,
        owner=rule.owner,
        disapplied=row.disapplied,
    )
