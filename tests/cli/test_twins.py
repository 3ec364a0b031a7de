"""What was entered by mistake stays in the history and leaves the page; a slip is asked about."""

import json

import pytest

from tests.cli.running import done, pathway
from tests.cli.test_story import PROPOSAL


@pytest.fixture
def propose(opened, tmp_path):
    """Proposes a placement, always the same one unless told otherwise."""
    case, form = opened("2026-09-07"), tmp_path / "proposal.json"

    def ask(*more, **other):
        form.write_text(json.dumps(PROPOSAL | other))
        return pathway("placement", "propose", case, "--at", "2026-11-24", "--form", form, *more)

    ask.case = case
    return ask


def annul(case, process):
    done("case", "move", f"{case}/{process}", "correct", "--at", "2026-11-25", "--set", "line=1",
         "--set", "did_not_happen=yes", "--set", "reason=another child")  # fmt: skip


def names_of(case):
    shown = done("case", "show", case, "--at", "2026-11-26")["processes"]
    return sorted(one["process"] for one in shown)


def test_the_same_proposal_on_the_same_day_is_refused_unless_it_is_meant(propose):
    assert propose().code == 0

    again = propose()

    assert again.code == 1
    assert f"{propose.case}/placement/1" in again.err
    assert "--again" in again.err
    assert names_of(propose.case) == ["graduated_approach/1", "placement/1"]
    assert propose("--again").code == 0
    assert names_of(propose.case)[1:] == ["placement/1", "placement/2"]


def test_another_proposal_on_the_same_day_is_nobodys_slip(propose):
    assert propose().code == 0

    assert propose(aim="teach at home").code == 0


def test_a_proposal_by_a_key_is_the_same_one_when_repeated(propose):
    first = propose("--key", "once")

    again = propose("--key", "once")

    assert (first.code, again.code) == (0, 0)
    assert "nothing happened again" in again.out


def test_what_was_opened_by_mistake_is_told_in_the_history_alone(propose):
    assert propose().code == 0
    annul(propose.case, "placement/1")

    assert names_of(propose.case) == ["graduated_approach/1"]
    assert "not_begun" not in pathway("case", "show", propose.case, "--at", "2026-11-26").out
    told = pathway("case", "history", propose.case).out
    assert "placement/1" in told
    assert "did_not_happen" in json.dumps(done("case", "history", propose.case))


def test_after_a_mistake_the_same_may_be_proposed_and_is_the_one_that_is_meant(propose):
    assert propose().code == 0
    annul(propose.case, "placement/1")

    assert propose().code == 0

    assert names_of(propose.case) == ["graduated_approach/1", "placement/2"]
    moves = done("placement", "moves", propose.case, "--at", "2026-11-26")
    assert moves["process"].endswith("placement/2")
