from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.domain.pupil_file.dates import Order, read_day

TODAY = date(2025, 9, 15)
THIRD_OF_MAY = date(2017, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "03/05/2017",
        "3/5/2017",
        "03-05-2017",
        "03.05.2017",
        "03 05 2017",
        "03/05/17",
        "3-5-17",
        "2017-05-03",
        "2017/05/03",
        "2017-05-03T00:00:00",
        "2017-05-03 00:00:00.000",
        "2017-05-03T00:00:00Z",
        "03/05/2017 00:00",
        "03/05/2017 0:00:00",
        "3 May 2017",
        "03-May-17",
        "3rd May 2017",
        "3MAY2017",
        "May 3, 2017",
        "2017-May-03 00:00:00",
    ],
)
def test_a_day_is_read_with_the_day_or_the_year_first(text):
    assert read_day(text, today=TODAY).day == THIRD_OF_MAY


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("05/13/2017", "no date with the day first"),
        ("42858", "the number by which Excel counts days"),
        ("42858.5", "the number by which Excel counts days"),
        ("########", "too narrow"),
        ("02/05/2017 23:00:00", "carries a time of day"),
        ("2017-05-02T23:00:00Z", "carries a time of day"),
        ("31/02/2017", "not a day of any calendar"),
        ("31 February 2017", "not a day of any calendar"),
        ("32 May 2017", "not a day of any calendar"),
        ("3 Mai 2017", "not a day of any calendar"),
        ("20170503", "not a date as dd/mm/yyyy"),
        ("May 2017", "not a date as dd/mm/yyyy"),
        ("03/05/1817", "not a day of any calendar"),
        ("soon", "not a date as dd/mm/yyyy"),
    ],
)
def test_a_day_that_cannot_be_read_safely_is_refused_with_the_reason(text, because):
    read = read_day(text, today=TODAY)

    assert read.day is None
    assert because in read.why_not


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("15/09/25", TODAY, id="today"),
        pytest.param("16/09/25", date(1925, 9, 16), id="tomorrow would be a century too late"),
        pytest.param("29/02/40", date(1940, 2, 29), id="both years are leap years"),
        pytest.param("01/01/99", date(1999, 1, 1), id="the last century"),
    ],
)
def test_a_year_of_two_digits_is_the_last_one_that_has_come(text, day):
    assert read_day(text, today=TODAY).day == day


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("30/09/2013", Order.DAY_FIRST),
        ("09/30/2013", Order.MONTH_FIRST),
        ("03/05/2017", Order.EITHER),
        ("2017-05-03", None),
        ("3 May 2017", None),
    ],
)
def test_a_date_in_numbers_may_show_the_order_of_its_file(text, order):
    assert read_day(text, today=TODAY).order is order


@given(
    st.dates(date(1926, 1, 1), TODAY),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y", "%Y-%m-%d", "%d %b %Y", "%d %B %Y"]),
)
def test_whatever_is_written_day_first_is_read_back(day, form):
    written = datetime(day.year, day.month, day.day).strftime(form)  # noqa: DTZ001 a day has no zone
    a_century_ago = day < TODAY - timedelta(days=365 * 99)

    assert a_century_ago or read_day(written, today=TODAY).day == day


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    read = read_day(text, today=TODAY)

    assert (read.day is None) == (read.why_not is not None)
