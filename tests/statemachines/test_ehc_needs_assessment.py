"""An EHC needs assessment: who is heard, and what blocks a decision."""

from datetime import timedelta

import pytest

from statemachines.ehc_clock_start import clock_start
from statemachines.ehc_needs_assessment import EHC_NEEDS_ASSESSMENT
from statemachines.ehc_needs_assessment_states import REFUSED_TO_ASSESS, REFUSED_TO_ISSUE
from statemachines.events import Event
from statemachines.vocabulary import EVERYONE, Role
from tests.statemachines.examples.ehc_walks import assessing, both, requested, told
from tests.statemachines.examples.given import FATHER, MONDAY, MOTHER
from tests.statemachines.examples.rights import RIGHTS

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
NOT_REACHED = (
    "somebody who holds the rights has neither been reached nor accounted for: "
    "give the day, or the reason in not_reached"
)
DECISIONS = {
    Event.ASSESSMENT_AGREED,
    Event.ASSESSMENT_REFUSED,
    Event.ISSUE_AGREED,
    Event.ISSUE_REFUSED,
}


@pytest.fixture
def request_():
    return requested(requester="the mother")


@pytest.fixture
def assessment():
    return assessing()


@pytest.mark.parametrize("name", ["receive request", "bring to attention"])
def test_a_request_is_gated_by_nothing_and_nobody(name):
    ways = [move for move in EHC_NEEDS_ASSESSMENT.moves if move.name == name]

    assert [(move.when, move.advised) for move in ways] == [((), ()), ((), ())]
    assert all(move.by >= EVERYONE for move in ways)


def test_a_second_request_is_taken_into_the_process_that_runs(request_):
    decision = request_.move(
        "receive request", MONDAY + WEEK, by=Role.SENCO, source=2, requester="Hill School"
    )

    assert not decision.changes_state
    assert len(request_.record.of(Event.REQUEST_RECEIVED)) == 2


def test_of_two_starts_the_earlier_one_counts_and_both_are_kept(request_):
    request_.move(
        "bring to attention", MONDAY - WEEK, by=Role.CASEWORKER, by_whom="the health visitor"
    )

    assert clock_start(request_.record.happenings).on == MONDAY - WEEK
    assert request_.record.has(Event.REQUEST_RECEIVED)


def test_a_named_officer_may_confirm_the_other_start(request_):
    request_.move(
        "bring to attention", MONDAY - WEEK, by=Role.CASEWORKER, by_whom="the health visitor"
    )

    request_.move("confirm start", MONDAY, by=Role.MANAGER, reason="she named no need")

    assert clock_start(request_.record.happenings).event is Event.REQUEST_RECEIVED
    assert clock_start(request_.record.happenings).on == MONDAY


def test_a_start_cannot_be_confirmed_on_a_day_on_which_nothing_started(request_):
    against = request_.refusal("confirm start", MONDAY + DAY, by=Role.MANAGER, reason="later")

    assert against == (
        "on that day no request was received, nor was the pupil brought to attention",
    )


def test_a_decision_is_dated_on_the_day_it_reached_the_last_parent(request_):
    notified = [*told(MOTHER, on=MONDAY + DAY), *told(FATHER, on=MONDAY + 3 * DAY)]
    too_early = request_.refusal(
        "decide to assess", MONDAY + DAY, by=Role.DECISION_MAKER, notified=notified
    )

    request_.move("decide to assess", MONDAY + 3 * DAY, by=Role.DECISION_MAKER, notified=notified)

    assert too_early == (
        "the move has another date than the day on which it reached the last person",
    )
    assert request_.record.latest(Event.ASSESSMENT_AGREED).on == MONDAY + 3 * DAY


def test_a_parent_who_cannot_be_found_is_accounted_for_and_blocks_nothing(request_):
    forgotten = request_.refusal(
        "decide to assess", MONDAY, by=Role.DECISION_MAKER, notified=told(MOTHER)
    )

    excused = request_.refusal(
        "decide to assess", MONDAY, by=Role.DECISION_MAKER, notified=told(MOTHER),
        not_reached=[{"person": FATHER, "reason": "two letters came back"}],
    )  # fmt: skip

    assert len(forgotten) == 1
    assert excused == ()


def test_a_decision_may_not_precede_the_request(request_):
    against = request_.refusal(
        "decide to assess", MONDAY - DAY, by=Role.DECISION_MAKER, notified=both(MONDAY - DAY)
    )

    assert against == (
        "it is dated before the request was received and before the pupil came to attention",
    )


@pytest.mark.parametrize(
    ("move", "from_state"),
    [("refuse to assess", "requested"), ("refuse to issue", "assessing")],
)
def test_a_bare_refusal_hears_every_reason_against_it_at_once(request_, move, from_state):
    request_.state = from_state

    against = request_.refusal(move, MONDAY, by=Role.CASEWORKER, notified=told(MOTHER))

    assert against == (
        "only these may: decision maker",
        NOT_REACHED,
        "the notice gives no reasons",
        "the notice does not tell of the right to appeal",
        "the notice does not tell how long there is to appeal",
        "the notice does not tell of mediation",
        "the notice does not tell of disagreement resolution and of advice and support",
    )


def test_a_refusal_with_reasons_and_rights_is_made(request_):
    request_.move(
        "refuse to assess", MONDAY, by=Role.DECISION_MAKER, notified=both(),
        reasons="the school meets the need", **RIGHTS,
    )  # fmt: skip

    assert request_.state == REFUSED_TO_ASSESS.name


@pytest.mark.parametrize("state", [REFUSED_TO_ASSESS, REFUSED_TO_ISSUE])
def test_the_first_decision_stays_as_no_move_decides_again(state):
    decides = [m.name for m in EHC_NEEDS_ASSESSMENT.open_to(state.name) if m.event in DECISIONS]

    assert decides == []


def test_no_state_leads_back_before_a_decision_that_was_made():
    order = ["not_begun", "requested", "assessing", "drafting", "draft_issued"]

    back = [
        (source, move.name)
        for source in order
        for move in EHC_NEEDS_ASSESSMENT.open_to(source)
        if not move.historic
        for target in EHC_NEEDS_ASSESSMENT.targets(move, EHC_NEEDS_ASSESSMENT.by_name[source])
        if target.name in order[: order.index(source)]
    ]

    assert back == []


def test_advice_that_comes_late_is_taken_while_the_plan_is_drafted(assessment):
    assessment.move(
        "ask for advice", MONDAY, by=Role.CASEWORKER, adviser="Dr Amin", kind="health",
        received_by_body_on=MONDAY + DAY,
    )  # fmt: skip
    assessment.move("decide to issue", MONDAY, by=Role.DECISION_MAKER)

    assessment.move(
        "advice received", MONDAY + 9 * WEEK, by=Role.PROFESSIONAL, adviser="Dr Amin",
        kind="health",
    )  # fmt: skip

    assert assessment.record.has(Event.ADVICE_RECEIVED)


def test_six_weeks_of_an_adviser_start_when_the_body_has_the_request_and_not_before(assessment):
    assessment.move("ask for advice", MONDAY, by=Role.CASEWORKER, adviser="Dr Amin", kind="health")
    sent = assessment.record.dated(Event.ADVICE_REQUEST_RECEIVED_BY_BODY)

    assessment.move(
        "record receipt of request", MONDAY + 2 * DAY, by=Role.CASEWORKER, adviser="Dr Amin",
        kind="health",
    )  # fmt: skip

    arrived = assessment.record.dated(Event.ADVICE_REQUEST_RECEIVED_BY_BODY)
    assert sent == []
    assert [(event.on, event.said["adviser"]) for event in arrived] == [
        (MONDAY + 2 * DAY, "Dr Amin")
    ]


def test_earlier_advice_is_reused_only_where_all_three_are_satisfied(assessment):
    against = assessment.refusal(
        "reuse advice", MONDAY, by=Role.CASEWORKER, adviser="Dr Amin", kind="health",
        adviser_agrees=True, authority_agrees=True, family_agrees=False,
    )  # fmt: skip

    assert against == ("the family does not find the earlier advice sufficient",)
