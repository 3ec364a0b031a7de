"""Authorities, people, pupils and links: all that a stranger needs to start by hand."""

import pytest

from tests.cli.running import done, pathway


@pytest.mark.usefixtures("environment")
def test_a_stranger_starts_by_hand_on_a_real_authority():
    at = ("--authority", "997")
    assert pathway("authority", "open", "--code", "997", "--name", "Handshire").code == 0
    manager = done("people", "add", "--name", "Mae Manager", "--role", "manager", *at)["id"]
    worker = done("people", "add", "--name", "Cas Worker", "--role", "caseworker",
                  "--email", "cas@hand.example", "--manager", "Mae Manager", *at)["id"]  # fmt: skip
    mother = done("people", "add", "--name", "Bea Quill", "--role", "family",
                  "--email", "bea@quill.example", *at)["id"]  # fmt: skip
    pupil = done("pupil", "add", "--surname", "Quill", "--forename", "Ada", "--born", "2016-05-03",
                 "--upn", "G001900121001", "--need", "MLD",
                 "--year-group", "5", *at)["id"]  # fmt: skip
    done("link", "add", pupil, mother, "--relationship", "mother", "--parental-responsibility", *at)

    opened = done("case", "open", "Ada Quill", "--as", "cas@hand.example",
                  "--set", "concern=reads slowly", *at)  # fmt: skip

    case = opened["process"].split("/")[0]
    shown = done("case", "show", case, *at)
    assert shown["case"]["owner_id"] == worker
    assert [one["name"] for one in shown["people"]] == ["Bea Quill"]
    assert [one["manager"] for one in done("people", "list", "--role", "caseworker", *at)] == [
        "Mae Manager"
    ]
    assert manager != worker


@pytest.mark.usefixtures("environment")
def test_an_authority_is_opened_once_and_by_a_pack_that_is_there():
    first = pathway("authority", "open", "--code", "996", "--name", "Onceshire")

    twice = pathway("authority", "open", "--code", "996", "--name", "Onceshire")
    unknown = pathway("authority", "open", "--code", "995", "--name", "X", "--pack", "gatehead")

    assert first.code == 0
    assert (twice.code, twice.err) == (
        1, "there is an authority 996 already; see `pathway authority list`\n",
    )  # fmt: skip
    assert unknown.code == 1
    assert "gatehead" in unknown.err


def test_people_are_found_by_id_mail_or_name_and_never_guessed(known):
    assert done("case", "list", "--mine", "--as", "Cas Worker") == []
    assert done("case", "list", "--mine", "--as", "CAS@people.example") == []

    ran = pathway("case", "list", "--mine", "--as", "Cas")

    assert ran.code == 1
    assert ran.err == ("the authority knows no person Cas; list them with `pathway people list`\n")
    assert known.caseworker


ACCENTED = "Zoë Łucja Müller"


@pytest.mark.parametrize("said", ["zoe lucja muller", "Zoë Łucja Müller", "ZOE\u0308 ŁUCJA MULLER"])
def test_a_person_is_found_whether_accents_are_typed_or_not(known, said):
    zoe = done("people", "add", "--name", ACCENTED, "--role", "caseworker")

    changed = done("people", "change", said, "--email", "zoe@people.example")

    assert changed["id"] == zoe["id"]
    assert known.caseworker


def test_a_name_as_it_is_typed_goes_before_one_that_differs_by_accents(known):
    with_them = done("people", "add", "--name", "Zoë Müller", "--role", "caseworker")
    without = done("people", "add", "--name", "Zoe Muller", "--role", "caseworker")

    for said, meant in (("zoë müller", with_them), ("Zoe Muller", without)):
        assert done("people", "change", said, "--left-on", "2026-09-07")["id"] == meant["id"]
    ran = pathway("people", "change", "Zoé Müller", "--left-on", "2026-09-08")
    assert "2 people or places fit" in ran.err
    assert known.caseworker


def test_accents_that_are_typed_tell_pupils_apart_and_none_mean_either(known):
    for forename in ("Zoë", "Zoe"):
        done("pupil", "add", "--surname", "Müller", "--forename", forename, "--born", "2016-05-03",
             "--upn-unknown", "UN8")  # fmt: skip

    told = done("pupil", "show", "müller, zoë")

    assert told["pupil"]["given_name"] == "Zoë"
    assert "2 pupils fit" in pathway("pupil", "show", "Zoe Muller").err
    assert known.pupil


def test_two_of_one_name_are_told_apart_by_id(known):
    done("people", "add", "--name", "Cas Worker", "--role", "caseworker")

    ran = pathway("case", "list", "--mine", "--as", "Cas Worker")

    assert ran.code == 1
    assert str(known.caseworker) in ran.err


def test_a_pupil_who_is_not_there_is_not_named_in_the_answer(known):
    ran = pathway("pupil", "show", "Secret Childsname")

    assert known.pupil
    assert ran.code == 1
    assert "Childsname" not in ran.err


def test_where_no_pupil_is_to_be_listed_it_is_said_and_what_to_try(known):
    ran = pathway("pupil", "list", "Secret Childsname")

    assert known.pupil
    assert ran.code == 0
    assert "no pupil fits; give less of the name" in " ".join(ran.out.split())
    assert "Childsname" not in ran.out
    assert "surname" not in ran.out
    assert done("pupil", "list", "Secret Childsname") == []


def test_where_no_pupil_is_known_yet_it_is_said_how_one_is_entered(here):
    ran = pathway("pupil", "list")

    assert here.code
    assert ran.code == 0
    assert "no pupil is known here yet; `pathway pupil add` enters one" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("surname", "forename", "born", "said"),
    [
        ("Childsname", "Kid", "2199-05-03", "the day of birth is still to come; put it right"),
        ("Childsname", "Kid", "1950-05-03", "support ends with the academic year of 25"),
        (" ", "Kid", "2016-05-03", "the surname is missing; put it right, and enter it again"),
        ("Childsname", "", "2016-05-03", "the forename is missing"),
        ("Childsname", "--", "2016-05-03", "the forename has no letter in it"),
    ],
)
def test_a_pupil_who_cannot_be_so_is_not_entered(here, surname, forename, born, said):
    ran = pathway("pupil", "add", f"--surname={surname}", f"--forename={forename}",
                  "--born", born, "--upn-unknown", "UN3")  # fmt: skip

    assert here.code
    assert ran.code == 1
    assert said in ran.err
    assert "Childsname" not in ran.err
    assert done("pupil", "list") == []


def test_blanks_around_a_name_are_no_part_of_it(known):
    added = done("people", "add", "--name", " Zoe Muller ", "--role", "senco")
    done("people", "change", added["id"], "--name", " Zoe Miller ")

    assert known.caseworker
    assert "Zoe Miller" in [person["name"] for person in done("people", "list")]


@pytest.mark.parametrize(("name", "said"), [(" ", "is missing"), ("99", "has no letter in it")])
def test_nobody_is_entered_or_renamed_without_a_name(known, name, said):
    added = pathway("people", "add", "--name", name, "--role", "senco")
    changed = pathway("people", "change", "Cas Worker", "--name", name)

    assert known.caseworker
    assert (added.code, changed.code) == (1, 1)
    assert added.err == changed.err == f"the name {said}; put it right, and enter it again\n"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("case", "list"), "no case fits; `--ended` lists those that have ended too"),
        (("placement", "list"), "no placement fits; `--ended` lists those that have ended too"),
        (("people", "list", "--role", "representative"), "nobody fits; `--families` lists"),
    ],
)
def test_where_nothing_is_to_be_listed_it_is_said_and_what_to_try(here, asked, said):
    ran = pathway(*asked)

    assert here.code
    assert ran.code == 0
    assert " ".join(ran.out.split()).startswith(said)
    assert done(*asked) == []


def test_a_mistyped_upn_is_refused_without_the_letter_that_would_fit(known):
    ran = pathway("pupil", "add", "--surname", "Q", "--forename", "A", "--born", "2016-05-03",
                  "--upn", "H001900121001")  # fmt: skip

    assert known.pupil
    assert ran.code == 1
    assert "does not agree with its own check letter" in ran.err
    assert "G0019" not in ran.err


def test_a_pupil_needs_a_number_or_the_reason_for_having_none(known):
    ran = pathway("pupil", "add", "--surname", "Q", "--forename", "A", "--born", "2016-05-03")

    assert known.pupil
    assert ran.code == 2
    assert "--upn-unknown" in ran.err


def test_the_database_says_where_it_is_and_never_its_password(kept, environment):
    environment.setenv("PATHWAY_AUTHORITY", "")

    told = done("db", "status")

    assert told["runs"]
    assert told["schema"] == told["newest schema"]
    assert "***" in told["database"] or ":" not in told["database"].split("@")[0].split("//")[1]
    assert pathway("db", "upgrade").code == 0
    assert kept.app_url != told["database"]


@pytest.mark.parametrize(
    "said",
    ["Canary Quillfeather", "Quillfeather, Canary", "Quillfeather Canary", "quillfeather"],
)
def test_a_pupil_is_found_by_the_name_however_it_is_written(known, said):
    told = done("pupil", "show", said)

    assert str(known.pupil) in str(told)


def test_what_a_file_left_out_of_a_caseworker_is_said_and_can_be_given(known):
    ran = pathway("import", "pupils", "docs/examples/pupils.csv", "--at", "2026-09-07")
    said = next(
        line for line in ran.out.splitlines() if line.startswith("Ines Farrow came without")
    )
    person = said.split("pathway people change ")[1].split()[0]

    done("people", "change", person, "--email", "ines@council.example", "--manager", "Mae Manager")

    listed = done("people", "list", "--role", "caseworker")
    assert [(p["email"], p["manager"]) for p in listed if p["id"] == person] == [
        ("ines@council.example", "Mae Manager")
    ]
    assert known.pupil


def test_a_second_person_of_one_name_is_entered_and_the_first_is_named(known):
    ran = pathway("people", "add", "--name", "Cas Worker", "--role", "caseworker")

    assert ran.code == 0
    assert f"pathway people change {known.caseworker}" in ran.err


def test_a_second_person_of_one_address_is_refused(known):
    ran = pathway("people", "add", "--name", "C Worker", "--role", "caseworker", "--email",
                  "cas@people.example")  # fmt: skip

    assert ran.code == 1
    assert f"the e-mail address of Cas Worker ({known.caseworker}) already" in ran.err


def test_who_ends_a_task_is_kept_and_told(known, opened):
    done("people", "change", known.mother, "--no-email")
    opened("2026-09-07")
    (task,) = done("tasks", "list")

    ran = pathway("tasks", "end", task["id"], "--how", "telephoned", "--as", "Mae Manager", "--at",
                  "2026-09-08")  # fmt: skip

    assert ran.code == 0
    assert "()" not in ran.out
    (ended,) = done("tasks", "list", "--ended")
    assert (ended["how_ended"], ended["ended_by"]) == ("telephoned", "Mae Manager")


def test_who_enters_and_changes_people_and_links_is_told_afterwards(known, monkeypatch):
    monkeypatch.setenv("PATHWAY_PERSON", str(known.manager))
    added = done("people", "add", "--name", "Ann Other", "--role", "professional")["id"]
    done("people", "change", added, "--email", "ann@people.example", "--as", known.caseworker)
    link = done("link", "add", known.pupil, added, "--relationship", "aunt")["id"]

    entries = done("people", "entries", added)

    assert [(one["by"], one["before"]) for one in entries] == [
        ("Mae Manager", None),
        ("Cas Worker", {"email": None}),
    ]
    assert "nobody named" not in pathway("people", "entries", added).out
    (kept,) = (one for one in done("link", "list", known.pupil) if one["id"] == link)
    assert kept["recorded_by"] == str(known.manager)


@pytest.mark.usefixtures("known")
def test_where_nobody_is_named_nobody_is_on_record():
    added = done("people", "add", "--name", "Ann Other", "--role", "professional")["id"]

    assert "nobody named" in pathway("people", "entries", added).out
