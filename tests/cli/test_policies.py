"""The versions of policies, and taking processes to the newest, by command."""

import pytest

from tests.amended import amend
from tests.cli.running import done, pathway

LATER = ("--at", "2026-09-21")


@pytest.fixture
def administrator(here):
    ada = ("--name", "Ada Min", "--role", "administrator", "--authority", here.code)
    return done("people", "add", *ada)["id"]


def states(case):
    return [process["state"] for process in done("case", "show", case, *LATER)["processes"]]


def test_the_versions_of_every_policy_are_listed_with_the_processes_at_them(opened, monkeypatch):
    opened()
    amend(monkeypatch)

    listed = {(one["policy"], one["version"]): one for one in done("policies", "list")}

    assert listed["graduated_approach", 1]["processes"] == 1
    assert listed["graduated_approach", 1]["leads_to"] == 2
    assert listed["graduated_approach", 2]["newest"]
    assert "placement" in pathway("policies", "list").out


def test_a_dry_run_lists_state_and_dates_before_and_after_and_writes_nothing(
    opened, administrator, monkeypatch
):
    case = opened()
    before = done("case", "history", case)
    amend(monkeypatch, assess="finding out")

    told = pathway("policies", "migrate", "--dry-run", "--as", administrator, *LATER)

    assert told.code == 0, told.err
    assert "1 → 2" in told.out
    assert "assess → finding out" in told.out
    assert "the same" in told.out
    assert "1 processes would be migrated; nothing was written; 0 refused" in told.out
    assert done("case", "history", case) == before


def test_migrating_takes_a_process_along_and_twice_is_once(opened, administrator, monkeypatch):
    case = opened()
    amend(monkeypatch, assess="finding out")
    ask = ("policies", "migrate", "graduated approach", "--as", administrator, *LATER)

    first, second = done(*ask), done(*ask)

    (one,) = first["processes"]
    assert (one["from_state"], one["to_state"], one["refused"]) == ("assess", "finding out", "")
    assert one["before"] == one["after"] != []
    assert second == {"dry_run": False, "processes": []}
    assert states(case) == ["finding out"]


def test_what_is_refused_is_told_with_its_reason_and_the_command_fails(
    opened, administrator, monkeypatch
):
    opened()
    amend(monkeypatch, migrates=False)

    ran = pathway("policies", "migrate", "--as", administrator, *LATER)

    assert ran.code == 1
    assert "no migration of graduated_approach leads from version 1 to 2" in ran.out
    assert "0 processes migrated; 1 refused" in ran.out


def test_a_caseworker_migrates_nothing(opened, known, monkeypatch):
    opened()
    amend(monkeypatch)

    ran = pathway("policies", "migrate", "--as", known.caseworker, *LATER)

    assert ran.code == 1
    assert "only these may: administrator, data loader" in ran.out
    assert "0 processes migrated; 1 refused" in ran.out
