"""The days of one school, for whoever counts them; kept apart from forms, which cost to load."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol


class SchoolYear(Protocol):
    """The days of one school, for guards that count them."""

    def days(self, first: date, last: date, /) -> Sequence[date] | None:
        """Return its school days from `first` to `last`; None where its calendar ends before."""

    def term_of(self, day: date, /) -> tuple[date, date] | None:
        """Return the first and last day of the term that `day` is in; None where it is in none."""
