import json
from datetime import date

import pytest
from sqlalchemy import text

from tests.cli.running import pathway
from tests.flows.due import overdue_placement, states

pytestmark = pytest.mark.usefixtures("settled")


def test_it_moves_what_is_due_and_says_what_it_did(office):
    case = overdue_placement(office)

    said = pathway("sweep")

    assert said.code == 0
    assert "001: 1 moved" in said.out
    assert f"moved    {case.process}" in said.out
    assert states(office) == ["overrun"]


def test_it_answers_as_json_for_every_authority(office, other_office):
    overdue_placement(office)

    said = json.loads(pathway("sweep", "--json").out)

    assert sorted(said) == ["001", "002"]
    assert len(said["001"]["moved"]) == 1
    assert said["002"]["moved"] == []
    assert said["001"]["alerted"]["clocks"] >= 0
    assert states(other_office) == []


def test_it_sweeps_the_one_authority_that_is_named(office, other_office):
    overdue_placement(office)
    overdue_placement(other_office)

    pathway("sweep", "--authority", "002")

    assert (states(office), states(other_office)) == (["active"], ["overrun"])


def test_a_day_to_come_is_acted_for_on_a_synthetic_authority_alone(office, owner_engine):
    overdue_placement(office, on=date(2027, 3, 10))

    before = pathway("sweep", "--at", "2027-03-09", "--json")
    then = pathway("sweep", "--at", "2027-03-10", "--json")
    with owner_engine.begin() as connection:
        connection.execute(text("update authorities set synthetic = false"))
    refused = pathway("sweep", "--at", "2199-01-01")

    assert len(json.loads(before.out)["001"]["moved"]) == 0
    assert len(json.loads(then.out)["001"]["moved"]) == 1
    assert refused.code == 1
    assert refused.err.count("\n") == 1


def test_where_a_case_fails_it_is_named_and_the_exit_code_tells(office, owner_engine):
    case = overdue_placement(office)
    with owner_engine.begin() as connection:
        connection.execute(text("update contents set content = '{\"ends_on\": 1}'"))

    said = pathway("sweep")

    assert said.code == 1
    assert "1 failed" in said.out
    assert f"failed   {case.process}" in said.out


def test_without_any_authority_it_says_how_to_make_one():
    said = pathway("sweep")

    assert said.code == 1
    assert "there is no authority yet" in said.err
