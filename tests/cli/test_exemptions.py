"""A school's closure as a ground, on the command line: refused with its days, then recorded."""

import pytest

from tests.cli.running import done, pathway

TERMS = """\
Kind,First day,Last day
Summer term,13/04/2026,21/07/2026
Autumn term,02/09/2026,18/12/2026
"""


@pytest.fixture
def assessment(known, opened, tmp_path):
    """An assessment asked for on 8 June, in an authority whose terms are recorded."""
    file = tmp_path / "terms.csv"
    file.write_text(TERMS, encoding="utf-8")
    reference = opened("2026-06-01")
    done("calendars", "import", file, "--as", known.manager, "--at", "2026-06-01")
    done(
        "case", "open", known.pupil, "--policy", "ehc_needs_assessment", "--at", "2026-06-08",
        "--as", known.caseworker, "--set", "source=1",
    )  # fmt: skip
    return f"{reference}/ehc_needs_assessment"


def ask_head(assessment, known, day):
    done(
        "case", "move", assessment, "ask for advice", "--at", day, "--as", known.caseworker,
        "--set", "adviser=Hill School", "--set", "kind=school",
    )  # fmt: skip


def record(assessment, known, *more):
    told = ", ".join(
        f'{{"person": "{one}", "on": "2026-09-07"}}' for one in (known.mother, known.father)
    )
    return pathway(
        "case", "move", assessment, "record exemption", "--at", "2026-09-07",
        "--as", known.manager, "--role", "decision_maker", "--set", "limb=13(3)(a)",
        "--set", "evidence=the dates", "--set", "impractical_because=nobody was there",
        "--set", f"family_told=[{told}]", *more,
    )  # fmt: skip


def test_a_request_outside_the_window_is_refused_with_the_windows_days(assessment, known):
    ask_head(assessment, known, "2026-08-27")

    ran = record(
        assessment, known, "--set", "closed_from=2026-07-22", "--set", "reopens_on=2026-09-02"
    )

    assert ran.code == 1
    said = " ".join(ran.err.split())
    assert "the head of the school was asked on 27 August 2026" in said
    assert "the window runs from 15 July 2026 to 26 August 2026, and that day is outside" in said


def test_the_calendars_days_are_shown_confirmed_and_explained(assessment, known):
    ask_head(assessment, known, "2026-07-16")

    first = record(assessment, known)
    second = record(
        assessment, known, "--set", "closed_from=2026-07-22", "--set", "reopens_on=2026-09-02",
        "--set", "working_target_on=2026-11-13",
    )  # fmt: skip
    told = pathway("clocks", "explain", assessment.split("/")[0], "EHC-08")

    assert first.code == 1
    assert "confirm both days in closed_from and reopens_on" in " ".join(first.err.split())
    assert second.code == 0, second.err
    explained = " ".join(told.out.split())
    assert "EHC-08 · MUST · deadline · Monday 26 October 2026" in explained
    assert "disapplied" in explained
    assert "Wednesday 15 July 2026, to one week before the reopening" in explained
    assert "own working target is Friday 13 November 2026; it moves no legal date" in explained
