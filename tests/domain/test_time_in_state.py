from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.domain.stays import Attribution, Stay, timeline
from pathway.domain.time_in_state import (
    Summary,
    definition,
    figures,
    nearest_rank,
    summarise,
    tabulate,
)

MONDAY = date(2025, 9, 1)
AS_AT = MONDAY + timedelta(days=28)


def stay(days, *, entered=0, state="assess", is_open=False):
    entered_on = MONDAY + timedelta(days=entered)
    left_on = None if is_open else entered_on + timedelta(days=days)
    return Stay("p", state, "school", 1, entered_on, left_on)


def weekdays(from_on, until_on):
    return sum((from_on + timedelta(n)).weekday() < 5 for n in range((until_on - from_on).days))


def counted(*some, line=()):
    return [f for s in some for f in figures(s, line, as_at=AS_AT, school_days=weekdays)]


def test_a_stay_counts_in_calendar_days_and_in_school_days():
    (figure,) = counted(stay(14))

    assert (figure.days, figure.school_days, figure.is_open) == (14, 10, False)


def test_an_open_stay_is_counted_to_the_day_one_looks():
    (figure,) = counted(stay(0, is_open=True))

    assert (figure.days, figure.school_days, figure.is_open) == (28, 20, True)


def test_a_stay_that_passes_between_two_counts_once_for_each():
    line = timeline(
        Attribution(MONDAY + timedelta(days=n), name)
        for n, name in [(0, "Ann"), (7, "Ben"), (14, "Ann")]
    )

    shares = {f.value: (f.days, f.school_days, f.is_open) for f in counted(
        stay(0, is_open=True), line=line)}  # fmt: skip

    assert shares == {"Ann": (21, 15, True), "Ben": (7, 5, False)}


def test_the_report_has_a_line_for_each_key():
    lines = tabulate(
        counted(stay(3), stay(5), stay(1, state="plan"), stay(0, is_open=True)),
        key=lambda figure: figure.stay.state,
    )

    assert list(lines) == ["assess", "plan"]
    assert lines["assess"].still_open == 1
    assert lines["assess"].days == Summary(3, 5, 28, 28, 28)
    assert lines["plan"].days == Summary(1, 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("lengths", "summary"),
    [
        pytest.param([], Summary(0, None, None, None, None), id="none"),
        pytest.param([7], Summary(1, 7, 7, 7, 7), id="one"),
        pytest.param([1, 2], Summary(2, 1, 2, 2, 2), id="of two the shorter is the median"),
        pytest.param(range(1, 101), Summary(100, 50, 75, 90, 100), id="one to a hundred"),
        pytest.param([0, 0, 0, 9], Summary(4, 0, 0, 9, 9), id="noughts count"),
        pytest.param([4, 1, 3, 2, 5], Summary(5, 3, 4, 5, 5), id="in any order"),
    ],
)
def test_lengths_are_summarised_by_nearest_rank(lengths, summary):
    assert summarise(lengths) == summary


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60), st.integers(1, 100))
def test_a_percentile_is_the_least_length_that_so_many_do_not_exceed(lengths, percent):
    found = nearest_rank(sorted(lengths), percent)

    def share(length):
        return Fraction(sum(each <= length for each in lengths), len(lengths))

    assert found in lengths
    assert share(found) >= Fraction(percent, 100)
    assert all(share(each) < Fraction(percent, 100) for each in lengths if each < found)


def test_the_definition_names_the_day_and_what_was_hidden():
    plain = definition(date(2026, 1, 5))

    assert "as at 5 January 2026" in plain
    assert "The day of entry\nis counted and the day of leaving is not" in plain
    assert "hidden" not in plain
    assert "from 1 to 4 are hidden" in definition(date(2026, 1, 5), hidden_below=5)


def test_a_stay_with_days_that_the_calendar_does_not_know_has_no_number_of_school_days():
    def known_until_the_second_monday(first, until):
        return weekdays(first, until) if until <= MONDAY + timedelta(days=7) else None

    found = [
        figure
        for s in (stay(7), stay(14))
        for figure in figures(s, as_at=AS_AT, school_days=known_until_the_second_monday)
    ]

    assert [figure.school_days for figure in found] == [5, None]
    assert tabulate(found, key=lambda _: "all")["all"].school_days == Summary(1, 5, 5, 5, 5)
