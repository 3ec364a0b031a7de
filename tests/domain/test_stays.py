from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.domain.stays import (
    Attribution,
    Span,
    StateEntry,
    StatesOutOfOrder,
    Stay,
    academic_years,
    split,
    stays,
    timeline,
    together,
    value_on,
)
from pathway.domain.time_in_state import figures

MONDAY = date(2025, 9, 1)


def day(n):
    return MONDAY + timedelta(days=n)


def entry(state, on, *, cycle=1, waiting_for="school", is_end=False):
    return StateEntry(state, waiting_for, cycle, day(on), is_end)


def spans(entries, as_at):
    return [
        (s.state, (s.entered_on - MONDAY).days, s.left_on and (s.left_on - MONDAY).days)
        for s in stays("p", entries, as_at=day(as_at))
    ]


def test_a_stay_ends_on_the_day_on_which_the_next_begins():
    history = [entry("assess", 0), entry("plan", 10), entry("do", 24)]

    assert spans(history, as_at=30) == [("assess", 0, 10), ("plan", 10, 24), ("do", 24, None)]


def test_the_day_of_entry_counts_and_the_day_of_leaving_does_not():
    monday_to_tuesday = Stay("p", "assess", "school", 1, day(0), day(1))

    assert monday_to_tuesday.days(day(9)) == 1


def test_a_stay_entered_and_left_on_one_day_has_no_days():
    history = [entry("review", 5), entry("do", 5)]

    assert [s.days(day(9)) for s in stays("p", history, as_at=day(9))] == [0, 4]


def test_an_open_stay_has_on_the_day_it_is_left_the_length_it_keeps():
    before = next(stays("p", [entry("assess", 0)], as_at=day(7)))
    after = next(stays("p", [entry("assess", 0), entry("plan", 7)], as_at=day(20)))

    assert before.days(day(7)) == after.days(day(20)) == 7


def test_what_happened_after_the_day_one_looks_at_is_passed_over():
    history = [entry("assess", 0), entry("plan", 10), entry("do", 24)]

    assert spans(history, as_at=10) == [("assess", 0, 10), ("plan", 10, None)]
    assert spans(history, as_at=9) == [("assess", 0, None)]


def test_a_move_that_changes_no_state_ends_no_stay_even_if_recorded_late():
    history = [entry("assess", 0), entry("do", 10), entry("do", 4), entry("do", 12)]

    assert spans(history, as_at=20) == [("assess", 0, 10), ("do", 10, None)]
    assert spans(history, as_at=5) == [("assess", 0, None)]


def test_the_same_state_in_a_new_cycle_is_another_stay():
    history = [entry("assess", 0), entry("assess", 30, cycle=2)]

    assert spans(history, as_at=40) == [("assess", 0, 30), ("assess", 30, None)]


def test_a_state_in_which_the_process_has_ended_is_no_stay_and_a_reopened_one_is():
    history = [entry("review", 0), entry("closed", 5, is_end=True), entry("assess", 50, cycle=2)]

    assert spans(history, as_at=20) == [("review", 0, 5)]
    assert spans(history, as_at=60) == [("review", 0, 5), ("assess", 50, None)]


def test_a_process_without_history_has_no_stays():
    assert spans([], as_at=5) == []


def test_states_out_of_order_are_refused_by_name():
    with pytest.raises(StatesOutOfOrder, match="process p enters plan before"):
        spans([entry("assess", 5), entry("plan", 4)], as_at=9)


OPEN = Stay("p", "assess", "school", 1, day(10), None)


def handed(*pairs):
    return timeline(Attribution(day(n), value) for n, value in pairs)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(handed(), [(10, 20, None)], id="nothing recorded"),
        pytest.param(handed((0, "Ann")), [(10, 20, "Ann")], id="one all the time"),
        pytest.param(
            handed((0, "Ann"), (14, "Ben")), [(10, 14, "Ann"), (14, 20, "Ben")], id="handed over"
        ),
        pytest.param(handed((0, "Ann"), (10, "Ben")), [(10, 20, "Ben")], id="on the first day"),
        pytest.param(handed((0, "Ann"), (20, "Ben")), [(10, 20, "Ann")], id="on the last day"),
        pytest.param(handed((12, "Ann")), [(10, 12, None), (12, 20, "Ann")], id="nobody at first"),
        pytest.param(handed((0, "Ann"), (15, "Ann")), [(10, 20, "Ann")], id="to the same person"),
        pytest.param(
            handed((0, "Ann"), (15, "Ben"), (15, "Cay")),
            [(10, 15, "Ann"), (15, 20, "Cay")],
            id="of two on one day the later recorded holds",
        ),
    ],
)
def test_a_stay_is_split_on_the_day_a_detail_changes(line, expected):
    found = [
        ((s.from_on - MONDAY).days, (s.until_on - MONDAY).days, s.value)
        for s in split(OPEN, line, as_at=day(20))
    ]

    assert found == expected


def test_a_stay_of_no_days_belongs_to_what_held_on_its_day():
    none = Stay("p", "review", "school", 1, day(10), day(10))

    assert list(split(none, handed((0, "Ann"), (10, "Ben")), as_at=day(20))) == [
        Span(day(10), day(10), "Ben")
    ]


def test_several_details_are_split_together():
    line = together(handed((0, "Ann"), (14, "Ben")), handed((12, "North")))

    assert [s.value for s in split(OPEN, line, as_at=day(20))] == [
        ("Ann", None),
        ("Ann", "North"),
        ("Ben", "North"),
    ]


def test_days_are_shared_out_to_academic_years():
    stay = Stay("p", "do", "school", 1, date(2024, 8, 30), date(2025, 9, 2))
    years = academic_years(date(2023, 10, 1), date(2025, 10, 1))

    shared = {s.value: (s.until_on - s.from_on).days for s in split(stay, years, as_at=day(99))}

    assert shared == {"2023/24": 2, "2024/25": 365, "2025/26": 1}
    assert value_on(years, date(1999, 12, 31)) is None


places = st.sampled_from(["assess", "plan", "do", "review", "closed"])
names = st.sampled_from([None, "Ann", "Ben", "Cay"])
details = st.lists(st.tuples(st.integers(-5, 70), names), max_size=6)


@st.composite
def histories(draw):
    """Changes of state in recorded order, and the same with late moves that change none."""
    changes, lines, on, cycle = [], [], draw(st.integers(0, 10)), 1
    for _ in range(draw(st.integers(0, 8))):
        state = draw(places)
        if changes and changes[-1].state == state:
            cycle += 1
        changes.append(entry(state, on, cycle=cycle, is_end=state == "closed"))
        lines.append(changes[-1])
        if draw(st.booleans()):
            lines.append(
                entry(state, draw(st.integers(0, on)), cycle=cycle, is_end=lines[-1].is_end)
            )
        on += draw(st.integers(0, 15))
    return changes, lines


def is_school_day(on):
    return on.weekday() < 5 and on.day not in {3, 4, 17}


def school_days(from_on, until_on):
    return sum(is_school_day(from_on + timedelta(n)) for n in range((until_on - from_on).days))


def walked(changes, recorded, as_at):
    """Recompute by walking every day of the calendar: slow, and obviously right."""
    calendar, school = Counter(), Counter()
    on = day(0)
    while on < as_at:
        there = [c for c in changes if c.entered_on <= on]
        held = [value for n, value in sorted(recorded, key=lambda r: r[0]) if day(n) <= on]
        if there and not there[-1].is_end:
            key = (there[-1].state, there[-1].cycle, held[-1] if held else None)
            calendar[key] += 1
            school[key] += is_school_day(on)
        on += timedelta(days=1)
    return calendar, school


@given(histories(), details, st.integers(0, 120))
def test_the_days_agree_with_a_walk_through_every_day(history, recorded, as_at):
    changes, lines = history
    line = timeline(Attribution(day(n), value) for n, value in recorded)

    calendar, school = Counter(), Counter()
    for stay in stays("p", lines, as_at=day(as_at)):
        for figure in figures(stay, line, as_at=day(as_at), school_days=school_days):
            key = stay.state, stay.cycle, figure.value
            calendar[key] += figure.days
            school[key] += figure.school_days

    slow_calendar, slow_school = walked(changes, recorded, day(as_at))
    assert +calendar == +slow_calendar
    assert +school == +slow_school


@given(histories(), details, st.integers(0, 120))
def test_shares_of_a_stay_are_the_stay_and_neighbours_differ(history, recorded, as_at):
    line = timeline(Attribution(day(n), value) for n, value in recorded)

    for stay in stays("p", history[1], as_at=day(as_at)):
        shares = list(split(stay, line, as_at=day(as_at)))

        assert shares[0].from_on == stay.entered_on
        assert shares[-1].until_on == stay.until(day(as_at))
        for one, other in pairwise(shares):
            assert one.until_on == other.from_on
            assert one.value != other.value
            assert one.from_on < one.until_on


@given(histories(), st.integers(0, 120))
def test_a_stay_that_is_over_never_changes_and_an_open_one_only_grows(history, as_at):
    now = list(stays("p", history[1], as_at=day(as_at)))
    later = list(stays("p", history[1], as_at=day(as_at + 1)))

    over = [s for s in now if s.left_on]
    assert later[: len(over)] == over
    assert len(later) >= len(now)
    for before, after in zip(now, later, strict=False):
        assert before.entered_on == after.entered_on
        assert after.days(day(as_at + 1)) - before.days(day(as_at)) in {0, 1}
