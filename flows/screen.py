"""The status screen of a house: a table that changes on a terminal, plain lines everywhere else."""

import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import TextIOBase
from pathlib import Path
from typing import Protocol, TextIO, cast

from rich.console import Console
from rich.live import Live
from rich.markup import escape
from rich.table import Table

from flows.board import Notice, Stand
from flows.pen import Dictated, Pen, Put, Unbuffered

STYLES = {
    Stand.WAITING: "dim",
    Stand.STARTING: "yellow",
    Stand.OK: "green",
    Stand.FAILED: "bold red",
    Stand.STOPPED: "dim",
}
TRY = (
    ("what is due soon", "report deadlines"),
    ("the cases there are", "case list"),
    ("let time act now", "sweep"),
)


class Screen(Protocol):
    """Shows what parts say."""

    def told(self, notice: Notice) -> None:
        """Show what a part says."""

    def say(self, words: str) -> None:
        """Show a line to all."""


class Lines:
    """Shows each notice as a line, for a file or a pipe."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen

    def told(self, notice: Notice) -> None:
        """Print a notice."""
        self.say(str(notice))

    def say(self, words: str) -> None:
        """Print a line, at once."""
        self._pen.say(words)


class Changing:
    """Shows a table that changes as parts say something new."""

    def __init__(self, console: Console, parts: Sequence[str]) -> None:
        self._notices = {part: Notice(part) for part in parts}
        self._console = console
        self.pen = Pen(self._drawn())

    def told(self, notice: Notice) -> None:
        """Change the table."""
        self._notices[notice.part] = notice
        self.pen.ask()

    def say(self, words: str) -> None:
        """Print a line above the table."""
        self.pen.say(words)

    @contextmanager
    def _drawn(self) -> Iterator[Put]:
        """Have the table on the terminal, until the block ends; then the file is closed."""
        with (
            self._console.file,
            Live(
                self._table(),
                console=self._console,
                auto_refresh=False,
                redirect_stdout=False,
                redirect_stderr=False,
            ) as live,
        ):

            def put(lines: Sequence[str]) -> None:
                for line in lines:
                    self._console.print(escape(line), soft_wrap=True)
                live.update(self._table(), refresh=True)

            yield put

    def _table(self) -> Table:
        table = Table(box=None, pad_edge=False, show_header=False)
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for notice in self._notices.values():
            style = STYLES[notice.stand]
            table.add_row(notice.part, f"[{style}]{notice.stand}[/]", escape(notice.says))
        return table


@contextmanager
def screen(parts: Sequence[str]) -> Iterator[Screen]:
    """Have a screen that suits where output goes, and that nobody waits for.

    What others print meanwhile, such as critical lines of the log, goes the same way.
    """
    printed = Unbuffered(sys.stdout)
    console = Console(file=cast("TextIO", printed), highlight=False)
    if console.is_terminal:
        shown = Changing(console, parts)
        with shown.pen.taken_up(), _dictated(shown.pen, shown.pen):
            yield shown
        return
    out, beside = Pen(_plain(printed)), Pen(_plain(Unbuffered(sys.stderr)))
    with out.taken_up(), beside.taken_up(), _dictated(out, beside):
        yield Lines(out)


@contextmanager
def _dictated(out: Pen, beside: Pen) -> Iterator[None]:
    """Have pens write what is printed to standard output, and beside it."""
    with redirect_stdout(Dictated(out)), redirect_stderr(Dictated(beside)):
        yield


@contextmanager
def _plain(file: TextIOBase) -> Iterator[Put]:
    """Have lines written to a file as they are, until the block ends."""
    with file:
        yield lambda lines: file.writelines(f"{line}\n" for line in lines)


def hints() -> Iterator[str]:
    """Yield three commands to try, as one would type them here."""
    command = shlex.quote(_shortest(Path(sys.argv[0]).absolute()))
    yield "Try, in another terminal:"
    for what, arguments in TRY:
        yield f"  {command} {arguments:<18} # {what}"


def _shortest(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
