"""The days of one school, for whoever counts them; kept apart from forms, which cost to load."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol


class Closure(NamedTuple):
    """Days on end without a session at a school, weekends included.

    Attributes:
        school: whose calendar says so.
        closed_from: the day after the last one with pupils.
        reopens_on: the first day with pupils again.
    """

    school: str
    closed_from: date
    reopens_on: date


class SchoolYear(Protocol):
    """The days of one school, for guards that count them."""

    def days(self, first: date, last: date, /) -> Sequence[date] | None:
        """Return its school days from `first` to `last`; None where its calendar ends before."""

    def term_of(self, day: date, /) -> tuple[date, date] | None:
        """Return the first and last day of the term that `day` is in; None where it is in none."""

    def closures(self, attended_on: date, day: date, /) -> Sequence[Closure] | None:
        """Return the closures of the school attended on a day, of a working week or more.

        None where its calendar does not tell whether `day` lies in one, and in which.
        """
