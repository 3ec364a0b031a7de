from datetime import date
from pathlib import Path

import pytest

from pathway.domain.codes import Need, Sex
from pathway.domain.pupil_file import Column, Level, read_pupil_file
from statemachines.year_groups import YearGroup

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
TODAY = date(2025, 9, 15)


@pytest.fixture(scope="module")
def sample():
    return read_pupil_file((EXAMPLES / "pupils.csv").read_bytes(), today=TODAY)


@pytest.fixture(scope="module")
def mistakes():
    return read_pupil_file((EXAMPLES / "pupils-with-mistakes.csv").read_bytes(), today=TODAY)


def test_the_sample_is_sound_and_every_pupil_in_it_is_read(sample):
    assert sample.is_sound
    assert (sample.encoding, sample.delimiter) == ("windows-1252", ",")
    assert len(sample.rows) == sample.pupils == 12
    assert sample.unread == ()


def test_accents_survive_windows_1252(sample):
    assert sample.rows[1].forename == "Zoë"
    assert sample.rows[1].surname == "Bjørkström"


def test_a_row_becomes_a_pupil_ready_to_be_stored(sample):
    first = sample.rows[0]

    assert (first.line, first.surname, first.born_on) == (2, "Abernathy", date(2016, 11, 14))
    assert (first.sex, first.ethnicity, first.postcode) == (Sex.M, "WBRI", "ZZ99 1AA")
    assert (first.year_group, first.school.urn) == (YearGroup.Y4, "999001")
    assert (first.primary_need, first.secondary_need) == (Need.ASD, Need.SLCN)
    assert (first.district, first.caseworker) == ("Northvale", "Ines Farrow")
    assert first.parents[0].email == "hazel.abernathy@example.org"
    assert first.parents[0].phone == "01632960101"


def test_a_missing_upn_has_its_reason_and_a_temporary_one_is_flagged(sample):
    under_six, temporary = sample.rows[2].numbers, sample.rows[3].numbers

    assert (under_six.upn, under_six.upn_unknown) == (None, "UN1")
    assert temporary.upn.temporary
    assert [p.line for p in sample.queries if "is temporary" in p.reason] == [5]


def test_a_row_with_a_quoted_line_break_is_known_by_the_line_it_begins_on(sample):
    broken, twin = sample.rows[10], sample.rows[11]

    assert (broken.line, twin.line) == (12, 14)
    assert broken.parents[0].name == "Rose Kettlewell (grandmother)"
    assert [p.line for p in sample.queries if "twins?" in p.reason] == [14]


EXPECTED = [
    (Level.ERROR, 5, "DOB", "is not a day of any calendar"),
    (Level.ERROR, 5, "UPN", "does not agree with its own check letter"),
    (Level.ERROR, 6, "DOB", "the number by which Excel counts days"),
    (Level.ERROR, 6, "UPN", "give the UPN, the ULN or the reason"),
    (Level.ERROR, 7, "DOB", "no date with the day first"),
    (Level.ERROR, 7, "Primary need", "is no type of need"),
    (Level.QUERY, 7, "UPN", "is temporary"),
    (Level.ERROR, 8, "Legal forename", "would run as a formula"),
    (Level.ERROR, 8, "Parent/carer email", "is not an e-mail address"),
    (Level.QUERY, 9, None, "repeats line 4"),
    (Level.ERROR, 10, "UPN", "stands on line 11 too"),
    (Level.ERROR, 11, "UPN", "stands on line 10 too"),
    (Level.ERROR, 13, None, "has 19 cells, and there are 18 headings"),
    (Level.QUERY, 14, "UPN unknown reason", "UN1 is for children under 6; this one is 17"),
    (Level.ERROR, 15, "Ethnicity", "the code is CHNE"),
    (Level.ERROR, 15, "NC year", "is no year group"),
    (Level.ERROR, 16, None, "a quotation mark is opened on this line and never closed"),
    (Level.ERROR, 17, "Legal surname", "garbled by a wrong encoding"),
    (Level.ERROR, 17, "School URN", "not made of 6 digits"),
    (Level.ERROR, 18, "Sex", "neither M nor F"),
    (Level.QUERY, 18, "Secondary need", "repeats the primary need"),
    (Level.QUERY, 19, None, "a total or a footer"),
]


def test_every_mistake_is_told_with_its_line_its_column_and_its_reason(mistakes):
    found = [(p.level, p.line, p.heading, p.reason) for p in mistakes.problems]
    told = set()

    for level, line, heading, reason in EXPECTED:
        told |= {p for p in found if p[:3] == (level, line, heading) and reason in p[3]}

    assert told == set(found)
    assert len(told) == len(EXPECTED)


def test_the_good_rows_stand_beside_the_bad_ones(mistakes):
    assert [row.line for row in mistakes.rows] == [4, 14]
    assert mistakes.repeated == 1
    assert mistakes.headings[Column.SURNAME] == "Legal surname"


def test_no_sentence_repeats_what_stands_in_a_cell_of_a_child(mistakes):
    said = " ".join(str(problem) for problem in mistakes.problems) + repr(mistakes)

    for private in ("Abernathy", "Desrosiers", "Kettlew", "example.org", "G0019", "2016"):
        assert private not in said
    assert any("Priya" in problem.found for problem in mistakes.problems)
