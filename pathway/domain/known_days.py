"""The days of one school for those who count them by hand, as guards do."""

from collections.abc import Sequence
from datetime import date

from pathway.domain.calendars import Calendars
from pathway.domain.errors import CalendarRunsOut, SchoolCalendarMissing


class KnownDays:
    """The days of the school attended; None where its calendar does not know them."""

    __slots__ = ("_calendars",)

    def __init__(self, calendars: Calendars) -> None:
        self._calendars = calendars

    def days(self, first: date, last: date, /) -> Sequence[date] | None:
        """Return the school days from `first` to `last`, both included."""
        try:
            return self._calendars.on(first).school_days.between(first, last)
        except (CalendarRunsOut, SchoolCalendarMissing):
            return None

    def term_of(self, day: date, /) -> tuple[date, date] | None:
        """Return the first and last day of the term that `day` is in."""
        school = self._calendars.on(day).school
        terms = school.terms if school else ()
        return next((term for term in terms if term[0] <= day <= term[1]), None)
