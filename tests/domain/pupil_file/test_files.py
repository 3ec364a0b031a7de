"""What comes in: encodings, delimiters, headings, things that are no CSV at all."""

import pytest

from pathway.domain.pupil_file import Column

HEADINGS = "UPN,UPN unknown reason,Surname,Forename,DOB"
SOUND = "D390999925001,,Eastlake,Zoë,30/09/2013"


@pytest.mark.parametrize(
    ("data", "because"),
    [
        pytest.param(b"", "it is empty", id="0 bytes"),
        pytest.param(b"\xef\xbb\xbf", "it is empty", id="a byte order mark alone"),
        pytest.param(b"\r\n\r\n ,,,\r\n", "it is empty", id="blank rows alone"),
        pytest.param(b"PK\x03\x04rest", "save it as “CSV UTF-8", id="xlsx"),
        pytest.param(b"\xd0\xcf\x11\xe0rest", "save it as “CSV UTF-8", id="xls"),
        pytest.param(b"%PDF-1.7", "a PDF", id="pdf"),
        pytest.param(b"  <!DOCTYPE html><table>", "a web page", id="html called csv"),
        pytest.param(b"<?xml version='1.0'?>", "a web page or XML", id="xml"),
        pytest.param(b"\x1f\x8b\x08", "compressed", id="gzip"),
        pytest.param(b"one,two\n1,2\n", "no headings were found", id="other headings"),
        pytest.param(SOUND.encode(), "no headings were found", id="no headings"),
    ],
)
def test_what_is_no_pupil_file_is_refused_with_what_to_do(read, data, because):
    found = read(data)

    assert found.rows == ()
    assert len(found.problems) == 1
    assert because in found.problems[0].reason
    assert found.problems[0].line is None


def test_a_file_too_large_to_take_at_once_is_refused(read, monkeypatch):
    monkeypatch.setattr("pathway.domain.pupil_file.encodings.LARGEST_FILE", 10)

    assert "divide it" in read(HEADINGS, SOUND).problems[0].reason


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("windows-1252", "windows-1252"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_encoding_and_delimiter_of_councils_exports_is_read(read, encoding, named, delimiter):
    lines = [line.replace(",", delimiter) for line in (HEADINGS, SOUND)]

    found = read(*lines, encoding=encoding)

    assert (found.encoding, found.delimiter) == (named, delimiter)
    assert [row.forename for row in found.rows] == ["Zoë"]


def test_excels_hint_about_the_delimiter_and_titles_above_the_headings_are_passed_over(read):
    found = read(
        "sep=;", "Pupils with SEND", "", HEADINGS.replace(",", ";"), SOUND.replace(",", ";")
    )

    assert [row.line for row in found.rows] == [5]


def test_headings_may_stand_in_any_order_and_in_councils_spellings(read):
    found = read(
        "Date Of Birth,First Name(s),FAMILY NAME,Unique Pupil Number,NCYear,Sex,Favourite colour",
        "30/09/2013,Priya,Eastlake,D390999925001,Year 7,Female,blue",
    )

    assert found.is_sound
    assert found.headings[Column.SURNAME] == "FAMILY NAME"
    assert found.unread == ("Favourite colour",)
    assert any("“Favourite colour”" in p.reason and p.line == 1 for p in found.queries)


def test_a_heading_may_be_broken_over_lines(read):
    found = read('UPN,Surname,Forename,"Date of', 'birth"', "D390999925001,Eastlake,Zoë,30/09/2013")

    assert [row.line for row in found.rows] == [3]


def test_a_file_may_bring_its_own_headings(read):
    found = read(
        "UPN,Child,Called,DOB",
        "D390999925001,Eastlake,Priya,30/09/2013",
        columns={"child": Column.SURNAME, "Called": Column.FORENAME},
    )

    assert [row.surname for row in found.rows] == ["Eastlake"]


def test_a_heading_that_was_promised_and_is_not_there_is_an_error(read):
    found = read(HEADINGS, SOUND, columns={"Nickname": Column.FORENAME})

    assert "no heading “Nickname”" in found.errors[0].reason


def test_missing_headings_are_all_named_with_those_that_were_found(read):
    found = read("Forename,Sex,Comments", "Priya,F,none")

    said = [problem.reason for problem in found.errors]
    assert len(said) == 3
    assert "surname (such as “Legal surname”); found are “Forename”, “Sex”, “Comments”" in said[0]
    assert "born on" in said[1]
    assert "the UPN, for the ULN or for the reason" in said[2]
    assert {problem.line for problem in found.errors} == {1}


def test_the_same_heading_twice_is_an_error_but_legal_and_other_surname_are_not(read):
    twice = read("UPN,Surname,Surname,Forename,DOB", "D390999925001,A,B,C,30/09/2013")
    both = read("UPN,Surname,Legal surname,Forename,DOB", "D390999925001,Known,Legal,C,30/09/2013")

    assert [p.heading for p in twice.errors] == ["Surname"]
    assert both.rows[0].surname == "Legal"
    assert both.unread == ("Surname",)


def test_fewer_cells_than_headings_are_a_question_as_excel_leaves_out_empty_ones(read):
    found = read(HEADINGS + ",District,Sex", SOUND)

    assert len(found.rows) == 1
    assert [p.line for p in found.queries if "has 5 cells, and there are 7" in p.reason] == [2]


def test_more_cells_than_headings_are_an_error_and_nothing_else_is_said_of_the_row(read):
    found = read(HEADINGS, "D390999925001,,Eastlake, Jr,Priya,30/09/2013", SOUND + ",,,")

    assert [(p.line, p.heading) for p in found.errors] == [(2, None)]
    assert [row.line for row in found.rows] == [3]
    assert found.pupils == 2


def test_blank_rows_totals_footers_and_repeated_headings_are_no_pupils(read):
    found = read(
        HEADINGS,
        SOUND,
        "",
        ",,,,",
        HEADINGS,
        "Total,1,,,",
        "Report produced by A. Clerk",
        "Number of pupils: 1",
        " 1 records",
    )

    assert found.is_sound
    assert [row.line for row in found.rows] == [2]
    assert [p.line for p in found.queries if "left out" in p.reason] == [5, 6, 7, 8, 9]


def test_a_pupil_whose_name_is_total_is_a_pupil(read):
    found = read("Surname,Forename,DOB,UPN", "Total,Ann,30/09/2013,D390999925001")

    assert [row.surname for row in found.rows] == ["Total"]


def test_a_quotation_mark_never_closed_costs_its_own_row_and_no_other(read):
    rows = [f"{upn},,Eastlake,Child {n},30/09/2013" for n, upn in enumerate(UPNS)]
    rows[1] = rows[1].replace("Eastlake", '"Eastlake')

    found = read(HEADINGS, *rows)

    assert [(p.line, "never closed" in p.reason) for p in found.errors] == [(3, True)]
    assert [row.line for row in found.rows] == [2, *range(4, 2 + len(UPNS))]


def test_a_stray_quotation_mark_is_an_error_and_not_a_changed_name(read):
    found = read(HEADINGS, 'D390999925001,,"O"Brien",Zoë,30/09/2013')

    assert "stands inside a quoted cell" in found.errors[0].reason


def test_a_doubled_quotation_mark_is_part_of_the_text(read):
    found = read(HEADINGS, 'D390999925001,,Eastlake,"Priya ""Pip""",30/09/2013')

    assert found.rows[0].forename == 'Priya "Pip"'


def test_a_huge_cell_is_an_error_and_reading_goes_on(read):
    found = read(HEADINGS, "D390999925001,," + "x" * 200_000 + ",Zoë,30/09/2013", SOUND)

    assert [p.line for p in found.errors] == [2]
    assert [row.line for row in found.rows] == [3]


@pytest.mark.parametrize(
    "name", ["East\x00lake", "East\x81lake", "East\ufffdlake", "East\u202elake", "\x1bEast"]
)
def test_damaged_letters_are_an_error_of_their_cell(read, name):
    found = read(HEADINGS, SOUND.replace("Eastlake", name))

    assert [(p.line, p.heading) for p in found.errors] == [(2, "Surname")]
    assert "not text" in found.errors[0].reason


def test_a_byte_that_windows_1252_does_not_have_is_an_error_of_its_cell(read):
    data = (HEADINGS + "\n" + SOUND).encode("windows-1252").replace(b"Eastlake", b"Eastl\x81ke")

    assert [(p.line, p.heading) for p in read(data).errors] == [(2, "Surname")]


def test_utf_8_once_read_as_windows_1252_is_found(read):
    found = read(HEADINGS, SOUND.replace("Zoë", "Zoë".encode().decode("windows-1252")))

    assert "garbled" in found.errors[0].reason


def test_the_mark_with_which_dos_ended_files_is_no_row(read):
    assert read((HEADINGS + "\r\n" + SOUND + "\r\n\x1a").encode()).is_sound


def test_old_macintosh_line_ends_are_line_ends(read):
    found = read(f"{HEADINGS}\r{SOUND}".encode())

    assert (found.lines, [row.line for row in found.rows]) == (2, [2])


UPNS = [
    "D001999920000",
    "T001999920001",
    "G001999920002",
    "W001999920003",
]
