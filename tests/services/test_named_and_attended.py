"""The setting that a plan names and the one that is attended, through engine and database.

Only the school that the plan names can do what CFA 2014 s.43 asks of it, and only those bodies
that s.43(1) lists are bound to.
"""

from datetime import date

import pytest

from tests.services.brought_in import bring_in
from tests.services.told_clocks import clocks_of, open_one

HILL = {"urn": "100001", "setting_name": "Hill School"}
VALE = {"urn": "100002", "setting_name": "Vale School"}
ELSEWHERE = {"urn": "100003", "setting_name": "Moor School"}
MADE, NAMED, LATER, ATTENDED = (
    date(2026, 3, 9), date(2026, 9, 7), date(2026, 10, 5), date(2026, 10, 12),
)  # fmt: skip


@pytest.fixture
def plan(office, around):
    said = {"state": "maintained", "plan_made_on": MADE}
    return bring_in(office, around, "ehc_plan", MADE, **said).process


@pytest.fixture
def names(plan, move, caseworker):
    def named(day, **setting):
        move(plan, "record setting named", caseworker, day, setting)

    return named


def admissions(office, plan):
    """Tell of each duty to admit when it was settled, and whether it was done."""
    return [(c.settled_on, c.met) for c in clocks_of(office, plan) if c.rule == "EHC-11"]


def test_attending_another_school_leaves_the_duty_of_the_named_one(
    office, plan, names, move, caseworker
):
    names(NAMED, **HILL)

    move(plan, "record setting attended", caseworker, ATTENDED, ELSEWHERE)

    assert admissions(office, plan) == [(None, False)]


def test_attending_the_named_school_shows_that_it_has_admitted(
    office, plan, names, move, caseworker
):
    names(NAMED, **HILL)

    move(plan, "record setting attended", caseworker, ATTENDED, HILL)

    assert admissions(office, plan) == [(ATTENDED, True)]


def test_the_admission_that_another_school_records_is_not_that_of_the_named_one(
    office, plan, names, move, caseworker
):
    names(NAMED, **HILL)
    move(plan, "record admission", caseworker, LATER, ELSEWHERE)
    before = admissions(office, plan)

    move(plan, "record admission", caseworker, ATTENDED, HILL)

    assert before == [(None, False)]
    assert admissions(office, plan) == [(ATTENDED, True)]


def test_naming_another_school_later_ends_the_duty_of_the_first(office, plan, names):
    names(NAMED, **HILL)

    names(LATER, **VALE)

    assert admissions(office, plan) == [(LATER, False), (None, False)]


def test_a_second_setting_is_named_beside_the_first_and_not_instead_of_it(office, plan, names):
    names(NAMED, **HILL)

    names(LATER, rank=2, **VALE)

    assert admissions(office, plan) == [(None, False), (None, False)]


def test_naming_the_same_school_again_begins_no_second_duty(office, plan, names, move, caseworker):
    names(NAMED, **HILL)

    names(LATER, **HILL)
    move(plan, "record setting attended", caseworker, ATTENDED, HILL)

    assert admissions(office, plan) == [(ATTENDED, True)]


def test_a_school_that_is_named_once_more_after_another_owes_admission_anew(office, plan, names):
    names(NAMED, **HILL)
    names(LATER, **VALE)

    names(ATTENDED, **HILL)

    assert admissions(office, plan) == [(LATER, False), (ATTENDED, False), (None, False)]


def test_a_setting_outside_section_43_has_no_duty_to_admit_but_takes_the_place_of_one(
    office, plan, names
):
    names(NAMED, **HILL)

    names(LATER, **VALE, in_s38_3=False)

    assert admissions(office, plan) == [(LATER, False)]


def test_what_has_only_a_setting_type_is_no_school_that_section_43_binds(office, plan, names):
    names(NAMED, setting_type="EYP", setting_name="Acorn Nursery")

    assert admissions(office, plan) == []


def test_a_plan_that_names_only_a_type_of_setting_names_the_school_no_more(
    office, plan, names, move, caseworker
):
    names(NAMED, **HILL)

    said = {"section_i": "type", "type_of_setting": "a special school"}
    move(plan, "record version", caseworker, LATER, said)

    assert admissions(office, plan) == [(LATER, False)]


def test_an_amendment_that_leaves_section_i_as_it_was_leaves_the_duty_as_well(
    office, plan, names, move, caseworker
):
    names(NAMED, **HILL)

    move(plan, "record version", caseworker, LATER, {"sections": "F"})

    assert admissions(office, plan) == [(None, False)]


def test_a_plan_from_another_authority_carries_whether_its_school_is_bound(
    office, around, caseworker
):
    said = {
        "section_i": "setting", **VALE, "setting_named_on": MADE, "in_s38_3": False,
        "from_authority": "841", "plan_made_on": MADE,
    }  # fmt: skip

    process = open_one(office, around, "ehc_plan", "transfer in", caseworker, NAMED, **said).process

    assert admissions(office, process) == []
