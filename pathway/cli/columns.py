"""Tables for people, set in columns no wider than the screen; cells break between words alone.

Rich's own tables weigh every cell several times, and a list of a thousand lines takes a second that
way. Here it takes a tenth of that; what is coloured, and how, is still left to Rich.

Where the screen is too narrow for all columns, those that matter least are folded: what stands in
them follows below the row, each with its heading. No reference, day or name is ever broken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from textwrap import wrap

from rich.cells import cell_len
from rich.text import Span, Text

GAP = "  "
LINES = 3
"""Over how many lines a cell is spread, more or less, before its column is folded instead."""
READABLE = 32
"""In how many characters a long text can still be read; a column of it is made no narrower."""
BETWEEN = " · "
BELOW = "    "
"""What a folded line begins with."""

HEADING = "bold"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a table, and in what style."""

    words: str
    style: str = ""


def set_in_columns(
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    width: int | None,
    folds: Sequence[str] = (),
) -> Text:
    """Set rows one below the other, in columns that together are no wider than `width`.

    Args:
        headings: what stands above each column.
        rows: of as many cells each.
        width: in characters of the screen; None where nothing is to be broken, as in a file. A
            word that is longer stays whole all the same.
        folds: the headings of the columns that matter least, the least of all first; after them
            columns are folded from the right. The first column of the others always stays.
    """
    lines = [[Cell(words, HEADING) for words in headings], *rows]
    columns = list(zip(*lines, strict=True))
    widths = {n: max(cell_len(c.words) for c in column) for n, column in enumerate(columns)}
    if width is not None and _taken(widths) > width:
        widths = _fitted(widths, [_least(column) for column in columns], width, headings, folds)
    below = [n for n in range(len(columns)) if n not in widths]
    pieces = list(_pieces(lines[0], widths))
    for row in rows:
        pieces += _pieces(row, widths)
        pieces += _folded([(headings[n], row[n]) for n in below], width or 0)
    return _joined(pieces)


def _taken(widths: dict[int, int]) -> int:
    return sum(widths.values()) + len(GAP) * (len(widths) - 1)


def _least(column: Sequence[Cell]) -> int:
    """Return how narrow a column may become: as its longest word, and not a tower of words."""
    longest = max((cell_len(word) for cell in column for word in cell.words.split()), default=0)
    widest = max(cell_len(cell.words) for cell in column)
    return max(longest, min(-(-widest // LINES), READABLE))


def _fitted(
    natural: dict[int, int],
    least: Sequence[int],
    width: int,
    headings: Sequence[str],
    folds: Sequence[str],
) -> dict[int, int]:
    """Return the columns that stay, each as wide as it is to be: the widest are narrowed alike."""
    kept = dict(natural)
    named = [headings.index(heading) for heading in folds if heading in headings]
    others = [n for n in reversed(natural) if n not in named]
    for fold in (*named, *others):
        if len(kept) == 1 or _taken({n: least[n] for n in kept}) <= width:
            break
        del kept[fold]
    caps = range(max(kept.values()), 0, -1)
    alike = ({n: max(least[n], min(kept[n], cap)) for n in kept} for cap in caps)
    return next(
        (widths for widths in alike if _taken(widths) <= width), {n: least[n] for n in kept}
    )


def _pieces(line: Sequence[Cell], widths: dict[int, int]) -> Iterator[Cell]:
    """Yield what one row prints, piece after piece; long cells go on in the next line."""
    broken = [_broken(line[n].words, width) for n, width in widths.items()]
    shown = [(line[n].style, width) for n, width in widths.items()]
    for printed in zip_longest(*broken, fillvalue=""):
        last = max((n for n, words in enumerate(printed) if words), default=-1)
        for n, words in enumerate(printed[: last + 1]):
            style, width = shown[n]
            yield Cell(words, style)
            yield Cell("\n" if n == last else " " * (width - cell_len(words)) + GAP)
        if last < 0:
            yield Cell("\n")


def _folded(cells: Sequence[tuple[str, Cell]], width: int) -> Iterator[Cell]:
    """Yield what follows below a row: each folded cell with its heading, as many as fit a line."""
    at = 0
    for heading, cell in cells:
        if not cell.words:
            continue
        words = f"{heading} {' '.join(cell.words.split())}".strip()
        beside = 0 < at <= width - len(BETWEEN) - cell_len(words)
        first, *more = [words] if beside else _broken(words, width - len(BELOW))
        yield Cell(BETWEEN if beside else f"\n{BELOW}" if at else BELOW)
        yield Cell(first, cell.style)
        for part in more:
            yield Cell(f"\n{BELOW}")
            yield Cell(part, cell.style)
        before = at + len(BETWEEN) if beside else len(BELOW)
        at = before + cell_len(more[-1] if more else first)
    if at:
        yield Cell("\n")


def _broken(words: str, width: int) -> list[str]:
    if cell_len(words) <= width and "\n" not in words:
        return [words]
    return [
        part
        for line in words.splitlines()
        for part in wrap(line, max(width, 1), break_long_words=False, break_on_hyphens=False)
        or [""]
    ]


def _joined(pieces: Sequence[Cell]) -> Text:
    spans, at = [], 0
    for piece in pieces:
        if piece.style:
            spans.append(Span(at, at + len(piece.words), piece.style))
        at += len(piece.words)
    return Text("".join(piece.words for piece in pieces), spans=spans, end="")
