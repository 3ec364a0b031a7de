"""The days of one school for those who count them by hand, as guards do."""

from collections.abc import Sequence
from datetime import date

from pathway.domain.calendars import Calendars
from pathway.domain.errors import CalendarRunsOut, SchoolCalendarMissing
from statemachines.school_year import Closure


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

    def closures(self, attended_on: date, day: date, /) -> Sequence[Closure] | None:
        """Return the long closures of the school attended on a day; None unless they tell `day`.

        A calendar tells nothing of what lies before its first school day or after its last one.
        """
        try:
            known = self._calendars.on(attended_on).school_days
        except SchoolCalendarMissing:
            return None
        if not known.days or not known.days[0] < day <= known.days[-1]:
            return None
        return [Closure(known.calendar.name, *span) for span in known.closures()]
