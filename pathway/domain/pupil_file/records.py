"""From text to rows of cells, each with the physical line on which it begins."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

LONGEST_RECORD = 50
"""Lines that one row may take up with quoted line breaks. Beyond that, a quotation mark was opened
by mistake and would swallow the rest of the file."""

_UNCLOSED = (
    "a quotation mark is opened on this line and never closed; close it, or double it where it is "
    "part of the text"
)
_STRAY = "a quotation mark stands inside a quoted cell; double it where it is part of the text"
_HUGE = "a cell is longer than any cell of a pupil file; look for a missing line break"


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it stands in the file.

    Attributes:
        line: the physical line on which it begins, from 1.
        last_line: the physical line on which it ends.
        fault: why it could not be taken apart; None where it could.
    """

    line: int
    last_line: int
    cells: Sequence[str] = ()
    fault: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.fault and not any(cell.strip() for cell in self.cells)


@dataclass(slots=True)
class _Source:
    """The lines, from a place that can be moved back after a row that could not be read."""

    lines: Sequence[str]
    position: int = 0
    stop: int = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.position >= len(self.lines):
            raise StopIteration
        if self.position >= self.stop:
            raise csv.Error(_UNCLOSED)
        self.position += 1
        return self.lines[self.position - 1]


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a file, and what divides its cells."""

    lines: Sequence[str]
    delimiter: str = field(default=",")

    def records(self, start: int = 0) -> Iterator[Record]:
        """Yield the rows from line `start` (from 0) on; after a broken row, go on behind it."""
        source = _Source(self.lines, start)
        reader = self._reader(source)
        while source.position < len(self.lines):
            begins = source.position
            source.stop = begins + LONGEST_RECORD
            try:
                cells = next(reader)
                yield Record(begins + 1, source.position, cells)
            except csv.Error as wrong:
                # A mark that was never closed took lines with it that are rows of their own.
                fault = _fault(wrong, source.position - begins)
                source.position = begins + 1
                yield Record(begins + 1, begins + 1, fault=fault)
                reader = self._reader(source)

    def _reader(self, source: Iterator[str]) -> Iterator[list[str]]:
        return csv.reader(source, delimiter=self.delimiter, strict=True)


def lines_of(text: str) -> list[str]:
    """Return the physical lines of `text`, as an editor numbers them, with their endings."""
    return list(io.StringIO(text, newline=""))


def _fault(wrong: csv.Error, lines: int) -> str:
    if "field limit" in str(wrong):
        return _HUGE
    return _UNCLOSED if lines > 1 or "end of data" in str(wrong) else _STRAY
