"""Exemptions: both tests are asked, the dates of a limb are compared, and nothing is paused."""

from datetime import date, timedelta

import pytest

from statemachines.closures import window_of_closure
from statemachines.events import Event
from statemachines.exemptions import AFTER_A_REVERSAL, Ground, Limb
from statemachines.vocabulary import Role
from tests.statemachines.examples.ehc_walks import assessing, both, requested
from tests.statemachines.examples.given import MONDAY
from tests.statemachines.examples.rights import RIGHTS

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
NO_ABSENCE = "no continuous absence from the area of four weeks or more lies within the time limit"
TOO_SHORT = (
    "no continuous absence from the area of two weeks or more lies within the time limit of an "
    "order or a concession"
)
UNTOLD = (
    "the family has not been told that it is late, and why (or say in went_ahead_because why it "
    "goes ahead)"
)
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


def against_adviser(process, limb, **other):
    content = {
        "adviser": "Dr Amin", "kind": "health", "limb": limb, "evidence": "a letter",
        "impractical_because": "nobody was there", "family_told": both(), **other,
    }  # fmt: skip
    return process.refusal("adviser exempt", MONDAY + 80 * DAY, by=Role.CASEWORKER, **content)


def reversed_by_order():
    process = requested()
    process.move(
        "refuse to assess", MONDAY, by=Role.DECISION_MAKER, notified=both(), reasons="no need",
        **RIGHTS,
    )  # fmt: skip
    process.move("reverse by order", MONDAY, by=Role.CLOCK, orders="assess")
    return process


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
    ordered = reversed_by_order()

    assert against(ordered, "44(3)(b)", **two_weeks) == ()
    assert against(ordered, "44(3)(b)", **too_short) == (TOO_SHORT,)
    assert against(ordered, "45(7)(b)", **two_weeks) == (TOO_SHORT,), "nothing was conceded"
    assert against(assessment, "44(3)(b)", **two_weeks) == (TOO_SHORT,), "nothing was ordered"
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
        "no day within the six weeks is recorded on which an appointment was not kept",
        "nobody has said why it was impractical to answer in six weeks because of it",
        UNTOLD,
    )


def test_an_adviser_whom_nobody_asked_needs_no_exemption(assessment):
    against_it = assessment.refusal(
        "adviser exempt", MONDAY, by=Role.CASEWORKER, adviser="Dr Amin", kind="health",
        limb="8(2)(a)", evidence="a letter", impractical_because="in hospital", family_told=both(),
    )  # fmt: skip

    assert against_it == ("this adviser was not asked for advice of this kind",)


IN_WINTER = {"away_from": MONDAY + 70 * DAY, "away_until": MONDAY + 98 * DAY}
SENT_AND_RECEIVED = {
    "adviser": "Dr Amin", "kind": "health", "received_by_body_on": MONDAY + 10 * DAY,
}  # fmt: skip


@pytest.mark.parametrize(
    ("limb", "expected"),
    [
        pytest.param("5(4)(d)", (NO_ABSENCE,), id="the six weeks are over by then"),
        pytest.param("10(4)(d)", (), id="the sixteen weeks are not"),
        pytest.param("13(3)(d)", (), id="nor are the twenty"),
    ],
)
def test_an_absence_after_the_end_of_a_time_limit_did_not_keep_anybody_from_it(
    assessment, limb, expected
):
    assert against(assessment, limb, **IN_WINTER) == expected


def test_an_absence_during_a_reassessment_counts_from_the_decision_to_reassess(assessment):
    inside = {"away_from": MONDAY + 71 * DAY, "away_until": MONDAY + 98 * DAY}
    beyond = {"away_from": MONDAY + 72 * DAY, "away_until": MONDAY + 99 * DAY}

    assert against(assessment, "27(3)(d)", **inside) == ()
    assert against(assessment, "27(3)(d)", **beyond) == (NO_ABSENCE,)


@pytest.mark.parametrize(
    ("from_day", "until_day", "counts"),
    [
        pytest.param(10, 37, True, id="the first four of the six weeks"),
        pytest.param(25, 52, True, id="the last four"),
        pytest.param(26, 53, False, id="one day beyond them"),
        pytest.param(9, 36, False, id="from the day before the request was received"),
        pytest.param(-60, -20, False, id="before anybody was asked"),
        pytest.param(0, 60, True, id="all the time and longer"),
    ],
)
def test_an_absence_frees_an_adviser_as_far_as_it_lies_in_their_own_six_weeks(
    assessment, from_day, until_day, counts
):
    assessment.move("ask for advice", MONDAY, by=Role.CASEWORKER, form=SENT_AND_RECEIVED)
    away = {"away_from": MONDAY + from_day * DAY, "away_until": MONDAY + until_day * DAY}

    refused = against_adviser(assessment, "8(2)(b)", **away)

    because = "no continuous absence from the area of four weeks or more lies within the six weeks"
    assert refused == (() if counts else (because,))


@pytest.mark.parametrize(("missed", "counts"), [(9, False), (10, True), (52, True), (53, False)])
def test_an_appointment_missed_outside_the_six_weeks_frees_no_adviser(assessment, missed, counts):
    assessment.move("ask for advice", MONDAY, by=Role.CASEWORKER, form=SENT_AND_RECEIVED)
    missed_on = MONDAY + missed * DAY

    refused = against_adviser(assessment, "8(2)(c)", missed_appointment_on=missed_on)

    assert (refused == ()) is counts


@pytest.mark.parametrize(
    ("from_day", "until_day", "counts"),
    [
        pytest.param(-14, -1, False, id="before the order"),
        pytest.param(-7, 6, False, id="half before it"),
        pytest.param(0, 13, True, id="from the day of the order"),
        pytest.param(85, 98, True, id="the last two of fourteen weeks"),
        pytest.param(86, 99, False, id="one day beyond them"),
    ],
)
def test_an_absence_after_an_order_lies_in_the_time_that_the_order_leaves(
    from_day, until_day, counts
):
    away = {"away_from": MONDAY + from_day * DAY, "away_until": MONDAY + until_day * DAY}

    assert against(reversed_by_order(), "44(3)(b)", **away) == (() if counts else (TOO_SHORT,))


def test_another_time_agreed_in_writing_is_named_and_asks_for_no_second_test(assessment):
    agreed = {"impractical_because": "", "agreed_for": MONDAY + 30 * DAY}

    assert against(assessment, "42(5)", **agreed) == ()
    assert against(assessment, "42(5)", impractical_because="") == (
        "the other day that the parties agreed in writing is missing",
    )


def test_a_condition_does_not_end_on_a_day_to_come(assessment):
    assert against(assessment, "5(4)(c)", ended_on=MONDAY) == ()
    assert against(assessment, "5(4)(c)", ended_on=MONDAY + DAY) == (
        "the condition cannot have ended on a day after that of the move",
    )


@pytest.mark.parametrize(
    ("last_assessed_on", "counts"),
    [(date(2026, 3, 7), True), (date(2026, 3, 6), False), (date(2026, 9, 8), False)],
)
def test_an_assessment_in_the_six_months_before_the_request_is_recorded_with_its_day(
    last_assessed_on, counts
):
    refused = requested().refusal(
        "record earlier assessment", MONDAY, by=Role.DECISION_MAKER, evidence="the plan of 2026",
        family_told=both(), last_assessed_on=last_assessed_on,
    )  # fmt: skip

    none = ("no assessment was made in the six months before the request",)
    assert refused == (() if counts else none)
