"""Transfers between phases, told a year ahead from the year group."""

from datetime import date

import pytest

from pathway.domain.phases_ahead import births_of, entered_on, phases_ahead
from pathway.domain.school_ages import curriculum_year, year_taught_in

SECONDARY = date(2027, 9, 1)


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 6, 2), {2026}),
        (date(2026, 6, 3), {2026, 2027}),
        (date(2026, 8, 31), {2026, 2027}),
        (date(2026, 9, 1), {2027}),
    ],
)
def test_a_transfer_is_looked_for_from_early_june_a_year_ahead_until_it_begins(today, years):
    assert {ahead.on.year for _, ahead in phases_ahead(today)} == years


def test_each_transfer_has_its_clock_and_its_day():
    told = {entered: (a.rule, a.field, a.final_by) for entered, a in phases_ahead(date(2026, 9, 1))}

    assert told == {
        0: ("AR-16.2027", "phase_starts_on", date(2027, 2, 14)),
        7: ("AR-16.2027", "phase_starts_on", date(2027, 2, 14)),
        12: ("AR-17.2027", "post_16_starts_on", date(2027, 3, 30)),
    }


@pytest.mark.parametrize("entered", [0, 7, 12])
def test_those_who_enter_a_year_by_age_were_born_in_one_academic_year(entered):
    first, last = births_of(entered, SECONDARY)

    assert curriculum_year(SECONDARY, first) == curriculum_year(SECONDARY, last) == entered
    assert (last - first).days in {364, 365}


@pytest.mark.parametrize(
    ("recorded", "since", "entered"),
    [
        (None, None, 7),
        ("6", date(2026, 9, 1), 7),
        ("4", date(2024, 9, 1), 7),
        ("5", date(2026, 9, 1), 6),
        ("X", date(2026, 9, 1), 7),
    ],
    ids=["by age", "as recorded", "recorded long ago", "a year below", "no national curriculum"],
)
def test_what_was_recorded_counts_before_age_and_years_pass(recorded, since, entered):
    assert entered_on(SECONDARY, date(2016, 5, 3), recorded=recorded, since=since) == entered


@pytest.mark.parametrize(
    ("recorded", "day", "told"),
    [
        ("8", date(2026, 9, 1), "9"),
        ("8", date(2026, 8, 31), "8"),
        ("R", date(2026, 9, 1), "1"),
        ("14", date(2026, 9, 1), "15"),
        ("20", date(2026, 9, 1), ""),
        ("X", date(2030, 9, 1), "X"),
        ("year 8", date(2026, 9, 1), "6"),
    ],
)
def test_a_year_group_recorded_last_year_has_moved_on(recorded, day, told):
    since = date(2025, 9, 1)

    assert year_taught_in(day, date(2016, 5, 3), recorded=recorded, since=since) == told
