"""Text in cells: how it is tidied, what makes it unfit to keep, and how names are compared."""

import re
import unicodedata

LONGEST_NAME = 100
LONGEST_TEXT = 200

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffd]")
_FORMULA = re.compile(r"[=+\-@]")
_PLACEHOLDERS = frozenset(
    {"-", "--", ".", "?", "n/a", "na", "none", "null", "nil", "unknown", "not known", "tbc", "#n/a"}
)


def tidy(text: str) -> str:
    """Return text on one line, in composed letters, without blanks around it or twice in it."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", text.translate(_INVISIBLE)).split())


def is_placeholder(text: str) -> bool:
    """Tell whether a cell says in words that nothing stands in it. Not for names: Null is one."""
    return text.casefold() in _PLACEHOLDERS


def fault_of_text(text: str, longest: int = LONGEST_TEXT) -> str | None:
    """Say why a text cannot be kept as it is; None where it can."""
    if _NOT_TEXT.search(text):
        return "holds a character that is not text; a letter was lost or the file was damaged"
    if len(text) > longest:
        return f"has {len(text)} characters, and {longest} are kept; shorten it"
    if _FORMULA.match(text):
        return f"begins with “{text[0]}”, which a spreadsheet would run as a formula; remove it"
    if is_garbled(text):
        return (
            "has letters garbled by a wrong encoding (é as Ã©); export the file again, as CSV UTF-8"
        )
    return None


def fault_of_needed_name(text: str) -> str | None:
    """Say why a name that must be there cannot be kept as it is; None where it can."""
    return fault_of_name(text) if text.strip() else "is missing"


def fault_of_name(text: str) -> str | None:
    """Say why a name cannot be kept as it is; None where it can."""
    if text and not any(c.isalpha() for c in text):
        return "has no letter in it"
    return fault_of_text(text, LONGEST_NAME)


def is_garbled(text: str) -> bool:
    """Tell whether UTF-8 was once read as Windows-1252 and saved so: é as Ã©.

    An accented capital or ß before a curly apostrophe or a symbol looks the same; names have none.
    """
    if text.isascii():
        return False
    try:
        text.encode("windows-1252").decode("utf-8")
    except UnicodeError:
        return False
    return True


def name_key(text: str) -> str:
    """Return a name as it is compared: letters only, without accents, in one case."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if c.isalnum())
