"""From the draft to the final plan: whose fifteen days they are, and which setting may be named."""

from datetime import date, timedelta

import pytest

from statemachines.ehc_needs_assessment import EHC_NEEDS_ASSESSMENT
from statemachines.events import Event
from statemachines.vocabulary import Role
from tests.statemachines.examples.ehc_walks import (
    FLOOR,
    asks_for,
    both,
    drafted,
    drafting,
    finished,
    told,
)
from tests.statemachines.examples.given import FATHER, MONDAY, MOTHER, Walk, asked
from tests.statemachines.examples.rights import FINAL, HILL_SCHOOL, VALE_SCHOOL, recorded

DAY = timedelta(days=1)
IN_TIME = MONDAY + 15 * DAY
A_TYPE = {"section_i": "type", "type_of_setting": "a special school"}
HILL = {"section_i": "setting", **HILL_SCHOOL}
NOT_CONSULTED = "the setting that section I names has not been consulted"


def against_final(process, on=IN_TIME, **section_i):
    content = {"sent": both(on), **(section_i or A_TYPE)}
    return process.refusal("issue final plan", on, by=Role.DECISION_MAKER, **content)


@pytest.fixture
def draft():
    return drafted(*both())


def consult(process, setting, **other):
    process.move("consult a setting", MONDAY, by=Role.CASEWORKER, **setting, **other)


def answer(process, setting, said):
    process.move("setting answers", MONDAY, by=Role.CASEWORKER, **setting, answer=said)


def test_sending_a_draft_is_one_event_and_its_service_one_for_each_parent():
    draft = drafted(*told(MOTHER, on=MONDAY + DAY), *told(FATHER, on=MONDAY + 2 * DAY))

    assert [event.on for event in draft.record.dated(Event.DRAFT_SENT)] == [MONDAY]
    assert [(e.party, e.on) for e in draft.record.dated(Event.DRAFT_SERVED)] == [
        (MOTHER, MONDAY + DAY),
        (FATHER, MONDAY + 2 * DAY),
    ]


def test_a_draft_names_no_school():
    against = drafting().refusal(
        "issue draft", MONDAY, by=Role.CASEWORKER, served=both(), names_a_setting=True
    )

    assert against == ("a draft may not name a school or other institution",)


@pytest.mark.parametrize(
    ("on", "against"),
    [
        pytest.param(date(2026, 9, 21), (FLOOR,), id="the mother's fifteenth day"),
        pytest.param(date(2026, 9, 22), (FLOOR,), id="hers is over, the father has three left"),
        pytest.param(date(2026, 9, 24), (FLOOR,), id="the father's fifteenth day is not over"),
        pytest.param(date(2026, 9, 25), (), id="the day after the father's fifteenth"),
    ],
)
def test_the_fifteen_days_belong_to_each_parent_from_the_day_of_service(on, against):
    draft = drafted(
        *told(MOTHER, on=date(2026, 9, 7)),
        *told(FATHER, on=date(2026, 9, 10)),
    )

    assert against_final(draft, on) == against


def test_a_parent_who_has_finished_ends_their_own_fifteen_days_only():
    draft = drafted(*told(MOTHER, on=MONDAY), *told(FATHER, on=MONDAY + 3 * DAY))
    finished(draft, FATHER, MONDAY + 4 * DAY)

    assert against_final(draft, MONDAY + 14 * DAY) == (FLOOR,)
    assert against_final(draft, MONDAY + 15 * DAY) == ()


def test_the_plan_may_be_final_at_once_when_both_parents_have_finished(draft):
    finished(draft, MOTHER, MONDAY + DAY)
    finished(draft, FATHER, MONDAY + DAY)

    assert against_final(draft, MONDAY + DAY) == ()


def test_one_parent_cannot_finish_for_the_other(draft):
    against = draft.refusal(
        "representations", MONDAY, by=Role.FAMILY, person=MOTHER,
        form={"person": MOTHER, "finished": told(FATHER)},
    )  # fmt: skip

    assert against == ("one parent cannot say for another that nothing more will come",)


def test_a_new_draft_gives_fifteen_days_anew_to_those_who_had_finished_too(draft):
    finished(draft, MOTHER, MONDAY + DAY)
    finished(draft, FATHER, MONDAY + DAY)

    draft.move("issue draft", MONDAY + 2 * DAY, by=Role.CASEWORKER, served=both(MONDAY + 2 * DAY))

    assert against_final(draft, MONDAY + 16 * DAY) == (FLOOR,)
    assert against_final(draft, MONDAY + 17 * DAY) == ()


def test_a_parent_on_whom_no_draft_was_served_is_not_passed_over(draft):
    young = drafting()
    young.move(
        "issue draft", MONDAY, by=Role.CASEWORKER, served=told(MOTHER),
        not_reached=[{"person": FATHER, "reason": "no address known"}],
    )  # fmt: skip
    draft.lines = tuple(line for line in draft.lines if line.event is not Event.DRAFT_SENT)

    assert against_final(young) == ()
    assert against_final(draft) == (
        "somebody who holds the rights has neither been served nor accounted for",
    )


def test_a_draft_served_before_the_case_was_brought_in_has_its_floor_too():
    process = Walk(EHC_NEEDS_ASSESSMENT)
    process.move(
        "bring in", MONDAY, by=Role.DATA_LOADER, source="the earlier system",
        state="draft_issued", request_received_on=MONDAY - 70 * DAY, draft_served=both(MONDAY),
    )  # fmt: skip

    assert against_final(process, MONDAY + 14 * DAY) == (FLOOR,)
    assert against_final(process, MONDAY + 15 * DAY) == ()


@pytest.mark.parametrize("section_i", ["type", "elsewhere", "ordered"])
def test_where_no_particular_setting_is_chosen_nobody_has_to_be_consulted(draft, section_i):
    assert against_final(draft, section_i=section_i) == ()


def test_a_particular_setting_is_consulted_and_need_not_have_answered(draft):
    unasked = against_final(draft, **HILL)

    consult(draft, HILL_SCHOOL)

    assert unasked == (NOT_CONSULTED,)
    assert against_final(draft, **HILL) == ()


def test_another_authority_that_maintains_the_setting_is_consulted_as_well(draft):
    consult(draft, HILL_SCHOOL)
    alone = against_final(draft, **HILL, other_authority="841")

    consult(draft, HILL_SCHOOL, other_authority="841")

    assert alone == ("the other authority that maintains the setting has not been consulted",)
    assert against_final(draft, **HILL, other_authority="841") == ()


def test_a_setting_outside_section_38_3_has_to_offer_a_place(draft):
    consult(draft, HILL_SCHOOL)
    answer(draft, HILL_SCHOOL, "objection")
    objecting = against_final(draft, **HILL, in_s38_3=False)

    answer(draft, HILL_SCHOOL, "offer")

    assert objecting == ("the setting is outside section 38(3), and it has not offered a place",)
    assert against_final(draft, **HILL, in_s38_3=False) == ()


def test_an_objection_of_a_school_within_section_38_3_does_not_stop_it_from_being_named(draft):
    consult(draft, HILL_SCHOOL)
    answer(draft, HILL_SCHOOL, "objection")

    assert against_final(draft, **HILL) == ()


def test_the_school_a_family_asked_for_is_refused_with_ground_and_reasons_or_not_at_all(draft):
    asks_for(draft, MOTHER, VALE_SCHOOL)
    consult(draft, HILL_SCHOOL)

    bare = against_final(draft, **HILL)
    reasoned = against_final(
        draft, **HILL, refused_ground="unsuitable", refused_reasons="it takes children to eleven"
    )

    assert bare == (
        "a setting that was asked for is not named, and no ground of section 39(4) is given",
        "a setting that was asked for is not named, and no reasons are given",
    )
    assert reasoned == ()


def test_a_later_wish_takes_the_place_of_the_same_persons_earlier_one(draft):
    asks_for(draft, MOTHER, VALE_SCHOOL)
    asks_for(draft, MOTHER, {"setting_name": "hill school"})
    consult(draft, HILL_SCHOOL)

    assert against_final(draft, **HILL) == ()


def test_when_two_parents_ask_for_different_schools_the_one_not_named_is_reasoned(draft):
    asks_for(draft, MOTHER, HILL_SCHOOL)
    asks_for(draft, FATHER, VALE_SCHOOL)
    consult(draft, HILL_SCHOOL)

    assert len(against_final(draft, **HILL)) == 2


def test_a_setting_has_a_urn_or_a_ukprn_and_never_both(draft):
    against = draft.refusal(
        "consult a setting", MONDAY, by=Role.CASEWORKER, **HILL_SCHOOL, ukprn="10001234"
    )

    assert against == (
        "the setting is identified by none, or by more than one, of URN, UKPRN and setting type",
    )


def follows(kind):
    """Return what follows from a final plan, by the process of that kind."""
    request = recorded(
        "receive request",
        EHC_NEEDS_ASSESSMENT.move("receive request", "not_begun").form.fill(
            {"kind": kind, "source": 1}
        ),
    )
    final = asked(FINAL, request)
    move = EHC_NEEDS_ASSESSMENT.move("issue final plan", "draft_issued")
    return [(c.policy, c.move, c.opens, c.form(final)) for c in move.then if c.when(final)]


def test_a_first_final_plan_opens_the_plan_with_the_setting_it_names():
    (policy, move, opens, content), *_ = follows("assessment")

    assert (policy, move, opens) == ("ehc_plan", "make plan", True)
    assert content["setting_named_on"] == MONDAY
    assert content["urn"] == HILL_SCHOOL["urn"]
    assert content["in_s38_3"] is FINAL.in_s38_3
    assert content["primary_need"] == "ASD"


def test_after_a_reassessment_the_plan_there_is_gets_a_version_and_no_second_plan_is_made():
    (policy, move, opens, content), *_ = follows("reassessment")

    assert (policy, move, opens) == ("ehc_plan", "record version", False)
    assert content["sent"] == FINAL.sent


@pytest.mark.parametrize("kind", ["assessment", "reassessment"])
def test_a_final_plan_opens_the_time_to_appeal_against_what_it_says(kind):
    policy, move, opens, content = follows(kind)[-1]

    assert (policy, move, opens) == ("dispute", "open window", True)
    assert (content["kind"], content["sent"]) == ("contents", FINAL.sent)


def test_only_after_a_reassessment_may_section_i_stay_as_it_is():
    first = drafted(*both())
    again = drafted(*both(), kind="reassessment")

    assert against_final(again, section_i="unchanged") == ()
    assert against_final(first, section_i="unchanged") == (
        "a first plan has no earlier section I that could stay as it is",
    )
