"""Commands that are imported when they are called, so that those that need little start at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pkgutil import resolve_name
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from pathway.services.undisturbed import undisturbed

PLUGINS = "pathway.commands"
"""The entry-point group by which other packages of the house add commands."""


@dataclass(frozen=True, slots=True)
class Lazy:
    """A command by the place where it is found.

    Attributes:
        name: how it is called.
        place: the module and what is taken from it, as in `pathway.cli.case:app`; a Typer
            application, a command of `typer`, or a function with annotated parameters.
        help: one line for the list of commands, so that listing it imports nothing.
        within: the name of a command of an application, where only that one is meant.
    """

    name: str
    place: str
    help: str
    within: str = ""


class LazyCommand(TyperCommand):
    """Stands for a command until it is called, and then gives way to it."""

    def __init__(self, entry: Lazy) -> None:
        super().__init__(entry.name, help=entry.help, short_help=entry.help, rich_markup_mode=None)
        self._entry = entry

    def make_context(self, *args: Any, **more: Any) -> Any:
        """Return the context of the command that this one stands for."""
        return self.real().make_context(*args, **more)

    def real(self) -> Any:
        """Import the command."""
        with undisturbed():  # modules stay: looking through them again and again finds nothing
            found = _command(resolve_name(self._entry.place))
        if self._entry.within:
            found = found.commands[self._entry.within]
        found.name = self._entry.name
        return _plain(found)


class LazyGroup(TyperGroup):
    """A group whose commands are imported when they are called."""

    def __init__(self, name: str, table: Iterable[Lazy], *, help: str) -> None:  # noqa: A002  Typer's word
        super().__init__(
            name=name,
            commands={entry.name: LazyCommand(entry) for entry in table},
            help=help,
            no_args_is_help=True,
            rich_markup_mode=None,
        )


def plugins(told: dict[str, str]) -> list[Lazy]:
    """Return the commands that other packages add, as entry points.

    Args:
        told: one line of help for each that is known; the others are listed by where they are from.
    """
    found = sorted(entry_points(group=PLUGINS), key=lambda point: point.name)
    return [Lazy(p.name, p.value, told.get(p.name, _from(p))) for p in found]


def _from(point: EntryPoint) -> str:
    return f"A command of {point.value.partition(':')[0]}."


def _command(found: Any) -> Any:
    if isinstance(found, typer.Typer):
        return typer.main.get_command(found)
    if callable(getattr(found, "make_context", None)):
        return found
    alone = typer.Typer(add_completion=False)
    alone.command()(found)
    return typer.main.get_command(alone)


def _plain(command: Any) -> Any:
    """Have help written as plain text: it starts faster, and is the same in a file."""
    command.rich_markup_mode = None
    for name in getattr(command, "commands", {}):
        _plain(command.commands[name])
    for parameter in command.params:
        if parameter.name in {"install_completion", "show_completion"}:
            parameter.hidden = True
    return command
