"""Packs at the command line: listed, shown, checked, all without a database."""

import pytest

from pathway.packs import pack_names
from tests.cli.running import done, pathway

HEAD = 'name = "northshire"\ntitle = "Northshire"\nla_code = "999"\n'


@pytest.fixture(autouse=True)
def no_folder_of_our_own(monkeypatch):
    monkeypatch.delenv("PATHWAY_PACKS", raising=False)


@pytest.fixture
def northshire(tmp_path):
    def write(values=""):
        file = tmp_path / "northshire.toml"
        file.write_text(HEAD + values, encoding="utf-8")
        return file

    return write


def test_every_pack_there_is_is_listed_with_how_much_of_it_is_only_ours(northshire, monkeypatch):
    monkeypatch.setenv("PATHWAY_PACKS", str(northshire().parent))

    listed = {one["name"]: one for one in done("packs", "list")}

    enabled = {name for name, one in listed.items() if one["enabled"]}
    assert enabled == {*pack_names(), "northshire"}
    assert listed["northshire"]["number"] == "999"
    assert listed["northshire"]["placeholders"] > 0


def shown(*words):
    return {one["name"]: one for one in done("packs", "show", *words)}


def test_a_pack_is_shown_as_it_stands_on_a_day_with_what_it_rests_on():
    name = "placements.out_of_area.allocated_by"

    before, after = (shown("gateshead", "--at", day) for day in ("2024-05-31", "2024-06-01"))

    assert before[name]["value"] == "the region's shared portal (NE12)"
    assert after[name]["value"] == "Gateshead Council"
    assert after[name]["source"].startswith("Gateshead commissioning priorities")


def test_what_is_only_ours_can_be_asked_for_alone():
    ours = shown("gateshead", "--placeholders")

    assert "placements.assessment_hub.longest_weeks" in ours
    assert "placements.assessment_hub.phases" not in ours
    assert all(one["placeholder"] for one in ours.values())


def test_keys_with_dots_and_days_are_shown_with_their_values(northshire, monkeypatch):
    values = '[ladders]\n"AR-14.ceiling" = "4w 0"\n[bank_holidays]\n2027-05-10 = "a jubilee"\n'
    monkeypatch.setenv("PATHWAY_PACKS", str(northshire(values).parent))

    found = shown("northshire")

    assert found["ladders.AR-14.ceiling"]["value"] == "4w 0"
    assert found["bank_holidays.2027-05-10"]["value"] == "a jubilee"
    assert found["calendar.terms"]["value"][0] == "2018-09-04 to 2018-12-21"


@pytest.mark.parametrize("name", pack_names())
def test_of_a_pack_that_is_shipped_every_value_is_shown(name):
    assert [one["name"] for one in shown(name).values() if one["value"] is None] == []


def test_a_file_in_order_is_said_to_be(northshire):
    ran = pathway("packs", "check", northshire("[placements.tuition]\nlongest_weeks = 8\n"))

    assert (ran.code, ran.out) == (0, "northshire.toml is in order\n")


def test_every_fault_is_told_with_file_line_and_sentence(northshire):
    file = northshire(
        '[placements.tuition]\nlongest_weeks = "8"\nextensions = -1\n'
        '[ladders]\nAP-99 = "3w"\n[processes]\nehc_plan = false\n'
    )

    ran = pathway("packs", "check", file)

    assert ran.code == 1
    told = {tuple(line.split(": ", 2)[:2]): line.split(": ", 2)[2] for line in ran.out.splitlines()}
    assert told == {
        ("northshire.toml, line 5", "placements.tuition.longest_weeks"): (
            'expected a whole number, without quotes, found "8"'
        ),
        ("northshire.toml, line 6", "placements.tuition.extensions"): (
            "expected 0 or more, found -1"
        ),
        ("northshire.toml, line 8", "ladders.AP-99"): (
            "there is no rule AP-99; `pathway clocks rules` lists all"
        ),
        ("northshire.toml, line 10", "processes.ehc_plan"): (
            "the law asks for it, so it cannot be switched off"
        ),
    }


def faults_of(file):
    ran = pathway("packs", "check", file)
    assert ran.code == 1
    return [line.partition(", line ")[2] for line in ran.out.splitlines()]


def test_a_wrong_name_hides_no_other_fault(tmp_path):
    file = tmp_path / "northshire.toml"
    file.write_text(
        'name = "southshire"\nla_code = 999\n'
        "[placements.tuition]\nlongest_weeks = -8\nplaceholder = 1\n"
        "[calendar]\nterms = [[2026-09-02, 2026-12-18]]\nclosures = []\n"
        "[[effective]]\nfrom = 2027-09-01\ncomplaints.stage_one_within = 0\n"
        "[[effective]]\nfrom = 2028-09-01\n[effective.calendar]\nwithout = ['bells']\n"
    )

    told = faults_of(file)

    assert [line.partition(": ")[2].partition(": ")[0] for line in told] == [
        "title", "name", "la_code", "placements.tuition.longest_weeks",
        "placements.tuition.placeholder", "calendar.terms",
        "effective[1].complaints.stage_one_within", "effective[2].calendar.without",
    ]  # fmt: skip


def test_values_are_not_judged_while_it_is_not_known_what_they_lie_over(northshire):
    hub = "[placements.assessment_hub]\nwithout = ['longest_weeks']\n"

    (told,) = faults_of(northshire(f'extends = "cumbria"\n{hub}'))

    assert told.startswith("4: extends: there is no pack cumbria, only cumberland, default")


def test_a_name_may_be_one_that_no_pack_can_have(tmp_path):
    file = tmp_path / "northshire.toml"
    file.write_text('name = "North Shire"\ntitle = "N"\ncomplaints.stage_one_within = 0\n')

    name, stage = faults_of(file)

    assert name.startswith("1: name: expected a text of the form")
    assert stage.startswith("3: complaints.stage_one_within: expected 1 or more")


DATES = "[calendar]\nterms = [[2026-09-02, 2026-12-18]]\nclosures = []\n"


def test_days_of_schools_say_where_they_are_from_or_that_they_are_ours(northshire):
    ran = pathway("packs", "check", northshire(DATES))

    assert ran.code == 1
    assert "northshire.toml, line 5: calendar.terms: its dates rest on nothing" in ran.out


@pytest.mark.parametrize("remark", ["placeholder = true\n", 'source = "our website"\n'])
def test_days_of_schools_that_say_so_are_in_order(northshire, remark):
    assert pathway("packs", "check", northshire(DATES + remark)).code == 0


def test_what_is_no_pack_is_refused_in_a_sentence(tmp_path):
    ran = pathway("packs", "check", tmp_path / "notes.txt")

    assert ran.code == 1
    assert "name ends in .toml" in ran.err


def test_the_pack_of_proposals_is_shipped_disabled_and_says_that_it_is_no_law():
    listed = {one["name"]: one for one in done("packs", "list")}

    assert listed["reform-2029"]["enabled"] is False
    assert listed["reform-2029"]["valid_from"] == "2029-09-01"
    assert listed["reform-2029"]["authority"].startswith("proposals, not law: Individual Support")
    assert "Proposed, not law" in pathway("packs", "show", "reform-2029").out
    assert done("packs", "show", "reform-2029")["force"] == "PROPOSED"


def test_no_authority_can_take_the_pack_of_proposals():
    assert "reform-2029" not in pack_names()
