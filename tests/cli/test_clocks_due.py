"""`pathway clocks due` and `pathway clocks rules`: what they answer, and how they refuse."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from pathway.cli.clocks import app
from pathway.domain.rules.statute_book import statute_book

CALENDAR = {
    "terms": [["2026-09-02", "2026-12-18"], ["2027-01-04", "2027-03-25"]],
    "closures": [["2026-10-26", "2026-10-30"], ["2027-02-15", "2027-02-19"]],
}
KEYS = [
    "rule", "due_on", "safe_on", "last_working_day", "kind", "force", "citation", "explanation",
    "why_no_date",
]  # fmt: skip


@pytest.fixture
def calendar(tmp_path):
    file = tmp_path / "the school.json"
    file.write_text(json.dumps(CALENDAR))
    return file


def ask(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def answer(*words):
    result = ask("due", *words, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_the_answer_has_exactly_the_keys_that_were_promised():
    found = answer("EHC-08", "--on", "T0=2026-09-07")

    assert list(found) == KEYS
    assert found["rule"] == "EHC-08"
    assert found["due_on"] == "2027-01-25"
    assert found["safe_on"] is None
    assert found["last_working_day"] == "2027-01-25"
    assert (found["kind"], found["force"]) == ("deadline", "MUST")
    assert "reg 13(2)" in found["citation"]
    assert any("140 days" in step for step in found["explanation"])
    assert found["why_no_date"] is None


def test_a_composite_takes_several_events():
    found = answer("AR-14", "--on", "review_meeting=2026-11-16", "--on", "notice_sent=2026-12-01")

    assert found["due_on"] == "2027-01-26"


def test_a_notice_has_a_literal_and_a_safe_date(calendar):
    found = answer("AP-05", "--on", "offsite_start=2026-11-02", "--calendar", calendar)

    assert (found["due_on"], found["safe_on"]) == ("2026-10-22", "2026-10-21")


def test_where_the_law_fixes_no_day_the_reason_stands_in_its_place():
    found = answer("SS-02", "--on", "provision_started=2026-09-16")

    assert found["due_on"] is None
    assert "no number" in found["why_no_date"]


@pytest.mark.parametrize("year", ["2026", "2026/27", "2026-27"])
def test_a_year_will_do_where_a_year_is_asked_for(year):
    assert answer("SS-06", "--on", f"school_year={year}")["due_on"] == "2027-08-31"


@pytest.mark.parametrize("name", ["ehc-08", " EHC-08"])
def test_a_rule_is_known_however_it_is_written(name):
    assert answer(name, "--on", "t0=2026-09-07")["rule"] == "EHC-08"


def test_a_day_may_be_written_day_first_where_it_cannot_be_anything_else():
    assert answer("EHC-08", "--on", "request_received=28/09/2026")["due_on"] == "2027-02-15"


def test_in_a_terminal_the_reasons_are_numbered():
    page = ask("due", "EHC-08", "--on", "T0=2026-09-07").stdout

    assert "due               Monday 25 January 2027" in page
    assert "  1. Request received: Monday 7 September 2026." in page


REFUSALS = [
    (["EHC-88", "--on", "T0=2026-09-07"], "there is no rule EHC-88; did you mean EHC-08"),
    (["EHC-08", "--on", "draft_served=2026-09-07"], "knows no event draft_served"),
    (["EHC-08", "--on", "start_confirmed=2026-09-07"], "needs a date for request_received"),
    (
        ["EHC-08", "--on", "T0=2026-09-07", "--on", "request_received=2026-09-08"],
        "two days for request_received",
    ),
    (["AR-14", "--on", "notice_sent=2026-09-07"], "needs a date for review_held"),
    (
        ["EHC-08", "--on", "T0=07/09/2026"],
        "T0: '07/09/2026' could be 7 September or 9 July; write 2026-09-07",
    ),
    (["EHC-08", "--on", "T0=2026-09-31"], "'2026-09-31' cannot be read as a day"),
    (["EHC-08", "--on", "T0=2026"], "'2026' cannot be read as a day"),
    (["TRF-01", "--on", "became_aware=2030-09-09"], "bank holidays of England and Wales: known"),
    (["EHC-08", "--on", "T0=2013-09-07"], "not in force on 2013-09-07, only from 2014-09-01"),
    (
        ["AP-05", "--on", "offsite_start=2026-11-02"],
        'give its terms and closures as JSON: {"terms"',
    ),
    (["AP-05", "--on", "offsite_start=2026-11-02", "--calendar", "nowhere"], "cannot be read"),
    (["EHC-08", "--on", "T0=9999-12-31"], "known from 2012-01-01 to 2028-12-31, not 9999-12-31"),
    (["SS-10", "--on", "second_birthday=9999-12-31"], "2028-12-31, not 9999-12-31; take a day"),
    (["AR-16", "--on", "transfer_year=0000"], "'0000' cannot be read as a day; write it as"),
    (["AR-16", "--on", "transfer_year=2027/29"], "'2027/29' cannot be read as a day"),
    (["AR-16", "--on", "transfer_year=9999"], "2028-12-31, not 9999-09-01; take a day"),
    (["TRF-05", "--on", "commissioner_changed=2026-12-14"], "TRF-05 knows no event commissioner"),
]


@pytest.mark.parametrize(("words", "sentence"), REFUSALS, ids=[said for _, said in REFUSALS])
def test_a_refusal_is_one_sentence_on_stderr_and_exit_1(words, sentence):
    result = ask("due", *words)

    assert result.exit_code == 1
    assert sentence in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""


def test_a_day_past_the_schools_calendar_is_refused_with_its_name(calendar):
    result = ask("due", "AP-13", "--on", "placement_start=2027-09-06", "--calendar", calendar)

    assert result.exit_code == 1
    assert "the school.json: known from 2026-08-01 to 2027-03-25" in result.stderr


def test_a_calendar_with_a_hole_is_refused_with_the_place(calendar):
    calendar.write_text('{"terms": [["2026-09-02", "2026-12-18"], ["2027-04-12", "2027-07-21"]]}')

    result = ask("due", "AP-13", "--on", "placement_start=2026-09-07", "--calendar", calendar)

    assert result.exit_code == 1
    assert "school.json, line 1, the term from 2027-04-12: no term lies between" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["EHC-08"],
        ["EHC-08", "--on", "T0"],
        ["EHC-08", "--on", "T0="],
        ["EHC-08", "--on", "=2026-09-07"],
        ["EHC-08", "--on", "T0=2026-09-07", "--off"],
    ],
)
def test_what_is_misunderstood_is_exit_2(words):
    assert ask("due", *words).exit_code == 2


def test_an_event_given_twice_is_misunderstood():
    result = ask("due", "EHC-08", "--on", "T0=2026-09-07", "--on", "T0=2026-09-08")

    assert result.exit_code == 2


def test_every_rule_is_listed_with_what_starts_it():
    listed = json.loads(ask("rules", "--json").stdout)

    assert [entry["rule"] for entry in listed] == [rule.id for rule in statute_book().newest]
    assert all(entry["events"] and entry["citation"] for entry in listed)


def test_rules_can_be_looked_for():
    page = ask("rules", "reg 13(2)").stdout

    assert "EHC-08" in page
    assert "AR-01" not in page


def test_no_database_and_no_orchestration_is_loaded_for_a_date():
    code = "import sys, pathway.cli.clocks; print(*sys.modules)"

    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert not {"sqlalchemy", "sqlmodel", "psycopg", "prefect", "pydantic"} & set(loaded)
