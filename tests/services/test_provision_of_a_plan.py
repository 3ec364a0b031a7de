"""What a plan provides: section F is the authority's to secure, section G the care board's."""

from datetime import date

import pytest

from pathway.services.office import Actor
from statemachines.vocabulary import Role
from tests.services.told_clocks import begin_in, clocks_of, open_one, running

MADE, CONFIRMED, LATER = date(2026, 9, 7), date(2026, 9, 14), date(2026, 10, 5)


@pytest.fixture
def makes(office, around):
    def made(**said):
        decides = Actor(person=around.manager, role=Role.DECISION_MAKER)
        said = {"section_i": "setting", "urn": "100001", **said}
        return open_one(office, around, "ehc_plan", "make plan", decides, MADE, **said).process

    return made


def settled(office, process, rule):
    return [(c.settled_on, c.met) for c in clocks_of(office, process) if c.rule == rule]


def test_health_provision_in_place_does_not_meet_the_authoritys_duty(
    office, makes, move, caseworker
):
    plan = makes(health_provision=True)

    move(plan, "confirm provision", caseworker, CONFIRMED, {"section": "G"})

    assert settled(office, plan, "EHC-10") == [(None, False)]
    assert settled(office, plan, "EHC-10.health") == [(CONFIRMED, True)]


def test_education_in_place_does_not_meet_the_care_boards_duty(office, makes, move, caseworker):
    plan = makes(health_provision=True)

    move(plan, "confirm provision", caseworker, CONFIRMED, {"section": "F"})

    assert settled(office, plan, "EHC-10") == [(CONFIRMED, True)]
    assert settled(office, plan, "EHC-10.health") == [(None, False)]


def test_a_plan_without_health_provision_asks_nothing_of_the_care_board(office, makes):
    plan = makes()

    assert "EHC-10" in running(office, plan)
    assert "EHC-10.health" not in running(office, plan)


def test_health_provision_that_an_amendment_brings_is_due_with_it(office, makes, move, caseworker):
    plan = makes()

    move(plan, "record version", caseworker, LATER, {"health_provision": True})

    assert settled(office, plan, "EHC-10.health") == [(None, False)]


def test_health_provision_that_an_amendment_takes_out_is_due_no_more(
    office, makes, move, caseworker
):
    plan = makes(health_provision=True)

    move(plan, "record version", caseworker, LATER, {"health_provision": False})

    assert settled(office, plan, "EHC-10.health") == [(LATER, False)]


def test_the_provision_of_a_plan_from_elsewhere_is_due_with_the_transfer(
    office, around, move, caseworker
):
    plan = open_one(
        office, around, "ehc_plan", "transfer in", caseworker, LATER, section_i="setting",
        urn="100001", from_authority="841", plan_made_on=MADE, health_provision=True,
    ).process  # fmt: skip

    assert settled(office, plan, "EHC-10") == [(LATER, False)]
    assert [c.due_on for c in clocks_of(office, plan) if c.rule == "EHC-10.health"] == [LATER]
    assert "TRF-02" in running(office, plan)

    move(plan, "confirm provision", caseworker, LATER, {"section": "G"})

    assert "TRF-02" in running(office, plan)


def test_the_final_amended_plan_tells_the_plan_of_its_health_provision(office, makes, around):
    plan, decides = makes(), Actor(person=around.manager, role=Role.DECISION_MAKER)
    sent = [{"person": who, "on": LATER} for who in (around.mother, around.father)]

    begin_in(
        office, plan, "plan_amendment", "send plan as ordered", decides, LATER,
        section_i="ordered", urn="100001", sent=sent, health_provision=True,
    )  # fmt: skip

    assert "EHC-10.health" in running(office, plan)
