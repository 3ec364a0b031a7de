"""What commands show: tables for people, JSON for programs, progress beside them."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pathway.cli.breaking import between_words, screen_width
from pathway.cli.columns import Cell, set_in_columns

LONDON = ZoneInfo("Europe/London")


def out() -> Console:
    """Return the console of standard output: with colour only on a terminal."""
    return Console(highlight=False)


def beside() -> Console:
    """Return the console of standard error, for what stands beside the answer."""
    return Console(stderr=True, highlight=False)


def aside(words: str) -> None:
    """Say something beside the answer, to standard error."""
    sys.stderr.write(f"{words}\n")


def show_json(value: Any) -> None:
    """Print one JSON document."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=_plain) + "\n")


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    title: str | None = None,
    folds: Sequence[str] = (),
) -> None:
    """Print a table; cells are text, days and numbers, `None` is left empty.

    Args:
        columns: their headings.
        rows: of as many cells each.
        title: what stands above.
        folds: the columns that matter least, the least of all first: where the screen is narrow,
            what stands in them follows below each row.
    """
    shown = out()
    if title:
        shown.print(escape(title), style="italic", soft_wrap=True)
    cells = [[cell(value) for value in row] for row in rows]
    set_out = set_in_columns(columns, cells, width=screen_width(), folds=folds)
    shown.print(set_out, soft_wrap=True)


def cell(value: object) -> Cell:
    """Write a value as a cell shows it."""
    if value is None:
        return Cell("")
    if isinstance(value, Styled):
        return Cell(value.words, value.style)
    if isinstance(value, datetime):
        return Cell(value.astimezone(LONDON).strftime("%Y-%m-%d %H:%M"))
    if isinstance(value, bool):
        return Cell("yes" if value else "no")
    return Cell(value.isoformat() if isinstance(value, date) else str(value))


class Styled:
    """Words that stand out on a terminal."""

    __slots__ = ("style", "words")

    def __init__(self, words: object, style: str) -> None:
        self.words, self.style = str(words), style


def red(value: object, *, when: bool = True) -> object:
    """Mark a value that needs somebody, where it does."""
    return Styled(value, "bold red") if when and value is not None else value


def grey(value: object) -> object:
    """Mark a value that can wait, or cannot be had."""
    return Styled(value, "dim")


def say(words: str = "", *, style: str = "") -> None:
    """Print a line for people; on a screen it goes on below its beginning where it is long."""
    told = between_words(words, screen_width())
    out().print(escape(told), style=style or None, soft_wrap=True)


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator["Bar"]:
    """Show how far something is, on standard error, where that is a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = beside()
    hidden = not console.is_terminal
    with Progress(
        *columns, TimeElapsedColumn(), console=console, transient=True, disable=hidden
    ) as shown:
        yield Bar(shown, shown.add_task(what, total=total))


class Bar:
    """A progress bar that is told where things stand."""

    def __init__(self, shown: Progress, task: Any) -> None:
        self._shown, self._task = shown, task

    def at(self, done: int, of: int | None = None) -> None:
        """Say how much is done, and perhaps of how much."""
        self._shown.update(self._task, completed=done, total=of)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)
