"""A plan that ends or moves away takes with it what was owed only while it was maintained."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from pathway.services.office import Actor
from pathway.services.scheduling import schedule_reviews
from statemachines.errors import MoveRefused
from statemachines.vocabulary import Role
from tests.offices import people_around_a_pupil
from tests.services.brought_in import bring_in
from tests.services.told_clocks import begin_in, clocks_of, open_one, running

MADE, MET, NOTICE, GONE = (
    date(2025, 3, 10), date(2026, 11, 2), date(2026, 11, 16), date(2026, 12, 7),
)  # fmt: skip
STATES = text("select policy || '/' || occurrence, state from processes")
AWAY = {"to_authority": "841", "moved_on": GONE, "became_aware_on": GONE}


@pytest.fixture
def decides(around):
    return Actor(person=around.manager, role=Role.DECISION_MAKER)


@pytest.fixture
def plan(office, around):
    return maintained_plan(office, around)


@pytest.fixture
def review(office, around, plan):
    assert plan
    return bring_in(office, around, "annual_review", MET, state="met", held_on=MET).process


@pytest.fixture
def amendment(office, around, review):
    assert review
    served = [{"person": who, "on": NOTICE} for who in (around.mother, around.father)]
    said = {"notice_sent_on": NOTICE, "notice_served": served}
    return bring_in(office, around, "plan_amendment", NOTICE, state="notice_sent", **said).process


@pytest.fixture
def reassessment(office, around, plan):
    assert plan
    said = {"state": "assessing", "kind": "reassessment", "assessment_agreed_on": NOTICE}
    return bring_in(office, around, "ehc_needs_assessment", NOTICE, **said).process


@pytest.fixture
def appeal(office, around, plan):
    """An appeal about a plan, of some kind."""
    assert plan

    def lodged(kind):
        lodged_on = [{"person": around.mother, "on": NOTICE}]
        said = {"state": "appealed", "kind": kind, "lodged": lodged_on}
        return bring_in(office, around, "dispute", NOTICE, **said).process

    return lodged


@pytest.fixture
def ceasing(plan, around, move, caseworker, decides):
    """A plan that is to cease by notice; nobody appeals yet."""
    told = [{"person": who, "on": "2026-12-31"} for who in (around.mother, around.father)]
    consulted = [{"person": who, "on": "2026-12-14"} for who in (around.mother, around.father)]
    move(plan, "consider ceasing", decides, date(2026, 12, 1), {"reason": "all achieved"})
    move(
        plan, "consult on ceasing", caseworker, date(2026, 12, 14),
        {"consulted": consulted, "head_consulted_on": "2026-12-10"},
    )  # fmt: skip
    move(
        plan, "notify ceasing", decides, date(2026, 12, 31),
        {
            "notified": told, "reasons": "needs are met without",
            "cease_ground": "no_longer_necessary", "cease_reason": 2,
            "appeal_right_told": True, "time_limits_told": True, "mediation_told": True,
            "advice_and_support_told": True,
        },
    )  # fmt: skip
    return plan


def maintained_plan(office, around):
    said = {"state": "maintained", "plan_made_on": MADE}
    return bring_in(office, around, "ehc_plan", MADE, **said).process


def states(office):
    with office.engine.connect() as connection:
        return dict(connection.execute(STATES).all())


def settled(office, process, rule):
    [kept] = [c for c in clocks_of(office, process) if c.rule == rule]
    return kept.settled_on, kept.met


def test_nothing_of_a_review_or_an_amendment_runs_on_after_the_plan_moved_away(
    office, plan, review, amendment, move, caseworker
):
    before = running(office, review) | running(office, amendment)

    move(plan, "transfer out", caseworker, GONE, AWAY)

    assert {"AR-09", "AR-10", "AR-11", "AR-12", "AR-13", "AR-14"} <= before
    assert running(office, review) | running(office, amendment) == set()
    assert settled(office, amendment, "AR-13") == (GONE, False)
    assert states(office)["annual_review/1"] == states(office)["plan_amendment/1"] == "plan_over"


def test_nothing_of_them_runs_on_after_the_plan_has_ended(
    office, ceasing, review, amendment, move, caseworker
):
    ended_on = date(2027, 3, 10)

    move(ceasing, "end plan", caseworker, ended_on)

    assert running(office, review) | running(office, amendment) == set()
    assert settled(office, review, "AR-10") == (ended_on, False)


def test_a_plan_that_ends_by_age_takes_its_review_with_it(office, move):
    around = people_around_a_pupil(office, born_on=date(2001, 5, 3))
    works = Actor(person=around.caseworker, role=Role.CASEWORKER)
    plan = maintained_plan(office, around)
    review = bring_in(office, around, "annual_review", MET, state="scheduled").process

    move(plan, "end plan", works, GONE, {"cease_reason": 1})

    assert states(office)["annual_review/1"] == "plan_over"
    assert running(office, review) == set()


def test_a_reassessment_ends_with_the_plan_and_no_other_assessment_does(
    office, plan, reassessment, around, move, caseworker
):
    asked = open_one(
        office, around, "ehc_needs_assessment", "receive request", caseworker, NOTICE, source=1
    )

    move(plan, "transfer out", caseworker, GONE, AWAY)

    assert running(office, reassessment) == set()
    assert "EHC-08" in running(office, asked.process)


def test_what_the_tribunal_ordered_of_a_plan_is_no_longer_ours_once_it_moved_away(
    office, plan, appeal, move, caseworker
):
    dispute = appeal("contents")
    move(dispute, "record order", caseworker, NOTICE, {"orders": ["amend", "name_school"]})
    move(dispute, "record recommendation", caseworker, NOTICE, {"body": "health"})

    move(plan, "transfer out", caseworker, GONE, AWAY)

    assert settled(office, dispute, "ORD-06") == settled(office, dispute, "ORD-07") == (GONE, False)
    assert running(office, dispute) == {"ORD-13"}, "a recommendation is answered all the same"


def test_a_dismissed_appeal_against_ceasing_is_complied_with_by_the_end_of_the_plan(
    office, ceasing, move, caseworker
):
    dispute, ordered_on = f"{ceasing.partition('/')[0]}/dispute/1", date(2027, 5, 20)
    move(dispute, "register appeal", caseworker, date(2027, 2, 10))

    move(dispute, "record order", caseworker, ordered_on, {"orders": ["dismiss_cease"]})

    assert settled(office, dispute, "ORD-09") == (ordered_on, True)
    assert states(office)["dispute/1"] == "plan_over"


def test_an_appeal_that_the_tribunal_has_not_decided_goes_on(
    office, plan, appeal, move, caseworker
):
    assert appeal("contents")

    move(plan, "transfer out", caseworker, GONE, AWAY)

    assert states(office)["dispute/1"] == "appealed"


@pytest.mark.usefixtures("plan")
def test_nobody_ends_a_review_with_a_plan_that_is_maintained(review, move, caseworker):
    with pytest.raises(MoveRefused, match="a plan of this pupil is maintained here"):
        move(review, "end with plan", caseworker, GONE)


def test_a_review_left_over_from_a_plan_of_an_earlier_system_can_be_ended(
    office, around, move, caseworker
):
    bring_in(office, around, "ehc_plan", MADE, state="ceased", ceased_on=GONE)
    review = bring_in(office, around, "annual_review", MET, state="met", held_on=MET).process

    ended = move(review, "end with plan", caseworker, GONE)

    assert (ended.state, running(office, review)) == ("plan_over", set())


def test_a_plan_that_comes_back_gets_a_review_of_its_own(office, plan, review, move, caseworker):
    move(plan, "transfer out", caseworker, GONE, AWAY)
    back = date(2026, 12, 14)
    begin_in(
        office, review, "ehc_plan", "transfer in", caseworker, back,
        section_i="type", from_authority="841", plan_made_on=MADE, last_reviewed_on=MADE,
    )  # fmt: skip

    at = datetime(2026, 12, 15, 12, tzinfo=UTC)
    schedule_reviews(office, at=at, now=at)

    assert states(office)["annual_review/2"] == "scheduled"


def test_a_review_is_completed_on_the_day_of_its_decision_however_late_it_is_recorded(
    office, plan, move, caseworker
):
    said = {"reviewed_on": "2026-02-02", "decided_on": "2026-02-23", "outcome": "maintain"}

    move(plan, "record review", caseworker, GONE, said)

    assert settled(office, plan, "AR-01") == (date(2026, 2, 23), True)
