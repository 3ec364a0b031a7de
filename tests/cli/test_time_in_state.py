"""`pathway report time-in-state`: tables for people, JSON and CSV for programs."""

import csv
from io import StringIO

import pytest

from tests.cli.running import done, pathway

REPORT = ("report", "time-in-state")
AS_AT = ("--at", "2026-09-28")


@pytest.fixture
def handed_over(opened, known):
    """A case of three weeks, in `assess` all the time, that changed hands after one."""
    reference = opened("2026-09-07")
    new = done(
        "people", "add", "--name", "Col League", "--role", "caseworker", "--email", "c@l.example"
    )
    done(
        "case", "move", reference, "hand over", "--at", "2026-09-14",
        "--as", known.manager, "--role", "manager",
        "--set", f"new_owner={new['id']}",
    )  # fmt: skip
    return reference


@pytest.mark.usefixtures("handed_over")
def test_the_figures_are_told_with_their_definition():
    told = done(*REPORT, *AS_AT)

    (assess,) = told["by_state"]
    assert (assess["state"], assess["count"], assess["still_open"]) == ("assess", 1, 1)
    assert (assess["days"]["longest"], assess["school_days"]["longest"]) == (21, 15)
    assert told["definition"][0] == "Time in state, as at 28 September 2026."
    assert told["by_waiting_for"][0]["waiting_for"] == "school"


@pytest.mark.usefixtures("handed_over")
def test_by_caseworker_each_has_the_days_of_their_own():
    told = done(*REPORT, *AS_AT, "--by", "caseworker")

    days = {row["held"]["caseworker"]["name"]: row["days"]["longest"] for row in told["by_state"]}
    assert days == {"Cas Worker": 7, "Col League": 14}


@pytest.mark.usefixtures("handed_over")
def test_what_had_been_recorded_by_a_day_is_all_that_was_recorded_on_it():
    asked = (*REPORT, *AS_AT, "--by", "caseworker", "--as-recorded-at")

    on_the_day, before = done(*asked, "2026-09-14"), done(*asked, "2026-09-13")

    assert [len(told["by_state"]) for told in (on_the_day, before)] == [2, 1]


@pytest.mark.usefixtures("handed_over")
def test_people_read_tables_below_the_definition():
    ran = pathway(*REPORT, *AS_AT, "--by", "primary-need")

    assert ran.code == 0
    assert ran.out.index("A stay begins on the day") < ran.out.index("By state: Graduated approach")
    assert "speech, language" in ran.out


@pytest.mark.usefixtures("handed_over")
def test_csv_holds_a_row_a_line_and_the_definition_below():
    ran = pathway(*REPORT, *AS_AT, "--by", "caseworker", "--csv")

    rows, definition = ran.out.split("\n\n")
    told = list(csv.DictReader(StringIO(rows)))
    assert [row["median_days"] for row in told if row["told"] == "state"] == ["7", "14"]
    assert {row["told"] for row in told} == {
        "state", "waiting_for", "total of state", "total of waiting_for",
    }  # fmt: skip
    assert "Time in state, as at 28 September 2026." in definition


@pytest.mark.usefixtures("handed_over")
def test_small_numbers_are_hidden_on_request():
    told = done(*REPORT, *AS_AT, "--suppress")
    written = pathway(*REPORT, *AS_AT, "--suppress", "--csv")

    assert [(row["hidden"], row["count"], row["days"]) for row in told["by_state"]] == [
        (True, None, None)
    ]
    assert "hidden,hidden,hidden" in written.out


@pytest.mark.usefixtures("here")
def test_a_name_cannot_become_a_formula_in_a_spreadsheet(opened):
    reference = opened("2026-09-07")
    done(
        "case", "move", reference, "change details", "--at", "2026-09-07",
        "--set", "from_on=2026-09-07", "--set", "district==cmd|calc",
    )  # fmt: skip

    ran = pathway(*REPORT, *AS_AT, "--by", "district", "--csv")

    assert "'=cmd|calc" in ran.out


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--policy", "placements"), 1, "placements"),
        (("--from", "2026-09-07", "--to", "2026-09-01"), 1, "swap the days"),
        (("--to", "2026-09-01"), 2, "--from"),
        (("--json", "--csv"), 2, "choose one"),
        (("--at", "9/8/2026"), 1, "--at"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(words, code, said):
    ran = pathway(*REPORT, *words)

    assert (ran.code, said in ran.err, ran.out) == (code, True, "")
