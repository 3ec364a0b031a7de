"""A law of a time that let limits pass: on which days their last day did not bind, and why.

It moves nothing. A limit that ended on one of those days has no fixed date; one that ended before
them, or after, has the date that it always has, whenever its clock started.
"""

from dataclasses import dataclass
from datetime import date

from pathway.domain.counting.base import long


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A stretch of days on which limits did not bind.

    Attributes:
        first: its first day, a civil date (Europe/London).
        last: its last day, still within it.
        instead: what was asked in place of the limit, in plain English.
        citation: the law that said so.
    """

    first: date
    last: date
    instead: str
    citation: str

    def lifts(self, end: date) -> bool:
        """Tell whether a limit that ends on a day has no fixed date."""
        return self.first <= end <= self.last

    def why_none(self, end: date, *, planned_back: bool = False) -> str:
        """Say why there is no date.

        Args:
            end: the last day that the limit would have had.
            planned_back: whether the date is not that of the limit but is planned back from it.
        """
        which = "the last day it is planned back from" if planned_back else "its last day"
        return (
            f"{which}, {long(end)}, lies in the time from {long(self.first)} to {long(self.last)}, "
            f"in which {self.instead} ({self.citation})"
        )

    def why_again(self, start: date, end: date) -> str | None:
        """Say why a limit has a date though its clock ran in that time; None where it did not."""
        if not start <= self.last < end:
            return None
        return (
            f"The limit was relaxed only up to {long(self.last)} ({self.citation}), and ends "
            "later: there is a date again."
        )
