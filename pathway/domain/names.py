"""Names as they are looked for where somebody types one: as typed first, then without accents."""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar
from unicodedata import normalize

T = TypeVar("T")

ACCENTS = "[\u0300-\u036f]"
"""What stands over and under letters that are taken apart; Python and PostgreSQL read it alike."""

STROKED, UNSTROKED = "øłđħŧıØŁĐĦŦ", "oldhtiOLDHT"
"""Letters that cannot be taken apart, and those that are typed instead of them, in their order."""

_STROKES = str.maketrans(STROKED, UNSTROKED)


def as_typed(name: str) -> str:
    """Return a name in small, composed letters, each blank single; accents stay."""
    return normalize("NFC", " ".join(name.split())).lower()


def unaccented(name: str) -> str:
    """Return a name in small letters without accents, each blank single: Zoë Müller as zoe muller.

    Letters written instead of an accent (Mueller) are others, and stay.
    """
    apart = normalize("NFD", " ".join(name.split()))
    return re.sub(ACCENTS, "", apart).translate(_STROKES).lower()


def called(said: str, ones: Iterable[T], name_of: Callable[[T], str]) -> list[T]:
    """Return those who are called as somebody typed; where there is none, apart from accents."""
    among = list(ones)
    for key in (as_typed, unaccented):
        if fitting := [one for one in among if key(name_of(one)) == key(said)]:
            return fitting
    return []
