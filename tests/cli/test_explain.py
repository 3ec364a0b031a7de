"""`pathway clocks explain`: the steps, the law's addresses, what would change it, the rights."""

import pytest

from tests.cli.running import done, pathway


@pytest.fixture
def requested(opened, known):
    """A case in which an assessment was asked for on 7 September and confirmed later."""
    reference = opened("2026-09-01")
    done(
        "case", "open", known.pupil, "--policy", "ehc_needs_assessment", "--at", "2026-09-07",
        "--as", known.caseworker, "--set", "source=1", "--set", "requester=Mo Ther",
    )  # fmt: skip
    return reference


def told(reference, rule, *more):
    [one] = done("clocks", "explain", reference, rule, *more)
    return one


def test_each_part_of_an_explanation_is_told(requested):
    ran = pathway("clocks", "explain", requested, "EHC-02")

    assert ran.code == 0
    assert "EHC-02 · MUST · deadline · Monday 19 October 2026" in ran.out
    assert "  1. Request received: Monday 7 September 2026 (line 1 of the history)." in ran.out
    assert "SI 2014/1530 reg 5: https://www.legislation.gov.uk/uksi/2014/1530/regulation/5" in (
        ran.out
    )
    assert "  What would change it:" in ran.out
    assert "(Local Government Act 1974 s.26B)" in ran.out
    assert "in time at least until Tuesday 19 October 2027" in ran.out


def test_programs_read_the_same(requested):
    one = told(requested, "EHC-02")

    assert one["due_on"] == "2026-10-19"
    assert one["links"][0]["address"].endswith("/uksi/2014/1530/regulation/5")
    assert any(right["until"] == "2027-10-19" for right in one["rights"])
    assert {right["force"] for right in one["rights"]} <= {"MUST", "PRACTICE"}


def test_as_at_a_day_only_what_had_happened_by_then_counts(requested, known):
    done(
        "case", "move", f"{requested}/ehc_needs_assessment", "decide to assess",
        "--at", "2026-10-05", "--as", known.manager, "--role", "decision_maker",
        "--set", f'notified=[{{"person": "{known.mother}", "on": "2026-10-05"}},'
        f' {{"person": "{known.father}", "on": "2026-10-05"}}]',
    )  # fmt: skip

    now = told(requested, "EHC-02")
    before = told(requested, "EHC-02", "--as-at", "2026-10-04")
    after_all = told(requested, "EHC-02", "--as-at", "2026-10-05")

    assert (now["standing"], now["settled_on"], now["rights"]) == ("met", "2026-10-05", [])
    assert (before["standing"], before["settled_on"]) == ("open", None)
    assert before["rights"]
    assert after_all["standing"] == "met"


def test_as_at_a_day_past_the_date_it_is_told_as_missed(requested):
    assert told(requested, "EHC-02", "--at", "2026-10-19")["standing"] == "open"
    assert told(requested, "EHC-02", "--as-at", "2026-10-20")["standing"] == "missed"
    ran = pathway("clocks", "explain", requested, "EHC-02", "--as-at", "2026-10-20")
    assert "It has been missed. The family may:" in ran.out


def test_what_was_recorded_late_was_not_known_before(requested, known):
    """An earlier start comes to light on the 28th: it happened on the 1st."""
    done(
        "case", "move", f"{requested}/ehc_needs_assessment", "bring to attention",
        "--at", "2026-09-28", "--as", known.caseworker,
        "--set", "by_whom=the family doctor",
    )  # fmt: skip
    done(
        "case", "move", f"{requested}/ehc_needs_assessment", "correct",
        "--at", "2026-09-29", "--as", known.caseworker,
        "--set", "line=2", "--set", "happened_on=2026-09-01", "--set", "reason=a slip of the pen",
    )  # fmt: skip

    true_then = told(requested, "EHC-02", "--as-at", "2026-09-10")
    known_then = told(requested, "EHC-02", "--as-recorded-at", "2026-09-10")

    assert true_then["due_on"] == "2026-10-13"
    assert known_then["due_on"] == "2026-10-19"


def test_before_it_began_there_is_no_such_clock(requested):
    ran = pathway("clocks", "explain", requested, "EHC-02", "--as-at", "2026-09-06")

    assert ran.code == 1
    assert ran.err.startswith(f"case {requested} has no clock of EHC-02")


def test_a_day_that_is_none_is_refused(requested):
    ran = pathway("clocks", "explain", requested, "--as-at", "someday")

    assert ran.code == 1
    assert ran.err.count("\n") == 1
