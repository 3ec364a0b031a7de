"""Numbers of learners, patients, schools and providers."""

from pathway.domain.identifiers.errors import Mistyped
from pathway.domain.identifiers.writing import bare, is_digit

ULN_REMAINDER = 10
"""What a weighted ULN leaves modulo 11; an NHS number leaves 0, so that no number is both."""

NOBODYS_ULN = "9999999999"
"""What a college's return holds for a learner without a number."""


def check_uln(text: str) -> str:
    """Return the unique learner number that `text` holds, without spaces.

    Raises:
        Mistyped: it has not ten digits, begins with 0, is the ILR's stand-in of ten nines, or its
            check digit does not agree with it.

    Source:
        HESA student record, field ULN; the Department's rule 1575.
    """
    uln = _digits("ULN", text, length=10)
    if uln == NOBODYS_ULN:
        raise Mistyped("ULN", "is the stand-in for a learner who has none; leave it empty")
    if uln[0] == "0" or _weighted(uln) % 11 != ULN_REMAINDER:
        raise Mistyped("ULN", "does not agree with its own check digit; copy all of it again")
    return uln


def check_nhs_number(text: str) -> str:
    """Return the NHS number that `text` holds, without spaces.

    Raises:
        Mistyped: it has not ten digits, or its check digit does not agree with it.

    Source:
        NHS Data Dictionary, NHS NUMBER (modulus 11).
    """
    number = _digits("NHS number", text, length=10)
    if _weighted(number) % 11:
        raise Mistyped("NHS number", "does not agree with its own check digit; copy it again")
    return number


def check_urn(text: str) -> str:
    """Return the six digits of a school's URN. It has no check digit."""
    return _digits("URN", text, length=6)


def check_ukprn(text: str) -> str:
    """Return the eight digits of a provider's UKPRN, of which the first is 1. No check digit.

    Raises:
        Mistyped: it has not eight digits, or begins with another than 1.
    """
    ukprn = _digits("UKPRN", text, length=8)
    if ukprn[0] != "1":
        raise Mistyped("UKPRN", "does not begin with 1, as every UKPRN does")
    return ukprn


def check_laestab(text: str) -> str:
    """Return a school's DfE number: three digits of its authority and four of its own.

    Raises:
        Mistyped: it has not seven digits.
    """
    return _digits("DfE number", text.replace("/", ""), length=7)


def _digits(what: str, text: str, *, length: int) -> str:
    digits = bare(text)
    if len(digits) != length or not all(map(is_digit, digits)):
        raise Mistyped(what, f"is not made of {length} digits")
    return digits


def _weighted(digits: str) -> int:
    return sum((10 - n) * int(d) for n, d in enumerate(digits))
