"""What is due of the ladders of clocks on one day.

Clocks of one rule that fall due on one day began, more often than not, on one day as well: of those
that run alike the ladder is looked at once.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from pathway.domain.alerts_due import AlertsDue, alerts_due
from pathway.domain.calendars import Calendars
from pathway.domain.clock import Clock
from pathway.domain.rules.rule import Rule
from pathway.domain.rules.statute_book import statute_book
from pathway.persistence.due import DueRung


class Ladder(NamedTuple):
    """What clocks that run alike have in common.

    Attributes:
        rule: the rule they run under.
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

    def of(self, row: DueRung) -> Ladder:
        """Return what is due of a clock.

        Raises:
            RuleUnknown: nobody knows its rule any more.
        """
        alike = (
            row.rule_id, row.rung_on, row.started_on, row.counted_from, row.due_on, row.safe_on,
            row.disapplied,
        )  # fmt: skip
        own = self._of_schools and self._of_schools.get(row.process_id)
        if own:
            return self._looked_at(row, own)
        found = self._known.get(alike)
        if found is None:
            found = self._known[alike] = self._looked_at(row, self._calendars)
        return found

    def _looked_at(self, row: DueRung, calendars: Calendars) -> Ladder:
        rule = statute_book().rule(row.rule_id)
        clock, since = _clock(row, rule), row.rung_on
        due = alerts_due(clock, rule, calendars, since=since, until=self._today)
        return Ladder(rule, due)


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
