"""Counting without arithmetic: a stored date, at once, in the same week, or no period at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from pathway.domain.calendars import Calendars
from pathway.domain.counting.base import Counting, long

SUNDAY = 6


@dataclass(frozen=True, slots=True)
class OnTheDay(Counting):
    """On the day that was agreed and written down."""

    mode: ClassVar[str] = "FIXED"

    def due(self, start: date, calendars: Calendars) -> date:
        """Return that day."""
        del calendars
        return start

    def words(self) -> str:
        """Say when."""
        return "on the day agreed"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        del calendars
        yield f"The date is the one agreed and written down, {long(start)}; nothing is counted."


@dataclass(frozen=True, slots=True)
class AtOnce(Counting):
    """With immediate effect, or on the same day."""

    mode: ClassVar[str] = "IMMEDIATE"

    def due(self, start: date, calendars: Calendars) -> date:
        """Return the same day."""
        del calendars
        return start

    def words(self) -> str:
        """Say when."""
        return "at once"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        del calendars
        yield f"The duty is immediate: it is due on the day itself, {long(start)}."


@dataclass(frozen=True, slots=True)
class InTheSameWeek(Counting):
    """Before the week is over, weeks running from Monday to Sunday."""

    mode: ClassVar[str] = "SAME_WEEK"

    def due(self, start: date, calendars: Calendars) -> date:
        """Return the Sunday that ends the week."""
        del calendars
        return start + timedelta(SUNDAY - start.weekday())

    def words(self) -> str:
        """Say when."""
        return "in the same week"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic."""
        yield f"The week of {long(start)} ends on {long(self.due(start, calendars))}."


@dataclass(frozen=True, slots=True)
class NoFixedPeriod(Counting):
    """A duty for which the law gives no number. There is a reason, and there is no date."""

    why: str
    mode: ClassVar[str] = "NONE"

    def due(self, start: date, calendars: Calendars) -> None:
        """Return nothing: the law fixes no day."""
        del start, calendars

    def words(self) -> str:
        """Say what the law says instead."""
        return self.why

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the reason."""
        del start, calendars
        yield f"There is no date to count: {self.why}."

    def why_none(self) -> str:
        """Say why there is no date."""
        return self.why
