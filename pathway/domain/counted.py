"""Days counted for guards, by the same rules that the clocks are counted by."""

from datetime import date

from pathway.domain.calendars import Calendars
from pathway.domain.counting.base import Counting
from pathway.domain.errors import CalendarRunsOut
from pathway.domain.rules.statute_book import statute_book


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
