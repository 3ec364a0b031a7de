"""Situations to ask a policy about, and a process in memory that can be walked through."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from statemachines.errors import MoveRefused
from statemachines.forms import Form
from statemachines.grammar import NOT_BEGUN, AnySituation, Decision
from statemachines.policy import Policy
from statemachines.settings import LocalSettings
from statemachines.situation import Line, Lookup, Record, Sibling, Situation
from statemachines.vocabulary import Role

MOTHER, FATHER = UUID(int=1), UUID(int=2)
SENCO, CASEWORKER, MANAGER, HEAD = UUID(int=11), UUID(int=12), UUID(int=13), UUID(int=14)
SCHOOL = UUID(int=21)

MONDAY = date(2026, 9, 7)
"""A day early in the autumn term on which most examples take place."""

Filled = Mapping[str, Any]
"""What a form holds; given whole where a field is called like something else that is asked for."""
NOTHING: Filled = MappingProxyType({})


class TermTime:
    """A school that is open on every weekday from September to July, in one long term."""

    def days(self, first: date, last: date, /) -> list[date]:
        """List its school days from `first` to `last`."""
        every = (first + timedelta(n) for n in range((last - first).days + 1))
        return [day for day in every if day.weekday() < 5 and day.month != 8]

    def term_of(self, day: date, /) -> tuple[date, date] | None:
        """Return the whole school year, but for August."""
        year = day.year - (day.month < 9)
        return None if day.month == 8 else (date(year, 9, 1), date(year + 1, 7, 31))

    def closures(self, attended_on: date, day: date, /) -> None:
        """Tell of no closure: its calendar does not say."""


def two_months_later(notice_on: date, certificate_on: date | None) -> date:
    """Return the last day to appeal, as if every day were one on which the Tribunal works."""
    until = notice_on + timedelta(days=61)
    return max(until, certificate_on + timedelta(days=30)) if certificate_on else until


KNOWN = {
    Lookup.PARENTS: frozenset({MOTHER, FATHER}),
    Lookup.RIGHTS_HOLDERS: frozenset({MOTHER, FATHER}),
    Lookup.BORN_ON: date(2016, 5, 3),
    Lookup.AGE_IN_YEARS: 9,
    Lookup.YEAR_GROUP: "4",
    Lookup.LOOKED_AFTER: False,
    Lookup.SCHOOL_YEAR: TermTime(),
    Lookup.LAST_DAY_TO_APPEAL: two_months_later,
}
"""A pupil with two parents."""


def asked(form: Form, *lines: Line, **known: Any) -> AnySituation:
    """Give a situation: what is recorded with the move, what was recorded before, what is known."""
    situation: dict[str, Any] = {
        "state": "",
        "on": MONDAY,
        "today": MONDAY,
        "role": Role.CASEWORKER,
        "person": CASEWORKER,
        "lookup": KNOWN.__getitem__,
    }
    return Situation(form=form, record=Record(lines), **{**situation, **known})


def line(number: int, policy: Policy, move: str, form: Form, **known: Any) -> Line:
    """Give a line of a history, with what most of them have in common."""
    event = next(m.event for m in policy.moves if m.name == move)
    common: dict[str, Any] = {
        "on": MONDAY,
        "state": "",
        "cycle": 1,
        "person": CASEWORKER,
        "role": Role.CASEWORKER,
    }
    return Line(number=number, move=move, event=event, form=form, **{**common, **known})


def sibling(policy: str, state: str, reference: str = "") -> Sibling:
    """Give another process of the same case."""
    return Sibling(policy, state, 1, reference)


@dataclass
class Walk:
    """A process in memory: each move is asked of the policy and, where it may, written down."""

    policy: Policy
    siblings: tuple[Sibling, ...] = ()
    local: LocalSettings = field(default_factory=LocalSettings)
    state: str = NOT_BEGUN.name
    cycle: int = 0
    lines: tuple[Line, ...] = ()

    def move(
        self,
        name: str,
        on: date,
        *,
        by: Role,
        person: UUID = SENCO,
        form: Filled = NOTHING,
        **more: Any,
    ) -> Decision:
        """Make a move with what `form` and `more` hold, or raise what stands against it."""
        situation = self._situation(name, on, by, person, {**form, **more})
        decision = self.policy.decide(name, situation)
        self.state, self.cycle = decision.target.name, decision.cycle
        written = Line(
            number=len(self.lines) + 1,
            move=name,
            event=decision.move.event,
            on=on,
            state=self.state,
            cycle=self.cycle,
            person=person,
            role=by,
            form=situation.form,
        )
        self.lines = (*self.lines, written)
        return decision

    def refusal(
        self,
        name: str,
        on: date,
        *,
        by: Role,
        person: UUID = SENCO,
        form: Filled = NOTHING,
        **more: Any,
    ) -> tuple[str, ...]:
        """Say what stands against a move; nothing where it may be made."""
        try:
            situation = self._situation(name, on, by, person, {**form, **more})
        except MoveRefused as refusal:
            return refusal.because
        return self.policy.reasons_against(name, situation)

    @property
    def record(self) -> Record:
        """What has been recorded so far."""
        return Record(self.lines)

    def _situation(
        self, name: str, on: date, by: Role, person: UUID, content: dict[str, Any]
    ) -> AnySituation:
        form = self.policy.move(name, self.state).form.fill(content)
        return Situation(
            state=self.state,
            form=form,
            on=on,
            today=on,
            role=by,
            person=person,
            cycle=self.cycle,
            record=self.record,
            siblings=self.siblings,
            local=self.local,
            lookup=KNOWN.__getitem__,
        )
