from datetime import date

import pytest

from pathway.domain.review_lead import opening
from pathway.domain.school_calendar import SchoolCalendar
from tests.offices import SCHOOL_YEAR

SUMMER_TERM = date(2026, 4, 13)
LONG_BEFORE = date(2026, 1, 1)


def test_without_a_calendar_it_opens_sixteen_weeks_before_it_is_due():
    opens = opening(date(2026, 12, 21), meeting_by=None, school_year=None, today=LONG_BEFORE)

    assert (opens.on, opens.term_starts_on) == (date(2026, 8, 31), None)


def test_a_review_late_in_a_term_opens_in_time_for_the_list_of_that_term():
    opens = opening(
        date(2026, 8, 17), meeting_by=date(2026, 7, 20), school_year=SCHOOL_YEAR, today=LONG_BEFORE
    )

    assert opens.term_starts_on == SUMMER_TERM
    assert opens.on == date(2026, 2, 16)  # eight weeks before the term, not sixteen before the day


@pytest.mark.parametrize(
    ("meeting_by", "term"),
    [
        pytest.param(date(2026, 4, 13), SUMMER_TERM, id="the first day of a term"),
        pytest.param(date(2026, 8, 20), SUMMER_TERM, id="the holidays belong to the term before"),
        pytest.param(date(2026, 9, 2), date(2026, 9, 2), id="the next term"),
        pytest.param(date(2025, 8, 1), None, id="before the calendar begins"),
        pytest.param(date(2027, 12, 1), None, id="long after it ends"),
    ],
)
def test_a_review_belongs_to_the_term_in_which_its_meeting_is_due(meeting_by, term):
    opens = opening(
        meeting_by, meeting_by=meeting_by, school_year=SCHOOL_YEAR, today=date(2025, 1, 1)
    )

    assert opens.term_starts_on == term


def test_a_review_opened_after_its_list_was_due_is_on_no_list():
    late = date(2026, 4, 1)

    opens = opening(date(2026, 5, 30), meeting_by=None, school_year=SCHOOL_YEAR, today=late)

    assert opens.term_starts_on is None
    assert opens.on < late


def test_a_calendar_of_one_term_is_enough():
    one = SchoolCalendar("one term", terms=((date(2026, 9, 2), date(2026, 12, 18)),))

    opens = opening(date(2026, 10, 1), meeting_by=None, school_year=one, today=LONG_BEFORE)

    assert opens.term_starts_on == date(2026, 9, 2)
