"""The whole job, from an imported pupil to a closed case, by nothing but commands."""

import json
from pathlib import Path

import pytest

from tests.cli.running import done, pathway

PUPILS = Path(__file__).parents[2] / "docs" / "examples" / "pupils.csv"

PLAN = {
    "outcomes": [{"aim": "read twenty words", "measure": "a word list"}],
    "provision": [
        {"what": "reading", "who": "the SENCO", "how_often": "daily", "how_long": "15 minutes"}
    ],
}
PROVIDER = {"name": "The hub", "urn": "123456"}
PROPOSAL = {
    "kind": "assessment_hub",
    "legal_basis": "section_19",
    "commissioned_by": "authority",
    "reason": "other",
    "aim": "find out what works",
    "starts_on": "2026-12-01",
    "ends_on": "2027-01-12",
    "sessions_a_week": 10,
    "full_time": True,
    "outcomes": {
        "attendance": "every day", "attitude": "glad to come",
        "attainment": "as before", "behaviour": "calm",
    },
    "curriculum_fit": "the same subjects",
    "transport": "a taxi",
}  # fmt: skip
APPROVAL = {
    "provider": PROVIDER,
    "starts_on": "2026-12-01",
    "ends_on": "2027-01-12",
    "bought": False,
    "funding": "high needs block",
    "safeguarding_valid_until": "2027-08-31",
    "registration": {"registered": True},
}
RATED = [{"outcome": 1, "reached": "met", "words": "twenty-two words"}]


RETURN = {
    "starts_on": "2027-02-01",
    "measures": ["comes every morning"],
    "home_school": {"answer": "agrees"},
    "pupil": {"answer": "agrees", "words": "I have missed my friends"},
}
BACK = {
    "measures": [{"measure": 1, "met": True}],
    "sessions_offered": 20,
    "sessions_attended": 19,
}
MOTHER = "Hazel Abernathy"


@pytest.fixture
def case(known):
    """The reference of the case that has been opened for an imported pupil."""
    done("import", "pupils", PUPILS, "--at", "2026-09-01")
    opened = done(
        "case", "open", "Rowan Abernathy", "--as", known.caseworker, "--at", "2026-09-07",
        "--set", "concern=reads with great effort",
    )  # fmt: skip
    return opened["process"].split("/")[0]


@pytest.fixture
def move(case, tmp_path):
    """Moves the case, or its placement, on a day, with a form."""
    file = tmp_path / "form.json"

    def make(name, day, content=None, *, of="case"):
        file.write_text(json.dumps(content or {}))
        return done(of, "move", case, name, "--at", day, "--form", file)

    return make


def once_round(move, review_on, assessed_on, started_on):
    views = [{"person": MOTHER, "words": "we read daily"}]
    found = {"strengths": "counts well", "needs": "reads slowly",
             "pupils_view": {"words": "I like numbers"}, "parents_views": views}  # fmt: skip
    move("finish assessment", assessed_on, found)
    told = [{"person": MOTHER, "on": started_on}]
    move("start provision", started_on, PLAN | {"review_on": review_on, "parents_told": told})


def state_of(case, policy):
    standing = done("case", "show", case)["processes"]
    return next(one["state"] for one in standing if one["process"] == policy)


def test_a_pupil_goes_twice_round_the_cycle_away_and_back_and_out(case, move, tmp_path):
    once_round(move, "2026-11-16", "2026-09-14", "2026-09-21")
    done("sweep", "--at", "2026-11-17")
    assert state_of(case, "graduated_approach/1") == "review"
    move("start another cycle", "2026-11-18", {"ratings": RATED, "what_changes": "more maths"})
    once_round(move, "2027-02-22", "2026-11-20", "2026-11-23")

    proposal = tmp_path / "proposal.json"
    proposal.write_text(json.dumps(PROPOSAL))
    done("placement", "propose", case, "--at", "2026-11-24", "--form", proposal)
    move("approve", "2026-11-27", APPROVAL, of="placement")
    move("start", "2026-12-01", of="placement")
    move("place in temporary AP", "2026-12-01", {"placement": f"{case}/placement/1"})
    done("sweep", "--at", "2027-01-14")
    assert state_of(case, "placement/1") == "overrun"
    extended = {"ends_on": "2027-01-29", "reason": "settling in", "reintegration_plan": "by steps"}
    move("extend", "2027-01-15", extended, of="placement")
    move("end", "2027-01-29", {"destination": "home_school"}, of="placement")

    move("begin reintegration", "2027-02-01", RETURN)
    move("complete reintegration", "2027-02-15", BACK)
    told = [{"person": MOTHER, "on": "2027-02-22"}]
    closed = move("close, needs met", "2027-02-22", {"ratings": RATED, "parents_told": told})

    assert closed["state"] == "closed"
    assert done("clocks", "verify")["differences"] == []
    assert done("history", "verify")["faults"] == []
    told_in_order = done("case", "chronology", case)
    assert [one["on"] for one in told_in_order] == sorted(one["on"] for one in told_in_order)
    assert {one["what"] for one in told_in_order} == {"move", "letter"}
    assert "Abernathy" not in json.dumps(done("letters", "list", "--case", case))


def test_four_eyes_are_kept_by_whoever_stands_in(case, move, tmp_path):
    proposal = tmp_path / "proposal.json"
    proposal.write_text(json.dumps(PROPOSAL))
    done("placement", "propose", case, "--at", "2026-11-24", "--form", proposal)
    move("approve", "2026-11-27", APPROVAL, of="placement")

    lines = done("case", "history", f"{case}/placement/1")

    proposed, approved = (one["person_id"] for one in lines)
    assert proposed != approved


@pytest.mark.usefixtures("environment")
def test_a_real_authority_is_not_moved_ahead_of_time():
    ran = pathway("authority", "open", "--code", "999", "--name", "Realshire")
    assert ran.code == 0, ran.err
    worker = done("people", "add", "--name", "W", "--role", "caseworker", "--authority", "999")
    pupil = done("pupil", "add", "--surname", "Quill", "--forename", "Ada", "--born", "2016-05-03",
                 "--upn-unknown", "UN8", "--authority", "999")  # fmt: skip

    early = pathway(
        "case", "open", pupil["id"], "--authority", "999", "--as", worker["id"], "--at",
        "2999-09-07", "--set", "concern=c", "--set", "year_group=5", "--set", "primary_need=SLCN",
    )  # fmt: skip

    assert early.code == 1
    assert early.err.endswith("only a synthetic authority can be moved ahead of time\n")
    assert done("case", "list", "--authority", "999") == []
