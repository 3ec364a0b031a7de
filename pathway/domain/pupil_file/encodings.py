"""From bytes to text: which of the encodings of councils' exports a file is written in.

Excel writes "CSV" in Windows-1252, "CSV UTF-8" with a byte order mark, and "Unicode text" in
UTF-16. Whatever is well-formed UTF-8 is taken for it. For a file in Windows-1252 to be that too,
each accented letter in it would have to be a capital (or ß) before a curly mark or a symbol.
"""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass

from pathway.domain.pupil_file.errors import NotACsvFile

LARGEST_FILE = 50_000_000  #: bytes; an authority's pupils need a tenth of it

_WORKBOOK = (
    "it is a workbook and not CSV; open it in Excel and save it as “CSV UTF-8 (comma delimited)”"
)
_MARKUP = "it is a web page or XML and not CSV; open it in Excel and save it as CSV"
_SIGNATURES = (
    (b"PK\x03\x04", _WORKBOOK),
    (b"\xd0\xcf\x11\xe0", _WORKBOOK),
    (b"%PDF", "it is a PDF and not CSV; export the table itself as CSV"),
    (b"\x1f\x8b", "it is compressed; unpack it and give the CSV file in it"),
    (b"<!doctype", _MARKUP),
    (b"<html", _MARKUP),
    (b"<?xml", _MARKUP),
    (b"<table", _MARKUP),
    (b"{\\rtf", "it is a word processor's document and not CSV; export the table as CSV"),
)
_MARKS = ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file and the encoding it was written in.

    Letters that the encoding does not have stand as U+FFFD; their cells are reported later.
    """

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Return the text that `data` holds.

    Raises:
        NotACsvFile: it is empty, too large, or recognisably something else.
    """
    _refuse_what_is_no_text(data)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _filled(data.removeprefix(mark).decode(encoding, "replace"), encoding)
    if bare := _utf_16_without_mark(data):
        return _filled(data.decode(bare, "replace"), bare)
    try:
        return _filled(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _filled(data.decode("windows-1252", "replace"), "windows-1252")


def _refuse_what_is_no_text(data: bytes) -> None:
    if len(data) > LARGEST_FILE:
        raise NotACsvFile(
            f"it has {len(data):,} bytes, and {LARGEST_FILE:,} are taken at once; divide it"
        )
    start = data[:64].lstrip().lower()
    for signature, because in _SIGNATURES:
        if start.startswith(signature.lower()):
            raise NotACsvFile(because)


def _filled(text: str, encoding: str) -> Decoded:
    if not text.strip("\x00 \t\r\n,;|\ufeff"):
        raise NotACsvFile("it is empty; export the pupils again")
    return Decoded(text.rstrip("\x1a"), encoding)  # DOS ended a file with this mark


def _utf_16_without_mark(data: bytes) -> str | None:
    # Latin text in UTF-16 has a zero in every other byte; nothing else we take has any.
    sample = data[: min(len(data), 400) // 2 * 2]
    nothing_even, nothing_odd = sample[::2].count(0), sample[1::2].count(0)
    if max(nothing_even, nothing_odd) * 5 < len(sample) * 2:
        return None
    return "utf-16-be" if nothing_even > nothing_odd else "utf-16-le"
