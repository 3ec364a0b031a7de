from datetime import date

import pytest

from pathway.domain.synthetic.counted_later import counted_in, year_counted
from pathway.domain.synthetic.errors import ToldTooShort
from pathway.domain.synthetic.published import AUTHORITIES, figures_of

THURSDAY = 3


@pytest.mark.parametrize(
    ("until", "year"),
    [
        pytest.param(date(2026, 11, 28), 2025, id="late in the year after"),
        pytest.param(date(2026, 6, 1), 2025, id="as soon as the year is worked up"),
        pytest.param(date(2026, 5, 31), 2024, id="while its survey is still being worked up"),
        pytest.param(date(2027, 1, 10), 2025, id="before the survey of the year that is over"),
        pytest.param(date(2025, 6, 1), 2024, id="the year that was published"),
    ],
)
def test_the_last_complete_year_is_counted_once_it_is_worked_up(until, year):
    assert year_counted(figures_of("demo"), until) == year


def test_no_year_before_the_published_one_is_counted():
    with pytest.raises(ToldTooShort, match="take 2025-06-01 or a later day"):
        year_counted(figures_of("demo"), date(2025, 5, 31))


@pytest.mark.parametrize("authority", AUTHORITIES)
@pytest.mark.parametrize("year", range(2025, 2032))
def test_census_days_stay_thursdays_in_january_however_many_years_later(authority, year):
    figures = counted_in(figures_of(authority), year)

    for day in (figures.census_before, figures.census_on):
        assert (day.weekday(), day.month) == (THURSDAY, 1)
        assert 13 <= day.day <= 21
    assert (figures.census_before.year, figures.census_on.year) == (year, year + 1)
    assert figures.census_on < figures.returned_by < date(year + 1, 4, 1)


def test_a_year_later_the_survey_is_fifty_two_weeks_later():
    figures = counted_in(figures_of("demo"), 2025)

    days = (figures.census_before, figures.census_on, figures.returned_by)
    assert days == (date(2025, 1, 16), date(2026, 1, 15), date(2026, 3, 13))


def test_the_years_in_which_plans_began_move_along_and_no_count_changes():
    published = figures_of("gateshead")

    figures = counted_in(published, 2027)

    assert (figures.year, figures.year_published) == (2027, 2024)
    began = published.plans.by_start_year
    assert figures.plans.by_start_year == {year + 3: n for year, n in began.items()}
    apart = {"year", "years_later", "census_before", "census_on", "returned_by", "plans"}
    assert figures.model_dump(exclude=apart) == published.model_dump(exclude=apart)
    assert figures.plans.model_dump(exclude={"by_start_year"}) == published.plans.model_dump(
        exclude={"by_start_year"}
    )


def test_counted_in_its_own_year_nothing_is_moved():
    assert counted_in(figures_of("demo"), 2024) == figures_of("demo")
