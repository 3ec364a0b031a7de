"""A plan in force: what it names, what is attended, its reviews, and how it ends by itself."""

from datetime import timedelta

import pytest

from statemachines.ehc_plan import EHC_PLAN
from statemachines.ehc_plan_forms import SettingNamed
from statemachines.errors import FormIncomplete
from statemachines.events import Event
from statemachines.sen2 import CeaseReason
from statemachines.vocabulary import Role
from tests.statemachines.examples.ehc_plan import OPENED
from tests.statemachines.examples.ehc_walks import both
from tests.statemachines.examples.given import MONDAY, Walk, asked, sibling
from tests.statemachines.examples.rights import HILL_SCHOOL, VALE_SCHOOL

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def plan():
    process = Walk(EHC_PLAN)
    process.move(
        "make plan", MONDAY, by=Role.CLOCK, section_i="setting", setting_named_on=MONDAY,
        **HILL_SCHOOL,
    )  # fmt: skip
    return process


def test_a_plan_that_names_a_school_starts_the_schools_duty_to_admit(plan):
    happened = {event.event: event.on for event in plan.record.happenings}

    assert happened == {Event.PLAN_MADE: MONDAY, Event.SETTING_NAMED: MONDAY}


def test_a_pupil_has_one_plan_at_a_time():
    second = Walk(EHC_PLAN, siblings=(sibling("ehc_plan", "maintained"),))

    against = second.refusal("make plan", MONDAY, by=Role.CLOCK, section_i="type")

    assert against == ("a plan of this pupil is maintained already",)


def test_the_setting_named_and_the_setting_attended_are_two_lists(plan):
    plan.move("record setting attended", MONDAY + WEEK, by=Role.CASEWORKER, **VALE_SCHOOL)

    named, attended = (
        plan.record.dated(event)[-1].said["urn"]
        for event in (Event.SETTING_NAMED, Event.SETTING_ATTENDED)
    )

    assert (named, attended) == (HILL_SCHOOL["urn"], VALE_SCHOOL["urn"])


def test_a_completed_review_is_dated_by_its_decision_and_restarts_the_year_by_its_meeting(plan):
    decided = MONDAY + 48 * WEEK

    plan.move(
        "record review", decided, by=Role.CLOCK, reviewed_on=decided - 4 * WEEK,
        decided_on=decided, outcome="maintain",
    )  # fmt: skip

    assert [e.on for e in plan.record.dated(Event.REVIEW_COMPLETED)] == [decided]
    assert [e.on for e in plan.record.dated(Event.PLAN_REVIEWED)] == [decided - 4 * WEEK]


def test_a_review_is_not_decided_before_its_meeting(plan):
    against = plan.refusal(
        "record review", MONDAY, by=Role.CLOCK, reviewed_on=MONDAY, decided_on=MONDAY - DAY,
        outcome="maintain",
    )  # fmt: skip

    assert against == (
        "a review is decided on or after its meeting, and recorded once it is decided",
    )


def test_what_follows_an_opened_amendment_is_its_notice_on_the_same_day():
    [consequence] = EHC_PLAN.move("open amendment", "maintained").then
    opened = asked(OPENED)

    assert (consequence.policy, consequence.move, consequence.opens) == (
        "plan_amendment", "send notice", True,
    )  # fmt: skip
    assert consequence.on(opened) == MONDAY
    assert consequence.form(opened)["served"] == OPENED.served


def test_a_refused_budget_has_reasons_and_no_parts(plan):
    against = plan.refusal(
        "personal budget", MONDAY, by=Role.DECISION_MAKER, taken_up=False, direct_payment="health"
    )

    assert against == (
        "without a personal budget there is neither an organised arrangement nor a direct payment",
        "a personal budget is refused, and no reasons are given",
    )


def test_home_education_is_a_fact_that_nothing_stands_against(plan):
    plan.move("record home education", MONDAY, by=Role.CASEWORKER, arrangement="elective")

    assert plan.state == "maintained"


@pytest.mark.parametrize("reason", [r for r in CeaseReason if r is not CeaseReason.DECEASED])
def test_no_plan_of_a_nine_year_old_ends_without_a_decision_to_cease(plan, reason):
    against = plan.refusal("end plan", MONDAY, by=Role.CASEWORKER, cease_reason=reason)

    assert against == (
        "a plan ends without a decision to cease only by death or past the age limit of 25",
    )


def test_a_plan_ends_with_the_death_of_the_pupil(plan):
    plan.move("end plan", MONDAY, by=Role.CASEWORKER, cease_reason=8)

    assert plan.state == "ceased"


def test_a_plan_that_ended_elsewhere_is_brought_in_with_all_its_days():
    process = Walk(EHC_PLAN)

    process.move(
        "bring in", MONDAY, by=Role.DATA_LOADER, source="the earlier system", state="ceased",
        plan_made_on=MONDAY - 90 * WEEK, last_reviewed_on=MONDAY - 40 * WEEK,
        ceased_on=MONDAY - WEEK, cease_reason=3,
    )  # fmt: skip

    on = {event.event: event.on for event in process.record.happenings}
    assert process.state == "ceased"
    assert (on[Event.PLAN_MADE], on[Event.PLAN_CEASED]) == (MONDAY - 90 * WEEK, MONDAY - WEEK)


@pytest.mark.parametrize(
    ("field", "wrong"), [("urn", "12345"), ("ukprn", "1000123"), ("setting_type", "XYZ")]
)
def test_a_mistyped_setting_is_named_by_its_field(plan, field, wrong):
    with pytest.raises(FormIncomplete) as refusal:
        plan.move("record setting attended", MONDAY, by=Role.CASEWORKER, **{field: wrong})

    assert [at for at, _ in refusal.value.faults] == [field]


def test_the_versions_of_a_plan_are_all_kept(plan):
    for week in (1, 2):
        plan.move(
            "record version", MONDAY + week * WEEK, by=Role.CLOCK, sections=f"draft {week}",
            sent=both(MONDAY + week * WEEK),
        )  # fmt: skip

    assert [line.on for line in plan.record.of(Event.PLAN_VERSION_SENT)] == [
        MONDAY + WEEK,
        MONDAY + 2 * WEEK,
    ]


def test_an_old_naming_says_by_its_number_or_type_whether_the_setting_is_bound_to_admit():
    numbered = SettingNamed.read({"urn": "100001"}, 1)
    typed = SettingNamed.read({"setting_type": "OTH"}, 1)

    assert (numbered.in_s38_3, typed.in_s38_3) == (True, False)
