"""Exemptions: both tests are asked, the dates of a limb are compared, and nothing is paused."""

from datetime import date, timedelta

import pytest

from statemachines.closures import window_of_closure
from statemachines.events import Event
from statemachines.exemptions import AFTER_A_REVERSAL, Ground, Limb
from statemachines.vocabulary import Role
from tests.statemachines.examples.ehc_walks import assessing, both
from tests.statemachines.examples.given import MONDAY

DAY = timedelta(days=1)
IMPRACTICAL = "nobody has said why it was impractical to keep the time limit because of it"
NOT_ASKED = (
    "the head of the school has not been asked for advice, and the limb turns on the day of that"
)
NO_CALENDAR = (
    "no calendar of that school or provider tells whether it was closed a week after 1 October "
    "2026, when the head of the school was asked, so the window cannot be worked out: bring the "
    "calendar in, or give closed_from, reopens_on and closed_on_the_word_of"
)
OUTSIDE = (
    "the head of the school was asked on {asked_on}, and the closure was from 1 October 2026 "
    "until it opens again on 5 November 2026: the window runs from 24 September 2026 to 29 "
    "October 2026, and that day is outside"
)
NO_ABSENCE = "no continuous absence from the area of four weeks or more since the start is recorded"
AUTUMN = {
    "closed_from": date(2026, 10, 1), "reopens_on": date(2026, 11, 5),
    "closed_on_the_word_of": "the head's e-mail",
}  # fmt: skip


@pytest.fixture
def assessment():
    return assessing()


def against(process, limb, **other):
    content = {
        "limb": limb, "evidence": "a letter", "impractical_because": "nobody could be asked",
        "family_told": both(), **other,
    }  # fmt: skip
    return process.refusal("record exemption", MONDAY, by=Role.DECISION_MAKER, **content)


def ask_school(process, on, kind="school"):
    process.move("ask for advice", on, by=Role.CASEWORKER, adviser="Hill School", kind=kind)


def test_a_limb_without_the_second_test_is_refused(assessment):
    assert against(assessment, "5(4)(c)", impractical_because="") == (IMPRACTICAL,)
    assert against(assessment, "5(4)(c)") == ()


def test_the_second_test_without_a_limb_that_is_met_is_refused(assessment):
    assert against(assessment, "10(4)(d)") == (NO_ABSENCE,)


def test_where_neither_test_is_met_both_are_named(assessment):
    assert against(assessment, "13(3)(a)", impractical_because="") == (NOT_ASKED, IMPRACTICAL)


@pytest.mark.parametrize(
    ("asked_on", "outside"),
    [
        pytest.param(date(2026, 9, 23), "23 September 2026", id="eight days before the closure"),
        pytest.param(date(2026, 9, 24), "", id="one week before the closure"),
        pytest.param(date(2026, 10, 29), "", id="one week before it reopens"),
        pytest.param(date(2026, 10, 30), "30 October 2026", id="six days before it reopens"),
    ],
)
def test_the_closure_counts_by_the_day_on_which_that_head_was_asked(assessment, asked_on, outside):
    ask_school(assessment, asked_on)

    expected = (OUTSIDE.format(asked_on=outside),) if outside else ()
    assert against(assessment, "10(4)(a)", **AUTUMN) == expected


def test_any_of_several_requests_to_that_head_will_do(assessment):
    ask_school(assessment, date(2026, 9, 8))
    ask_school(assessment, date(2026, 10, 5))

    assert against(assessment, "13(3)(a)", **AUTUMN) == ()


@pytest.mark.parametrize("lacks", ["closed_from", "reopens_on", "closed_on_the_word_of"])
def test_where_no_calendar_is_known_an_officers_word_is_asked_for(assessment, lacks):
    ask_school(assessment, AUTUMN["closed_from"])
    given = {name: said for name, said in AUTUMN.items() if name != lacks}

    assert against(assessment, "10(4)(a)", **given) == (NO_CALENDAR,)


def test_a_closure_of_less_than_four_weeks_never_counts(assessment):
    ask_school(assessment, AUTUMN["closed_from"])

    christmas = {**AUTUMN, "reopens_on": AUTUMN["closed_from"] + timedelta(days=27)}

    (short,) = against(assessment, "10(4)(a)", **christmas)
    assert short.endswith("27 days, and the limb asks for four weeks, which are 28")
    assert window_of_closure(date(2026, 12, 19), date(2027, 1, 5)) is None


def test_advice_asked_of_somebody_else_does_not_bring_a_schools_closure_in(assessment):
    ask_school(assessment, AUTUMN["closed_from"], kind="early_years")

    assert against(assessment, "10(4)(a)", **AUTUMN) == (NOT_ASKED,)
    assert against(assessment, "10(4)(b)", **AUTUMN) == ()


@pytest.mark.parametrize(
    ("away_from", "away_until", "expected"),
    [
        pytest.param(MONDAY, MONDAY + 27 * DAY, (), id="twenty-eight days, both ends counted"),
        pytest.param(MONDAY, MONDAY + 26 * DAY, (NO_ABSENCE,), id="twenty-seven days"),
        pytest.param(
            MONDAY - 20 * DAY, MONDAY + 26 * DAY, (NO_ABSENCE,), id="four weeks, begun before T0"
        ),
    ],
)
def test_an_absence_lasts_four_weeks_within_the_period(assessment, away_from, away_until, expected):
    found = against(assessment, "5(4)(d)", away_from=away_from, away_until=away_until)

    assert found == expected


def test_a_family_that_was_not_told_why_is_a_warning_and_no_bar(assessment):
    untold = against(assessment, "5(4)(c)", family_told=())

    gone_ahead = against(assessment, "5(4)(c)", family_told=(), went_ahead_because="in hospital")

    assert len(untold) == 1
    assert untold[0].startswith("the family has not been told that it is late, and why")
    assert gone_ahead == ()


def test_every_regulation_has_the_same_four_grounds():
    of_an_assessment = set(Limb) - AFTER_A_REVERSAL
    regulations = {limb.value[:-3] for limb in of_an_assessment}

    assert regulations == {"5(4)", "10(4)", "13(3)", "27(3)"}
    for regulation in regulations:
        grounds = [limb.ground for limb in of_an_assessment if limb.value.startswith(regulation)]
        assert sorted(ground.value for ground in grounds) == ["a", "b", "c", "d"]


def test_after_a_reversal_two_weeks_of_absence_are_enough_and_other_grounds_count(assessment):
    two_weeks = {"away_from": MONDAY, "away_until": MONDAY + 13 * DAY}
    too_short = {"away_from": MONDAY, "away_until": MONDAY + 12 * DAY}

    assert against(assessment, "44(3)(b)", **two_weeks) == ()
    assert against(assessment, "44(3)(b)", **too_short) == (
        "no continuous absence from the area of two weeks or more is recorded",
    )
    assert {limb.ground for limb in AFTER_A_REVERSAL} == {
        Ground.OTHERWISE, Ground.ABSENT_AFTER_AN_ORDER,
    }  # fmt: skip


def test_an_exemption_changes_no_state_and_no_date(assessment):
    before = assessment.record.dated(Event.REQUEST_RECEIVED)

    decision = assessment.move(
        "record exemption", MONDAY, by=Role.DECISION_MAKER, limb="5(4)(c)", evidence="a letter",
        impractical_because="in hospital", family_told=both(),
    )  # fmt: skip

    assert not decision.changes_state
    assert assessment.record.dated(Event.REQUEST_RECEIVED) == before


def test_an_adviser_is_exempt_by_a_limb_of_their_own_and_both_tests(assessment):
    ask_school(assessment, MONDAY)

    bare = assessment.refusal(
        "adviser exempt", MONDAY, by=Role.PROFESSIONAL, adviser="Hill School", kind="school",
        limb="8(2)(c)", evidence="a letter",
    )  # fmt: skip

    assert bare == (
        "the day of the appointment that was not kept is not recorded",
        IMPRACTICAL,
    )


def test_an_adviser_whom_nobody_asked_needs_no_exemption(assessment):
    against_it = assessment.refusal(
        "adviser exempt", MONDAY, by=Role.CASEWORKER, adviser="Dr Amin", kind="health",
        limb="8(2)(a)", evidence="a letter", impractical_because="in hospital",
    )  # fmt: skip

    assert against_it == ("this adviser was not asked for advice of this kind",)
