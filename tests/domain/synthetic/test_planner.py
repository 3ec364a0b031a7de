from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathway.domain.calendars import BankHolidays
from pathway.domain.identifiers import check_upn
from pathway.domain.synthetic.comparison import compare, strays
from pathway.domain.synthetic.days import in_term
from pathway.domain.synthetic.facts import read
from pathway.domain.synthetic.published import AUTHORITIES, figures_of
from pathway.domain.synthetic.sketch import Kind

MEETINGS = {("annual_review", "hold meeting"), ("graduated_approach", "hold review meeting")}
AT_WORK = {"decide to assess", "refuse to assess", "issue draft", "issue final plan", "decide"}


def _facts(authority):
    return (
        read(life.moves, born_on=life.pupil.born_on, sex=life.pupil.sex, need=life.pupil.need)
        for life in authority.lives
    )


@pytest.mark.parametrize(
    ("authority", "seed"), [*((name, 1) for name in AUTHORITIES), ("gateshead", 2)]
)
def test_the_lives_of_an_authority_count_up_to_its_published_figures(planned, authority, seed):
    rows = compare(figures_of(authority), _facts(planned(authority, seed)))

    assert [(row.measure, row.published, row.simulated) for row in strays(rows)] == []


@pytest.mark.parametrize("authority", ["gateshead", "cumberland", "staffordshire"])
def test_timeliness_is_exact_and_not_drawn(planned, authority):
    rows = compare(figures_of(authority), _facts(planned(authority, 1)))

    timed = [row for row in rows if row.measure.startswith(("Issued", "Decided", "Plans timed"))]
    assert len(timed) == 7
    assert all(row.difference == 0 for row in timed)


def test_the_same_seed_plans_the_same_lives_and_another_seed_others(planned):
    again = planned.__wrapped__("demo", 1)

    assert planned("demo", 1).lives == again.lives
    assert planned("demo", 1).lives != planned("demo", 2).lives


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_whatever_the_seed_a_small_authority_matches_its_figures(planned, seed):
    authority = planned.__wrapped__("demo", seed)

    assert strays(compare(authority.figures, _facts(authority))) == []


@pytest.mark.parametrize("authority", ["demo", "cumberland"])
def test_each_process_is_told_in_the_order_in_which_it_happened(planned, authority):
    for life in planned(authority, 1).lives:
        days = [move.on for move in life.moves]
        assert days == sorted(days)
        assert all(move.on >= life.pupil.born_on for move in life.moves)


@pytest.mark.parametrize("authority", ["demo", "cumberland"])
def test_nothing_happens_after_the_census_but_what_the_return_still_counted(planned, authority):
    found = planned(authority, 1)
    figures = found.figures

    late = [m for life in found.lives for m in life.moves if m.on > figures.census_on]

    assert late
    assert {move.policy for move in late} == {"annual_review", "plan_amendment"}
    assert max(move.on for move in late) <= figures.returned_by


def test_nobody_works_on_a_bank_holiday_and_nobody_meets_outside_term(planned):
    closed = BankHolidays.shipped()
    moves = [move for life in planned("cumberland", 1).lives for move in life.moves]

    assert not [m for m in moves if m.move in AT_WORK and not closed.is_working_day(m.on)]
    met = [m.on for m in moves if (m.policy, m.move) in MEETINGS and m.on >= date(2022, 9, 1)]
    assert met
    assert all(in_term(day) for day in met)


def test_requests_come_in_term_time_and_seldom_in_the_holidays(planned):
    asked = Counter(
        move.on.month
        for life in planned("staffordshire", 1).lives
        for move in life.moves
        if move.move == "receive request" and move.on.year == 2024
    )

    assert set(asked) == set(range(1, 13))
    assert asked[8] < min(asked[month] for month in (1, 2, 3, 6, 9, 10, 11))


def test_no_final_plan_comes_before_the_fifteen_days_are_over(planned):
    for life in planned("cumberland", 1).lives:
        served = {m.occurrence: m.on for m in life.moves if m.move == "issue draft"}
        final = {m.occurrence: m.on for m in life.moves if m.move == "issue final plan"}
        assert all(final[n] >= served[n] + timedelta(15) for n in final)


@pytest.mark.parametrize("authority", AUTHORITIES)
def test_invented_numbers_names_and_addresses_are_nobodys(planned, authority):
    pupils = [life.pupil for life in planned(authority, 1).lives]

    upns = [check_upn(pupil.upn) for pupil in pupils if pupil.upn]
    assert len({upn.text for upn in upns}) == len(upns)
    assert {upn.authority_code for upn in upns} <= {"001", "002", "003", "004", "005"}
    assert all(pupil.upn or pupil.upn_unknown == "UN1" for pupil in pupils)
    assert {pupil.postcode for pupil in pupils} == {"ZZ99 9ZZ"}
    addresses = [r.email for pupil in pupils for r in pupil.family if r.email]
    assert all(address.endswith(".example") for address in addresses)
    assert all(pupil.parents() for pupil in pupils)


def test_some_children_are_taught_elsewhere_for_a_time_and_some_still_are(planned):
    lives = planned("demo", 1).lives

    started = sum(any(m.move == "start" for m in life.moves) for life in lives)
    ended = sum(
        any((m.policy, m.move) == ("placement", "end") for m in life.moves) for life in lives
    )
    assert 0 < ended <= started


def test_the_plan_of_a_family_that_moved_in_keeps_the_day_on_which_it_began(planned):
    lives = [life for life in planned("staffordshire", 1).lives if life.moved_in_on]

    assert {life.kind for life in lives} == {Kind.OLDER, Kind.MOVED_IN}
    for life in lives:
        plan = next(move for move in life.moves if move.policy == "ehc_plan")
        assert plan.on == life.moved_in_on > plan.form["plan_made_on"]


@pytest.mark.parametrize("authority", ["gateshead", "staffordshire"])
def test_plan_holders_of_each_age_attend_the_kinds_of_setting_that_are_published(
    planned, authority
):
    found = planned(authority, 1)
    figures = found.figures

    attended = Counter(
        life.pupil.place.kind
        for life, facts in zip(found.lives, _facts(found), strict=True)
        if facts.plan and facts.plan.in_force(figures.census_on)
    )

    published = {kind: sum(ages.values()) for kind, ages in figures.plans.setting_by_age.items()}
    assert attended == Counter(published)
