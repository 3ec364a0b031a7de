"""`pathway import pupils`: all or nothing, only the good rows, and twice is once."""

import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.cli.running import done, pathway
from tests.flows.waiting import until

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
SOUND, FAULTY = EXAMPLES / "pupils.csv", EXAMPLES / "pupils-with-mistakes.csv"
pytestmark = pytest.mark.usefixtures("here")
ON = ("--at", "2026-09-01")

HEADINGS = "UPN,UPN unknown reason,Legal surname,Legal forename,DOB,NC year,School URN,Caseworker,"
HEADINGS += "Parent name,Parent email,Parent phone\n"
ADA = ",UN8,Quill,Ada,03/05/2016,5,123456,Ines Farrow,Bea Quill,bea@quill.example,\n"
WITH_UPN = "G001900121001,,Quill,Ada,03/05/2016,5,123456,Ines Farrow,,,\n"
BROTHER = ",UN8,Quill,Cal,09/01/2018,3,123456,Ines Farrow,Bea Quill,bea@quill.example,\n"


@pytest.fixture
def file(tmp_path):
    def write(*rows):
        made = tmp_path / "pupils.csv"
        made.write_text(HEADINGS + "".join(rows), encoding="utf-8-sig")
        return made

    return write


def pupils():
    return done("pupil", "list")


def test_a_sound_file_becomes_pupils_families_schools_and_caseworkers():
    told = done("import", "pupils", SOUND, *ON)

    assert (told["new"], told["known"], told["stored"]) == (12, 0, True)
    assert len(pupils()) == 12
    rowan = done("pupil", "show", "Abernathy")
    assert {d["kind"]: d["name"] or d["value"] for d in rowan["details"]} == {
        "year_group": "4", "school": "School 999001", "district": "Northvale",
        "primary_need": "ASD", "secondary_need": "SLCN", "caseworker": "Ines Farrow",
    }  # fmt: skip
    (mother,) = rowan["links"]
    assert (mother["name"], mother["audience"]) == ("Hazel Abernathy", "family")
    assert mother["parental_responsibility"]


def test_a_file_with_faults_is_told_row_by_row_and_nothing_is_stored():
    ran = pathway("import", "pupils", FAULTY, *ON, "--json")

    assert ran.code == 1
    assert not ran.json["stored"]
    wrong = [one for one in ran.json["problems"] if one["level"] == "error"]
    assert {"line": 6, "column": "DOB"} in [
        {k: one[k] for k in ("line", "column")} for one in wrong
    ]
    assert all(one["reason"] for one in wrong)
    assert pupils() == []


def test_only_the_good_rows_are_brought_in_where_that_is_asked():
    told = done("import", "pupils", FAULTY, *ON, "--good-only")

    assert told["stored"]
    assert len(pupils()) == told["good"] == told["new"] > 0


def test_a_dry_run_says_what_would_happen_and_stores_nothing():
    told = done("import", "pupils", SOUND, *ON, "--dry-run")

    assert told["new"] == 12
    assert pupils() == []


def test_brought_in_twice_it_is_there_once():
    done("import", "pupils", SOUND, *ON)
    people = done("people", "list", "--families")

    again = done("import", "pupils", SOUND, *ON)

    assert (again["new"], again["known"], again["changed"], again["made"]) == (0, 12, 0, {})
    assert len(pupils()) == 12
    assert done("people", "list", "--families") == people


def test_what_has_changed_since_is_so_from_the_day_of_the_file(file):
    done("import", "pupils", file(ADA), *ON)

    told = done("import", "pupils", file(ADA.replace("123456", "654321")), "--at", "2026-11-02")

    assert told["changed"] == 1
    schools = [d for d in done("pupil", "show", "Quill")["details"] if d["kind"] == "school"]
    assert [(d["name"], d["from_on"]) for d in schools] == [
        ("School 123456", "2026-09-01"),
        ("School 654321", "2026-11-02"),
    ]


def test_brother_and_sister_have_one_mother(file):
    done("import", "pupils", file(ADA, BROTHER), *ON)

    families = [p for p in done("people", "list", "--families") if p["roles"] == ["family"]]

    assert [p["name"] for p in families] == ["Bea Quill"]


def test_a_child_who_may_be_one_kept_already_is_asked_about(file):
    done("import", "pupils", file(ADA), *ON)

    ran = pathway("import", "pupils", file(WITH_UPN), *ON, "--json")

    assert ran.code == 1
    assert any("--same 2" in one["reason"] for one in ran.json["problems"])


def test_the_same_child_is_given_the_upn_that_has_come_since(file):
    done("import", "pupils", file(ADA), *ON)

    done("import", "pupils", file(WITH_UPN), *ON, "--same", 2)

    (only,) = pupils()
    assert (only["upn"], only["upn_unknown"]) == ("G001900121001", None)


def test_another_child_of_the_same_name_and_birth_date_is_another(file):
    done("import", "pupils", file(ADA), *ON)

    done("import", "pupils", file(WITH_UPN), *ON, "--new", 2)

    assert len(pupils()) == 2


def test_a_parent_with_a_telephone_alone_is_told_by_telephone(file):
    row = ADA.replace("bea@quill.example", "").replace(",\n", ",01632 960101\n")
    done("import", "pupils", file(row), *ON)

    (mother,) = done("pupil", "show", "Quill")["links"]

    assert mother["channel"] == "phone"


def test_a_link_that_a_file_entered_keeps_when_it_was_entered(file):
    done("import", "pupils", file(ADA), *ON)

    (link,) = done("link", "list", "Quill")

    assert (link["recorded_at"][:10], link["recorded_by"]) == ("2026-09-01", None)


@pytest.mark.parametrize("named", ["by option", "by environment"])
def test_people_and_links_that_a_file_entered_keep_who_brought_it_in(
    file, known, environment, named
):
    if named == "by environment":
        environment.setenv("PATHWAY_PERSON", str(known.manager))
    as_manager = ("--as", "Mae Manager") if named == "by option" else ()

    told = done("import", "pupils", file(ADA, BROTHER), *ON, *as_manager)

    assert told["made"] == {"caseworkers": 1, "details": 6, "links": 2, "people": 1, "schools": 1}
    for pupil in ("Ada Quill", "Cal Quill"):
        (link,) = done("link", "list", pupil)
        assert link["recorded_by"] == str(known.manager)
    for person, role in (("Bea Quill", "family"), ("Ines Farrow", "caseworker")):
        (entry,) = done("people", "entries", person)
        assert (entry["by"], entry["recorded_at"][:10]) == ("Mae Manager", "2026-09-01")
        assert (entry["before"], entry["after"]["name"]) == (None, person)
        assert entry["after"]["roles"] == [role]


def test_a_file_that_nobody_is_named_for_says_so_of_its_people(file):
    done("import", "pupils", file(ADA), *ON)

    (entry,) = done("people", "entries", "Bea Quill")
    assert (entry["by"], entry["after"]["email"]) == (None, "bea@quill.example")
    assert "nobody named" in pathway("people", "entries", "Bea Quill").out


def test_a_file_is_not_brought_in_by_somebody_nobody_knows(file):
    ran = pathway("import", "pupils", file(ADA), *ON, "--as", "Nobody Here")

    assert ran.code == 1
    assert "Nobody Here" in ran.err
    assert pupils() == []


def test_a_file_that_is_not_there_is_one_sentence():
    ran = pathway("import", "pupils", "nowhere.csv")

    assert ran.code == 1
    assert ran.err.startswith("nowhere.csv cannot be read (No such file or directory)")


def test_what_stood_in_a_cell_is_on_the_screen_and_its_child_in_no_sentence():
    shown = pathway("import", "pupils", FAULTY, *ON)

    assert "31/02/2016" in shown.out
    assert "Abernathy" not in shown.err


COMMAND = "from pathway.cli.main import main; main()"
HEARS_CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
WAITING = "select count(*) from pg_locks where not granted and relation = 'pupils'::regclass"


def test_ctrl_c_is_told_and_nothing_is_stored(kept):
    with psycopg.connect(kept.owner_url.replace("+psycopg", "")) as holder:
        holder.execute("lock table pupils in access exclusive mode")
        running = subprocess.Popen(
            [sys.executable, "-c", HEARS_CTRL_C + COMMAND, "import", "pupils", SOUND, *ON],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        until(lambda: holder.execute(WAITING).fetchone() == (1,), what="the import")
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)

    assert (running.returncode, out) == (130, "")
    (sentence,) = err.splitlines()
    assert sentence.startswith("stopped by Ctrl-C; what was begun and not finished is as it was")
    assert pupils() == []


MANY = 300
"""Rows enough for the answer to a row to come before the last one is sent."""
NO_ROOM = """create function no_room() returns trigger language plpgsql as $$
begin raise 'could not extend file: No space left on device' using errcode = '53100'; end $$"""


def test_a_full_disk_is_one_sentence_and_nothing_is_stored(owner_of_kept, file):
    many = (ADA.replace("Quill,Ada", f"Quill,Ada{n}") for n in range(MANY))
    owner_of_kept(
        NO_ROOM,
        "create trigger no_room before insert on pupils for each row execute function no_room()",
    )

    try:
        ran = subprocess.run(
            [sys.executable, "-c", COMMAND, "import", "pupils", file(*many), *ON],
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        owner_of_kept("drop function no_room cascade")

    assert (ran.returncode, ran.stdout) == (1, "")
    (sentence,) = ran.stderr.splitlines()
    assert sentence.startswith("the database has no room left (could not extend file: No space")
    assert pupils() == []
