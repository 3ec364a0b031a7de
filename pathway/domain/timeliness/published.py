"""What the Department published on timeliness: each council, England, and the median council.

Source:
    Department for Education, Education, health and care plans, reporting year 2025, calendar year
    2024, Open Government Licence v3.0. `deploy/timeliness.py` makes the table from the release.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from statistics import median

YEAR = 2024
"""The calendar year of the figures."""

SOURCE = (
    "Department for Education, Education, health and care plans, reporting year 2025 "
    "(calendar year 2024)"
)
ENGLAND = ""
"""Stands where a council's number would."""

PLACE = frozenset({"la_code", "name"})
"""The columns that say whose figures they are."""

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many; a figure that was withheld, or never returned, is no share."""

    in_time: int
    of: int

    @property
    def percent(self) -> float:
        """The share in per cent."""
        return 100 * self.in_time / self.of


@dataclass(frozen=True, slots=True)
class Column:
    """Where in the published table a share stands.

    Attributes:
        in_time: the column of what was in time.
        of: the columns whose sum is all of it.
    """

    in_time: str
    of: tuple[str, ...]


def share(la_code: str, column: Column) -> Share | None:
    """Return the published share of a council, or of England; None where none was published."""
    counts = _table().get(la_code, {})
    if column.in_time not in counts or not all(name in counts for name in column.of):
        return None
    of = sum(counts[name] for name in column.of)
    return Share(counts[column.in_time], of) if of else None


def median_percent(column: Column) -> float:
    """Return the median of the councils' published shares, in per cent."""
    shares = (share(code, column) for code in _table() if code != ENGLAND)
    return median(found.percent for found in shares if found is not None)


@cache
def _table() -> Mapping[str, Counts]:
    text = files("pathway.domain.timeliness").joinpath("published.csv").read_text("utf-8")
    return {row["la_code"]: _counts(row) for row in csv.DictReader(text.splitlines())}


def _counts(row: Mapping[str, str]) -> Counts:
    return {
        name: int(cell) for name, cell in row.items() if name not in {"la_code", "name"} and cell
    }
