"""Days of exclusion counted along a chain, and what they ask of the governing board."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statemachines.events import Event, Happening
from statemachines.exclusion_days import (
    Duty,
    Exclusion,
    chains,
    days_of,
    duty,
    exclusions_in,
    reaching_the_sixth_day,
    total_of_the_term,
    total_of_the_year,
)
from tests.statemachines.examples.given import MONDAY, TermTime

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
OPEN = TermTime()
NEXT_MONDAY = MONDAY + WEEK


def suspended(first: date, days: int, **more: object) -> Exclusion:
    """Suspend for so many calendar days."""
    return Exclusion(1, first, first + (days - 1) * DAY, **more)


class TwoTerms(TermTime):
    """A school whose first term ends in the week of the first Monday."""

    def term_of(self, day: date, /) -> tuple[date, date]:
        """Return the term before or after the Sunday."""
        sunday = MONDAY + 6 * DAY
        return (date(2026, 9, 1), sunday) if day <= sunday else (sunday + DAY, date(2026, 12, 18))


def test_suspensions_with_a_weekend_between_them_follow_one_another():
    friday, monday = suspended(MONDAY + 4 * DAY, 1), suspended(NEXT_MONDAY, 1)

    assert chains([friday, monday], OPEN) == [[friday, monday]]


def test_a_school_day_between_them_parts_them():
    thursday, monday = suspended(MONDAY + 3 * DAY, 1), suspended(NEXT_MONDAY, 1)

    assert chains([thursday, monday], OPEN) == [[thursday], [monday]]


def test_a_cancelled_or_a_permanent_exclusion_is_part_of_no_chain():
    cancelled = suspended(MONDAY, 5, cancelled_on=MONDAY + DAY)
    for_good = Exclusion(2, NEXT_MONDAY, None)

    assert chains([cancelled, for_good], OPEN) == []


@pytest.mark.parametrize(("more", "reaches"), [(4, False), (5, True)])
def test_the_suspension_that_reaches_the_sixth_school_day_is_named(more, reaches):
    one_day, longer = suspended(MONDAY + 4 * DAY, 1), suspended(NEXT_MONDAY, more)

    assert reaching_the_sixth_day([one_day, longer], OPEN) == (longer if reaches else None)


def test_half_a_day_counts_as_half():
    lunchtimes = suspended(MONDAY, 5, half_days=5)

    assert days_of(lunchtimes, MONDAY, MONDAY + WEEK, OPEN) == 2.5


def test_days_before_a_cancellation_go_on_counting_and_the_others_do_not():
    cancelled = suspended(MONDAY, 5, cancelled_on=MONDAY + 2 * DAY)

    assert total_of_the_year([cancelled], MONDAY, OPEN) == 2


@pytest.mark.parametrize(
    ("days", "expected"),
    [(5, Duty.HEARS_PARENT), (8, Duty.IF_ASKED), (19, Duty.IF_ASKED), (22, Duty.MUST_CONSIDER)],
    ids=["5 school days", "6 school days", "15 school days", "16 school days"],
)
def test_the_duty_of_the_board_turns_on_more_than_five_and_more_than_fifteen(days, expected):
    one = suspended(MONDAY, days)

    assert duty(one, [one], OPEN) is expected


def test_the_last_of_several_short_ones_brings_the_duty():
    three = [suspended(MONDAY + n * WEEK, 5) for n in range(4)]

    assert [duty(one, three, OPEN) for one in three] == [
        Duty.HEARS_PARENT, Duty.IF_ASKED, Duty.IF_ASKED, Duty.MUST_CONSIDER,
    ]  # fmt: skip


def test_an_examination_or_no_end_always_brings_the_duty():
    for one in (suspended(MONDAY, 1, exam_on=MONDAY), Exclusion(1, MONDAY, None)):
        assert duty(one, [one], OPEN) is Duty.MUST_CONSIDER


def test_each_term_counts_its_own_days():
    before, after = suspended(MONDAY, 5), suspended(NEXT_MONDAY, 5)

    assert total_of_the_term(after, [before, after], TwoTerms()) == 5
    assert total_of_the_term(after, [before, after], OPEN) == 10


def test_without_a_calendar_weekdays_and_the_school_year_are_counted():
    before, after = suspended(MONDAY, 7), suspended(date(2027, 8, 2), 7)

    assert total_of_the_term(after, [before, after], None) == 10


def test_of_what_was_notified_twice_the_later_notice_stands():
    lines = [
        Happening(Event.EXCLUSION_DECIDED, MONDAY, n, None,
                  {"excluded_from": MONDAY, "until_on": MONDAY + n * DAY})
        for n in (1, 2)
    ]  # fmt: skip

    assert [one.last for one in exclusions_in(lines)] == [MONDAY + 2 * DAY]


A_CHAIN = st.lists(
    st.builds(suspended, st.dates(MONDAY, MONDAY + 20 * WEEK), st.integers(1, 30)),
    min_size=1, max_size=6,
)  # fmt: skip


@given(A_CHAIN)
def test_no_total_of_a_term_is_more_than_that_of_the_year(among):
    for one in among:
        assert total_of_the_term(one, among, OPEN) <= total_of_the_year(among, one.first, OPEN)


@given(A_CHAIN)
def test_another_suspension_never_lightens_a_duty(among):
    weight = list(Duty)[::-1]
    last = max(among, key=lambda one: one.first)

    alone, together = duty(last, [last], OPEN), duty(last, among, OPEN)

    assert weight.index(together) >= weight.index(alone)
