"""Weeks that no law gives and an authority has set itself, in its pack."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from pathway.domain.calendars import Calendars, SetWeeks
from pathway.domain.counting.base import Counting, long, plural
from pathway.domain.counting.calendar_time import DAYS_A_WEEK


@dataclass(frozen=True, slots=True)
class OwnWeeks(Counting):
    """As many weeks as the authority has set itself; where it has set none, there is no date.

    Attributes:
        figure: the key of its pack.
        nth: which of several, from 0, where the figure is a list.
    """

    figure: str
    nth: int = 0
    mode: ClassVar[str] = "OWN_WEEKS"

    def due(self, start: date, calendars: Calendars) -> date | None:
        """Return the same day of the week, so many weeks later."""
        own = self._set(calendars)
        return start + timedelta(DAYS_A_WEEK * own.weeks) if own else None

    def words(self) -> str:
        """Say whose figure it is."""
        return "so many weeks as the authority has set itself"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic, and whether the figure is the authority's own."""
        own = self._set(calendars)
        if own is None:
            yield f"There is no date to count: {self.why_none()}."
            return
        weeks, due = plural(own.weeks, "week"), start + timedelta(DAYS_A_WEEK * own.weeks)
        whose = "the authority's own figure; no law gives one"
        if own.placeholder:
            whose = "a placeholder of ours: the authority has settled no figure of its own"
        yield f"{weeks} ({self.figure}) is {whose}."
        yield f"{weeks} after {long(start)} is {long(due)}."

    def why_none(self) -> str:
        """Say why there is no date."""
        return "the authority has set itself no figure, and no law gives one"

    def _set(self, calendars: Calendars) -> SetWeeks | None:
        own = calendars.weeks.get(self.figure, ())
        return own[self.nth] if self.nth < len(own) else None
