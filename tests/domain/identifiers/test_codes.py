from datetime import date

import pytest

from pathway.domain.codes import (
    Kind,
    Need,
    Sex,
    UpnUnknown,
    ethnicity_called,
    local_authority,
    need_called,
    sex_called,
    upn_unknown_called,
)

NUMBERS = [f"{n:03d}" for n in range(1000)]


def test_every_authority_of_england_in_the_statistics_of_2025_is_known():
    today = date(2025, 9, 1)
    known = [a for n in NUMBERS if (a := local_authority(n)) and a.kind is Kind.AUTHORITY]
    english = [a for a in known if not "660" <= a.code <= "681"]

    assert sum(a.existed_between(today, today) for a in english) == 153


@pytest.mark.parametrize(
    ("code", "first_day", "last_day_of_the_old"),
    [
        pytest.param("942", date(2023, 4, 1), "909", id="Cumberland out of Cumbria"),
        pytest.param("940", date(2021, 4, 1), "928", id="North Northamptonshire"),
        pytest.param("839", date(2019, 4, 1), "837", id="Bournemouth, Christchurch and Poole"),
        pytest.param("895", date(2009, 4, 1), "875", id="Cheshire East out of Cheshire"),
        pytest.param("822", date(2009, 4, 1), "820", id="Bedford out of Bedfordshire"),
    ],
)
def test_an_authority_begins_the_day_after_the_one_before_it_ends(
    code, first_day, last_day_of_the_old
):
    new, old = local_authority(code), local_authority(last_day_of_the_old)

    assert new.opened_on == first_day
    assert (new.opened_on - old.closed_on).days == 1
    assert not new.existed_between(old.closed_on, old.closed_on)


def test_a_number_nobody_has_is_not_known():
    assert local_authority("999") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("WBRI", "WBRI"),
        ("wbri", "WBRI"),
        ("White – British", "WBRI"),
        ("Gypsy / Roma", "WROM"),
        ("Information not yet obtained", "NOBT"),
        ("BSOM", "BSOM"),
    ],
)
def test_an_ethnicity_is_known_by_code_and_by_name(text, code):
    assert ethnicity_called(text).code == code


def test_every_extended_ethnicity_belongs_to_a_main_one():
    somali = ethnicity_called("BSOM")

    assert somali.main == "BAFR"
    assert ethnicity_called(somali.main).main == somali.main


def test_the_misspelt_code_for_chinese_is_not_known():
    assert ethnicity_called("CNHE") is None


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("asd", Need.ASD),
        ("SpLD - Specific Learning Difficulty", Need.SPLD),
        ("Autistic Spectrum Disorder", Need.ASD),
        ("Speech, Language and Communication Needs", Need.SLCN),
        ("Down Syndrome", Need.DS),
        ("Moderate learning difficulties", None),
        ("ASD - Moderate learning difficulty", None),
        ("", None),
    ],
)
def test_a_need_is_known_by_code_by_name_or_by_both_if_they_agree(text, need):
    assert need_called(text) is need


def test_the_census_alone_knows_a_need_without_assessment():
    assert [need for need in Need if not need.in_sen2] == [Need.NSA]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("UN1", UpnUnknown.UN1),
        ("un 10", UpnUnknown.UN10),
        ("UN08 - new to the authority", UpnUnknown.UN8),
        ("UN11", None),
        ("UN0", None),
        ("UN", None),
        ("1", None),
    ],
)
def test_a_reason_for_having_no_upn_is_read_from_its_beginning(text, reason):
    assert upn_unknown_called(text) is reason


def test_sen2_refuses_the_reasons_of_childrens_social_care():
    assert [r.value for r in UpnUnknown if not r.in_sen2] == ["UN4", "UN6", "UN7"]


@pytest.mark.parametrize(("text", "sex"), [("Male", Sex.M), (" f ", Sex.F), ("U", None)])
def test_a_sex_is_read_as_people_write_it(text, sex):
    assert sex_called(text) is sex


def test_every_code_has_its_words():
    assert all(need.label for need in Need)
    assert all(reason.meaning for reason in UpnUnknown)
