"""The status screen of a house: a table that changes on a terminal, plain lines everywhere else."""

import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from rich.console import Console
from rich.live import Live
from rich.markup import escape
from rich.table import Table

from flows.board import Notice, Stand

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

    def told(self, notice: Notice) -> None:
        """Print a notice."""
        self.say(str(notice))

    def say(self, words: str) -> None:
        """Print a line, at once."""
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()


class Changing:
    """Shows a table that changes as parts say something new."""

    def __init__(self, live: Live, parts: Sequence[str]) -> None:
        self._live = live
        self._notices = {part: Notice(part) for part in parts}
        self._live.update(self._table())

    def told(self, notice: Notice) -> None:
        """Change the table."""
        self._notices[notice.part] = notice
        self._live.update(self._table())

    def say(self, words: str) -> None:
        """Print a line above the table."""
        self._live.console.print(escape(words), soft_wrap=True)

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
    """Have a screen that suits where output goes."""
    console = Console(highlight=False)
    if not console.is_terminal:
        yield Lines()
        return
    with Live(console=console, refresh_per_second=4) as live:
        yield Changing(live, parts)


def hints() -> Iterator[str]:
    """Yield three commands to try, as one would type them here."""
    command = shlex.quote(_shortest(Path(sys.argv[0]).absolute()))
    yield "Try, in another terminal:"
    for what, arguments in TRY:
        yield f"  {command} {arguments:<18} # {what}"


def _shortest(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
