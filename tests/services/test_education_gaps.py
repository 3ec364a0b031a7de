"""Children without education: what is due from when, and what a suspended placement opens."""

from datetime import date

import pytest

from pathway.services.casefiles import open_file
from pathway.services.days_counted import days_counted
from pathway.services.office import Actor
from statemachines.errors import MoveRefused
from statemachines.vocabulary import Role
from tests.services.brought_in import bring_in
from tests.services.told_clocks import clocks_of, due, open_one, running

ILL_SINCE = date(2026, 11, 30)
CLEAR = date(2026, 12, 2)


@pytest.fixture
def manager(around):
    return Actor(person=around.manager, role=Role.MANAGER)


@pytest.fixture
def gap(office, around):
    mother = Actor(person=around.mother, role=Role.FAMILY)
    raised = open_one(
        office, around, "education_gap", "raise gap", mother, ILL_SINCE,
        cause="illness", ill_since=ILL_SINCE, last_educated_on=date(2026, 11, 27),
    )  # fmt: skip
    return raised.process


@pytest.fixture
def placement(office, around):
    def one(**more):
        said = {"state": "active", "kind": "alternative_provision", "legal_basis": "section_19"}
        day = date(2026, 9, 7)
        return bring_in(office, around, "placement", day, **{**said, **more}).process

    return one


def gap_of(process):
    return f"{process.partition('/')[0]}/education_gap/1"


def suspended(education_meanwhile=""):
    return {
        "concern": "an allegation", "who_was_told": "the officer of the authority",
        "education_meanwhile": education_meanwhile,
    }  # fmt: skip


def test_a_parent_raises_it_and_the_law_gives_no_number_of_days(office, gap):
    assert due(office, gap)["AP-01"] is None
    assert due(office, gap)["AP-18"] == date(2026, 12, 18), "the fifteenth school day"


def test_days_missed_through_illness_earlier_in_the_year_count_with_those_of_the_absence(
    office, around, caseworker
):
    began = date(2026, 11, 30)
    raised = open_one(
        office, around, "education_gap", "raise gap", caseworker, CLEAR, cause="illness",
        ill_since=began, ill_days_before=11,
    )  # fmt: skip

    assert due(office, raised.process)["AP-18"] == date(2026, 12, 3), "the fourth of this absence"


def test_an_absence_after_fifteen_days_missed_is_told_of_on_its_first_day(
    office, gap, move, caseworker
):
    began = date(2026, 11, 30)
    before = due(office, gap)["AP-18"]

    move(gap, "correct", caseworker, CLEAR, {
        "line": 1, "right_values": {"ill_days_before": 15}, "reason": "the register says so",
    })  # fmt: skip

    assert (before, due(office, gap)["AP-18"]) == (date(2026, 12, 18), began)


def test_once_it_is_clear_that_fifteen_days_will_be_missed_nobody_waits_for_them(
    office, gap, move, caseworker
):
    move(gap, "foresee fifteen days", caseworker, CLEAR, {"evidence": "the consultant"})

    assert due(office, gap)["AP-20"] == CLEAR
    assert due(office, gap)["AP-18"] == CLEAR


def test_education_that_begins_meets_the_duty_and_breaking_off_starts_it_anew(
    office, gap, move, caseworker, manager
):
    begins, breaks_off = date(2026, 12, 7), date(2027, 1, 11)
    move(gap, "agree to arrange", manager, CLEAR, {"reasons": "he cannot attend"})
    move(gap, "start education", caseworker, begins, {"hours_a_week": 25})
    met = [(c.settled_on, c.met) for c in clocks_of(office, gap) if c.rule == "AP-01"]

    move(gap, "education breaks off", caseworker, breaks_off, {"reason": "the tutor left"})

    assert met == [(begins, True)]
    assert "AP-01" in running(office, gap)


def test_less_than_full_time_is_agreed_only_for_health(gap, move, manager):
    with pytest.raises(MoveRefused, match="only where health makes full time not in the child"):
        move(gap, "agree to arrange", manager, CLEAR, {"full_time": False})


def test_the_schools_returns_meet_its_duties(office, gap, move, caseworker):
    absent = date(2027, 1, 4)
    move(gap, "record unauthorised absence", caseworker, absent)
    by = due(office, gap)["AP-19"]

    move(gap, "make sickness return", caseworker, date(2027, 1, 5))
    move(gap, "make attendance return", caseworker, date(2027, 1, 15))

    assert by == date(2027, 1, 15), "the tenth school day"
    assert running(office, gap) == {"AP-01"}


def test_a_refusal_ends_the_clock_and_a_second_look_starts_it_anew(office, gap, move, manager):
    refused = {"reasons": "the school teaches him", "complaint_told": True}

    move(gap, "refuse to arrange", manager, CLEAR, refused)
    ended = "AP-01" not in running(office, gap)
    move(gap, "reconsider", manager, date(2027, 1, 4), {"reason": "a complaint"})

    assert ended
    assert "AP-01" in running(office, gap)


def test_a_placement_suspended_without_education_opens_a_gap_and_resuming_closes_it(
    office, placement, move, manager
):
    process, day = placement(), date(2026, 10, 12)

    opened = move(process, "suspend", manager, day, suspended()).followed
    again = move(
        process,
        "resume",
        manager,
        date(2026, 10, 14),
        {"concern_settled": True, "how": "unfounded"},
    )

    assert [(one.process, one.state) for one in opened] == [(gap_of(process), "raised")]
    assert [one.state for one in again.followed] == ["ended"]
    assert running(office, gap_of(process)) == set()


def test_a_placement_suspended_with_education_meanwhile_opens_none(placement, move, manager):
    followed = move(
        placement(), "suspend", manager, date(2026, 10, 12), suspended("at the home school")
    ).followed

    assert followed == ()


def test_a_gap_for_illness_is_not_closed_by_a_placement_that_goes_on(
    office, gap, placement, move, manager
):
    process, day = placement(), date(2026, 12, 7)
    opened = move(process, "suspend", manager, day, suspended()).followed
    move(process, "resume", manager, day, {"concern_settled": True, "how": "unfounded"})

    assert opened == (), "a gap is open already"
    assert "AP-01" in running(office, gap)


def test_a_placement_under_section_19_that_starts_is_the_education_that_was_due(
    office, gap, placement, move, caseworker
):
    starts = date(2026, 12, 7)
    process = placement(state="approved", kind="home_and_hospital", starts_on=starts)

    followed = move(process, "start", caseworker, starts).followed

    assert [(one.process, one.state) for one in followed] == [(gap, "provided")]
    assert "AP-01" not in running(office, gap)


def test_whoever_opens_the_file_is_told_the_days_without_education(office, gap):
    file = open_file(office, gap.partition("/")[0])

    counted = days_counted(office, file, on=date(2026, 12, 4))

    assert counted == {"education_gap/1": "5 school days without education by 2026-12-04."}
