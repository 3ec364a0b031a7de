from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pathway.domain.calendars import BankHolidays, Calendars
from pathway.services.time_in_state import time_in_state
from pathway.services.time_in_state_report import Dimension, PeriodBackwards
from statemachines.errors import PolicyUnknown
from statemachines.vocabulary import Role
from tests.offices import an_office, on
from tests.services.slow_time_in_state import quickly, slowly
from tests.services.wandering import BEGINNING, WAYS, Step, Wanderer

NUMBERS = count(500)
MONDAY = date(2026, 9, 7)

steps = st.lists(
    st.builds(
        Step,
        what=st.sampled_from(WAYS),
        after=st.sampled_from([0, 0, 1, 3, 10, 30]),
        late=st.sampled_from([0, 0, 5]),
        choice=st.integers(0, 19),
    ),
    min_size=10,
    max_size=30,
)
days = st.integers(0, 300).map(lambda n: BEGINNING + timedelta(days=n))
dimensions = st.lists(st.sampled_from(Dimension), unique=True, max_size=3)


@contextmanager
def an_authority(database):
    office = an_office(database, code=str(next(NUMBERS)))
    try:
        yield office
    finally:
        office.engine.dispose()


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=steps, as_at=days, by=dimensions, first=days, known=days)
def test_the_report_agrees_to_the_day_with_one_worked_out_by_hand(
    database, steps, as_at, by, first, known
):
    with an_authority(database) as office:
        Wanderer(office).wander(steps)
        for within in ({}, {"period": (first, first + timedelta(days=60))},
                       {"as_recorded_at": on(known).recorded_at}):  # fmt: skip
            report = time_in_state(office, as_at=as_at, by=by, **within)

            assert quickly(report) == slowly(office, as_at=as_at, by=by, **within)


def row_of(report, state, *held):
    (found,) = [
        row for row in report.rows
        if row.state == state and tuple(one.name for one in row.held) == held
    ]  # fmt: skip
    return found


@pytest.fixture
def wanderer(office):
    return Wanderer(office)


@pytest.fixture
def handed_over(wanderer):
    """A case opened on 8 September 2025, handed over eleven days later, and still in `assess`."""
    wanderer.make(Role.MANAGER, "hand over", after=11, new_owner=str(wanderer.workers[1]))
    return wanderer


@pytest.mark.usefixtures("handed_over")
def test_each_day_belongs_to_the_caseworker_who_held_the_case_on_it(office):
    report = time_in_state(office, as_at=date(2025, 9, 29), by=[Dimension.CASEWORKER])

    first, second = row_of(report, "assess", "Cas Worker"), row_of(report, "assess", "Col League")
    assert (first.days.longest, first.school_days.longest, first.still_open) == (11, 9, 0)
    assert (second.days.longest, second.school_days.longest, second.still_open) == (10, 6, 1)


@pytest.mark.usefixtures("handed_over")
def test_in_a_total_a_stay_that_passed_from_one_to_another_counts_once(office):
    report = time_in_state(office, as_at=date(2025, 9, 29), by=[Dimension.CASEWORKER])

    (total,) = [row for row in report.totals if row.state == "assess"]
    assert (total.count, total.days.longest, total.held) == (1, 21, ())


@pytest.mark.usefixtures("handed_over")
def test_what_is_recorded_later_was_not_known_before(office):
    before = on(date(2025, 9, 18)).recorded_at

    report = time_in_state(
        office, as_at=date(2025, 9, 29), by=[Dimension.CASEWORKER], as_recorded_at=before
    )

    assert row_of(report, "assess", "Cas Worker").days.longest == 21
    assert "18 September 2025, 13:00" in report.definition


def test_a_correction_counts_from_when_it_was_recorded(office, wanderer):
    wanderer.make(Role.CASEWORKER, "close", after=10, reason="moved")
    wanderer.make(Role.CASEWORKER, "correct", after=5, line=2, did_not_happen=True, reason="typo")
    as_at = date(2025, 10, 8)

    known_then = time_in_state(office, as_at=as_at, as_recorded_at=on(date(2025, 9, 20)).at)
    known_now = time_in_state(office, as_at=as_at)

    assert row_of(known_then, "assess").days.longest == 10
    assert row_of(known_now, "assess").days.longest == 30


@pytest.mark.usefixtures("wanderer")
def test_a_period_counts_only_its_own_days(office):
    period = (date(2025, 9, 15), date(2025, 9, 21))

    report = time_in_state(office, as_at=date(2025, 9, 29), period=period)

    week = row_of(report, "assess")
    assert (week.days.longest, week.school_days.longest, week.still_open) == (7, 5, 0)
    assert "15 September 2025 to 21 September 2025, both included" in report.definition


def test_only_what_is_still_open_is_counted_where_that_is_asked(office, wanderer):
    wanderer.make(Role.CASEWORKER, "request EHC needs assessment", requester="mother", source=1)
    wanderer.make(Role.CASEWORKER, "close", after=10, reason="moved")

    report = time_in_state(office, as_at=date(2025, 9, 29), only_open=True)

    assert [(row.policy, row.state) for row in report.rows] == [
        ("ehc_needs_assessment", "requested")
    ]


def test_who_is_waited_for_is_the_sum_of_the_states_that_wait_for_them(office, wanderer):
    wanderer.wander([Step("onward", 3, 0, 0)] * 3)

    report = time_in_state(office, as_at=date(2025, 9, 29))

    (waiting,) = report.waiting
    assert (waiting.waiting_for, waiting.state, waiting.count) == ("school", None, 4)
    assert sum(row.count for row in report.rows) == 4


@pytest.mark.usefixtures("wanderer")
def test_another_authoritys_cases_are_not_counted(other_office):
    assert time_in_state(other_office, as_at=date(2025, 9, 29)).rows == ()


@pytest.mark.usefixtures("wanderer")
def test_without_a_calendar_there_are_no_school_days(office):
    without = replace(office, calendars=Calendars(BankHolidays.shipped()))

    report = time_in_state(without, as_at=date(2025, 9, 29))

    assert row_of(report, "assess").school_days.count == 0
    assert "No school calendar is recorded" in report.definition


@pytest.mark.usefixtures("wanderer")
def test_a_stay_that_outlasts_the_calendar_has_no_number_of_school_days(office):
    as_at = date(2027, 8, 1)  # the calendar knows days up to 21 July

    report = time_in_state(office, as_at=as_at)

    assert row_of(report, "assess").days.count == 1
    assert row_of(report, "assess").school_days.count == 0


def test_small_numbers_are_hidden_with_all_that_would_tell_them(office):
    districts = ["North"] * 6 + ["South"] * 7 + ["West"] * 3
    for district in districts:
        told = {"from_on": BEGINNING.isoformat(), "district": district}
        Wanderer(office).make(Role.CASEWORKER, "change details", **told)

    report = time_in_state(office, as_at=date(2025, 9, 29), by=[Dimension.DISTRICT], suppress=True)

    counts = {row.held[0].name: row.count for row in report.rows}
    assert counts == {"North": None, "South": 7, "West": None}
    assert row_of(report, "assess", "West").days is None
    assert [row.count for row in report.totals] == [16, 16]
    assert "from 1 to 4 are hidden" in report.definition


def test_where_all_but_a_few_are_open_the_number_of_open_ones_is_hidden(office):
    wanderers = [Wanderer(office) for _ in range(7)]
    wanderers[0].make(Role.CASEWORKER, "close", after=3, reason="moved")

    report = time_in_state(office, as_at=date(2025, 9, 29), suppress=True)

    assert (row_of(report, "assess").count, row_of(report, "assess").still_open) == (7, None)


def test_an_unknown_policy_and_a_period_that_runs_backwards_are_refused(office):
    with pytest.raises(PolicyUnknown):
        time_in_state(office, as_at=MONDAY, policy="graduated")
    with pytest.raises(PeriodBackwards, match="swap the days"):
        time_in_state(office, as_at=MONDAY, period=(MONDAY, BEGINNING))
