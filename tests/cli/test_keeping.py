"""What keeps the books honest: clocks that rebuild equal, history that nobody changed."""

import json
import stat

from sqlalchemy import text

from tests.cli.running import done, pathway


def change(here, statement):
    with here.engine.begin() as connection:
        connection.execute(text(statement))


def test_clocks_are_what_history_says(opened):
    opened()

    found = done("clocks", "verify")

    assert found["processes"] == 1
    assert found["clocks"] > 0
    assert found["differences"] == []


def test_a_clock_that_was_changed_is_named_and_put_right(here, opened):
    case = opened()
    change(here, "update clocks set due_on = due_on + 1 where rule_id like 'SS-06%'")
    change(here, "delete from clocks where rule_id like 'SS-05.2026'")

    ran = pathway("clocks", "verify", "--json")
    rebuilt = pathway("clocks", "rebuild")

    assert ran.code == 1
    named = {one["clock"].split(" ")[0]: one for one in ran.json["differences"]}
    assert named["SS-05.2026"]["what"] == "history has it, the table does not"
    assert named["SS-06.2026"]["process"] == f"{case}/graduated_approach/1"
    assert 'due_on is "2027-09-01", history says "2027-08-31"' in named["SS-06.2026"]["what"]
    assert rebuilt.code == 0
    assert done("clocks", "verify")["differences"] == []


def test_a_clock_that_history_does_not_have_is_removed(here, opened):
    opened()
    change(here, "update clocks set started_by = 7 where rule_id = 'SS-06.2026'")

    done("clocks", "rebuild")

    assert done("clocks", "verify")["differences"] == []


def test_an_untouched_history_verifies(opened):
    opened()

    found = done("history", "verify")

    assert (found["processes"], found["lines"], found["faults"]) == (1, 1, [])


def test_a_changed_line_is_named(here, opened, owner_of_kept):
    case = opened()
    owner_of_kept(
        "alter table history disable trigger user",
        "update history set occurred_on = occurred_on + 1"
        f" where authority_id = '{here.authority_id}'",
        "alter table history enable trigger user",
    )

    ran = pathway("history", "verify", "--json")

    assert ran.code == 1
    fault = ran.json["faults"][0]
    assert (fault["process"], fault["line"]) == (f"{case}/graduated_approach/1", 1)


def test_an_anchor_is_private_whole_and_not_written_over(opened, tmp_path):
    opened()
    file = tmp_path / "tips"

    done("history", "anchor", file)
    again = pathway("history", "anchor", file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    head, tip = map(json.loads, file.read_text().splitlines())
    assert (head["processes"], tip["line"]) == (1, 1)
    assert again.code == 1
    assert "is there already" in again.err
    assert pathway("history", "anchor", file, "--force").code == 0
    assert list(tmp_path.iterdir()) == [file]
    assert done("history", "verify", "--anchors", file)["faults"] == []


def test_a_line_cut_off_shows_against_the_anchor(opened, tmp_path):
    opened()
    file = tmp_path / "tips"
    done("history", "anchor", file)
    head, tip = file.read_text().splitlines()
    file.write_text(f"{head}\n{json.dumps(json.loads(tip) | {'line': 2})}\n")

    ran = pathway("history", "verify", "--anchors", file, "--json")

    assert ran.code == 1
    assert ran.json["faults"][0]["what"] == "the line was anchored and is gone"


def test_a_file_that_holds_no_tips_is_told_so(opened, tmp_path):
    opened()
    file = tmp_path / "tips"
    file.write_text("not json")

    ran = pathway("history", "verify", "--anchors", file)

    assert ran.code == 1
    assert ran.err.endswith("holds no anchored tips; give a file that `history anchor` wrote\n")


def test_a_folder_that_is_not_there_is_told_so(opened, tmp_path):
    opened()

    ran = pathway("history", "anchor", tmp_path / "none" / "tips")

    assert ran.code == 1
    assert "cannot be written (No such file or directory); nothing was written" in ran.err


def test_what_a_line_recorded_is_erased_with_a_ground_and_the_rest_verifies(opened):
    process = f"{opened()}/graduated_approach/1"
    order = ("history", "erase", process, "1", "--ground", "order of a court", "--yes")

    erased = done(*order)
    again = pathway(*order)

    assert (erased["line"], erased["move"], erased["faults"]) == (1, "open case", [])
    assert erased["left"][0].startswith("the line:")
    assert again.code == 1
    assert f"what line 1 of {process} recorded was erased before" in again.err
    (line,) = done("case", "history", process)
    assert line["content"] is None
    assert done("history", "verify")["erased"] == 1


def test_nothing_is_erased_without_a_word_of_consent(opened):
    process = f"{opened()}/graduated_approach/1"

    ran = pathway("history", "erase", process, "1", "--ground", "order of a court")

    assert ran.code != 0
    assert done("history", "verify")["erased"] == 0
