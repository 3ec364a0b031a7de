"""What shows only when rows are held against one another, or against the pupils already kept."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from pathway.domain.pupil_file import KnownPupil, KnownPupils

HEADINGS = "UPN,UPN unknown reason,Surname,Forename,DOB,Year group"
ONE, TWO, THREE = "D390999925001", "D001999920000", "T001999920001"


def row(upn=ONE, surname="Eastlake", forename="Priya", born="30/09/2013", year="7", reason=""):
    return f"{upn},{reason},{surname},{forename},{born},{year}"


def test_identical_rows_are_taken_once_with_a_notice(read):
    found = read(HEADINGS, row(), row(TWO, surname="Other"), row(born="30-Sep-2013"))

    assert [r.line for r in found.rows] == [2, 3]
    assert [(p.line, p.reason) for p in found.queries if "repeats" in p.reason] == [
        (4, "repeats line 2; it is taken once")
    ]


def test_one_upn_with_different_details_is_an_error_on_every_row(read):
    found = read(HEADINGS, row(), row(forename="Ann", born="01/10/2013"), row(TWO, "X"))

    assert [(p.line, p.heading) for p in found.errors] == [(2, "UPN"), (3, "UPN")]
    assert "line 3" in found.errors[0].reason
    assert [r.line for r in found.rows] == [4]


def test_one_upn_is_found_on_a_row_that_is_bad_for_another_reason(read):
    found = read(HEADINGS, row(), row(forename=""))

    assert {(p.line, p.heading) for p in found.errors} == {
        (2, "UPN"),
        (3, "UPN"),
        (3, "Forename"),
    }


def test_a_upn_on_very_many_rows_names_only_a_few_of_them(read):
    found = read(HEADINGS, *(row(forename=f"Child {'x' * n}") for n in range(30)))

    upn = [p for p in found.errors if p.heading == "UPN"]
    assert len(upn) == 30
    assert "lines 3, 4, 5, 6, 7 and 24 more" in upn[0].reason
    assert "lines 2, 3, 4, 5, 6 and 24 more" in upn[-1].reason


def test_twins_are_a_question_on_the_later_row(read):
    found = read(HEADINGS, row(), row(TWO, forename="Ann"), row(THREE, forename="Bea"))

    twins = [(p.line, p.reason) for p in found.queries if "twins?" in p.reason]
    assert [line for line, _ in twins] == [3, 4]
    assert len(found.rows) == 3


def test_one_child_under_two_upns_is_a_question(read):
    found = read(HEADINGS, row(), row(TWO, surname="EASTLAKE"))

    assert len(found.rows) == 2
    assert [p.line for p in found.queries if "one child twice?" in p.reason] == [2, 3]


def test_one_child_twice_without_numbers_to_tell_apart_is_an_error(read):
    found = read(HEADINGS, row(), row("", reason="UN8"))

    assert [p.line for p in found.errors if "one child twice?" in p.reason] == [2, 3]
    assert found.rows == ()


def test_a_slip_in_one_row_leaves_dates_alone_that_nobody_could_misread(read):
    found = read(
        HEADINGS,
        row(born="02/13/2015"),
        row(TWO, "Abel", born="2014-11-09"),
        row(THREE, "Cole", born="31-Dec-15"),
    )

    assert [p.line for p in found.errors] == [2]
    assert [r.line for r in found.rows] == [3, 4]


def test_where_the_month_stands_first_only_dates_that_can_be_read_both_ways_are_doubted(read):
    found = read(
        HEADINGS,
        row(born="02/13/2015"),
        row(TWO, "Abel", born="03/04/2015"),
        row(THREE, "Cole", born="31-Dec-15"),
    )

    of_the_file, *of_rows = found.errors
    assert of_the_file.line is None
    assert of_the_file.reason.startswith("1 birth date (the first on line 2) can only be read")
    assert "the 1 that can be read both ways cannot be trusted" in of_the_file.reason
    assert sorted(p.line for p in of_rows) == [2, 3]
    assert [r.line for r in found.rows] == [4]


def test_a_file_that_puts_the_month_first_is_refused_whole(read):
    found = read(
        HEADINGS,
        row(born="09/30/2013"),
        row(TWO, "Abel", born="05/13/2014"),
        row(THREE, "Cole", born="03/04/2015"),
    )

    assert found.rows == ()
    assert found.errors[0].line is None
    assert "2 birth dates (the first on line 2) can only be read with the month first" in (
        found.errors[0].reason
    )


def test_one_date_with_the_month_first_is_a_slip_of_its_row(read):
    found = read(HEADINGS, row(born="09/30/2013"), row(TWO, "Abel", born="13/05/2014"))

    assert [p.line for p in found.errors] == [2]
    assert [r.line for r in found.rows] == [3]


def test_a_file_of_last_year_is_asked_about_once(read):
    pupils = [f",UN8,Name{chr(97 + n)},Ann,{n + 1:02d}/10/2013,6" for n in range(12)]

    found = read(HEADINGS, *pupils)

    old = [p for p in found.queries if "exported before 1 September" in p.reason]
    assert [(p.line, p.reason.startswith("12 of 12 pupils are a year below")) for p in old] == [
        (None, True)
    ]


def test_what_sen2_asks_of_every_pupil_is_counted_once(read):
    found = read(HEADINGS + ",Sex", row() + ",F", row(TWO, "Abel") + ",")

    said = [p.reason for p in found.queries]
    assert "1 of 2 pupils have no sex; SEN2 asks for it" in said
    assert "2 of 2 pupils have no ethnicity; SEN2 asks for it" in said


ID = UUID(int=1)


@pytest.fixture
def recognise(read):
    """Read one row while certain pupils are kept already."""

    def reading(*kept):
        return read(HEADINGS, row(), known=KnownPupils.of(kept))

    return reading


def kept(upn=ONE, surname="Eastlake", forename="Priya", born_on=date(2013, 9, 30), pupil=ID):
    return KnownPupil(id=pupil, surname=surname, forename=forename, born_on=born_on, upn=upn)


def test_a_pupil_kept_already_is_recognised_by_upn(recognise):
    found = recognise(kept(surname="EASTLAKE "))

    assert found.rows[0].pupil == ID
    assert [p for p in found.queries if p.line == 2] == []


@pytest.mark.parametrize(
    ("pupil", "asked"),
    [
        pytest.param(kept(surname="Westlake"), "has it changed?", id="another surname"),
        pytest.param(kept(born_on=date(2013, 9, 29)), "which of the two", id="another birth date"),
    ],
)
def test_a_changed_detail_of_a_recognised_pupil_is_a_question(recognise, pupil, asked):
    found = recognise(pupil)

    assert found.rows[0].pupil == ID
    assert any(asked in p.reason for p in found.queries)


def test_a_upn_that_is_another_childs_is_an_error(recognise):
    found = recognise(kept(surname="Westlake", born_on=date(2012, 1, 1)))

    assert found.rows == ()
    assert "belongs to a pupil kept already" in found.errors[0].reason


def test_two_pupils_kept_under_one_upn_leave_the_choice_to_a_person(recognise):
    other = uuid4()

    found = recognise(kept(), kept(forename="Ann", pupil=other))

    assert found.rows[0].pupil is None
    assert found.rows[0].perhaps == (ID, other)
    assert any("share this UPN" in p.reason for p in found.queries)


@pytest.mark.parametrize(
    ("upn", "asked"), [(None, "with no UPN to compare"), (TWO, "under another UPN")]
)
def test_a_pupil_of_the_same_name_and_birth_date_is_a_question(recognise, upn, asked):
    found = recognise(kept(upn=upn, surname="East-Lake"))

    assert (found.rows[0].pupil, found.rows[0].perhaps) == (None, (ID,))
    assert any(asked in p.reason and p.line == 2 for p in found.queries)


def test_a_stranger_is_nobody_kept_already(recognise):
    found = recognise(kept(upn=TWO, born_on=date(2014, 9, 30)))

    assert (found.rows[0].pupil, found.rows[0].perhaps) == (None, ())
