"""Days counted for guards, by the same calendars and rules that the clocks are counted by."""

from collections.abc import Sequence
from datetime import date

from pathway.domain.calendars import Calendars
from pathway.domain.counting.base import Counting
from pathway.domain.errors import CalendarRunsOut, SchoolCalendarMissing
from pathway.domain.rules.statute_book import statute_book


class KnownDays:
    """The days of one school, as far as its calendar knows them: where it does not, None."""

    __slots__ = ("_calendars",)

    def __init__(self, calendars: Calendars) -> None:
        self._calendars = calendars

    def days(self, first: date, last: date, /) -> Sequence[date] | None:
        """Return the school days from `first` to `last`, both included."""
        try:
            return self._calendars.school_days.between(first, last)
        except (CalendarRunsOut, SchoolCalendarMissing):
            return None

    def term_of(self, day: date, /) -> tuple[date, date] | None:
        """Return the first and last day of the term that `day` is in."""
        terms = self._calendars.school.terms if self._calendars.school else ()
        return next((term for term in terms if term[0] <= day <= term[1]), None)


def last_day_to_appeal(
    calendars: Calendars, notice_on: date, certificate_on: date | None
) -> date | None:
    """Return the last day to appeal against a notice that a plan ceases.

    Args:
        calendars: the working days.
        notice_on: the civil day on which the notice was sent.
        certificate_on: the day of a mediation certificate, where there is one.

    Returns:
        The later of two months from the notice and one from the certificate; None where the
        calendar of bank holidays ends before.

    Source:
        SI 2008/2699 r.20(1)(c), r.12; CFA 2014 s.45(4).
    """
    counted = [("AR-24.notice", notice_on), ("AR-24.certificate", certificate_on)]
    try:
        days = [_due(rule, on, calendars) for rule, on in counted if on is not None]
    except CalendarRunsOut:
        return None
    return max((day for day in days if day), default=None)


def _due(rule: str, on: date, calendars: Calendars) -> date | None:
    counting = statute_book().rule(rule).counting
    return counting.due(on, calendars) if isinstance(counting, Counting) else None
