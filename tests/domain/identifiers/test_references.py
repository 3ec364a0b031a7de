import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.domain.identifiers import Mistyped, check_reference, new_reference
from pathway.domain.identifiers.references import REFERENCE_CHARACTERS

SOME = [new_reference(random.Random(n).randbytes(16)) for n in range(40)]
references = st.binary(min_size=16, max_size=16).map(new_reference)


def is_refused(text):
    try:
        check_reference(text)
    except Mistyped:
        return True
    return False


def plain(reference):
    return reference.replace("-", "")


@given(references)
def test_a_new_reference_passes_its_own_check(reference):
    assert check_reference(reference) == reference
    assert len(reference) == len("K7QM-3XWD-T")


@given(references)
def test_a_reference_may_be_typed_as_people_type(reference):
    assert check_reference(f"  {reference.lower().replace('-', ' – ')} ") == reference


def test_every_single_wrong_character_is_found():
    slips = (
        text[:place] + other + text[place + 1 :]
        for text, place in product(map(plain, SOME), range(9))
        for other in REFERENCE_CHARACTERS
        if other != text[place]
    )

    assert all(is_refused(slip) for slip in slips)


def test_every_exchange_of_two_neighbours_is_found_and_of_any_two():
    exchanges = []
    for text, one, two in product(map(plain, SOME), range(9), range(9)):
        if one < two and text[one] != text[two]:
            letters = list(text)
            letters[one], letters[two] = letters[two], letters[one]
            exchanges.append("".join(letters))

    assert len(exchanges) > 1000
    assert all(is_refused(exchange) for exchange in exchanges)


def test_a_reference_has_neither_look_alikes_nor_vowels():
    assert not set("01IOAEU") & set(REFERENCE_CHARACTERS)
    assert len(set(REFERENCE_CHARACTERS)) == 29


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("", "has not 9 characters"),
        ("K7QM-3XWD", "has not 9 characters"),
        ("K7QM-3XW0-T", "holds '0'"),
        ("K7QM-3XWD-T", "does not agree"),
    ],
)
def test_a_mistyped_reference_says_so(text, because):
    with pytest.raises(Mistyped, match=because):
        check_reference(text)


def test_too_little_chance_is_refused():
    with pytest.raises(ValueError, match="9"):
        new_reference(bytes(9))


def test_different_chance_makes_different_references():
    assert len(set(SOME)) == len(SOME)
