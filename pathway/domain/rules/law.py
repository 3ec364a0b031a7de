"""Rules made ready: checked on the way in, and indexed by the process in which they start."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from pathway.domain.errors import RuleUnknown
from pathway.domain.rules.checks import check
from pathway.domain.rules.prepared import Prepared
from pathway.domain.rules.rule import Rule, When
from statemachines.events import Event

__all__ = ["AtWork", "Law", "Prepared"]

KEPT = 4_096
"""For how many sets of events a law keeps what it says of them."""


class AtWork(NamedTuple):
    """A rule in processes in which the same kinds of event happened.

    Attributes:
        ready: the rule.
        met: which of the events that do the duty are among them.
        ended: which of the events that end it undone.
    """

    ready: Prepared
    met: tuple[When, ...]
    ended: tuple[When, ...]


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
        self._versions: dict[str, tuple[Prepared, ...]] = {}
        for rule in self.rules:
            self._versions[rule.id] = (*self._versions.get(rule.id, ()), Prepared(rule))
        self._newest = {rule_id: known[-1].rule for rule_id, known in self._versions.items()}
        self._starting: dict[tuple[str | None, bool], tuple[Prepared, ...]] = {}
        self._at_work: dict[tuple[str | None, bool, frozenset[Event]], tuple[AtWork, ...]] = {}
        self.last_expiry = max((r.valid_to for r in self.rules if r.valid_to), default=date.min)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all rules and limbs, in the order of the law."""
        return tuple(self._versions)

    @property
    def newest(self) -> tuple[Rule, ...]:
        """The rules and limbs in their newest version, in the order of the law."""
        return tuple(self._newest.values())

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

    def at_work(
        self, process: str | None, events: frozenset[Event], *, of_old: bool = True
    ) -> tuple[AtWork, ...]:
        """Return the rules that may start a clock where certain kinds of event happened.

        It is kept for the next process of the kind: there are few kinds, and many processes.

        Args:
            process: the policy of the process; None for the rules of all.
            events: the kinds of event that happened.
            of_old: whether anything happened up to `last_expiry`.
        """
        found = self._at_work.get((process, of_old, events))
        if found is None:
            if len(self._at_work) >= KEPT:
                self._at_work.clear()
            found = self._at_work[process, of_old, events] = tuple(
                AtWork(ready, _among(ready.met, events), _among(ready.ended, events))
                for ready in self.starting(process, of_old=of_old)
                if not ready.events.isdisjoint(events)
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
        return found

    def rule(self, rule_id: str, *, on: date | None = None) -> Rule:
        """Return a rule as it stood on a day, or else in its newest version.

        Raises:
            RuleUnknown: there is none; the nearest names are given.
        """
        newest = self._newest.get(rule_id) if on is None else None
        return newest or self.version_on(rule_id, on).rule

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


def _among(whens: tuple[When, ...], events: frozenset[Event]) -> tuple[When, ...]:
    return tuple(when for when in whens if when.event in events)


def _without_year(rule_id: str) -> str:
    name, _, year = rule_id.rpartition(".")
    return name if year.isdigit() else rule_id
