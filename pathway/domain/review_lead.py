"""When the next review of a plan is opened, so that everything it needs can be done in time."""

from dataclasses import dataclass
from datetime import date, timedelta

from pathway.domain.school_calendar import LONGEST_HOLIDAY, SchoolCalendar

LEAD = timedelta(weeks=16)
"""Before the day by which the review is completed: the first alert of AR-01 and AR-02. PRACTICE."""

LEAD_UNDER_FIVE = timedelta(weeks=13)
"""Before the end of the range of three to six months: about when that range begins. PRACTICE."""

LIST_BEFORE_TERM = timedelta(weeks=2)
"""Heads have the list of a term's reviews two weeks before it starts (AR-04).

Source:
    SEND Code of Practice 2015, 9.172.
"""

LEAD_OF_THE_LIST = timedelta(weeks=6)
"""Before the day of that list: the first alert of AR-04. PRACTICE."""

LONGEST_LEAD = timedelta(weeks=30)
"""Longer than any: a term, the lead of its list, and the four weeks after the meeting."""


@dataclass(frozen=True, slots=True)
class Opening:
    """When a review is opened, and the term on whose list it belongs.

    Attributes:
        on: the first day on which it is to be opened.
        term_starts_on: the first day of the term in which the meeting is to be held at the
            latest; None where no calendar knows, or where that list was due before `today`.
    """

    on: date
    term_starts_on: date | None


def opening(
    due_on: date, *, meeting_by: date | None, school_year: SchoolCalendar | None, today: date
) -> Opening:
    """Say from which day on a review is opened.

    A review that is opened late, such as that of a plan that was only just loaded, is on no list
    any more: whether its head had one is not for it to show.

    Args:
        due_on: the day by which the review has to be completed.
        meeting_by: the last day for its meeting (AR-03); the due day where it is not known.
        school_year: the calendar by which the term is told, if there is one.
        today: the civil day of asking.
    """
    term = _term_of(meeting_by or due_on, school_year)
    opens_on = due_on - LEAD
    if term is None:
        return Opening(opens_on, None)
    list_by = term - LIST_BEFORE_TERM
    on = min(opens_on, list_by - LEAD_OF_THE_LIST)
    return Opening(on, term if today <= list_by else None)


def _term_of(day: date, school_year: SchoolCalendar | None) -> date | None:
    """Return the first day of the term that a day is in or follows; None beyond what is known."""
    if school_year is None or day > school_year.terms[-1][1] + LONGEST_HOLIDAY:
        return None
    return max((first for first, _ in school_year.terms if first <= day), default=None)
