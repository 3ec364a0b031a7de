import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.domain.identifiers import (
    Mistyped,
    check_laestab,
    check_nhs_number,
    check_ukprn,
    check_uln,
    check_urn,
)


def test_the_example_of_the_student_record_is_a_uln():
    assert check_uln("9276 308 686") == "9276308686"


@pytest.mark.parametrize("number", ["9434765919", "9990000018", "9990000123", "999 012 3454"])
def test_known_nhs_numbers_are_accepted(number):
    assert check_nhs_number(number) == number.replace(" ", "")


@pytest.mark.parametrize("number", ["9434765919", "9990000018", "9990000123"])
def test_no_nhs_number_is_a_uln(number):
    with pytest.raises(Mistyped, match="does not agree"):
        check_uln(number)


@pytest.mark.parametrize(
    ("check", "text", "because"),
    [
        (check_uln, "9276308687", "does not agree"),
        (check_uln, "9999999999", "stand-in"),
        (check_uln, "0000000000", "does not agree"),
        (check_uln, "927630868", "not made of 10 digits"),
        (check_uln, "9.27631E+09", "not made of 10 digits"),
        (check_nhs_number, "9434765918", "does not agree"),
        (check_urn, "10000", "not made of 6 digits"),
        (check_urn, "10000O", "not made of 6 digits"),
        (check_ukprn, "20079319", "does not begin with 1"),
        (check_ukprn, "1007931", "not made of 8 digits"),
        (check_laestab, "390/200", "not made of 7 digits"),
        (check_urn, "¹00000", "not made of 6 digits"),
    ],
)
def test_a_number_that_cannot_be_is_refused(check, text, because):
    with pytest.raises(Mistyped, match=because):
        check(text)


def test_numbers_of_schools_and_providers_are_read_as_people_write_them():
    assert check_urn(" 108 379 ") == "108379"
    assert check_ukprn("10079319") == "10079319"
    assert check_laestab("390/2001") == "3902001"


@given(st.integers(10**8, 10**9 - 1), st.integers(0, 9), st.integers(1, 9))
def test_one_mistyped_digit_of_a_uln_is_always_found(nine, place, slip):
    ulns = [f"{nine}{last}" for last in range(10) if is_uln(f"{nine}{last}")]

    for uln in ulns:
        wrong = uln[:place] + str((int(uln[place]) + slip) % 10) + uln[place + 1 :]
        assert not is_uln(wrong)


def is_uln(text):
    try:
        return bool(check_uln(text))
    except Mistyped:
        return False
