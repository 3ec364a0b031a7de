"""Rules made ready: checked on the way in, and indexed by the process in which they start."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from pathway.domain.counting.base import Counting
from pathway.domain.counting.school_days import InTheSchoolYear
from pathway.domain.course import AHEAD
from pathway.domain.errors import RuleUnknown
from pathway.domain.rules.checks import check
from pathway.domain.rules.rule import Rule, When
from statemachines.events import Event

OVER = (
    "closed", "ended", "declined", "cancelled",
    "plan_issued", "refused_to_assess", "refused_to_issue", "withdrawn", "moved_out",
    "ceased", "transferred_out", "final_sent", "completed", "complied", "lapsed",
    "dismissed",
)  # fmt: skip
"""States, of any policy, in which a process is over."""

ALWAYS_ENDS = (When(Event.DEATH_RECORDED), When(Event.BROUGHT_IN, "state", OVER))
"""What ends every clock: the child's death, and a record that was over when it was taken over."""


class Prepared:
    """A rule with what clocks ask of it worked out once.

    Attributes:
        rule: the rule.
        events: what starts it.
        ahead: whether it starts on a day agreed ahead.
        backward: whether its date lies before that day.
        met: what does the duty.
        ended: what ends it undone.
        met_by: the events that do the duty.
        ended_by: the events that end it undone.
        plainly_met: whether the first of them does it, whatever its form says.
        limbs: the grounds of exemption, by their ids.
        counting: how its date follows, where that is from one day alone and always alike.
        times: how often it is needed in a school year, where it is counted so.
    """

    __slots__ = (
        "ahead",
        "backward",
        "counting",
        "ended",
        "ended_by",
        "events",
        "limbs",
        "met",
        "met_by",
        "plainly_met",
        "rule",
        "times",
    )

    def __init__(self, rule: Rule) -> None:
        self.rule, counting = rule, rule.counting
        self.events = rule.starts.events
        self.ahead = not self.events.isdisjoint(AHEAD)
        self.backward = isinstance(counting, Counting) and counting.backward
        self.met = tuple(_when(event) for event in rule.met_by)
        self.ended = (*(_when(event) for event in rule.ended_by), *ALWAYS_ENDS)
        self.met_by = frozenset(when.event for when in self.met)
        self.ended_by = frozenset(when.event for when in self.ended)
        self.limbs = {limb.id: limb for limb in rule.exemptions}
        self.counting: Counting | None = None
        if isinstance(counting, Counting) and not rule.counting_after:
            self.counting = counting
        self.times = counting if isinstance(counting, InTheSchoolYear) else None
        asked_more = (rule.per_party, rule.matches, rule.identified_by, rule.recurs)
        self.plainly_met = not any((*asked_more, rule.met_by_all, self.backward, self.times))


class Law:
    """A body of rules, checked for being one.

    Attributes:
        rules: the rules in all their versions, in the order of the law.
        last_expiry: the last day of the version that was the last to be superseded.

    Args:
        rules: the rules, in the order of the law.
        only: the id of the one rule that may start clocks; None where each may that is not merely
            part of another.

    Raises:
        RuleMalformed: a rule in it has no citation, an unknown event, a doubled id with
            overlapping validity, or is a composite of itself or of nothing.
    """

    def __init__(self, rules: Iterable[Rule], *, only: str | None = None) -> None:
        self.rules, self._only = tuple(rules), only
        check(self.rules)
        self._versions: dict[str, list[Prepared]] = {}
        for rule in self.rules:
            self._versions.setdefault(rule.id, []).append(Prepared(rule))
        self._starting: dict[tuple[str | None, bool], tuple[Prepared, ...]] = {}
        self.last_expiry = max((r.valid_to for r in self.rules if r.valid_to), default=date.min)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all rules and limbs, in the order of the law."""
        return tuple(self._versions)

    @property
    def newest(self) -> tuple[Rule, ...]:
        """The rules and limbs in their newest version, in the order of the law."""
        return tuple(versions[-1].rule for versions in self._versions.values())

    def starting(self, process: str | None, *, of_old: bool = True) -> tuple[Prepared, ...]:
        """Return the rules that may start a clock in a process.

        Args:
            process: the policy of the process; None for the rules of all.
            of_old: whether anything in it happened up to `last_expiry`, so that versions that are
                law no longer are among them.
        """
        found = self._starting.get((process, of_old))
        if found is None:
            found = self._starting[process, of_old] = tuple(
                ready
                for versions in self._versions.values()
                for ready in versions
                if (of_old or ready.rule.valid_to is None)
                and self._may_start(ready.rule)
                and process in (None, *ready.rule.processes)
            )
        return found

    def versions(self, rule_id: str) -> tuple[Prepared, ...]:
        """Return a rule in all its versions, oldest first.

        Args:
            rule_id: a rule's id or the id of a clock, which may add the year it is for.

        Raises:
            RuleUnknown: there is none; the nearest names are given.
        """
        found = self._versions.get(rule_id) or self._versions.get(_without_year(rule_id))
        if found is None:
            raise RuleUnknown(rule_id, self._nearest(rule_id))
        return tuple(found)

    def rule(self, rule_id: str, *, on: date | None = None) -> Rule:
        """Return a rule as it stood on a day, or else in its newest version.

        Raises:
            RuleUnknown: there is none; the nearest names are given.
        """
        return self.version_on(rule_id, on).rule

    def version_on(self, rule_id: str, on: date | None) -> Prepared:
        """Return the version of a rule that was law on a day, or else the newest.

        Raises:
            RuleUnknown: there is none; the nearest names are given.
        """
        versions = self.versions(rule_id)
        if on is None or len(versions) == 1:
            return versions[-1]
        then = (ready for ready in versions if ready.rule.in_force_on(on))
        return next(then, versions[-1])

    def limbs(self, rule_id: str) -> tuple[str, ...]:
        """List the ids of the limbs of a rule that gives several dates."""
        return tuple(name for name in self._versions if name.startswith(f"{rule_id}."))

    def only(self, rule_id: str) -> "Law":
        """Return the same law, in which nothing but one rule starts a clock."""
        return Law(self.rules, only=self.rule(rule_id).id)

    def _may_start(self, rule: Rule) -> bool:
        return not rule.part if self._only is None else rule.id == self._only

    def _nearest(self, rule_id: str) -> list[str]:
        wanted = rule_id.upper().partition(".")[0]
        known = {name.upper(): name for name in self._versions}
        within = [name for name in self._versions if name.upper().startswith(f"{wanted}.")]
        close = [known[name] for name in get_close_matches(rule_id.upper(), known, n=3, cutoff=0.6)]
        return within or close


def _when(event: Event | When) -> When:
    return event if isinstance(event, When) else When(event)


def _without_year(rule_id: str) -> str:
    name, _, year = rule_id.rpartition(".")
    return name if year.isdigit() else rule_id
