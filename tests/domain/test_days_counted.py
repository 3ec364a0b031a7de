"""Days without education, of suspension and of a placement, in a sentence."""

from datetime import date, timedelta

import pytest

from pathway.domain.days_counted import days_without_education, of_chain, of_gap, of_placement
from statemachines.education_gap import EDUCATION_GAP
from statemachines.exclusion import EXCLUSION
from statemachines.situation import Record
from statemachines.vocabulary import Role
from tests.statemachines.examples.given import CASEWORKER, MANAGER, MONDAY, TermTime, Walk

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
OPEN = TermTime()
FRIDAY = MONDAY - 3 * DAY


@pytest.fixture
def gap():
    walk = Walk(EDUCATION_GAP)
    walk.move(
        "raise gap", MONDAY + 2 * DAY, by=Role.FAMILY, cause="illness", last_educated_on=FRIDAY
    )
    return walk


def begins(gap, on):
    gap.move("start education", on, by=Role.CASEWORKER, person=CASEWORKER)


def test_days_count_from_the_last_day_with_education_and_not_from_the_telling(gap):
    assert days_without_education(gap.record, OPEN, MONDAY + 4 * DAY) == 5


def test_they_stop_with_the_first_day_of_education(gap):
    begins(gap, MONDAY + WEEK)

    assert days_without_education(gap.record, OPEN, MONDAY + 5 * WEEK) == 5


def test_they_go_on_where_education_breaks_off(gap):
    begins(gap, MONDAY + WEEK)
    gap.move(
        "education breaks off", MONDAY + 2 * WEEK, by=Role.CASEWORKER, person=CASEWORKER,
        reason="the tutor left",
    )  # fmt: skip

    assert days_without_education(gap.record, OPEN, MONDAY + 2 * WEEK + DAY) == 5 + 2


def test_what_was_agreed_is_not_yet_education(gap):
    gap.move("agree to arrange", MONDAY + 3 * DAY, by=Role.MANAGER, person=MANAGER)

    assert of_gap(gap.record, OPEN, MONDAY + WEEK) == (
        "6 school days without education by 2026-09-14."
    )


def test_a_chain_says_its_days_of_the_term_the_year_and_in_a_row():
    walk = Walk(EXCLUSION)
    for first, last in ((MONDAY, MONDAY + DAY), (MONDAY + WEEK, MONDAY + WEEK)):
        walk.move(
            "suspend", first, by=Role.HEADTEACHER, excluded_from=first, until_on=last, reasons="r",
            half_days=1,
        )  # fmt: skip

    assert of_chain(walk.record, OPEN, MONDAY + 2 * WEEK) == (
        "School days of suspension: 2 in the term, 2 in the school year, 0.5 in a row."
    )


def test_where_there_is_nothing_to_count_nothing_is_said():
    assert of_chain(Record(), OPEN, date(2026, 9, 7)) is None
    assert of_placement(Record(), OPEN, date(2026, 9, 7)) is None
