"""What is known of a pupil on a day."""

from datetime import date
from uuid import UUID

import pytest

from pathway.domain.calendars import BankHolidays, Calendars
from pathway.domain.dossier import Subject, answers
from statemachines.situation import Lookup
from tests.offices import SCHOOL_YEAR


def test_a_guard_is_told_the_age_on_the_day_of_the_move():
    pupil = Subject(pupil_id=UUID(int=1), born_on=date(2001, 9, 8), died_on=None)

    before, after = (answers(pupil, date(2026, 9, day)) for day in (7, 8))

    assert before(Lookup.AGE_IN_YEARS) == 24
    assert after(Lookup.AGE_IN_YEARS) == 25


def asked(day, lookup, *, calendars=None, born_on=date(2016, 5, 3)):
    pupil = Subject(pupil_id=UUID(int=1), born_on=born_on, died_on=None, calendars=calendars)
    return answers(pupil, day)(lookup)


def test_the_year_group_follows_from_the_day_of_birth_where_nobody_recorded_one():
    assert asked(date(2026, 9, 7), Lookup.YEAR_GROUP) == "6"
    assert asked(date(2040, 9, 10), Lookup.YEAR_GROUP) == "20"


def test_school_days_are_those_of_the_pupils_school_and_none_beyond_its_calendar():
    calendars = Calendars(BankHolidays.shipped(), SCHOOL_YEAR)
    known = asked(date(2026, 9, 7), Lookup.SCHOOL_YEAR, calendars=calendars)

    assert len(known.days(date(2026, 10, 21), date(2026, 11, 4))) == 6
    assert known.days(date(2026, 10, 21), date(2030, 1, 1)) is None
    assert known.term_of(date(2026, 10, 27)) == (date(2026, 9, 2), date(2026, 12, 18))
    assert known.term_of(date(2026, 12, 25)) is None


@pytest.mark.parametrize(
    ("certificate_on", "last_day"),
    [(None, date(2027, 3, 1)), (date(2027, 2, 10), date(2027, 3, 10))],
)
def test_the_last_day_to_appeal_is_counted_as_the_clock_counts_it(certificate_on, last_day):
    calendars = Calendars(BankHolidays.shipped())
    counted = asked(date(2027, 1, 4), Lookup.LAST_DAY_TO_APPEAL, calendars=calendars)

    assert counted(date(2026, 12, 31), certificate_on) == last_day


def test_where_there_are_no_calendars_nothing_is_counted():
    assert asked(date(2027, 1, 4), Lookup.SCHOOL_YEAR) is None
    assert asked(date(2027, 1, 4), Lookup.LAST_DAY_TO_APPEAL) is None
