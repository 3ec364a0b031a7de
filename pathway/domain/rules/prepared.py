"""A rule with what clocks ask of it worked out once."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pathway.domain.counting.base import Counting
from pathway.domain.counting.school_days import InTheSchoolYear
from pathway.domain.course import AHEAD
from pathway.domain.rules.rule import Kind, Rule, Said, When
from statemachines.events import Event
from statemachines.vocabulary import WaitingFor

OVER = (
    "closed", "ended", "declined", "cancelled",
    "plan_issued", "refused_to_assess", "refused_to_issue", "withdrawn", "moved_out",
    "ceased", "transferred_out", "final_sent", "completed", "complied", "lapsed",
    "dismissed", "reinstated", "refused", "plan_over",
)  # fmt: skip
"""States, of any policy, in which a process is over."""

ALWAYS_ENDS = (When(Event.DEATH_RECORDED), When(Event.BROUGHT_IN, "state", OVER))
"""What ends every clock: the child's death, and a record that was over when it was taken over."""


class Prepared:
    """A rule with what clocks ask of it worked out once.

    Attributes:
        rule: the rule.
        events: what starts it.
        by_year: whether there is a clock of it for each school year.
        duty: who has to act, and how strongly it binds, where nothing else is said.
        depends: whether that depends on what was said.
        owner_field: the field of its starting line that says who has to act; blank if none does.
        owner_among: who that is, by what the field says.
        ahead: whether it starts on a day agreed ahead.
        any_other: whether any event of the right kind does the duty but the one that started it.
        asks_for_age: whether it is for some ages or school years only.
        backward: whether its date lies before that day.
        met: what does the duty.
        ended: what ends it undone.
        met_by: the events that do the duty.
        ended_by: the events that end it undone.
        of_any_kind: whether it is for processes of any kind.
        replaced_by: what takes the place of what started it.
        replacing: the events among those.
        plainly_ended: whether the first of them ends it, whatever its form says.
        first_does_it: whether the first event that does the duty is all that is needed.
        matches: the fields that must agree between start and settlement.
        first: the first day on which a clock of it could start.
        last: the last such day.
        doubled: whether one line may seem to start it twice.
        floor: whether its date is the last day of waiting, not of acting.
        limbs: the grounds of exemption, by their ids.
        held: whether one of them is met by what was done before, without an exemption.
        counting: how its date follows, where that is from one day alone and always alike.
        relaxed: a time in which its limit did not bind.
        times: how often it is needed in a school year, where it is counted so.
    """

    __slots__ = (
        "ahead",
        "any_other",
        "asks_for_age",
        "backward",
        "by_year",
        "counting",
        "depends",
        "doubled",
        "duty",
        "ended",
        "ended_by",
        "events",
        "first",
        "first_does_it",
        "floor",
        "held",
        "last",
        "limbs",
        "matches",
        "met",
        "met_by",
        "of_any_kind",
        "owner_among",
        "owner_field",
        "plainly_ended",
        "relaxed",
        "replaced_by",
        "replacing",
        "rule",
        "times",
    )

    def __init__(self, rule: Rule) -> None:
        self.rule, counting = rule, rule.counting
        self.events = rule.starts.events
        self.by_year = rule.starts.year
        self.duty, self.depends = (rule.owner, rule.force), rule.depends_on_said
        self.owner_field, self.owner_among = _said_at_once(rule.owner_by)
        self.ahead = not self.events.isdisjoint(AHEAD)
        self.backward = isinstance(counting, Counting) and counting.backward
        self.met = tuple(_when(event) for event in rule.met_by)
        self.replaced_by = tuple(_when(event) for event in rule.replaced_by)
        self.replacing = frozenset(when.event for when in self.replaced_by)
        over = (_when(event) for event in rule.ended_by)
        self.ended = (*over, *self.replaced_by, *ALWAYS_ENDS)
        self.met_by = frozenset(when.event for when in self.met)
        self.ended_by = frozenset(when.event for when in self.ended)
        self.limbs = {limb.id: limb for limb in rule.exemptions}
        self.held = any(limb.held for limb in rule.exemptions)
        self.counting: Counting | None = None
        if isinstance(counting, Counting) and not (rule.counting_after or counting.depends):
            self.counting = counting
        self.relaxed = rule.relaxed
        self.of_any_kind = not (rule.kinds or rule.not_kinds)
        self.any_other = not (rule.recurs or rule.identified_by)
        self.matches = frozenset(rule.matches)
        self.first, self.last = rule.valid_from, rule.valid_to or date.max
        self.doubled = (rule.per_party or len(rule.starts.when) > 1) and not self.by_year
        self.floor = rule.kind is Kind.FLOOR
        self.asks_for_age = not (rule.under_age is None and rule.from_year is None)
        self.times = counting if isinstance(counting, InTheSchoolYear) else None
        self.first_does_it = not (rule.met_by_all or self.times)
        self.plainly_ended = not (rule.matches or rule.taken_back_by or rule.replaced_by)


def _said_at_once(said: Said[WaitingFor] | None) -> tuple[str, Mapping[Any, WaitingFor]]:
    """Return the field of the starting line that says whose it is, and whose; else nothing."""
    return ("", {}) if said is None or said.anywhere else (said.field, said.among)


def _when(event: Event | When) -> When:
    return event if isinstance(event, When) else When(event)
