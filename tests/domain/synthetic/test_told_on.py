"""Lives told on until a day: what is counted stays, and what follows is an office at work."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from random import Random

import pytest

from pathway.domain.calendars import BankHolidays, Calendars
from pathway.domain.identifiers import check_upn, new_reference
from pathway.domain.projection import project
from pathway.domain.rules.rule import Kind as KindOfRule
from pathway.domain.school_ages import academic_year, age_on, birthday, curriculum_year
from pathway.domain.synthetic.comparison import compare, strays, surveyed
from pathway.domain.synthetic.counted_later import counted_in, year_counted
from pathway.domain.synthetic.days import TERMS, in_term
from pathway.domain.synthetic.facts import read
from pathway.domain.synthetic.published import figures_of
from pathway.domain.synthetic.rehearsing import details_of, rehearse
from pathway.domain.synthetic.told_on import plan_on

TODAY = date(2026, 11, 28)
DAYS = [
    pytest.param(date(2025, 6, 1), id="the first day that can be asked for"),
    pytest.param(TODAY, id="in autumn"),
    pytest.param(date(2027, 1, 10), id="in January, when the year that is over is not counted yet"),
    pytest.param(date(2027, 5, 31), id="the longest after the year"),
    pytest.param(date(2028, 2, 29), id="on a day that few years have"),
]
FOUR_WEEKS, A_YEAR = timedelta(weeks=4), timedelta(days=365)
MEETINGS = {("annual_review", "hold meeting"), ("graduated_approach", "hold review meeting")}
AT_WORK = {"decide to assess", "refuse to assess", "issue draft", "issue final plan", "decide"}


@cache
def told(until, seed=1, authority="demo"):
    figures = figures_of(authority)
    counted = counted_in(figures, year_counted(figures, until))
    return plan_on(counted, Random(seed), until=until)


def compared(planned):
    return compare(
        planned.figures,
        (
            read(
                surveyed(planned.figures, life.moves),
                born_on=life.pupil.born_on,
                sex=life.pupil.sex,
                need=life.pupil.need,
            )
            for life in planned.lives
        ),
    )


def acts(life, until=date.max):
    return [(m.policy, m.occurrence, m.move, m.on) for m in life.moves if m.on <= until]


def rehearsed(until, stage):
    """Make every move of every life, on the evening of the last day."""
    rng, that_evening = Random(1), replace(stage, today=until)
    for life in told(until).lives:
        yield rehearse(life, that_evening, reference=new_reference(rng.randbytes(10)))


def of(life, policy, *names):
    return [m.on for m in life.moves if m.policy == policy and m.move in names]


@pytest.mark.parametrize("until", DAYS)
def test_the_year_that_is_counted_still_matches_what_was_published(until):
    rows = compared(told(until))

    assert [(row.measure, row.published, row.simulated) for row in strays(rows)] == []
    timed = [row for row in rows if row.measure.startswith(("Issued", "Decided", "Plans timed"))]
    assert len(timed) == 7
    assert all(row.difference == 0 for row in timed)


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_whatever_the_seed_the_year_matches(seed):
    assert strays(compared(told(TODAY, seed))) == []


def test_a_councils_own_figures_are_matched_as_well():
    assert strays(compared(told(TODAY, authority="gateshead"))) == []


@pytest.mark.parametrize("until", DAYS)
def test_nothing_is_told_beyond_the_day_and_something_until_it(until):
    moves = [move for life in told(until).lives for move in life.moves]

    assert max(move.on for move in moves) <= until
    last_week = {m.policy for m in moves if m.on > until - timedelta(days=14)}
    assert {"ehc_needs_assessment", "annual_review", "graduated_approach"} <= last_week


@pytest.mark.parametrize(
    ("until", "later"),
    [
        pytest.param(TODAY, date(2026, 11, 29), id="a day"),
        pytest.param(TODAY, date(2027, 1, 4), id="into the next year"),
        pytest.param(date(2026, 8, 20), date(2027, 5, 20), id="nine months, over a summer"),
    ],
)
def test_later_the_same_lives_are_told_further(until, later):
    before = {life.pupil.id: acts(life) for life in told(until).lives}
    after = {life.pupil.id: acts(life, until) for life in told(later).lives}

    assert before == {pupil: moves for pupil, moves in after.items() if moves}


def test_the_same_seed_and_the_same_day_tell_the_same_lives():
    figures = counted_in(figures_of("demo"), 2025)

    again = plan_on(figures, Random(1), until=TODAY)

    assert again.lives == told(TODAY).lives
    assert again.lives != told(TODAY, 2).lives


@pytest.mark.parametrize("until", DAYS)
def test_every_move_is_lawful_on_its_day(until, stage):
    cases = list(rehearsed(until, stage))

    assert all(case.processes for case in cases)


def open_deadlines(until, stage):
    """Yield the days of the open deadlines and targets of each case."""
    calendars = Calendars(BankHolidays.shipped(), TERMS)
    for case in rehearsed(until, stage):
        days = []
        for key, process in case.processes.items():
            drawn = project(calendars, case.dossier(key), process.after, on=until, fired={})
            days += [
                clock.due_on
                for clock in drawn.clocks
                if clock.settled_on is None and clock.due_on and not clock.disapplied
                and clock.kind in {KindOfRule.DEADLINE, KindOfRule.TARGET}
            ]  # fmt: skip
        yield days


@pytest.mark.parametrize("until", [TODAY, date(2027, 2, 26), date(2027, 5, 14)])
def test_the_office_is_at_work_and_few_cases_have_a_day_past(until, stage):
    cases = list(open_deadlines(until, stage))

    late = [days for days in cases if any(day <= until for day in days)]
    coming = [day for days in cases for day in days if until < day <= until + FOUR_WEEKS]
    assert 0.02 < len(late) / len(cases) < 0.15
    assert sum(day <= until for days in cases for day in days) < 60
    assert len(coming) > 60


def test_nobody_works_on_a_bank_holiday_and_nobody_meets_outside_term():
    closed = BankHolidays.shipped()
    moves = [move for life in told(date(2027, 5, 31)).lives for move in life.moves]

    assert not [m for m in moves if m.move in AT_WORK and not closed.is_working_day(m.on)]
    met = [m.on for m in moves if (m.policy, m.move) in MEETINGS and m.on > date(2022, 9, 1)]
    assert [day for day in met if not in_term(day)] == []


def test_annual_reviews_go_on_for_every_plan():
    planned = told(TODAY)
    a_year_and_more = TODAY - A_YEAR - timedelta(weeks=8)

    waiting = 0
    held = [life for life in planned.lives if of(life, "ehc_plan", "bring in", "confirm provision")]
    for life in held:
        ended = of(life, "ehc_plan", "end plan") or any(m.form.get("ceased_on") for m in life.moves)
        began = min(of(life, "ehc_plan", "bring in", "confirm provision"))
        met = of(life, "annual_review", "hold meeting")
        if not ended and began < a_year_and_more:
            waiting += not met or max(met) < a_year_and_more
    assert waiting <= 3
    since = [day for life in held for day in of(life, "annual_review", "hold meeting")]
    assert sum(day > planned.figures.census_on for day in since) > 90


def test_who_goes_on_to_another_phase_has_the_setting_named_before_it():
    for life in told(TODAY).lives:
        found = [m for m in life.moves if m.move == "find phase transfer"]
        named = [m for m in life.moves if m.form.get("next_phase_from")]
        named += [m for m in life.moves if m.move == "name phase setting"]
        for move in found:
            (on,) = move.form.values()
            assert curriculum_year(on, life.pupil.born_on) in {0, 7, 12}
            if on < TODAY:
                assert any(m.on < on for m in named)


def test_a_child_under_five_is_looked_at_every_three_months():
    for life in told(TODAY).lives:
        days = of(life, "ehc_plan", "review under five")
        gaps = [later - day for day, later in pairwise(days)]
        assert all(gap < timedelta(weeks=13) for gap in gaps)
        assert all(age_on(day, life.pupil.born_on) < 5 for day in days)
    assert any(of(life, "ehc_plan", "review under five") for life in told(TODAY).lives)


def test_no_plan_goes_on_beyond_the_school_year_of_the_25th_birthday():
    planned = told(TODAY, authority="gateshead")
    ended = 0
    for life in planned.lives:
        last = date(academic_year(birthday(life.pupil.born_on, 25)) + 1, 8, 31)
        moves = [m for m in life.moves if m.policy in {"ehc_plan", "annual_review"}]
        if moves and last <= TODAY and last > planned.figures.census_on:
            ended += moves[-1].move == "end plan" and moves[-1].on == last
            assert moves[-1].on <= last
    assert ended > 0


def test_a_school_reports_in_july_and_meets_parents_in_each_term():
    years = Counter(
        day.year for life in told(TODAY).lives
        for day in of(life, "graduated_approach", "send annual report")
    )  # fmt: skip

    assert set(years) == {2024, 2025, 2026}
    assert years[2026] > 40


def test_year_groups_are_told_up_to_the_last_school_year():
    pupil = next(life.pupil for life in told(TODAY).lives if life.pupil.year_group == "7")

    known = {d.from_on: d.value for d in details_of(pupil) if d.kind == "year_group"}
    assert known[date(2026, 9, 1)] == "7"
    assert max(known) == date(2026, 9, 1)


def test_numbers_and_addresses_are_nobodys_and_nobody_shares_one():
    pupils = [life.pupil for life in told(TODAY).lives]

    upns = [check_upn(pupil.upn).text for pupil in pupils if pupil.upn]
    assert len(set(upns)) == len(upns)
    addresses = [r.email for pupil in pupils for r in pupil.family if r.email]
    assert len(set(addresses)) == len(addresses)
    assert all(address.endswith(".example") for address in addresses)
    assert len({pupil.id for pupil in pupils}) == len(pupils)
