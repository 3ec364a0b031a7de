"""A clock: one time limit that runs, or ran, in a process."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from pathway.domain.rules.rule import Kind
from statemachines.vocabulary import Force, WaitingFor


class Clock(NamedTuple):
    """One time limit that runs, or ran, in a process.

    Attributes:
        rule_id: the rule or limb; a rule that is counted by the year adds the year.
        started_by: the line of history that started it; 0 where none did.
        party: the person it runs for; None for the whole process.
        started_on: the day since which it runs.
        counted_from: the day at which its whole length begins.
        due_on: the last lawful day, or the last day of a floor; None with a reason.
        safe_on: the day on which every reading of the law is met, where it is another.
        last_working_day: the last working day on or before `due_on`; None for a floor, and where
            the calendar of bank holidays does not reach.
        kind: deadline, floor or target.
        force: how strongly it binds.
        owner: who has to act.
        settled_on: the day on which it stopped.
        settled_by: the line of history that stopped it.
        met: whether it stopped because the duty was done.
        disapplied: the limb on which the limit is disapplied.
        why_no_date: why there is no date.
        makes_on: the day on which time makes a move, while it has still to be made.
        explanation: the chain from event to date, where it was asked for.
        untold: the parents who still have to be told before it is met, where each has to be.
    """

    rule_id: str
    started_by: int
    party: UUID | None
    started_on: date
    counted_from: date
    due_on: date | None
    safe_on: date | None
    last_working_day: date | None
    kind: Kind
    force: Force
    owner: WaitingFor
    settled_on: date | None = None
    settled_by: int | None = None
    met: bool = False
    disapplied: str | None = None
    why_no_date: str | None = None
    makes_on: date | None = None
    explanation: tuple[str, ...] = ()
    untold: tuple[UUID, ...] = ()

    @property
    def identity(self) -> tuple[str, int, UUID | None]:
        """What makes it this clock, within its process."""
        return self.rule_id, self.started_by, self.party

    def is_open_on(self, day: date) -> bool:
        """Tell whether it runs on a day."""
        return self.started_on <= day and (self.settled_on is None or day < self.settled_on)

    def is_overdue_on(self, day: date) -> bool:
        """Tell whether its date has passed undone; never a question for a floor.

        A limit that is disapplied is not overdue.
        """
        return (
            self.kind is not Kind.FLOOR
            and self.due_on is not None
            and self.due_on < day
            and self.disapplied is None
            and (self.settled_on is None or self.settled_on > self.due_on)
            and self.is_open_on(day)
        )

    def forbids_on(self, day: date) -> bool:
        """Tell whether it is a floor that still stands: its last day is not over."""
        return (
            self.kind is Kind.FLOOR
            and self.is_open_on(day)
            and self.due_on is not None
            and day <= self.due_on
        )
