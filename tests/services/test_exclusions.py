"""Exclusions counted along one chain a school year, through the engine and the database."""

from datetime import date, timedelta

import pytest

from pathway.services.office import Actor
from statemachines.errors import MoveRefused
from statemachines.vocabulary import Role
from tests.services.brought_in import bring_in
from tests.services.told_clocks import begin_in, clocks_of, due, open_one, running

A_WEDNESDAY = date(2026, 10, 21)
AFTER_HALF_TERM = date(2026, 11, 2)


@pytest.fixture
def suspend(office, around, caseworker, move):
    """Suspend the pupil; the first suspension opens the chain."""
    chain = []

    def one(first: date, last: date, **more):
        said = {"excluded_from": first, "until_on": last, "reasons": "a fight", **more}
        if not chain:
            chain.append(
                open_one(office, around, "exclusion", "suspend", caseworker, first, **said)
            )
            return chain[0].process
        move(chain[0].process, "suspend", caseworker, first, said)
        return chain[0].process

    return one


@pytest.fixture
def exclude(office, around, caseworker):
    def for_good(first: date, **more):
        said = {"excluded_from": first, "reasons": "a knife", **more}
        return open_one(
            office, around, "exclusion", "exclude permanently", caseworker, first, **said
        ).process

    return for_good


def test_education_is_due_on_the_sixth_day_of_suspensions_that_follow_one_another(office, suspend):
    chain = suspend(A_WEDNESDAY, date(2026, 10, 23))
    alone = due(office, chain)

    suspend(AFTER_HALF_TERM, date(2026, 11, 6))

    assert "AP-02" not in alone
    assert due(office, chain)["AP-02"] == date(2026, 11, 4)
    assert due(office, chain)["AP-04"] == AFTER_HALF_TERM


def test_a_day_at_school_between_two_suspensions_begins_to_count_anew(office, suspend):
    chain = suspend(A_WEDNESDAY, date(2026, 10, 22))

    suspend(AFTER_HALF_TERM, date(2026, 11, 6))

    assert "AP-02" not in due(office, chain)


def test_half_days_bring_nobody_to_the_sixth_day(office, suspend):
    chain = suspend(date(2026, 11, 9), date(2026, 11, 16), half_days=6)

    assert "AP-02" not in due(office, chain)


def test_after_a_permanent_exclusion_the_authority_has_six_school_days(office, exclude):
    chain = exclude(date(2026, 11, 9), board_told_on=date(2026, 11, 9))

    assert due(office, chain)["AP-03"] == date(2026, 11, 17)
    assert due(office, chain)["AP-04"] == date(2026, 11, 9)


def test_a_board_told_before_christmas_considers_in_the_middle_of_january(office, exclude):
    chain = exclude(date(2026, 12, 11), board_told_on=date(2026, 12, 11))

    assert due(office, chain)["EXC-03"] == date(2027, 1, 15)


def test_a_board_that_would_cost_an_examination_considers_before_it(office, suspend):
    chain = suspend(
        date(2026, 12, 11), date(2027, 1, 8), board_told_on=date(2026, 12, 11),
        exam_on=date(2027, 1, 8),
    )  # fmt: skip

    assert due(office, chain)["EXC-03"] == date(2027, 1, 7)


def test_what_the_board_has_to_do_follows_from_the_days_of_the_term(
    office, suspend, move, caseworker
):
    monday = date(2026, 9, 7)
    chain = suspend(monday, date(2026, 9, 11), board_told_on=monday)
    asked = {"excluded_from": monday, "says": "it was not him"}
    move(chain, "make representations", caseworker, date(2026, 9, 10), asked)
    up_to_five = running(office, chain)

    second = date(2026, 9, 21)
    suspend(second, date(2026, 9, 23), board_told_on=second)
    move(chain, "make representations", caseworker, second, {"excluded_from": second})
    over_five = running(office, chain)

    third = date(2026, 10, 5)
    suspend(third, date(2026, 10, 13), board_told_on=third)
    suspend(date(2026, 11, 9), date(2026, 11, 9), board_told_on=date(2026, 11, 9))
    over_fifteen = running(office, chain)

    assert {"EXC-05"} == {rule for rule in up_to_five if rule in {"EXC-03", "EXC-04", "EXC-05"}}
    assert {"EXC-04", "EXC-05"} <= over_five
    assert "EXC-03" not in over_five
    assert "EXC-03" in over_fifteen
    assert due(office, chain)["EXC-03"] == date(2026, 11, 30)


def test_fifty_school_days_are_counted_from_the_notice(office, suspend, move, caseworker):
    told = date(2026, 9, 7)
    chain = suspend(told, date(2026, 9, 14), board_told_on=told)

    before = running(office, chain)
    move(chain, "make representations", caseworker, date(2026, 9, 10), {"excluded_from": told})

    assert "EXC-04" not in before
    assert due(office, chain)["EXC-04"] == date(2026, 11, 23)


def test_each_exclusion_of_a_chain_has_clocks_of_its_own(office, suspend, move, caseworker):
    first, second = date(2026, 9, 7), date(2026, 11, 9)
    chain = suspend(first, date(2026, 9, 28), board_told_on=first)
    suspend(second, date(2026, 11, 11), board_told_on=second)

    considered = {"excluded_from": second, "outcome": "kept"}
    move(chain, "consider suspension", caseworker, date(2026, 11, 20), considered)

    settled = [c.settled_on for c in clocks_of(office, chain) if c.rule == "EXC-03"]
    assert settled == [None, date(2026, 11, 20)]


def test_a_panel_follows_a_permanent_exclusion_that_was_upheld_and_no_suspension(
    office, exclude, move, caseworker, around
):
    day = date(2026, 11, 9)
    told = [{"person": around.mother, "on": day}]
    chain = exclude(day, board_told_on=day)
    upheld = {
        "excluded_from": day, "outcome": "upheld", "notified": told, "review_right_told": True,
        "sen_expert_told": True,
    }  # fmt: skip

    move(chain, "consider permanent exclusion", caseworker, day, upheld)
    to_apply = due(office, chain)["EXC-07"]
    move(chain, "apply for review", caseworker, day, {"excluded_from": day})
    to_convene = due(office, chain)["EXC-08"]
    move(chain, "convene panel", caseworker, day, {"excluded_from": day})
    decided = {"excluded_from": day, "outcome": "quashed"}
    done = move(chain, "panel decides", caseworker, day, decided)

    assert to_apply == to_convene == date(2026, 11, 30)
    assert due(office, chain)["EXC-09"] == date(2026, 11, 23)
    assert done.state == "review_panel"


def test_a_chain_rests_when_its_duties_are_done_and_another_suspension_reopens_it(
    office, suspend, move, caseworker
):
    chain = suspend(date(2026, 9, 7), date(2026, 9, 9))

    closed = move(chain, "close", caseworker, date(2026, 9, 10))
    suspend(date(2026, 11, 9), date(2026, 11, 10))

    assert closed.state == "closed"
    assert len(clocks_of(office, chain)) == 6, "EXC-01, EXC-02 and EXC-02.term of each"


def test_a_board_that_has_to_consider_keeps_the_chain_open(suspend, move, caseworker):
    chain = suspend(date(2026, 9, 7), date(2026, 9, 28))

    with pytest.raises(MoveRefused, match="the governing board still has to consider"):
        move(chain, "close", caseworker, date(2026, 9, 29))


def test_a_school_year_has_one_chain_and_the_next_year_its_own(office, suspend, caseworker):
    chain = suspend(date(2026, 7, 13), date(2026, 7, 14))
    again = {"until_on": date(2026, 9, 8), "reasons": "again"}

    next_year = begin_in(
        office, chain, "exclusion", "suspend", caseworker, date(2026, 9, 7),
        excluded_from=date(2026, 9, 7), **again,
    )  # fmt: skip

    assert next_year.process.endswith("exclusion/2")
    with pytest.raises(MoveRefused, match="a chain of exclusions for this school year already"):
        begin_in(
            office, chain, "exclusion", "suspend", caseworker, date(2026, 9, 14),
            excluded_from=date(2026, 9, 14), **{**again, "until_on": date(2026, 9, 15)},
        )  # fmt: skip


def test_a_parent_reports_an_exclusion_that_nobody_recorded(office, around):
    mother = Actor(person=around.mother, role=Role.FAMILY)

    reported = open_one(
        office, around, "exclusion", "report exclusion", mother, date(2026, 9, 14),
        out_from=date(2026, 9, 10), school_says="stay at home until you hear from us",
    )  # fmt: skip

    assert reported.state == "notified"


def test_a_placement_for_the_sixth_day_starts_the_education_of_the_exclusion(
    office, around, exclude, move, caseworker
):
    day, sixth = date(2026, 11, 9), date(2026, 11, 17)
    chain = exclude(day)
    placement = bring_in(
        office, around, "placement", day, state="approved", kind="sixth_day",
        legal_basis="exclusion", starts_on=sixth,
    )  # fmt: skip

    move(placement.process, "start", caseworker, sixth, {"exclusion_notice_given_on": day})

    settled = {c.rule: (c.settled_on, c.met) for c in clocks_of(office, chain)}
    assert settled["AP-03"] == (sixth, True)
    assert settled["AP-04"] == (day, True)


def test_a_cancelled_exclusion_counts_no_further_and_owes_nothing_more(
    office, suspend, move, caseworker
):
    first = date(2026, 9, 7)
    chain = suspend(first, date(2026, 10, 2), board_told_on=first)
    was_due = "EXC-03" in running(office, chain)

    move(
        chain, "cancel", caseworker, first + timedelta(days=2),
        {"excluded_from": first, "reason": "it was somebody else"},
    )  # fmt: skip

    assert was_due
    assert running(office, chain) == set()
