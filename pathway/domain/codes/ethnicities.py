"""Ethnicity: the Department's extended codes, and the main code that each belongs to.

Source:
    GOV.UK, school census and AP census code lists (CBDS N00177), as of 2024. Part of the extended
    list was written from knowledge of it, so a four-letter code that is not here is a question to
    ask, never an error.
"""

from csv import DictReader
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pathway.domain.codes.wording import plain


@dataclass(frozen=True, slots=True)
class Ethnicity:
    """One extended code, the main code it is counted under, and its name."""

    code: str
    main: str
    name: str


def ethnicity_called(text: str) -> Ethnicity | None:
    """Return the ethnicity that `text` names by its code or its name, or None."""
    return _table().get(plain(text))


@cache
def _table() -> dict[str, Ethnicity]:
    text = files(__package__).joinpath("ethnicities.csv").read_text(encoding="utf-8")
    known = [Ethnicity(**row) for row in DictReader(text.splitlines())]
    return {plain(e.name): e for e in known} | {plain(e.code): e for e in known}
