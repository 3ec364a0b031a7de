"""Grounds of exemption through the engine: a plan, an exclusion, an assessment, a dispute."""

from datetime import date

import pytest
from sqlalchemy import text

from pathway.services.office import Actor
from pathway.services.rebuilding import verify_clocks
from statemachines.errors import FormIncomplete, MoveRefused
from statemachines.vocabulary import Role
from tests.services.told_clocks import due, open_one

MADE, VISITED, ENDED = date(2026, 9, 7), date(2026, 9, 21), date(2026, 11, 2)


@pytest.fixture
def decides(around):
    return Actor(person=around.manager, role=Role.DECISION_MAKER)


@pytest.fixture
def told_both(around):
    def on(day):
        return [{"person": str(one), "on": str(day)} for one in (around.mother, around.father)]

    return on


@pytest.fixture
def plan(office, around, decides):
    return open_one(
        office, around, "ehc_plan", "make plan", decides, MADE, section_i="elsewhere"
    ).process  # fmt: skip


@pytest.fixture
def excluded(office, around, caseworker):
    return open_one(
        office, around, "exclusion", "exclude permanently", caseworker, MADE, excluded_from=MADE,
        reasons="a knife", early_review_considered=True,
    ).process  # fmt: skip


def disapplied(office, rule):
    asked = text("select disapplied from clocks where rule_id = :rule order by started_by")
    with office.engine.connect() as connection:
        return list(connection.execute(asked, {"rule": rule}).scalars())


def arranged(told, day, **more):
    return {
        "evidence": "a visit", "arrangements": "taught at home by a tutor",
        "suitable_because": "it makes all of section F", "family_told": told(day), **more,
    }  # fmt: skip


def test_what_a_home_educating_family_arranges_is_not_owed_until_it_ends(
    office, plan, move, decides, told_both
):
    by = Actor(person=decides.person, role=Role.CASEWORKER)
    move(plan, "record home education", by, MADE, {"arrangement": "elective"})
    overdue = disapplied(office, "EHC-10")

    move(plan, "record exemption", decides, VISITED, arranged(told_both, VISITED))
    freed = disapplied(office, "EHC-10")
    over = arranged(told_both, ENDED, ended_on=ENDED)
    move(plan, "record exemption", decides, ENDED, over)

    assert (overdue, freed, disapplied(office, "EHC-10")) == ([None], ["42(5)"], [None])
    assert due(office, plan)["EHC-10"] == MADE
    assert verify_clocks(office).differences == ()


def test_arrangements_are_found_suitable_with_evidence_and_a_reason(plan, move, decides, told_both):
    content = arranged(told_both, VISITED)
    del content["suitable_because"]

    with pytest.raises(FormIncomplete, match="suitable_because"):
        move(plan, "record exemption", decides, VISITED, content)


@pytest.mark.usefixtures("plan")
def test_hours_capped_by_a_plan_free_an_excluded_pupils_education_of_being_full_time(
    office, excluded, move, caseworker, told_both
):
    capped = {
        "limb": "5(2)(b)", "evidence": "section F", "hours_in_plan": 12, "hours_provided": 10,
        "family_told": told_both(VISITED),
    }  # fmt: skip

    with pytest.raises(MoveRefused, match="the hours that the plan sets are not all provided"):
        move(excluded, "record exemption", caseworker, VISITED, capped)
    move(excluded, "record exemption", caseworker, VISITED, {**capped, "hours_provided": 12})

    assert disapplied(office, "AP-03") == ["5(2)(b)"]


def test_without_a_plan_nothing_caps_the_hours_of_an_excluded_pupil(
    excluded, move, caseworker, told_both
):
    capped = {
        "limb": "5(2)(b)", "evidence": "section F", "hours_in_plan": 12, "hours_provided": 12,
        "family_told": told_both(VISITED),
    }  # fmt: skip

    with pytest.raises(MoveRefused, match="no EHC plan of this pupil is maintained"):
        move(excluded, "record exemption", caseworker, VISITED, capped)


def test_a_child_assessed_not_long_ago_is_consulted_all_the_same(
    office, around, caseworker, move, decides, told_both
):
    assessment = open_one(
        office, around, "ehc_needs_assessment", "receive request", caseworker, MADE, source="1",
        requester="parent",
    ).process  # fmt: skip

    move(assessment, "record earlier assessment", decides, VISITED, {
        "evidence": "the report of May", "last_assessed_on": "2026-05-11",
        "family_told": told_both(VISITED),
    })  # fmt: skip

    assert disapplied(office, "EHC-01.views") == ["36(6)(b)"]
    assert disapplied(office, "EHC-01") == [None]


def test_an_orders_ground_keeps_its_end_its_target_and_who_was_told(
    office, around, caseworker, move, decides, told_both
):
    dispute = open_one(
        office, around, "dispute", "open window", caseworker, MADE, kind="contents",
        sent=told_both(MADE),
    ).process  # fmt: skip
    move(dispute, "register appeal", caseworker, VISITED)
    move(dispute, "record order", caseworker, date(2026, 10, 5), {"orders": ["amend"]})
    ill = {
        "limb": "44(3)(a)", "evidence": "the hospital's letter", "impractical_because": "nobody",
        "ended_on": "2026-10-30", "working_target_on": "2026-11-13",
    }  # fmt: skip

    with pytest.raises(MoveRefused, match="the family has not been told that it is late, and why"):
        move(dispute, "record exemption", decides, ENDED, ill)
    move(dispute, "record exemption", decides, ENDED, {**ill, "family_told": told_both(ENDED)})

    assert disapplied(office, "ORD-06") == ["44(3)(a)"]
    assert due(office, dispute)["ORD-06"] == date(2026, 11, 9)
