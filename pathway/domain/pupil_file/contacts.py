"""Postcodes, e-mail addresses and telephone numbers."""

import re

from pathway.domain.pupil_file.cells import Cells
from pathway.domain.pupil_file.columns import Column

# One letter or two, one digit or two or a digit and a letter; then a digit and two letters.
_POSTCODE = re.compile(r"(GIR|[A-Z]{1,2}\d[A-Z\d]?)(\d[ABD-HJLNP-UW-Z]{2})")
_EMAIL = re.compile(r"[^@\s,;<>()\"=+\-][^@\s,;<>()\"]*@(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+|00)?\d{9,15}")
_PHONE_MARKS = re.compile(r"[\s().\-/]+|\(0\)")
LONGEST_POSTCODE = 12
LONGEST_EMAIL = 254  #: RFC 5321 leaves no room for more


def read_postcode(cells: Cells) -> str | None:
    """Return a postcode as it is printed; one of another shape is kept, with a question."""
    text = cells.entry(Column.POSTCODE).upper()
    if not text:
        return None
    if found := _POSTCODE.fullmatch(text.replace(" ", "")):
        return f"{found[1]} {found[2]}"
    if len(text) > LONGEST_POSTCODE or not all(c.isalnum() or c in " -" for c in text):
        cells.error(Column.POSTCODE, "is not a postcode")
        return None
    cells.query(Column.POSTCODE, "has not the shape of a British postcode; is it right?")
    return text


def read_email(cells: Cells, column: Column) -> str | None:
    """Return an e-mail address. A wrong one is an error: a letter about a child would go astray."""
    text = cells.entry(column).removeprefix("mailto:")
    if not text:
        return None
    if text.count("@") > 1:
        cells.error(column, "holds more than one address; give one a parent")
    elif len(text) > LONGEST_EMAIL or not _EMAIL.fullmatch(text):
        cells.error(column, "is not an e-mail address")
    return text


def read_phone(cells: Cells, column: Column) -> str | None:
    """Return a telephone number without blanks and brackets."""
    text = cells.entry(column)
    if not text:
        return None
    number = _PHONE_MARKS.sub("", text.replace("(0)", ""))
    if not _PHONE.fullmatch(number):
        cells.error(column, "is not a telephone number")
        return None
    if number[0] not in "0+":
        cells.query(column, "does not begin with 0; did a spreadsheet take the 0 away?")
    return number
