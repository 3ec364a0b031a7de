"""The cells of one row, and what is found wrong in them on the way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pathway.domain.identifiers import Mistyped
from pathway.domain.pupil_file.columns import Column
from pathway.domain.pupil_file.headings import Headings
from pathway.domain.pupil_file.problems import Level, Problem
from pathway.domain.pupil_file.records import Record
from pathway.domain.pupil_file.wording import is_placeholder, tidy

V = TypeVar("V")


@dataclass(slots=True)
class Cells:
    """One row while it is read. Reading goes on after a fault, so that all are found at once.

    Attributes:
        written: what stands in each column that is read, tidied.
    """

    headings: Headings
    record: Record
    written: Mapping[Column, str]
    problems: list[Problem] = field(default_factory=list)

    @property
    def line(self) -> int:
        """The physical line on which the row begins."""
        return self.record.line

    @property
    def has_errors(self) -> bool:
        """Whether anything found so far keeps the row out."""
        return any(problem.is_error for problem in self.problems)

    def text(self, column: Column) -> str:
        """Return what stands in a column; nothing where the file has no such column."""
        return self.written.get(column, "")

    def entry(self, column: Column) -> str:
        """Return what stands in a column, with "n/a" and its like taken as nothing."""
        text = self.written.get(column, "")
        return "" if is_placeholder(text) else text

    def error(self, column: Column | None, reason: str) -> None:
        """Note what keeps the row out."""
        self._note(Level.ERROR, column, reason)

    def query(self, column: Column | None, reason: str) -> None:
        """Note a question."""
        self._note(Level.QUERY, column, reason)

    def checked(self, column: Column, check: Callable[[str], V]) -> V | None:
        """Return a number after its check; None where the cell is empty or the check failed."""
        text = self.entry(column)
        if not text:
            return None
        if "E+" in text.upper():
            self.error(column, "was shortened by Excel to a power of ten; format it as text")
            return None
        try:
            return check(text)
        except Mistyped as wrong:
            self.error(column, str(wrong))
            return None

    def _note(self, level: Level, column: Column | None, reason: str) -> None:
        there = column if column in self.headings.places else None
        self.problems.append(
            Problem(
                level=level,
                line=self.line,
                heading=self.headings.written(there) if there else None,
                reason=reason,
                found=self.text(there) if there else "",
            )
        )


def take_apart(headings: Headings, record: Record) -> Cells:
    """Return the cells of a row by their columns; cells that are not there are empty."""
    there = record.cells
    written = {
        column: tidy(there[place])
        for column, place in headings.places.items()
        if place < len(there)
    }
    return Cells(headings, record, written)
