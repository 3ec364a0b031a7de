"""`pathway report timeliness`: what was done in time, beside what was published."""

import pytest

from tests.cli.running import done, pathway

REPORT = ("report", "timeliness", "--at", "2026-11-02")


@pytest.fixture
def requested(opened, known):
    """A request for an assessment that nobody has answered in seven weeks."""
    reference = opened("2026-09-07")
    done(
        "case", "open", known.pupil, "--policy", "ehc_needs_assessment",
        "--move", "receive request", "--at", "2026-09-08", "--as", known.caseworker,
        "--set", "requester=parent", "--set", "source=1",
    )  # fmt: skip
    return reference


@pytest.mark.usefixtures("requested")
def test_children_who_still_wait_are_counted_beside_those_who_do_not():
    told = done(*REPORT)

    assess = told["duties"][0]
    assert (assess["rule"], assess["ended"], assess["open_late"]) == ("EHC-02", 0, 1)
    assert assess["lateness"] == [
        {"waited_for": "authority", "ended": 0, "open": 1, "days_over": 13}
    ]
    assert assess["published"]["all"]["england_percent"] == 84.8
    assert assess["disputed"] is None
    plan = told["duties"][2]
    assert (plan["rule"], plan["disputed"]["ended"]) == ("EHC-08", 0)


@pytest.mark.usefixtures("requested")
def test_people_read_the_definition_and_then_the_tables():
    ran = pathway(*REPORT, "--by", "need", "--by", "month")

    assert ran.code == 0, ran.err
    assert "A duty is in time if it was done on or before its date" in ran.out
    assert "Whom the late ones waited for" in ran.out
    assert "still open" in ran.out


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--year", "2026", "--from", "2026-01-01"), "say a year, or days, not both"),
        (("--from", "2026-09-08", "--to", "2026-09-07"), "swap the days"),
        (("--by", "weather"), "weather"),
        (("--year", "0"), "0"),
    ],
)
def test_what_cannot_be_counted_is_refused(words, said):
    ran = pathway(*REPORT, *words)

    assert ran.code in {1, 2}
    assert said in ran.err
