"""References of our own cases: short, random, with a check character, without personal data."""

from pathway.domain.identifiers.errors import Mistyped
from pathway.domain.identifiers.writing import bare

REFERENCE_CHARACTERS = "23456789BCDFGHJKLMNPQRSTVWXYZ"
"""What references are made of: 29, a prime, so that any one slip shows. Without 0, 1, I and O,
which are read for one another, and without vowels, so that no reference spells a word."""

RANDOM_CHARACTERS = 8
ENOUGH_BYTES = 10
_PRIME = len(REFERENCE_CHARACTERS)


def new_reference(random_bytes: bytes) -> str:
    """Make a case reference such as `K7QM-3XWD-T` out of random bytes.

    It says nothing about the pupil. Eight characters of 29 are 5 x 10^11 references: two cases of
    an authority rarely draw the same, and whoever stores one draws again when they do.

    Args:
        random_bytes: ten or more, from a generator fit for secrets, so that no reference can be
            guessed from another and none is likelier than another.

    Raises:
        ValueError: there are fewer than ten.
    """
    if len(random_bytes) < ENOUGH_BYTES:
        raise ValueError(len(random_bytes))
    drawn, values = int.from_bytes(random_bytes, "big"), []
    for _ in range(RANDOM_CHARACTERS):
        drawn, value = divmod(drawn, _PRIME)
        values.append(value)
    return _written([*values, -_reference_sum(values) % _PRIME])


COPY_IT = "copy it from `pathway case list`"


def check_reference(text: str) -> str:
    """Return a case reference as we write it; case, spaces and hyphens do not matter.

    Raises:
        Mistyped: it is none of ours. Every single wrong character, and every two characters that
            changed places, are found.
    """
    reference = bare(text)
    if len(reference) != RANDOM_CHARACTERS + 1:
        raise Mistyped("reference", f"has not 9 characters, as in K7QM-3XWD-T; {COPY_IT}")
    strange = [c for c in reference if c not in REFERENCE_CHARACTERS]
    if strange:
        holds = f"holds {strange[0]!r}, which no reference of ours does; {COPY_IT}"
        raise Mistyped("reference", holds)
    values = [REFERENCE_CHARACTERS.index(c) for c in reference]
    if _reference_sum(values) % _PRIME:
        wrong = f"is mistyped: its last character does not agree with the rest; {COPY_IT}"
        raise Mistyped("reference", wrong)
    return _written(values)


def _reference_sum(values: list[int]) -> int:
    # Weights 9, 8, …, 1 differ from one another and from 0 modulo 29. A changed character or an
    # exchange of any two therefore always changes the sum.
    return sum((RANDOM_CHARACTERS + 1 - n) * value for n, value in enumerate(values))


def _written(values: list[int]) -> str:
    text = "".join(REFERENCE_CHARACTERS[v] for v in values)
    return f"{text[:4]}-{text[4:8]}-{text[8]}"
