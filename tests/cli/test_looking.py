"""Looking into cases: lists, a file, what can be done, what has happened."""

import json

import pytest

from tests.cli.running import done, pathway


def listed(*words):
    return [one["case"] for one in done("case", "list", *words)]


def test_a_case_shows_where_it_stands_whom_it_waits_for_and_its_dates_soonest_first(opened):
    shown = done("case", "show", opened(), "--at", "2026-09-08")

    (process,) = shown["processes"]
    assert (process["state"], process["waiting_for"], process["cycle"]) == ("assess", "school", 1)
    assert process["sentence"].startswith("The school finds out what the pupil does well")
    due = [clock["due_on"] for clock in shown["clocks"]]
    assert due == sorted(due)
    assert {one["name"] for one in shown["people"]} == {"Mo Ther", "Fa Ther", "Sen Co"}


def test_of_what_is_settled_the_screen_says_when_it_was_done_and_not_how_late_it_is(opened):
    case = opened()
    report = ("--set", "sent.0.person=Mo Ther", "--set", "sent.0.on=2026-10-01",
              "--set", "sent.1.person=Fa Ther", "--set", "sent.1.on=2026-10-01")  # fmt: skip
    done("case", "move", case, "send annual report", "--at", "2026-10-01", *report)

    shown = pathway("clocks", "show", case, "--at", "2027-10-01", "--all").out

    (line,) = [line for line in shown.splitlines() if "SS-06.2026" in line]
    assert "done 2026-10-01" in line
    assert "over" not in line


def test_a_figure_that_is_a_list_is_written_as_one(opened):
    assert "4, 12, 26" in pathway("case", "show", opened()).out


def test_a_figure_that_is_ours_and_not_the_authoritys_is_marked(opened):
    case = opened()

    figures = {one["name"]: one for one in done("case", "show", case)["figures"]}

    assert figures["graduated_approach.longest_cycle_weeks"]["placeholder"]
    assert "placeholder: not the authority's own" in pathway("case", "show", case).out


def test_staff_see_the_name_on_the_screen_and_no_reference_holds_it(opened):
    case = opened()

    assert "Canary Quillfeather" in pathway("case", "show", case).out
    assert "Canary Quillfeather" in pathway("case", "list").out
    assert "Quill" not in case


@pytest.mark.parametrize("said", ["Maelle", "maëlle ro", "Rosé, MAELLE"])
@pytest.mark.usefixtures("here")
def test_accents_make_no_difference_to_whom_one_looks_for(said):
    done("pupil", "add", "--surname", "Rosé", "--forename", "Maëlle", "--born", "2016-05-03",
         "--upn-unknown", "UN8")  # fmt: skip

    assert [one["given_name"] for one in done("pupil", "list", said)] == ["Maëlle"]


NARROWED = {
    ("--state", "assess"): True,
    ("--state", "review"): False,
    ("--waiting-for", "school"): True,
    ("--waiting-for", "family"): False,
    ("--policy", "placement"): False,
    ("--overdue", "--at", "2026-09-08"): False,
    ("--overdue", "--at", "2028-09-08"): True,
    ("--ended",): True,
}


def test_the_list_is_narrowed_by_what_is_asked_for(opened):
    case = opened()

    found = {asked: listed(*asked) == [case] for asked in NARROWED}

    assert found == NARROWED


def test_my_cases_are_those_i_hold(opened, known, environment):
    case = opened()

    environment.setenv("PATHWAY_PERSON", str(known.caseworker))
    assert listed("--mine") == [case]
    environment.setenv("PATHWAY_PERSON", str(known.manager))
    assert listed("--mine") == []


def test_what_cannot_be_done_is_listed_with_every_reason(opened, known):
    case = opened()

    asked = done("case", "moves", case, "--as", known.senco, "--at", "2026-09-08")

    moves = {one["move"]: one for one in asked["moves"]}
    assert moves["finish assessment"]["open"]
    assert not moves["close"]["open"]
    assert moves["close"]["because"] == ["only these may: caseworker"]
    assert [f["field"] for f in moves["finish assessment"]["form"] if f["needed"]] == [
        "strengths", "needs",
    ]  # fmt: skip
    assert moves["finish assessment"]["asked_of_form"][0].startswith("the pupil's views are not")


def test_where_nobody_is_named_a_move_is_open_that_somebody_may_make(opened):
    case = opened()

    moves = {one["move"]: one for one in done("case", "moves", case)["moves"]}

    assert moves["close"]["open"]
    assert "reopen" not in moves


def test_the_screen_greys_what_cannot_be_done_below_what_can(opened, known):
    case = opened()

    shown = pathway("case", "moves", case, "--as", known.senco).out

    assert shown.index("· finish assessment") < shown.index("× close")
    assert "cannot: only these may: caseworker" in shown


def test_history_tells_who_did_what_in_what_role_and_what_was_recorded(opened):
    case = opened()

    (line,) = done("case", "history", f"{case}/graduated_approach/1")

    assert (line["event"], line["person"], line["role"]) == ("case_opened", "Sen Co", "senco")
    assert line["content"]["concern"] == "reads with great effort"
    assert "reads with great effort" in pathway("case", "history", case, "--full").out


def test_the_chronology_holds_moves_and_letters_in_the_order_of_their_days(opened):
    case = opened()
    done("case", "move", case, "tell of delay", "--at", "2026-09-10", "--set", "late_step=views",
         "--set", "honest_reason=we forgot", "--set", "next_update_on=2026-09-17")  # fmt: skip

    story = done("case", "chronology", case)

    assert [one["words"].split(" ·")[0] for one in story if one["what"] == "move"] == [
        "case opened", "delay told",
    ]  # fmt: skip
    assert {one["who"] for one in story if one["what"] == "letter"} == {"to Mo Ther", "to Fa Ther"}


def test_several_processes_of_a_case_are_told_apart_by_the_move(opened, known):
    case = opened()
    done("case", "move", case, "request EHC needs assessment", "--as", known.mother,
         "--set", "requester=the mother", "--set", "source=1", "--at", "2026-09-09")  # fmt: skip

    consulted = done("case", "move", case, "consult family", "--as", known.caseworker,
                     "--set", f"consulted={json.dumps([told(known.mother)])}",
                     "--at", "2026-09-10")  # fmt: skip
    ambiguous = pathway("case", "move", case, "log contact", "--set", "channel=phone",
                        "--set", "said=hello")  # fmt: skip

    assert consulted["process"] == f"{case}/ehc_needs_assessment/1"
    assert ambiguous.code == 1
    assert f"{case}/graduated_approach/1" in ambiguous.err
    assert f"{case}/ehc_needs_assessment/1" in ambiguous.err


def told(person):
    return {"person": str(person), "on": "2026-09-10"}


def test_letters_can_be_read_and_name_no_child(opened):
    case = opened()

    letters = done("letters", "list", "--case", case)
    words = done("letters", "show", letters[0]["key"])["body_text"]

    assert {one["recipient"] for one in letters} == {"mo@people.example", "fa@people.example"}
    assert case in words
    assert "Quillfeather" not in words


def test_a_letter_nobody_sent_is_one_sentence(opened):
    opened()

    ran = pathway("letters", "show", "no-such-key")

    assert ran.code == 1
    assert (
        ran.err
        == "there is no letter 'no-such-key' in the outbox; list the letters to see their keys\n"
    )


def test_a_task_is_ended_once_with_how_it_ended(known, opened):
    done("link", "add", known.pupil, "Cas Worker", "--relationship", "aunt", "--channel", "post")
    opened()
    (task,) = done("tasks", "list")
    assert task["reason"].startswith("tell Cas Worker by post")

    done("tasks", "end", task["id"][:8], "--how", "posted")

    assert done("tasks", "list") == []
    assert pathway("tasks", "end", task["id"], "--how", "again").code == 1


def test_deadlines_are_reported_by_who_holds_the_case_overdue_first(opened):
    opened()

    report = done("report", "deadlines", "--next", "52w", "--at", "2026-09-14")
    later = done("report", "deadlines", "--at", "2028-01-01", "--counts")

    (owner,) = report["owners"]
    assert owner["owner"] == "Cas Worker"
    assert owner["overdue"] == 0
    assert owner["coming"] == len(owner["deadlines"]) > 0
    assert later["owners"][0]["overdue"] > 0
    assert "neither been\nmet nor ended" in report["definition"]


def test_a_clock_explains_itself_in_steps_that_can_be_checked(opened):
    case = opened()

    told_of = done("clocks", "explain", case, "ss-06")

    assert {one["rule"].split(".")[0] for one in told_of} == {"SS-06"}
    assert all(len(one["explanation"]) > 2 for one in told_of)
    assert "  1. " in pathway("clocks", "explain", case, "SS-06").out


def test_a_rule_that_runs_no_clock_in_the_case_is_told_apart_from_none_at_all(opened):
    case = opened()

    ran = pathway("clocks", "explain", case, "EHC-08")

    assert ran.code == 1
    assert ran.err == f"case {case} has no clock of EHC-08; see `pathway case show`\n"


def test_the_list_can_be_asked_for_as_it_was(opened, known):
    case = opened("2026-09-07")
    done("case", "move", case, "close", "--at", "2026-09-14", "--as", known.caseworker,
         "--set", "reason=moved", "--set", "note=to Wales")  # fmt: skip

    before = done("case", "list", "--at", "2026-09-10")
    after = done("case", "list", "--at", "2026-09-15")
    unknown_then = done("case", "list", "--at", "2026-09-15", "--as-recorded-at", "2026-09-10")

    assert [one["state"] for one in before] == ["assess"]
    assert after == []
    assert [one["state"] for one in unknown_then] == ["assess"]


def test_what_is_made_for_all_processes_at_once_is_not_offered_for_one(opened):
    told = done("case", "moves", opened())

    names = [move["move"] for move in told["moves"]]
    assert "correct" in names
    assert "migrate" not in names


def test_names_stand_for_the_ids_in_what_was_recorded_and_outsiders_get_none_of_them(opened, known):
    case = opened()
    done("case", "move", case, "tell parents of provision", "--at", "2026-09-10", "--as",
         known.senco, "--set", "parents_told.0.person=Fa Ther",
         "--set", "parents_told.0.on=2026-09-10")  # fmt: skip

    to_staff = pathway("case", "history", case, "--full", "--as", "Cas Worker").out
    to_mother = pathway("case", "history", case, "--full", "--as", "Mo Ther").out

    assert "Fa Ther" in to_staff
    assert str(known.father) not in to_staff
    assert "Fa Ther" not in to_mother
