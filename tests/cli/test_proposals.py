"""`pathway proposals`: what is not law, laid beside it."""

import pytest

from tests.cli.running import done, pathway


def test_a_proposal_is_told_with_its_source_and_as_no_law():
    (told,) = done("proposals", "list")

    assert told["force"] == "PROPOSED"
    assert "consultation" in told["source"]
    assert {one["rule"] for one in told["ends"]} == {"AR-02", "AR-03"}


@pytest.mark.usefixtures("known")
def test_where_nothing_would_differ_that_is_said():
    ran = pathway("proposals", "compare", "reform-2029", "--at", "2026-09-07")

    assert ran.code == 0, ran.err
    assert "Proposed, not law" in ran.out
    assert "no open date would differ" in ran.out


def test_a_support_plan_would_be_reviewed_every_year(opened):
    opened("2026-09-07")

    told = done(
        "proposals", "compare", "reform-2029", "--as-if-from", "2026-09-01", "--at", "2026-09-08"
    )

    assert told["open_as_proposed"]["ISP-01"] == 1
    assert "ISP-01" not in told["open_today"]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("reform-2092",), "did you mean reform-2029"),
        (("reform-2029", "--as-if-from", "soon"), "--as-if-from"),
    ],
)
def test_what_is_not_understood_is_said_in_a_sentence(words, said):
    ran = pathway("proposals", "compare", *words)

    assert ran.code == 1
    assert said in ran.err


def test_what_was_announced_without_a_figure_is_told_and_made_no_rule_of():
    (told,) = done("proposals", "list")

    assessments, provision = told["announced"]
    assert assessments["not_before"] == "2029-09-01"
    assert "no period is given" in assessments["why_no_rule"]
    assert "AP-27" in provision["sentence"]
    assert provision["not_before"] is None
    assert {one["rule"] for one in told["brings"]} == {"ISP-01", "ISP-02", "KSR-01"}
