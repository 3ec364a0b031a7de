"""Local authority numbers, with the days on which authorities began and ended.

The table lists every number a UPN may carry. Authorities are merged and divided, and a table is
always older than the next order that does so: a number that is not in it is a question to ask,
never an error.

Source:
    The Department's rule 1530 (numbers valid after April 1998, pseudo-authorities 001 to 005) with
    942 and 943, which opened after that list was written; names as in the Department's statistics
    of 2025; days as in the structural changes orders of 2008, 2018, 2020 and 2022.
"""

from csv import DictReader
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Kind(StrEnum):
    """What stands behind a number."""

    AUTHORITY = "authority"  #: an authority of England or Wales
    PSEUDO = "pseudo"  #: numbers given out centrally; also those of test data
    ELSEWHERE = "elsewhere"  #: a place outside England and Wales whose UPNs are recognised


@dataclass(frozen=True, slots=True)
class LocalAuthority:
    """One number, and whose it was from when to when.

    Attributes:
        opened_on: the first day, or None where it is older than the table (April 1998).
        closed_on: the last day, or None where the authority still exists.
    """

    code: str
    name: str
    kind: Kind
    opened_on: date | None
    closed_on: date | None

    def existed_between(self, first: date, last: date) -> bool:
        """Tell whether it existed on any day from `first` to `last`, both counted."""
        opened, closed = self.opened_on or date.min, self.closed_on or date.max
        return opened <= last and first <= closed


def local_authority(code: str) -> LocalAuthority | None:
    """Return the authority of a three-digit number, or None where the table has none."""
    return _table().get(code)


@cache
def _table() -> dict[str, LocalAuthority]:
    text = files(__package__).joinpath("local_authorities.csv").read_text(encoding="utf-8")
    return {row["code"]: _authority(row) for row in DictReader(text.splitlines())}


def _authority(row: dict[str, str]) -> LocalAuthority:
    return LocalAuthority(
        row["code"], row["name"], Kind(row["kind"]), _day(row["opened_on"]), _day(row["closed_on"])
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
