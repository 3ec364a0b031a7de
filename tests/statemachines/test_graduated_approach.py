"""The graduated approach: round and round, away and back, and out."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest

from statemachines import graduated_approach_guards as ask
from statemachines.errors import FormIncomplete, MoveRefused
from statemachines.events import Event
from statemachines.graduated_approach import CLOSED, GRADUATED_APPROACH, REVIEW
from statemachines.graduated_approach_record import finished_cycles, outcomes_of, ratings_of
from statemachines.placement import PLACEMENT
from statemachines.policy import OR_SAY_WHY
from statemachines.settings import LocalSettings
from statemachines.vocabulary import EVERYONE, Role, WaitingFor
from tests.statemachines.examples.given import (
    FATHER,
    MANAGER,
    MONDAY,
    MOTHER,
    SCHOOL,
    Walk,
    sibling,
)

WEEK = timedelta(weeks=1)
BOTH_VIEWS = [{"person": MOTHER, "words": "good"}, {"person": FATHER, "words": "fine"}]
A_PLACEMENT = "AB-1/placement/1"


@pytest.fixture
def case():
    return Walk(GRADUATED_APPROACH)


def opened(case, on=MONDAY):
    case.move(
        "open case", on, by=Role.SENCO, concern="reads nothing aloud", home_school=SCHOOL,
        year_group="4", primary_need="SLCN", people=[MOTHER, FATHER],
    )  # fmt: skip
    return case


def planned(case, on=MONDAY):
    case.move(
        "finish assessment", on, by=Role.SENCO, strengths="draws", needs="reading",
        pupils_view={"words": "I draw."}, parents_views=BOTH_VIEWS,
    )  # fmt: skip
    return case


def begun(case, *aims, on=MONDAY):
    case.move("start provision", on, by=Role.SENCO, **the_plan(*aims, review_on=on + 6 * WEEK))
    return case


def the_plan(*aims, review_on):
    return {
        "outcomes": [{"aim": aim, "measure": "seen"} for aim in aims],
        "provision": [{"what": "w", "who": "TA", "how_often": "daily", "how_long": "an hour"}],
        "review_on": review_on,
    }


def under_review(case, on):
    case.move("begin review", on, by=Role.CLOCK)
    return case


def ratings(*reached):
    return [{"outcome": n, "reached": each} for n, each in enumerate(reached, 1)]


def in_review(case, *aims):
    return under_review(begun(planned(opened(case)), *aims), MONDAY + 6 * WEEK)


def at(state, case):
    case.state, case.cycle = state, 1
    return case


@pytest.mark.parametrize("rounds", [1, 2, 7, 40])
def test_the_circle_goes_round_any_number_of_times_and_keeps_each_cycle_apart(case, rounds):
    opened(case)

    for number in range(1, rounds + 1):
        start = MONDAY + number * 10 * WEEK
        under_review(begun(planned(case, start), f"aim {number}", on=start), start + 6 * WEEK)
        case.move(
            "start another cycle", start + 7 * WEEK, by=Role.SENCO,
            ratings=ratings("met" if number % 2 else "not_met"), what_changes="less at once",
        )  # fmt: skip

    assert (case.state, case.cycle) == ("assess", rounds + 1)
    assert finished_cycles(case.record) == rounds
    for number in range(1, rounds + 1):
        (plan,) = case.record.of(Event.PROVISION_STARTED, cycle=number)
        assert plan.form.outcomes == outcomes_of(case.record, number)
        assert [outcome.aim for outcome in plan.form.outcomes] == [f"aim {number}"]
        ((rating,),) = ratings_of(case.record, number)
        assert rating.reached == ("met" if number % 2 else "not_met")
    assert outcomes_of(case.record, rounds + 1) == ()
    assert ratings_of(case.record, rounds + 1) == []


def test_a_plan_that_goes_on_stays_in_its_cycle_and_is_rated_again(case):
    in_review(case, "reads", "speaks")
    case.move(
        "continue unchanged", MONDAY + 6 * WEEK, by=Role.SENCO,
        ratings=ratings("not_met", "partly_met"), review_on=MONDAY + 12 * WEEK,
    )  # fmt: skip
    under_review(case, MONDAY + 12 * WEEK)

    case.move(
        "revise the plan", MONDAY + 12 * WEEK, by=Role.SENCO, ratings=ratings("met", "met"),
        what_changes="more",
    )  # fmt: skip

    first, second = ratings_of(case.record, 1)
    assert [rating.reached for rating in first] == ["not_met", "partly_met"]
    assert [rating.reached for rating in second] == ["met", "met"]
    assert (case.state, case.cycle) == ("plan", 2)
    assert finished_cycles(case.record) == 1


@pytest.mark.parametrize(
    ("move", "state", "to", "cycle", "content"),
    [
        ("finish assessment", "assess", "plan", 3, {
            "strengths": "s", "needs": "n", "pupils_view": {"words": "w"},
            "parents_views": BOTH_VIEWS,
        }),
        ("start another cycle", "review", "assess", 4, {"what_changes": "w"}),
        ("revise the plan", "review", "plan", 4, {"what_changes": "w"}),
        ("revise the plan", "specialist", "plan", 4, {"what_changes": "w"}),
        ("act on advice", "specialist", "plan", 4, {"advice": "a", "from_whom": "EP"}),
        ("AP ended unplanned", "temporary_ap", "plan", 4, {"why": "w", "leads_to": "plan"}),
        ("AP ended unplanned", "temporary_ap", "review", 3, {"why": "w", "leads_to": "review"}),
        ("reopen", "closed", "assess", 4, {"reason": "r"}),
        ("escalate to specialist", "do", "specialist", 3, {"tried": "t", "asked": "a"}),
    ],
)  # fmt: skip
def test_a_cycle_is_counted_on_entering_assessment_or_plan(case, move, state, to, cycle, content):
    case.state, case.cycle = state, 3

    case.move(move, MONDAY, by=Role.CASEWORKER, **content)

    assert (case.state, case.cycle) == (to, cycle)


def test_opening_a_case_begins_its_first_cycle(case):
    assert opened(case).cycle == 1


def test_an_old_record_says_itself_in_which_cycle_it_stands(case):
    case.move(
        "bring in", MONDAY, by=Role.DATA_LOADER, source="an older system", state="do", cycle=3,
        review_on=MONDAY, outcomes=[{"aim": "reads"}],
    )  # fmt: skip
    under_review(case, MONDAY)

    assert (case.state, case.cycle) == ("review", 3)
    assert case.refusal(
        "start another cycle", MONDAY, by=Role.SENCO, what_changes="w"
    ) == (ask.each_outcome_is_rated.otherwise,)  # fmt: skip


def test_a_plan_made_here_takes_the_place_of_the_one_that_was_brought_in(case):
    case.move(
        "bring in", MONDAY, by=Role.DATA_LOADER, source="an older system", state="plan",
        outcomes=[{"aim": "of old"}],
    )  # fmt: skip

    begun(case, "reads", "speaks")

    assert [outcome.aim for outcome in outcomes_of(case.record, 1)] == ["reads", "speaks"]


def test_an_old_record_cannot_stand_in_a_state_nobody_knows(case):
    refusal = case.refusal("bring in", MONDAY, by=Role.DATA_LOADER, source="s", state="limbo")

    assert refusal == ("it does not lead to 'limbo'",)


def test_the_review_begins_by_itself_on_the_day_agreed_and_not_before(case):
    begun(planned(opened(case)), "reads")

    early = case.refusal("begin review", MONDAY + 6 * WEEK - timedelta(days=1), by=Role.CLOCK)
    due = case.refusal("begin review", MONDAY + 6 * WEEK, by=Role.CLOCK)

    assert early == (
        "the day agreed for the review has not come, and no reason is given for reviewing early",
    )
    assert due == ()


def test_a_review_that_was_put_off_is_due_on_the_new_day(case):
    in_review(case, "reads")
    case.move(
        "continue unchanged", MONDAY + 6 * WEEK, by=Role.SENCO, ratings=ratings("not_met"),
        review_on=MONDAY + 8 * WEEK,
    )  # fmt: skip

    assert case.refusal("begin review", MONDAY + 7 * WEEK, by=Role.CLOCK)
    assert not case.refusal("begin review", MONDAY + 8 * WEEK, by=Role.CLOCK)


def test_a_refusal_names_everything_that_is_missing_from_a_plan(case):
    planned(opened(case))

    refusal = case.refusal("start provision", MONDAY, by=Role.FAMILY, review_on=MONDAY)

    assert refusal == (
        "only these may: caseworker, senco",
        "no outcome has a measure",
        "no provision is written down: who does what, how often and for how long",
        "the day agreed for the review does not lie ahead",
    )


def test_a_provision_that_does_not_say_who_does_it_is_no_provision(case):
    planned(opened(case))

    with pytest.raises(FormIncomplete) as fault:
        case.move(
            "start provision",
            MONDAY,
            by=Role.SENCO,
            review_on=MONDAY + WEEK,
            provision=[{"what": "reading", "how_often": "daily", "how_long": "an hour"}],
        )

    assert [where for where, _ in fault.value.faults] == ["provision.0.who"]


def test_a_cycle_longer_than_the_authoritys_longest_is_warned_of_and_not_barred(case):
    planned(opened(case))
    case.local = LocalSettings(longest_cycle_weeks=12)
    too_long = the_plan("reads", review_on=MONDAY + 13 * WEEK)

    refused = case.refusal("start provision", MONDAY, by=Role.SENCO, **too_long)
    decision = case.move(
        "start provision", MONDAY, by=Role.SENCO, **too_long, went_ahead_because="exams"
    )

    clause = ask.the_review_comes_within_the_longest_cycle.otherwise
    assert refused == (f"{clause} ({OR_SAY_WHY})",)
    assert decision.against_advice == (clause,)


def test_an_outcome_is_rated_once_and_only_where_the_plan_has_it(case):
    in_review(case, "reads", "speaks")
    for given in ([], ratings("met"), ratings("met", "met", "met"), ratings("met") * 2):
        assert case.refusal(
            "start another cycle", MONDAY + 6 * WEEK, by=Role.SENCO, ratings=given, what_changes="w"
        ) == ("not each outcome of this cycle's plan is rated, once, by its number",)


def test_staffordshires_two_finished_cycles_are_asked_for_and_may_be_gone_without(case):
    case.local = LocalSettings(cycles_before_specialist=2)
    in_review(case, "reads")
    words = {"tried": "reading", "asked": "why"}

    refused = case.refusal("escalate to specialist", MONDAY + 6 * WEEK, by=Role.SENCO, **words)
    decision = case.move(
        "escalate to specialist", MONDAY + 6 * WEEK, by=Role.SENCO, **words,
        went_ahead_because="she no longer speaks at all",
    )  # fmt: skip

    assert len(refused) == 1
    assert "fewer cycles are finished" in refused[0]
    assert decision.against_advice
    assert case.state == "specialist"


def test_a_cycle_is_finished_when_its_plan_was_carried_out_and_put_to_review(case):
    begun(planned(opened(case)), "reads")
    assert finished_cycles(case.record) == 0

    under_review(case, MONDAY + 6 * WEEK)
    assert finished_cycles(case.record) == 1

    case.siblings = (sibling("placement", "active", A_PLACEMENT),)
    case.move(
        "start another cycle", MONDAY + 6 * WEEK, by=Role.SENCO, ratings=ratings("met"),
        what_changes="w",
    )  # fmt: skip
    case.move("place in temporary AP", MONDAY + 6 * WEEK, by=Role.CASEWORKER, placement=A_PLACEMENT)
    case.siblings = ()
    case.move("AP ended unplanned", MONDAY + 7 * WEEK, by=Role.SENCO, why="w", leads_to="review")
    assert (case.state, case.cycle, finished_cycles(case.record)) == ("review", 2, 1)


def test_with_two_finished_cycles_no_reason_is_asked_for(case):
    case.local = LocalSettings(cycles_before_specialist=2)
    in_review(case, "reads")
    case.move(
        "revise the plan", MONDAY + 6 * WEEK, by=Role.SENCO, ratings=ratings("not_met"),
        what_changes="w",
    )  # fmt: skip
    under_review(begun(case, "speaks", on=MONDAY + 6 * WEEK), MONDAY + 12 * WEEK)

    assert not case.refusal(
        "escalate to specialist", MONDAY + 12 * WEEK, by=Role.SENCO, tried="t", asked="a"
    )


def test_a_request_for_a_needs_assessment_is_never_barred():
    states = [state.name for state in GRADUATED_APPROACH.states]
    for state, role in itertools.product(states, EVERYONE):
        case = at(state, Walk(GRADUATED_APPROACH))

        decision = case.move(
            "request EHC needs assessment", MONDAY, by=role, requester="her mother", source=1
        )

        assert case.state == state
        assert [(c.policy, c.move, c.opens) for c in decision.move.then] == [
            ("ehc_needs_assessment", "receive request", True)
        ]


STILL_RUNNING = [s.name for s in PLACEMENT.states if s.name in ask.STILL_RUNNING]


def test_a_placement_is_over_only_where_it_can_not_go_on():
    over = {state.name for state in PLACEMENT.states if state.final}
    never_began = {"proposed", "consulting", "approved"}

    assert set(ask.STILL_RUNNING) == {s.name for s in PLACEMENT.states} - over - never_began


@pytest.mark.parametrize("standing", STILL_RUNNING)
def test_nobody_is_closed_while_a_placement_still_runs(standing):
    running = (sibling("placement", standing, A_PLACEMENT),)
    closing = [move for move in GRADUATED_APPROACH.moves if move.target is CLOSED]
    for move, role in itertools.product(closing, Role):
        for source in GRADUATED_APPROACH.sources(move):
            case = at(source.name, Walk(GRADUATED_APPROACH, siblings=running))
            content = {"reason": "moved"} if move.name == "close" else {}

            refusal = case.refusal(move.name, MONDAY, by=role, **content)

            assert "a placement is active, past its end or suspended; end it first" in refusal


def test_a_pupil_is_placed_elsewhere_only_with_the_active_placement_that_is_named(case):
    opened(case)
    case.siblings = (sibling("placement", "approved", A_PLACEMENT),)
    not_started = case.refusal(
        "place in temporary AP", MONDAY, by=Role.CASEWORKER, placement=A_PLACEMENT
    )
    case.siblings = (sibling("placement", "active", A_PLACEMENT),)
    another = case.refusal(
        "place in temporary AP", MONDAY, by=Role.CASEWORKER, placement="AB-1/placement/2"
    )

    case.move("place in temporary AP", MONDAY, by=Role.HEADTEACHER, placement=A_PLACEMENT)

    assert not_started == another == (ask.the_placement_named_is_active.otherwise,)
    assert case.state == "temporary_ap"


def test_a_pupil_goes_away_and_comes_back_with_the_same_plan(case):
    begun(planned(opened(case)), "reads")
    case.siblings = (sibling("placement", "active", A_PLACEMENT),)
    case.move("place in temporary AP", MONDAY + WEEK, by=Role.CASEWORKER, placement=A_PLACEMENT)
    reintegrating(case, MONDAY + 6 * WEEK)

    case.move("complete reintegration", MONDAY + 9 * WEEK, by=Role.SENCO, **back(18))

    assert (case.state, case.cycle) == ("review", 1)
    assert case.refusal(
        "continue unchanged", MONDAY + 9 * WEEK, by=Role.SENCO, ratings=ratings("partly_met"),
        review_on=MONDAY + 15 * WEEK,
    ) == ()  # fmt: skip


@pytest.mark.parametrize("days", [(14, 7), (7, 21, 14), (8, 7)])
def test_the_steps_back_follow_one_another(case, days):
    away = at("temporary_ap", case)
    first, *steps = (MONDAY + timedelta(days=day) for day in days)

    refused = away.refusal(
        "begin reintegration", MONDAY, by=Role.CASEWORKER, starts_on=first,
        stages=[{"from_on": day, "sessions_a_week": 5} for day in steps],
        home_school={"answer": "agrees"}, pupil={"answer": "agrees"},
    )  # fmt: skip

    assert refused == (
        "the steps of the way back are not in the order of their days, from the first day back on",
    )


def reintegrating(case, on, share=0.9):
    case.move(
        "begin reintegration", on, by=Role.CASEWORKER, starts_on=on + WEEK,
        stages=[{"from_on": on + WEEK, "sessions_a_week": 5, "support": "key adult"}],
        measures=["stays the whole session"], attendance_share=share,
        home_school={"answer": "agrees"}, pupil={"answer": "agrees"},
        parents=[{"person": MOTHER, "answer": "objects", "words": "too soon"}],
    )  # fmt: skip


def back(attended, **more):
    measures = [{"measure": 1, "met": True}]
    return {"measures": measures, "sessions_offered": 20, "sessions_attended": attended, **more}


def test_a_return_with_too_little_attendance_is_complete_only_on_a_managers_word(case):
    at("temporary_ap", case)
    reintegrating(case, MONDAY)
    reason = {"managers_reason": "two weeks of flu"}
    on = MONDAY + 3 * WEEK

    plain = case.refusal("complete reintegration", on, by=Role.SENCO, **back(17))
    by_senco = case.refusal("complete reintegration", on, by=Role.SENCO, **back(17, **reason))
    by_manager = case.refusal(
        "complete reintegration", on, by=Role.MANAGER, person=MANAGER, **back(17, **reason)
    )

    assert plain == by_senco == (ask.enough_sessions_were_attended.otherwise,)
    assert by_manager == ()


def test_the_authoritys_share_holds_where_the_plan_names_none(case):
    at("temporary_ap", case)
    reintegrating(case, MONDAY, share=None)
    on = MONDAY + 3 * WEEK

    case.local = LocalSettings(attendance_share=0.95)
    held = case.refusal("complete reintegration", on, by=Role.SENCO, **back(18))
    case.local = LocalSettings()
    unasked = case.refusal("complete reintegration", on, by=Role.SENCO, **back(0))

    assert held == (ask.enough_sessions_were_attended.otherwise,)
    assert unasked == ()


def test_more_sessions_attended_than_offered_is_a_slip_of_the_pen(case):
    at("reintegrate", case)

    with pytest.raises(FormIncomplete, match="more sessions attended than offered"):
        case.move("complete reintegration", MONDAY, by=Role.SENCO, **back(21))


@pytest.mark.parametrize(("leads_to", "barred"), [("temporary_ap", True), ("specialist", False)])
def test_a_return_that_broke_down_leads_back_only_to_an_active_placement(case, leads_to, barred):
    at("reintegrate", case)

    refusal = case.refusal(
        "reintegration broke down", MONDAY, by=Role.CASEWORKER, reason="r", learnt="l",
        leads_to=leads_to,
    )  # fmt: skip

    assert bool(refusal) == barred


def test_every_parent_has_said_something_or_could_not_be_asked(case):
    opened(case)
    words = {"strengths": "s", "needs": "n"}

    nothing = case.refusal("finish assessment", MONDAY, by=Role.SENCO, **words)
    one = case.refusal(
        "finish assessment", MONDAY, by=Role.SENCO, **words, pupils_view={"missing_because": "ill"},
        parents_views=BOTH_VIEWS[:1],
    )  # fmt: skip

    assert nothing == (
        "the pupil's views are not recorded, nor why they could not be had",
        "not each parent's views are recorded, nor why they could not be had",
    )
    assert one == nothing[1:]


def test_a_parent_who_cannot_be_found_never_stops_support(case):
    planned(opened(case))

    case.move(
        "start provision", MONDAY, by=Role.SENCO, **the_plan("reads", review_on=MONDAY + WEEK),
        parents_told=[{"person": MOTHER, "on": MONDAY}],
    )  # fmt: skip
    case.move(
        "tell parents of provision", MONDAY + 2 * WEEK, by=Role.SENCO,
        parents_told=[{"person": FATHER, "on": MONDAY + 2 * WEEK}],
    )  # fmt: skip

    told = case.record.dated(Event.PARENT_TOLD_OF_PROVISION)
    assert [(happening.party, happening.on) for happening in told] == [
        (MOTHER, MONDAY),
        (FATHER, MONDAY + 2 * WEEK),
    ]


def test_success_is_closed_only_where_it_is_one(case):
    in_review(case, "reads", "speaks")
    on = MONDAY + 6 * WEEK

    refusal = case.refusal("close, needs met", on, by=Role.SENCO, ratings=ratings("met", "not_met"))
    case.move(
        "close, needs met", on, by=Role.SENCO, ratings=ratings("met", "met"),
        parents_told=[{"person": MOTHER, "on": on}, {"person": FATHER, "on": on}],
    )  # fmt: skip

    assert refusal == (
        "not each outcome is met",
        "not each parent is informed: give the day, or why they were not told",
    )
    assert case.state == "closed"


def test_a_case_is_not_closed_for_a_death_that_would_still_post_a_letter(case):
    opened(case)

    refusal = case.refusal("close", MONDAY, by=Role.CASEWORKER, reason="died")
    case.move("record death", MONDAY, by=Role.CASEWORKER, died_on=MONDAY)

    assert refusal == ("record the death first, so that no letter reaches the family",)
    assert case.refusal("close", MONDAY, by=Role.CASEWORKER, reason="died") == ()


def test_a_case_is_reopened_within_the_window_and_keeps_its_history(case):
    opened(case)
    case.local = LocalSettings(reopen_within_weeks=8)
    case.move("close", MONDAY, by=Role.CASEWORKER, reason="moved")

    late = case.refusal(
        "reopen", MONDAY + 8 * WEEK + timedelta(days=1), by=Role.SENCO, reason="back"
    )
    case.move("reopen", MONDAY + 8 * WEEK, by=Role.SENCO, reason="back")

    assert late == (ask.it_was_closed_recently.otherwise,)
    assert (case.state, case.cycle) == ("assess", 2)
    assert [line.cycle for line in case.lines] == [1, 1, 2]


def test_without_a_window_of_the_authoritys_a_case_may_be_reopened_whenever(case):
    opened(case).move("close", MONDAY, by=Role.CASEWORKER, reason="moved")

    assert case.refusal("reopen", MONDAY + 500 * WEEK, by=Role.SENCO, reason="back") == ()


@pytest.mark.parametrize("state", [s.name for s in GRADUATED_APPROACH.states if not s.final])
def test_a_pupil_has_one_open_case(case, state):
    case.siblings = (sibling("graduated_approach", state),)

    with pytest.raises(MoveRefused, match="the pupil has another open case"):
        opened(case)


def test_a_closed_case_beside_it_bars_no_new_one(case):
    case.siblings = (sibling("graduated_approach", "closed"),)

    assert opened(case).state == "assess"


def test_a_meeting_with_parents_counts_wherever_the_case_stands():
    for state in GRADUATED_APPROACH.states:
        case = at(state.name, Walk(GRADUATED_APPROACH))

        refusal = case.refusal("hold review meeting", MONDAY, by=Role.SENCO, pupils_words="w")

        assert bool(refusal) == state.final


def test_only_the_clock_and_the_school_or_caseworker_begin_a_review():
    (move,) = [m for m in GRADUATED_APPROACH.moves if m.name == "begin review"]
    assert move.by == {Role.CLOCK, Role.SENCO, Role.CASEWORKER}
    assert move.target is REVIEW


def test_time_in_each_state_is_spent_waiting_for_somebody():
    waits = {state.name: state.waits_for for state in GRADUATED_APPROACH.states}

    assert waits == {
        **dict.fromkeys(("assess", "plan", "do", "review", "reintegrate"), WaitingFor.SCHOOL),
        "temporary_ap": WaitingFor.PROVIDER,
        "specialist": WaitingFor.AUTHORITY,
        "closed": WaitingFor.NOBODY,
    }


def test_the_moves_are_those_of_the_paper_three_the_law_asks_for_and_one_that_looks_back():
    of_the_paper = {
        "open case", "finish assessment", "start provision", "hold review meeting",
        "begin review", "continue unchanged", "start another cycle", "revise the plan",
        "place in temporary AP", "AP ended unplanned", "begin reintegration",
        "complete reintegration", "reintegration broke down", "escalate to specialist",
        "act on advice", "request EHC needs assessment", "close, needs met", "close", "reopen",
    }  # fmt: skip
    added = {
        "tell parents of provision", "send annual report", "record check at two",
        "check the return",
    }  # fmt: skip
    common = {
        "log contact", "raise concern", "tell of delay", "hand over", "change details",
        "change school", "disclose", "correct", "record death", "bring in", "migrate",
    }  # fmt: skip

    assert {move.name for move in GRADUATED_APPROACH.moves} == of_the_paper | added | common


def test_ratings_of_a_cycle_that_was_left_for_another_place_are_its_own(case):
    begun(planned(opened(case)), "reads")
    case.siblings = (sibling("placement", "active", A_PLACEMENT),)
    case.move("place in temporary AP", MONDAY, by=Role.CASEWORKER, placement=A_PLACEMENT)
    case.siblings = ()
    case.move("AP ended unplanned", MONDAY, by=Role.SENCO, why="w", leads_to="plan")
    under_review(begun(case, "speaks", "listens", on=MONDAY), MONDAY + 6 * WEEK)

    case.move(
        "start another cycle", MONDAY + 6 * WEEK, by=Role.SENCO, what_changes="w",
        ratings=ratings("met", "not_met"),
    )  # fmt: skip

    assert ratings_of(case.record, 1) == []
    assert [rating.reached for rating in ratings_of(case.record, 2)[0]] == ["met", "not_met"]


def test_the_example_walk_itself_refuses_what_the_policy_refuses(case):
    opened(case)
    before = replace(case)

    with pytest.raises(MoveRefused):
        case.move("begin review", MONDAY, by=Role.SENCO)

    assert case == before
