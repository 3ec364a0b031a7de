"""The measures of timeliness: which duty, of which rule, and where its published share stands.

Each is the clock of a rule, judged: what ended on or before its date was in time. So the report can
never count otherwise than the clocks that alerted people.

Source:
    The rules' own; the Department counts a plan as in time up to 140 days after the request, a
    decision up to six weeks, a decision not to issue up to sixteen, a review's decision up to four
    weeks after the meeting.
"""

from collections.abc import Mapping
from dataclasses import dataclass

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
    """

    name: str
    rule_id: str
    ended_by: frozenset[Event] = frozenset()
    published: Column | None = None
    not_exempt: Column | None = None

    def counts(self, event: str) -> bool:
        """Tell whether a duty that this event met is counted."""
        return not self.ended_by or event in self.ended_by


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
    ),
    Measure(
        "decision after a review, 4 weeks",
        "AR-10",
        published=Column("reviews_in_time", ("reviews_in_time", "reviews_late")),
    ),
    Measure("amended plan after a review, 12 weeks", "AR-14"),
)

BY_RULE: Mapping[str, Measure] = {measure.rule_id: measure for measure in MEASURES}
