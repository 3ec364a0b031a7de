"""Amending a plan: the notice carries the changes, the family is heard, and then it ends."""

from datetime import timedelta

import pytest

from statemachines.events import Event
from statemachines.plan_amendment import PLAN_AMENDMENT
from statemachines.vocabulary import Role
from tests.statemachines.examples.ehc_walks import FLOOR, both, told
from tests.statemachines.examples.given import FATHER, MONDAY, MOTHER, Walk, asked
from tests.statemachines.examples.plan_amendment import FINAL
from tests.statemachines.examples.rights import HILL_SCHOOL, RIGHTS

DAY = timedelta(days=1)
IN_TIME = MONDAY + 15 * DAY
MEETING = MONDAY - 21 * DAY


def notice(*served, **other):
    return {
        "cause": "review", "amendments": "section F", "evidence": "the therapist's report",
        "served": [*served] or both(), "review_meeting_on": MEETING, **other,
    }  # fmt: skip


def amending(*served, **other):
    process = Walk(PLAN_AMENDMENT)
    process.move("send notice", MONDAY, by=Role.CLOCK, **notice(*served, **other))
    return process


@pytest.fixture
def amendment():
    return amending()


def against_final(process, on=IN_TIME, **other):
    return process.refusal("send final", on, by=Role.DECISION_MAKER, **{"sent": both(on), **other})


def against_declining(process, on=IN_TIME):
    return process.refusal(
        "decline", on, by=Role.DECISION_MAKER, notified=both(on), reasons="no longer needed",
        **RIGHTS,
    )  # fmt: skip


def test_a_notice_without_the_actual_amendments_and_their_evidence_is_none():
    against = Walk(PLAN_AMENDMENT).refusal(
        "send notice", MONDAY, by=Role.DECISION_MAKER, **notice(amendments="", evidence="")
    )

    assert against == (
        "the notice does not set out the actual amendments",
        "the evidence for the amendments does not go with the notice",
    )


def test_sending_the_notice_serving_it_and_the_meeting_before_are_three_events():
    amendment = amending(*told(MOTHER, on=MONDAY), *told(FATHER, on=MONDAY + 2 * DAY))

    happened = {(e.event, e.party): e.on for e in amendment.record.happenings}

    assert happened == {
        (Event.AMENDMENT_NOTICE_SENT, None): MONDAY,
        (Event.AMENDMENT_NOTICE_SERVED, MOTHER): MONDAY,
        (Event.AMENDMENT_NOTICE_SERVED, FATHER): MONDAY + 2 * DAY,
        (Event.REVIEW_HELD, None): MEETING,
    }


@pytest.mark.parametrize("against", [against_final, against_declining])
def test_neither_answer_comes_before_the_end_of_everyones_fifteenth_day(against):
    amendment = amending(*told(MOTHER, on=MONDAY), *told(FATHER, on=MONDAY + 2 * DAY))

    assert against(amendment, MONDAY + 16 * DAY) == (FLOOR,)
    assert against(amendment, MONDAY + 17 * DAY) == ()


def test_another_school_is_consulted_before_an_amended_plan_names_it(amendment):
    changed = {"section_i": "setting", **HILL_SCHOOL}
    unasked = against_final(amendment, **changed)

    amendment.move("consult a setting", MONDAY, by=Role.CASEWORKER, **HILL_SCHOOL)

    assert unasked == ("the setting that section I names has not been consulted",)
    assert against_final(amendment, **changed) == ()


def test_a_plan_whose_section_i_stays_needs_no_consultation(amendment):
    assert against_final(amendment) == ()


def test_a_school_asked_for_is_refused_with_reasons_also_where_section_i_stays(amendment):
    amendment.move(
        "representations", MONDAY, by=Role.CASEWORKER, form={"person": MOTHER, **HILL_SCHOOL}
    )

    assert len(against_final(amendment)) == 2


@pytest.mark.parametrize(
    ("move", "policies"),
    [
        ("send final", ["ehc_plan", "annual_review", "dispute"]),
        ("decline", ["annual_review", "dispute"]),
    ],
)
def test_either_end_finishes_the_review_and_can_be_appealed_and_a_final_plan_is_a_version(
    move, policies
):
    follows = PLAN_AMENDMENT.move(move, "notice_sent").then

    assert [consequence.policy for consequence in follows] == policies
    assert [consequence.move for consequence in follows[-2:]] == ["finish amending", "open window"]


def test_the_new_version_says_from_which_day_it_names_the_setting():
    version = PLAN_AMENDMENT.move("send final", "notice_sent").then[0]

    content = version.form(asked(FINAL, on=IN_TIME))

    assert content["setting_named_on"] == IN_TIME
    assert content["sections"] == "F and I"
