from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.domain.calendars import BankHolidays, Calendars
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.stays import StateEntry, Stay
from pathway.domain.timeliness.counting import Duty, Owed, count, days_over, grouped, lateness
from pathway.domain.timeliness.disputed import Dispute, is_disputed
from pathway.domain.timeliness.measures import BY_RULE, MEASURES
from pathway.domain.timeliness.published import ENGLAND, Column, Share, median_percent, share

DUE = date(2026, 3, 2)
PLAN = BY_RULE["EHC-08"]
AMENDED = BY_RULE["AR-14"]
CALENDARS = Calendars(BankHolidays.shipped())


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
    advice=st.lists(st.tuples(st.integers(-40, 40), st.none() | st.integers(1, 60)), max_size=4),
)
def test_every_day_over_is_counted_once(passes, until, advice):
    parties = ("authority", "family", "school")
    ends = [*passes[1:], None]
    stays = [stay(a, b, parties[n % 3]) for n, (a, b) in enumerate(zip(passes, ends, strict=True))]
    owed = [late(f"adviser {n}", due, days and due + days) for n, (due, days) in enumerate(advice)]

    over, first = days_over(stays, due_on=DUE, until=day(until), owed=owed)

    assert sum(over.values()) == max(0, until - max(0, passes[0]))
    assert (first in over) is bool(over)


def late(by, due, given, state="any"):
    return Owed(by, state, day(due), None if given is None else day(given))


def test_days_on_which_an_adviser_was_late_are_the_advisers_and_the_rest_the_authoritys():
    owed = [late("psychology", -3, 6), late("health", 2, 8)]

    over, first = days_over([stay(-50, None, "authority")], due_on=DUE, until=day(10), owed=owed)

    assert over == {"psychology": 6, "health": 2, "authority": 2}
    assert first == "psychology", "whose advice had been due longest"


def test_advice_given_on_its_day_or_owed_in_another_state_moves_no_day():
    owed = [late("school", 4, 4), late("health", -9, None, state="another")]

    over, first = days_over([stay(-50, None, "authority")], due_on=DUE, until=day(10), owed=owed)

    assert (over, first) == ({"authority": 10}, "authority")


def entered(*told):
    ends = {"plan_issued", "refused_to_assess"}
    return [StateEntry(state, "nobody", 0, day(n), state in ends) for n, state in told]


ISSUED = entered((0, "requested"), (30, "refused_to_assess"), (50, "drafting"), (90, "plan_issued"))


@pytest.mark.parametrize(
    ("kind", "entries", "expected"),
    [
        pytest.param("assess", [(30, "open_window"), (40, "mediating")], True, id="mediation"),
        pytest.param("assess", [(30, "open_window"), (40, "appealed")], True, id="an appeal"),
        pytest.param("assess", [(30, "open_window"), (50, "settled")], False, id="gave way alone"),
        pytest.param("assess", [(30, "open_window"), (95, "appealed")], True, id="a late appeal"),
        pytest.param("contents", [(90, "open_window"), (99, "appealed")], True, id="what it says"),
        pytest.param("contents", [(91, "open_window"), (99, "appealed")], False,
                     id="what an amended plan says"),
        pytest.param("contents", [(90, "open_window"), (101, "appealed")], False, id="not yet"),
        pytest.param("assess", [(-5, "open_window"), (40, "appealed")], False, id="an earlier one"),
        pytest.param("assess", [(96, "open_window"), (97, "appealed")], False, id="the next one"),
        pytest.param("disagreement_resolution", [(30, "mediating")], False, id="something else"),
        pytest.param("cease", [(30, "open_window"), (40, "appealed")], False, id="another plan"),
    ],
)  # fmt: skip
def test_an_assessment_is_disputed_once_a_dispute_about_it_went_on(kind, entries, expected):
    dispute = Dispute(kind, entered(*entries))

    assert is_disputed(ISSUED, [dispute], as_at=day(100), before=day(96)) is expected


def test_an_amended_plan_is_judged_by_twelve_weeks_though_an_early_notice_ends_its_clock_sooner():
    met = date(2026, 11, 16)
    clock_due = date(2027, 1, 26)

    assert AMENDED.judged_by(clock_due, met, CALENDARS) == date(2027, 2, 8)
    assert PLAN.judged_by(clock_due, met, CALENDARS) == clock_due


def test_twelve_weeks_that_did_not_bind_in_the_emergency_judge_nobody():
    assert AMENDED.judged_by(date(2020, 4, 30), date(2020, 2, 17), CALENDARS) is None


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
