"""Tables for people, set in columns no wider than the screen; long cells break between words.

Rich's own tables weigh every cell several times, and a list of a thousand lines takes a second that
way. Here it takes a tenth of that; what is coloured, and how, is still left to Rich.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from textwrap import wrap

from rich.cells import cell_len
from rich.text import Span, Text

GAP = "  "
NARROWEST = 8
"""How far a column is narrowed, at most, so that the others fit beside it."""

HEADING = "bold"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a table, and in what style."""

    words: str
    style: str = ""


def set_in_columns(headings: Sequence[str], rows: Sequence[Sequence[Cell]], *, width: int) -> Text:
    """Set rows one below the other, in columns that together are no wider than `width`.

    Args:
        headings: what stands above each column.
        rows: of as many cells each.
        width: in characters of the screen; columns narrower than `NARROWEST` stay as they are,
            though the table be wider for it.
    """
    lines = [[Cell(words, HEADING) for words in headings], *rows]
    natural = [max(cell_len(cell.words) for cell in column) for column in zip(*lines, strict=True)]
    widths = _fitted(natural, width - len(GAP) * (len(natural) - 1))
    return _joined([piece for line in lines for piece in _pieces(line, widths)])


def _fitted(natural: Sequence[int], room: int) -> list[int]:
    """Narrow the widest columns alike, until all of them fit."""
    widest = max(natural)
    caps = range(widest, NARROWEST, -1)
    cap = next((c for c in caps if sum(min(n, c) for n in natural) <= room), NARROWEST)
    return [min(n, cap) for n in natural]


def _pieces(line: Sequence[Cell], widths: Sequence[int]) -> Iterator[Cell]:
    """Yield what one row prints, piece after piece; long cells go on in the next line."""
    broken = [_broken(cell.words, width) for cell, width in zip(line, widths, strict=True)]
    for printed in zip_longest(*broken, fillvalue=""):
        last = max((n for n, words in enumerate(printed) if words), default=-1)
        for n, words in enumerate(printed[: last + 1]):
            yield Cell(words, line[n].style)
            yield Cell("\n" if n == last else " " * (widths[n] - cell_len(words)) + GAP)
        if last < 0:
            yield Cell("\n")


def _broken(words: str, width: int) -> list[str]:
    if cell_len(words) <= width and "\n" not in words:
        return [words]
    return [part for line in words.splitlines() for part in wrap(line, max(width, 1)) or [""]]


def _joined(pieces: Sequence[Cell]) -> Text:
    spans, at = [], 0
    for piece in pieces:
        if piece.style:
            spans.append(Span(at, at + len(piece.words), piece.style))
        at += len(piece.words)
    return Text("".join(piece.words for piece in pieces), spans=spans, end="")
