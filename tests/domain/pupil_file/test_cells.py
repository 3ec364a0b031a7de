"""What stands in a cell, and what is said of it."""

from datetime import date

import pytest

from pathway.domain.codes import Need, Sex
from pathway.domain.pupil_file.details import year_group_called
from pathway.domain.pupil_file.wording import is_garbled, name_key


@pytest.mark.parametrize(
    ("cells", "heading", "because"),
    [
        pytest.param({"Surname": ""}, "Surname", "is missing", id="no surname"),
        pytest.param({"Forename": " "}, "Forename", "is missing", id="no forename"),
        pytest.param({"Surname": "=cmd()"}, "Surname", "as a formula", id="= in a surname"),
        pytest.param({"Forename": "@SUM(A1)"}, "Forename", "as a formula", id="@ in a forename"),
        pytest.param({"Surname": "+1"}, "Surname", "no letter", id="a number for a surname"),
        pytest.param({"Surname": "-Smith"}, "Surname", "as a formula", id="a leading hyphen"),
        pytest.param({"Surname": "x" * 101}, "Surname", "101 characters", id="a very long name"),
        pytest.param({"DOB": ""}, "DOB", "is missing", id="no birth date"),
        pytest.param({"DOB": "16/09/2025"}, "DOB", "still to come", id="born tomorrow"),
        pytest.param({"DOB": "15/09/1999"}, "DOB", "makes the pupil 26", id="26 today"),
        pytest.param({"UPN": ""}, "UPN", "is missing; give the UPN", id="no number and no reason"),
        pytest.param({"UPN": "unknown"}, "UPN", "is missing; give the UPN", id="unknown"),
        pytest.param({"UPN_unknown": "UN11"}, "UPN unknown", "none of the reasons", id="UN11"),
        pytest.param({"ULN": "9.27631E+09"}, "ULN", "shortened by Excel", id="ULN by Excel"),
        pytest.param({"ULN": "9276308687"}, "ULN", "own check digit", id="a mistyped ULN"),
        pytest.param({"Sex": "1"}, "Sex", "neither M nor F", id="sex by another code"),
        pytest.param({"Ethnicity": "British"}, "Ethnicity", "neither a code", id="no ethnicity"),
        pytest.param({"Postcode": "=A1"}, "Postcode", "not a postcode", id="no postcode"),
        pytest.param({"Year_group": "21"}, "Year group", "is no year group", id="year 21"),
        pytest.param({"URN": "1234567"}, "URN", "6 digits", id="a URN too long"),
        pytest.param({"LAESTAB": "3902"}, "LAESTAB", "7 digits", id="half a DfE number"),
        pytest.param({"Primary_need": "XYZ"}, "Primary need", "no type of need", id="no need"),
        pytest.param({"District": "=1+1"}, "District", "as a formula", id="a formula"),
        pytest.param({"Caseworker": "y" * 201}, "Caseworker", "201 characters", id="too long"),
        pytest.param({"Parent_email": "a@b.org"}, None, "is missing, though", id="nameless parent"),
        pytest.param(
            {"Parent": "Ann", "Parent_email": "a@b.org; c@d.org"},
            "Parent email",
            "more than one address",
            id="two addresses",
        ),
        pytest.param(
            {"Parent": "Ann", "Parent_email": "ann@home"},
            "Parent email",
            "not an e-mail address",
            id="no domain",
        ),
        pytest.param(
            {"Parent": "Ann", "Parent_phone": "ring mum"},
            "Parent phone",
            "not a telephone number",
            id="no number",
        ),
    ],
)
def test_what_cannot_be_stored_is_an_error_of_its_cell(only, cells, heading, because):
    found = only(**cells)

    assert found.rows == ()
    assert [p.heading for p in found.errors] == [heading]
    assert because in found.errors[0].reason


@pytest.mark.parametrize(
    ("cells", "heading", "asked"),
    [
        pytest.param({"DOB": "15/09/2000"}, "DOB", "makes the pupil 25", id="25 today"),
        pytest.param({"Forename": "Ann2"}, "Forename", "holds a digit", id="a digit"),
        pytest.param({"UPN": "K94299992310A"}, "UPN", "is temporary", id="a temporary UPN"),
        pytest.param({"DOB": "30/09/2027"}, None, None, id="errors are no questions"),
        pytest.param(
            {"UPN": "", "UPN_unknown": "UN1"}, "UPN unknown", "under 6; this one is 11", id="UN1"
        ),
        pytest.param(
            {"UPN": "", "UPN_unknown": "UN4"}, "UPN unknown", "SEN2 does not accept", id="UN4"
        ),
        pytest.param(
            {"UPN": "", "UPN_unknown": "UN9"}, "UPN unknown", "young people; this one", id="UN9"
        ),
        pytest.param({"UPN_unknown": "UN8"}, "UPN unknown", "the number is kept", id="both"),
        pytest.param({"Ethnicity": "ZZZZ"}, "Ethnicity", "not in our list", id="a new code"),
        pytest.param({"Postcode": "75008"}, "Postcode", "shape of a British", id="Paris"),
        pytest.param({"Year_group": "9"}, "Year group", "two years or more", id="two years up"),
        pytest.param({"Primary_need": "NSA"}, "Primary need", "school census", id="NSA"),
        pytest.param({"Secondary_need": "MLD"}, "Secondary need", "without a primary", id="MLD"),
        pytest.param(
            {"Parent": "Ann", "Parent_phone": "7700900101"},
            "Parent phone",
            "did a spreadsheet take the 0 away",
            id="a lost nought",
        ),
    ],
)
def test_what_is_odd_is_asked_and_does_not_stop_the_row(only, cells, heading, asked):
    found = only(**cells)

    said = [p.reason for p in found.queries if heading is not None and p.heading == heading]
    assert len(found.rows) == (1 if asked else 0)
    assert asked is None or any(asked in reason for reason in said)


def test_all_faults_of_a_row_are_told_at_once(only):
    found = only(Surname="", DOB="42858", UPN="D390999925002", Sex="?x", Primary_need="?y")

    assert {p.heading for p in found.errors} == {"Surname", "DOB", "UPN", "Sex", "Primary need"}


def test_a_reason_may_stand_where_the_upn_should_be(only):
    numbers = only(UPN="UN8 - new to the authority").rows[0].numbers

    assert (numbers.upn, numbers.upn_unknown) == (None, "UN8")


def test_a_uln_will_do_where_there_is_no_upn(only):
    numbers = only(UPN="n/a", ULN="9276308686", DOB="11/01/2008").rows[0].numbers

    assert (numbers.upn, numbers.uln) == (None, "9276308686")


def test_who_is_under_six_is_offered_un1(only):
    assert "UN1)" in only(UPN="", DOB="21/06/2022").errors[0].reason


@pytest.mark.parametrize(
    ("written", "printed"),
    [("ne81hh", "NE8 1HH"), ("NE8  1HH", "NE8 1HH"), ("SW1A1AA", "SW1A 1AA"), ("m1 1ae", "M1 1AE")],
)
def test_a_postcode_is_printed_as_the_post_office_does(only, written, printed):
    assert only(Postcode=written).rows[0].postcode == printed


@pytest.mark.parametrize(
    ("written", "group"),
    [
        ("7", "7"),
        ("07", "7"),
        ("Year 10", "10"),
        ("Y1", "1"),
        ("Yr 13", "13"),
        ("NC Year 2", "2"),
        ("NCY 11", "11"),
        ("Year group 9", "9"),
        ("Reception", "R"),
        ("YR", "R"),
        ("Year R", "R"),
        ("Year 0", "R"),
        ("n1", "N1"),
        ("Nursery 2", "N2"),
        ("E2", "E2"),
        ("X", "X"),
        ("14", "14"),
        ("Year 20", "20"),
        ("21", None),
        ("year", None),
        ("Class 4B", None),
        ("", None),
    ],
)
def test_a_year_group_is_read_in_the_spellings_of_schools(written, group):
    assert year_group_called(written) == group


def test_the_year_taught_is_kept_even_out_of_cohort(only):
    assert only(DOB="30/09/2013", Year_group="6").rows[0].year_group == "6"


def test_codes_are_read_in_words_too(only):
    row = only(
        Sex="female", Ethnicity="White - British", Primary_need="ASD - Autistic Spectrum Disorder"
    ).rows[0]

    assert (row.sex, row.ethnicity, row.primary_need) == (Sex.F, "WBRI", Need.ASD)


def test_a_sex_that_is_not_known_is_left_out(only):
    assert only(Sex="U").rows[0].sex is None
    assert only(Sex="Not known").rows[0].sex is None


def test_two_parents_are_two_people(only):
    row = only(
        Parent_1_name="Ann Lake",
        Parent_1_email="ann@example.org",
        Parent_2_name="Ben East",
        Parent_2_phone="+44 (0)7700 900101",
    ).rows[0]

    assert [(p.name, p.email, p.phone) for p in row.parents] == [
        ("Ann Lake", "ann@example.org", None),
        ("Ben East", None, "+447700900101"),
    ]


def test_names_like_null_and_o_brien_are_names(only):
    row = only(Surname="Null", Forename="D’Arcy").rows[0]

    assert (row.surname, row.forename) == ("Null", "D’Arcy")


def test_blanks_and_letters_in_parts_are_tidied(only):
    row = only(Forename="  Zoe\u0308\u00a0  Ann\u200b ").rows[0]

    assert row.forename == "Zoë Ann"


def test_names_are_compared_without_accents_marks_and_case():
    assert name_key("O’Brien-Näf") == name_key("OBRIEN NAF")


def test_honest_accents_are_not_taken_for_garbled_ones():
    for name in ("Zoë", "Bjørkström", "Łukasz", "Ñandú", "Ångström", "François", "Nuño", "Ağa"):
        assert not is_garbled(name)
        assert is_garbled(name.encode().decode("windows-1252", "ignore")) or not name.isascii()


def test_the_age_is_that_of_the_day_of_reading(only):
    found = only(DOB="16/09/1999")

    assert found.is_sound
    assert found.rows[0].born_on == date(1999, 9, 16)
