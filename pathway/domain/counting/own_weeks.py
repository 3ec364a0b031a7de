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
        otherwise: the weeks that are usual, where it has set none; None for no date at all.
    """

    figure: str
    nth: int = 0
    otherwise: int | None = None
    mode: ClassVar[str] = "OWN_WEEKS"

    def due(self, start: date, calendars: Calendars) -> date | None:
        """Return the same day of the week, so many weeks later."""
        own = self._set(calendars)
        weeks = own.weeks if own else self.otherwise
        return None if weeks is None else start + timedelta(DAYS_A_WEEK * weeks)

    def words(self) -> str:
        """Say whose figure it is."""
        words = "so many weeks as the authority has set itself"
        return words if self.otherwise is None else f"{words}, {self.otherwise} if it has set none"

    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic, and whether the figure is the authority's own."""
        own = self._set(calendars)
        if own is None and self.otherwise is not None:
            usual = plural(self.otherwise, "week")
            yield f"The authority has set no figure of its own ({self.figure}); {usual} are usual."
            due = start + timedelta(DAYS_A_WEEK * self.otherwise)
            yield f"{usual} after {long(start)} is {long(due)}."
            return
        if own is None:
            yield f"There is no date to count: {self.why_none()}."
            return
        weeks, due = plural(own.weeks, "week"), start + timedelta(DAYS_A_WEEK * own.weeks)
        whose = "the authority's own figure; no law gives one"
        if own.placeholder:
            whose = "a placeholder: the authority has settled no figure of its own, and no law does"
        yield f"{weeks} ({self.figure}) is {whose}."
        yield f"{weeks} after {long(start)} is {long(due)}."

    def why_none(self) -> str:
        """Say why there is no date."""
        return "the authority has set itself no figure, and no law gives one"

    def _set(self, calendars: Calendars) -> SetWeeks | None:
        own = calendars.weeks.get(self.figure, ())
        return own[self.nth] if self.nth < len(own) else None
