from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.domain.rules.statute_book import statute_book
from pathway.domain.stays import Stay
from pathway.domain.timeliness.counting import Duty, count, days_over, grouped, lateness
from pathway.domain.timeliness.measures import BY_RULE, MEASURES
from pathway.domain.timeliness.published import ENGLAND, Column, Share, median_percent, share

DUE = date(2026, 3, 2)
PLAN = BY_RULE["EHC-08"]


def day(number):
    """Return the day so many days after the date that is due."""
    return DUE + timedelta(days=number)


def stay(entered, left, waiting_for):
    left_on = None if left is None else day(left)
    return Stay("p", "any", waiting_for, 0, day(entered), left_on)


def duty(ended=None, *, looked=30, stays=(), exempt=False, values=()):
    until = day(looked if ended is None else ended)
    over, first = days_over(stays or [stay(-50, None, "authority")], due_on=DUE, until=until)
    ended_on = None if ended is None else day(ended)
    return Duty(PLAN, DUE, ended_on, exempt, over, first, values)


@pytest.mark.parametrize(
    ("ended", "in_time", "late"), [(-1, True, False), (0, True, False), (1, False, True)]
)
def test_what_ends_on_its_date_is_in_time_and_on_the_day_after_it_is_late(ended, in_time, late):
    found = duty(ended)

    assert (found.in_time, found.is_late) == (in_time, late)


def test_days_over_belong_to_whom_the_process_waited_for():
    stays = [stay(-20, 5, "authority"), stay(5, 12, "family"), stay(12, None, "authority")]

    over, first = days_over(stays, due_on=DUE, until=day(14))

    assert over == {"authority": 5 + 2, "family": 7}
    assert first == "authority"


@given(
    passes=st.lists(st.integers(-40, 40), min_size=1, unique=True).map(sorted),
    until=st.integers(-5, 40),
)
def test_every_day_over_is_counted_once(passes, until):
    parties = ("authority", "family", "school")
    ends = [*passes[1:], None]
    stays = [stay(a, b, parties[n % 3]) for n, (a, b) in enumerate(zip(passes, ends, strict=True))]

    over, _ = days_over(stays, due_on=DUE, until=day(until))

    assert sum(over.values()) == max(0, until - max(0, passes[0]))


def test_exempt_duties_are_counted_with_and_without():
    found = count([duty(-3), duty(9), duty(9, exempt=True), duty(), duty(exempt=True)])

    assert found.ended == Share(1, 3)
    assert found.not_exempt == Share(1, 2)
    assert (found.open_late, found.open_late_exempt) == (2, 1)


def test_what_is_open_and_not_yet_due_is_neither_late_nor_counted():
    found = count([duty(looked=0)])

    assert (found.ended.of, found.open_late) == (0, 0)


def test_duties_are_told_apart_by_what_held():
    found = grouped([duty(1, values=("ASD",)), duty(0, values=("SLCN",))], lambda d: d.values)

    assert found["ASD",].ended == Share(0, 1)
    assert found["SLCN",].ended == Share(1, 1)


def test_a_late_duty_is_put_down_to_whom_it_waited_for_on_the_first_day_over():
    stays = [stay(-20, 3, "family"), stay(3, None, "authority")]

    found = lateness([duty(10, stays=stays), duty(looked=1), duty(-1)])

    assert (found["family"].ended, found["family"].still_open, found["family"].days) == (1, 0, 3)
    assert (found["authority"].ended, found["authority"].still_open) == (0, 1)
    assert found["authority"].days == 7 + 1


def test_each_measure_judges_a_rule_and_the_events_that_meet_it():
    book = statute_book()

    for measure in MEASURES:
        met_by = set(book.rule(measure.rule_id).met_by)
        assert measure.ended_by <= met_by, measure.name


@pytest.mark.parametrize(
    ("rule_id", "england", "median"), [("EHC-02", 84.8, 91.5), ("EHC-08", 45.9, 49.4)]
)
def test_the_published_shares_are_those_of_the_release(rule_id, england, median):
    column = BY_RULE[rule_id].published

    assert round(share(ENGLAND, column).percent, 1) == england
    assert round(median_percent(column), 1) == median


def test_the_headline_of_the_release_leaves_exemptions_out():
    column = PLAN.not_exempt

    assert round(share(ENGLAND, column).percent, 1) == 46.4
    assert round(share("860", column).percent, 1) == 36.3
    assert round(median_percent(column), 1) == 52.3


def test_a_share_that_was_not_published_is_none():
    assert share("999", PLAN.published) is None
    assert share(ENGLAND, Column("never_asked", ("plans",))) is None
    assert share("201", PLAN.not_exempt) is None
