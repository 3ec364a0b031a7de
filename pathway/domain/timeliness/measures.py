"""The measures of timeliness: which duty, of which rule, and where its published share stands.

Each is the clock of a rule, judged: what ended on or before its date was in time. So the report can
never count otherwise than the clocks that alerted people. One measure asks for a part of its rule:
an amended plan is due by the earlier of two days, and the twelve weeks are the later.

Source:
    The rules' own; the Department counts a plan as in time up to 140 days after the request, a
    decision up to six weeks, a decision not to issue up to sixteen, a review's decision up to four
    weeks after the meeting.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pathway.domain.calendars import Calendars
from pathway.domain.counting.base import Counting
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.timeliness.published import Column
from statemachines.events import Event


@dataclass(frozen=True, slots=True)
class Measure:
    """A duty whose timeliness is counted.

    Attributes:
        name: what it is called in the report.
        rule_id: whose clock is judged.
        ended_by: the events that count as its end; every one that meets the rule where none is
            named.
        published: where the Department's share stands; None where it publishes none.
        not_exempt: the same, of those to which no exemption applied.
        part: the part of the rule whose date is judged; the rule's own date where none is named.
        disputed_apart: whether what went to mediation or to the Tribunal is counted apart.
    """

    name: str
    rule_id: str
    ended_by: frozenset[Event] = frozenset()
    published: Column | None = None
    not_exempt: Column | None = None
    part: str = ""
    disputed_apart: bool = False

    def counts(self, event: str) -> bool:
        """Tell whether a duty that this event met is counted."""
        return not self.ended_by or event in self.ended_by

    def judged_by(self, due_on: date, counted_from: date, calendars: Calendars) -> date | None:
        """Return the last day in time; None where the part that is judged did not bind.

        Args:
            due_on: the date of the clock.
            counted_from: the day from which it is counted.
            calendars: the days to count in.
        """
        if not self.part:
            return due_on
        rule = statute_book().rule(self.part)
        if not isinstance(rule.counting, Counting):
            return due_on
        last = rule.counting.due(counted_from, calendars)
        return None if last and rule.relaxed and rule.relaxed.lifts(last) else last


MEASURES = (
    Measure(
        "decision whether to assess, 6 weeks",
        "EHC-02",
        published=Column("decisions_in_time", ("decisions_in_time", "decisions_late")),
    ),
    Measure(
        "decision not to issue a plan, 16 weeks",
        "EHC-04",
        frozenset({Event.ISSUE_REFUSED}),
        published=Column("refusals_in_time", ("refusals_in_time", "refusals_late")),
    ),
    Measure(
        "final plan, 20 weeks",
        "EHC-08",
        published=Column("plans_in_time", ("plans",)),
        not_exempt=Column("plans_in_time_not_exempt", ("plans_not_exempt",)),
        disputed_apart=True,
    ),
    Measure(
        "decision after a review, 4 weeks",
        "AR-10",
        published=Column("reviews_in_time", ("reviews_in_time", "reviews_late")),
    ),
    Measure("amended plan after a review, 12 weeks", "AR-14", part="AR-14.ceiling"),
)

BY_RULE: Mapping[str, Measure] = {measure.rule_id: measure for measure in MEASURES}
