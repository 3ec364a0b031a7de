"""`pathway calendars`: what schools publish, recorded for a setting or for all."""

import pytest

from tests.cli.running import done, pathway

TABLE = """\
Kind,First day,Last day
Autumn term,02/09/2026,18/12/2026
Half-term,26/10/2026,30/10/2026
Spring term,04/01/2027,26/03/2027
Summer fair,06/02/2027,
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "dates.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def record(known, file, *words):
    return done(
        "calendars", "import", file, "--as", known.manager, "--at", "2026-09-07", *words
    )  # fmt: skip


def test_what_was_recorded_is_listed_with_who_and_since_when(known, file):
    told = record(known, file)

    (listed,) = done("calendars", "list")
    assert told["recorded"] is True
    assert told["left_out"] == ["line 5, “Summer fair”, 2027-02-06"]
    assert listed["setting"] is None
    assert listed["terms"][0] == ["2026-09-02", "2026-12-18"]
    assert (listed["by"], listed["recorded_at"][:10]) == ("Mae Manager", "2026-09-07")


def test_the_same_twice_is_recorded_once(known, file):
    record(known, file)

    again = record(known, file)

    assert again["recorded"] is False
    assert len(done("calendars", "list", "--all")) == 1


def test_a_new_calendar_holds_and_the_old_one_stays_to_be_seen(known, file):
    record(known, file)
    file.write_text(TABLE.replace("18/12/2026", "17/12/2026"), encoding="utf-8")

    record(known, file, "--at", "2026-09-14")

    assert [c["terms"][0][1] for c in done("calendars", "list")] == ["2026-12-17"]
    assert [c["terms"][0][1] for c in done("calendars", "list", "--all")] == [
        "2026-12-17",
        "2026-12-18",
    ]


def test_a_calendar_recorded_for_an_earlier_day_takes_the_place_of_the_one_that_holds(known, file):
    record(known, file, "--at", "2026-09-14")
    file.write_text(TABLE.replace("18/12/2026", "17/12/2026"), encoding="utf-8")

    told = record(known, file)

    assert told["recorded"] is True
    (holds,) = done("calendars", "list")
    assert holds["terms"][0] == ["2026-09-02", "2026-12-17"]
    assert holds["recorded_at"][:10] == "2026-09-14"


def test_what_calendars_had_been_recorded_by_a_moment_can_be_asked(known, file):
    record(known, file)
    file.write_text(TABLE.replace("18/12/2026", "17/12/2026"), encoding="utf-8")
    record(known, file, "--at", "2026-09-14")

    def ends(*as_at):
        return [one["terms"][0][1] for one in done("calendars", "list", *as_at)]

    assert ends("--as-recorded-at", "2026-09-06") == []
    assert ends("--as-recorded-at", "2026-09-13") == ["2026-12-18"]
    assert ends("--as-recorded-at", "2026-09-14") == ends() == ["2026-12-17"]


def test_school_days_are_counted_by_the_calendar_that_was_recorded(known, file):
    record(known, file)

    told = done("report", "time-in-state", "--at", "2026-09-08")

    assert told["definition"][-1].endswith("to 26 March 2027.")


@pytest.fixture
def excluded(known, file):
    """A pupil excluded for good, with a half-term that was recorded on the day after."""
    file.write_text(TABLE.replace("Half-term,26/10/2026,30/10/2026\n", ""), encoding="utf-8")
    record(known, file)
    case = done(
        "case", "open", known.pupil, "--policy", "exclusion", "--move", "exclude permanently",
        "--as", known.caseworker, "--at", "2026-10-19", "--set", "excluded_from=2026-10-19",
        "--set", "reasons=a knife",
    )["process"].split("/")[0]  # fmt: skip
    file.write_text(TABLE, encoding="utf-8")
    record(known, file, "--at", "2026-10-20")
    return case


BEFORE, AFTER = "2026-10-27", "2026-11-03"


def due(told, rule="AP-03"):
    (day,) = {one["due_on"] for one in told if one["rule"] == rule}
    return day


def test_what_was_known_at_a_moment_is_counted_by_the_calendar_known_then(excluded):
    then = ("--as-recorded-at", "2026-10-19")

    assert due(done("clocks", "show", excluded)) == AFTER
    assert due(done("clocks", "show", excluded, *then)) == BEFORE
    assert due(done("clocks", "explain", excluded, "AP-03", *then)) == BEFORE
    assert due(done("case", "show", excluded, *then)["clocks"]) == BEFORE
    (holder,) = done("report", "deadlines", "--next", "9w", *then)["owners"]
    assert due(holder["deadlines"]) == BEFORE


def test_school_days_known_at_a_moment_are_counted_by_the_calendar_known_then(known, file):
    record(known, file)
    file.write_text(TABLE.replace("26/03/2027", "25/03/2027"), encoding="utf-8")
    record(known, file, "--at", "2026-09-14")

    told = done("report", "time-in-state", "--as-recorded-at", "2026-09-13")

    assert told["definition"][-1].endswith("to 26 March 2027.")


def test_a_dry_run_records_nothing(known, file):
    told = record(known, file, "--dry-run")

    assert told["recorded"] is False
    assert done("calendars", "list") == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("no-such-file.ics",), 1, "no-such-file.ics cannot be read"),
        (("FILE", "--setting", "Ash Lane"), 1, "there is no setting 'Ash Lane'"),
        (("FILE", "--as", "Cas Worker"), 1, "to record a calendar takes the role"),
    ],
)
def test_what_cannot_be_recorded_is_refused_in_a_sentence(known, file, words, code, said):
    words = [file if word == "FILE" else word for word in words]

    ran = pathway("calendars", "import", "--as", known.manager, *words)

    assert ran.code == code
    assert said in ran.err
    assert done("calendars", "list") == []


def test_a_file_that_is_wrong_is_refused_with_its_line(known, file):
    file.write_text(TABLE.replace("26/10/2026", "31/02/2026"), encoding="utf-8")

    ran = pathway("calendars", "import", file, "--as", known.manager)

    assert ran.code == 1
    assert "line 3: “31/02/2026” is not a day" in ran.err


def test_a_calendar_with_a_term_left_out_is_refused_with_file_line_and_sentence(known, file):
    file.write_text(TABLE.replace("04/01/2027,26/03/2027", "12/04/2027,21/07/2027"))

    ran = pathway("calendars", "import", file, "--as", known.manager)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "dates.csv cannot be taken as school dates: line 4, the term from 2027-04-12: no term lies "
        "between it and 2026-12-18; add the one that is left out; put that right and retry\n"
    )
    assert done("calendars", "list") == []
