"""How a number on paper is read: case, spaces and hyphens do not matter."""

import re

_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015]+")
_DIGITS = "0123456789"


def bare(text: str) -> str:
    """Return `text` in capitals, without spaces, hyphens and dashes."""
    return _SEPARATORS.sub("", text).upper()


def is_digit(character: str) -> bool:
    """Tell whether a character is one of 0 to 9, and not a digit of another script."""
    return character in _DIGITS
