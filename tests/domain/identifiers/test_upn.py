from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.domain.identifiers import Mistyped, check_upn, upn_check_letter, upn_questions
from pathway.domain.identifiers.upn import UPN_LETTERS

TODAY = date(2025, 9, 15)

permanent = st.text("0123456789", min_size=12, max_size=12)
temporary = st.builds(
    "{}{}".format, st.text("0123456789", min_size=11, max_size=11), st.sampled_from(UPN_LETTERS)
)
upns = st.one_of(permanent, temporary).map(lambda rest: upn_check_letter(rest) + rest)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("B801200005001", id="worked example of a public library"),
        pytest.param("D390999925001", id="Gateshead, remainder 3"),
        pytest.param("R860999924017", id="Staffordshire, remainder 15"),
        pytest.param("P207000016049", id="the help pages of two vendors print Q here, wrongly"),
        pytest.param("X00180001701A", id="temporary, pseudo-authority, of a vendor's help page"),
        pytest.param("K94299992310A", id="temporary, Cumberland, an authority of 2023"),
        pytest.param("X001999925001", id="pseudo-authority 001"),
    ],
)
def test_a_upn_with_the_right_check_letter_is_accepted(text):
    assert check_upn(text).text == text


@pytest.mark.parametrize("wrong", ["Q207000016049", "B207000016049"])
def test_the_wrong_examples_that_vendors_print_are_refused(wrong):
    with pytest.raises(Mistyped, match="does not agree with its own check letter"):
        check_upn(wrong)


@given(upns)
def test_no_sentence_betrays_the_letter_that_would_fit(upn):
    other = UPN_LETTERS[(UPN_LETTERS.index(upn[0]) + 1) % 23]

    with pytest.raises(Mistyped) as refusal:
        check_upn(other + upn[1:])

    assert upn not in str(refusal.value)
    assert f" {upn[0]} " not in str(refusal.value).replace(" A ", "")


@given(upns)
def test_spaces_hyphens_and_small_letters_do_not_matter(upn):
    untidy = f" {upn[:1].lower()} {upn[1:4]}-{upn[4:8]} {upn[8:10]}–{upn[10:].lower()} "

    assert check_upn(untidy).text == upn


@given(upns, st.integers(0, 12), st.data())
def test_one_mistyped_character_is_always_found(upn, place, data):
    # Weights run from 2 to 13 and 23 is prime, so that no single slip keeps the remainder.
    kind = UPN_LETTERS if upn[place].isalpha() else "0123456789"
    other = data.draw(st.sampled_from(kind.replace(upn[place], "")))

    with pytest.raises(Mistyped):
        check_upn(upn[:place] + other + upn[place + 1 :])


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("D39099992500", "has 12 characters"),
        ("D3909999250011", "has 14 characters"),
        ("", "has 0 characters"),
        ("I390999925001", "does not begin with a check letter"),
        ("1390999925001", "does not begin with a check letter"),
        ("D39O999925001", "no digit in place 4"),
        ("D39099992500S", "ends neither with a digit"),
        ("D3909999250O1", "no digit in place 12"),
        ("D39099992500١", "ends neither with a digit"),
    ],
)
def test_a_upn_of_the_wrong_form_is_refused_with_what_is_wrong(text, because):
    with pytest.raises(Mistyped, match=because):
        check_upn(text)


def test_a_temporary_upn_is_known_by_its_last_letter():
    assert check_upn("K94299992310A").temporary
    assert not check_upn("D390999925001").temporary


def test_a_upn_does_not_show_itself_in_logs():
    assert "390" not in repr(check_upn("D390999925001"))


def with_letter(rest):
    return check_upn(upn_check_letter(rest) + rest)


@pytest.mark.parametrize(
    ("rest", "asked"),
    [
        pytest.param("390999925001", None, id="Gateshead has always been there"),
        pytest.param("942999923001", None, id="Cumberland in its first academic year"),
        pytest.param("942999922001", None, id="22 may name the year that ended in August 2023"),
        pytest.param("942999920001", "Cumberland did not exist then", id="Cumberland in 2020"),
        pytest.param("909999922001", None, id="Cumbria in its last academic year"),
        pytest.param("909999925001", "Cumbria did not exist then", id="Cumbria in 2025"),
        pytest.param("944999925001", "number 944", id="an authority newer than our table"),
        pytest.param("005999925001", None, id="the last pseudo-authority"),
        pytest.param("006999925001", "number 006", id="no sixth pseudo-authority"),
        pytest.param("390999928001", "to come", id="a year to come"),
    ],
)
def test_an_authority_or_year_that_does_not_fit_is_a_question(rest, asked):
    questions = upn_questions(with_letter(rest), born_on=None, today=TODAY)

    assert len(questions) == (1 if asked else 0)
    assert asked is None or asked in questions[0]


def test_a_upn_given_out_before_the_birth_is_a_question():
    upn = with_letter("390999910001")

    assert not upn_questions(upn, born_on=date(2011, 8, 31), today=TODAY)
    assert (
        "before the pupil was born"
        in (upn_questions(upn, born_on=date(2011, 9, 1), today=TODAY)[0])
    )


def test_a_upn_of_the_nineties_is_of_the_last_century():
    assert with_letter("390999998001").year == 1998
