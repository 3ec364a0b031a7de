"""A school's closure by its calendar: the window, the days beside it, and what an officer confirms.

The school is that of E10 and E11: pupils until 21 July 2026 and again from 2 September, with a
Christmas of sixteen days.
"""

from datetime import date

import pytest

from statemachines.closures import Confirmed, against_closure
from statemachines.school_year import Closure
from tests.statemachines.examples.given import TermTime

LAST_DAY, FIRST_CLOSED, REOPENS = date(2026, 7, 21), date(2026, 7, 22), date(2026, 9, 2)
CLOSURES = (
    Closure("Hill School", FIRST_CLOSED, REOPENS),
    Closure("Hill School", date(2026, 10, 24), date(2026, 11, 2)),
    Closure("Hill School", date(2026, 12, 19), date(2027, 1, 4)),
)
WHOM = "the head"


class HillSchool(TermTime):
    """A school that is known from its last day in July 2026 to its last one in March 2027."""

    def __init__(self, shown=CLOSURES):
        self.shown = shown

    def closures(self, attended_on, day, /):
        return self.shown if attended_on < day <= date(2027, 3, 25) else None


def against(*asked_on, closed_from=FIRST_CLOSED, reopens_on=REOPENS, word=""):
    said = Confirmed(closed_from=closed_from, reopens_on=reopens_on, on_the_word_of=word)
    return against_closure(WHOM, asked_on, said, HillSchool())


@pytest.mark.parametrize(
    "asked_on",
    [
        pytest.param(date(2026, 7, 15), id="E10: the window opens"),
        pytest.param(date(2026, 7, 16), id="E13: limb (a) can apply"),
        pytest.param(date(2026, 8, 26), id="E11: the window's last day"),
    ],
)
def test_a_request_in_the_window_meets_the_limb(asked_on):
    assert against(asked_on) == ""


@pytest.mark.parametrize(
    "asked_on",
    [pytest.param(date(2026, 8, 27), id="E11: the day after"), date(2026, 9, 7)],
)
def test_a_request_outside_it_is_told_the_window_and_its_days(asked_on):
    assert against(asked_on) == (
        f"the head was asked on {asked_on.day} {asked_on:%B} 2026, and the closure was by the "
        "calendar of Hill School from 22 July 2026 until it opens again on 2 September 2026: the "
        "window runs from 15 July 2026 to 26 August 2026, and that day is outside"
    )


def test_christmas_is_told_to_be_too_short():
    assert against(date(2026, 12, 14)).endswith(
        "from 19 December 2026 until it opens again on 4 January 2027: 16 days, and the limb asks "
        "for four weeks, which are 28"
    ), "E14"


@pytest.mark.parametrize(
    ("closed_from", "reopens_on"), [(None, None), (FIRST_CLOSED, None), (None, REOPENS)]
)
def test_the_days_that_the_calendar_shows_are_to_be_confirmed(closed_from, reopens_on):
    said = against(date(2026, 7, 16), closed_from=closed_from, reopens_on=reopens_on)

    assert said == (
        "by the calendar of Hill School the first closed day is 22 July 2026, the day after the "
        "last one with pupils, and it opens again on 2 September 2026, so the window runs from 15 "
        "July 2026 to 26 August 2026 and the request of 16 July 2026 lies within it: confirm both "
        "days in closed_from and reopens_on"
    )


def test_an_officer_may_confirm_a_shorter_closure_and_its_window_holds():
    training_day = date(2026, 9, 1)

    assert against(date(2026, 8, 25), reopens_on=training_day) == ""
    assert "to 25 August 2026, and that day is outside" in against(
        date(2026, 8, 26), reopens_on=training_day
    )


@pytest.mark.parametrize(
    "beyond", [{"closed_from": LAST_DAY}, {"reopens_on": date(2026, 9, 3)}], ids=str
)
def test_nobody_may_confirm_days_with_pupils_as_closed(beyond):
    assert against(date(2026, 7, 16), **beyond) == (
        "closed_from and reopens_on reach beyond the closure that the calendar of Hill School "
        "shows, from 22 July 2026 until it opens again on 2 September 2026"
    )


def test_an_officers_word_does_not_stand_against_the_calendar():
    wrong = against(
        date(2026, 10, 20), closed_from=date(2026, 10, 20), reopens_on=date(2026, 12, 1),
        word="the head",
    )  # fmt: skip

    assert wrong.endswith("9 days, and the limb asks for four weeks, which are 28")


def test_beyond_the_calendar_an_officers_word_is_asked_for():
    assert "no calendar of that school" in against(date(2027, 3, 20))
    assert (
        against(
            date(2027, 7, 20), closed_from=date(2027, 7, 22), reopens_on=date(2027, 9, 2), word="M"
        )
        == ""
    )


def test_a_school_without_a_long_closure_says_so():
    said = Confirmed(closed_from=FIRST_CLOSED, reopens_on=REOPENS, on_the_word_of="the head")

    assert against_closure(WHOM, [date(2026, 7, 16)], said, HillSchool(shown=())).endswith(
        "shows no closure of four weeks or more"
    )
