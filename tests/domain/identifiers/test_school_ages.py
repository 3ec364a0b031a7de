from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.domain.school_ages import (
    academic_year,
    age_on,
    birthday,
    curriculum_year,
    end_of_compulsory_school_age,
    is_of_compulsory_school_age,
    is_young_person,
    school_leaving_date,
    start_of_compulsory_school_age,
    year_group_by_age,
)
from statemachines.year_groups import YearGroup

births = st.dates(date(1999, 1, 1), date(2030, 12, 31))


@given(births, st.integers(0, 30))
def test_an_age_is_attained_on_the_birthday_and_not_the_day_before(born_on, age):
    day = birthday(born_on, age)

    assert age_on(day, born_on) == age
    assert age_on(day - timedelta(days=1), born_on) == age - 1


def test_who_is_born_on_29_february_has_a_birthday_on_1_march_of_a_common_year():
    assert birthday(date(2016, 2, 29), 5) == date(2021, 3, 1)
    assert birthday(date(2016, 2, 29), 8) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("born_on", "starts_on"),
    [
        pytest.param(date(2020, 8, 31), date(2025, 8, 31), id="five on a prescribed day"),
        pytest.param(date(2020, 9, 1), date(2025, 12, 31), id="five the day after one"),
        pytest.param(date(2020, 12, 31), date(2025, 12, 31), id="five on 31 December"),
        pytest.param(date(2021, 1, 1), date(2026, 3, 31), id="five on New Year's Day"),
        pytest.param(date(2021, 4, 1), date(2026, 8, 31), id="five on 1 April"),
        pytest.param(date(2020, 2, 29), date(2025, 3, 31), id="born on 29 February"),
    ],
)
def test_compulsory_school_age_starts_on_a_prescribed_day(born_on, starts_on):
    assert start_of_compulsory_school_age(born_on) == starts_on


@pytest.mark.parametrize(
    ("born_on", "ends_on"),
    [
        pytest.param(date(2007, 9, 23), date(2024, 6, 28), id="worked example of IPSEA"),
        pytest.param(date(2009, 8, 31), date(2025, 6, 27), id="sixteen on the last day of August"),
        pytest.param(date(2009, 9, 1), date(2026, 6, 26), id="sixteen on 1 September"),
        pytest.param(date(2009, 6, 27), date(2025, 6, 27), id="sixteen on the leaving date"),
        pytest.param(date(2009, 6, 28), date(2025, 6, 27), id="sixteen the day after it"),
    ],
)
def test_compulsory_school_age_ends_on_the_last_friday_in_june(born_on, ends_on):
    assert end_of_compulsory_school_age(born_on) == ends_on


@given(st.integers(1990, 2100))
def test_the_leaving_date_is_a_friday_in_june_with_no_other_after_it(year):
    day = school_leaving_date(year)

    assert (day.isoweekday(), day.month) == (5, 6)
    assert (day + timedelta(days=7)).month == 7


@given(births)
def test_rights_pass_on_the_day_after_compulsory_school_age_ends(born_on):
    last = end_of_compulsory_school_age(born_on)
    next_day = last + timedelta(days=1)

    assert is_of_compulsory_school_age(last, born_on)
    assert not is_young_person(last, born_on)
    assert is_young_person(next_day, born_on)
    assert not is_of_compulsory_school_age(next_day, born_on)


def test_nobody_is_a_young_person_from_the_25th_birthday():
    born_on = date(2000, 5, 10)

    assert is_young_person(date(2025, 5, 9), born_on)
    assert not is_young_person(date(2025, 5, 10), born_on)


@pytest.mark.parametrize(
    ("born_on", "group"),
    [
        pytest.param(date(2021, 8, 31), "R", id="four on 31 August: reception"),
        pytest.param(date(2021, 9, 1), "N2", id="four on 1 September: nursery"),
        pytest.param(date(2022, 9, 1), "N1", id="two on 31 August"),
        pytest.param(date(2024, 9, 1), "E1", id="not yet one"),
        pytest.param(date(2025, 9, 5), None, id="born in this academic year"),
        pytest.param(date(2013, 9, 1), "7", id="eleven on 31 August"),
        pytest.param(date(2006, 9, 1), "14", id="eighteen on 31 August"),
        pytest.param(date(2006, 8, 31), "15", id="above the census's last year"),
        pytest.param(date(2000, 9, 1), "20", id="24 on 31 August, the last year of a plan"),
        pytest.param(date(2000, 8, 31), None, id="25 on 31 August"),
    ],
)
def test_the_year_group_follows_from_the_age_on_31_august(born_on, group):
    assert year_group_by_age(date(2025, 9, 15), born_on) == group


def test_a_plan_may_run_to_year_twenty():
    assert curriculum_year(date(2025, 10, 1), date(2000, 9, 1)) == 20


def test_the_academic_year_begins_on_1_september():
    assert academic_year(date(2025, 8, 31)) == 2024
    assert academic_year(date(2025, 9, 1)) == 2025


def test_years_are_numbered_through_the_early_ones_and_x_has_no_number():
    assert [YearGroup(g).number for g in ("E1", "N2", "R", "1", "20")] == [-4, -1, 0, 1, 20]
    assert YearGroup.X.number is None
