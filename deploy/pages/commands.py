"""The page of commands: what each is for, what it takes, and what all of them have in common."""

from collections.abc import Iterator
from typing import Any

from deploy.pages.sheet import sheet, table
from pathway.cli.lazy import LazyCommand
from pathway.cli.main import root

ABOUT = """\
`pathway --help` lists the commands, and `--help` after any of them says the same as this page.

**What they answer.**
Tables for people, with colour on a terminal only.
With `--json`, one JSON document and nothing else on standard output.
Everything said beside the answer (who acts, what was filled in, how far it is) goes to standard
error.

**How they end.**
0: done.
1: refused, with one sentence on standard error that says what, where and what to do now.
2: misunderstood, with how the command is used.

**Whose cases.**
`--authority` takes the number or the name of the authority.
`PATHWAY_AUTHORITY` says it once for all; where there is only one, neither is needed.

**Who acts.**
`--as` takes an id, an e-mail address or a whole name; `PATHWAY_PERSON` says it once for all.
A person acts in the first of their roles that may make the move, or in the one `--role` names.
On a synthetic authority, where nobody is named, somebody fitting stands in: the owner of the case
first, then the pupil's caseworker and those linked to the pupil. Standard error says who.

**When.**
`--at` takes a day (`2026-09-07`, or `28/09/2026` where it can be read in one way only) or a moment
(`2026-09-07T14:30`), in London unless it names its offset.
A day that could be two, such as `06/09/2027`, is refused with both: it is never guessed.
A day has no moment: a synthetic authority records it at noon in London on that day, a real one now.
A real authority records nothing ahead of time.
Commands that only look take `--at` for the day as at which they look.

**Cases.**
A reference may be written in small letters and without hyphens: `K7QM-3XWD-T`, `k7qm3xwdt`.
A process is named behind it: `K7QM-3XWD-T/placement/2`.
The number may be left out, and the policy where the move itself says which process is meant.

**Forms.**
Each move has a form; `pathway case moves` lists its fields.
In a terminal they are asked for, unless `--set` or `--form` is given.
What was entered before Ctrl-C or a refusal is printed on standard error, to be handed in again.
`--set field=value` sets one; dots lead into parts and lists (`pupils_view.words=…`,
`outcomes.0.aim=…`), and lists and parts may also be written as JSON.
`--form FILE` takes a JSON object; each `--set` goes over it.
People and places may be given by name where the form holds an id."""


def page() -> str:
    """Write the page."""
    return sheet("the commands themselves", "# Commands", ABOUT, *_sections())


def _sections() -> Iterator[str]:
    for name, command in sorted(_leaves(root, ("pathway",))):
        context = command.context_class(command, info_name=name)
        pieces = " ".join(command.collect_usage_pieces(context))
        yield f"## `{name}`"
        yield _help(command)
        yield f"```\n{name} {pieces}\n```"
        rows = list(_rows(command, context))
        if rows:
            yield table(("What it takes", ""), rows)


def _leaves(group: Any, path: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        real = command.real() if isinstance(command, LazyCommand) else command
        if hasattr(real, "commands"):
            yield from _leaves(real, (*path, name))
        else:
            yield " ".join((*path, name)), real


def _help(command: Any) -> str:
    return str(command.help or "").strip()


def _rows(command: Any, context: Any) -> Iterator[tuple[str, str]]:
    for parameter in command.get_params(context):
        if getattr(parameter, "hidden", False) or parameter.name == "help":
            continue
        declared, said = parameter.get_help_record(context) or ("", "")
        yield f"`{declared}`", said.replace("|", "\\|").replace("\n", " ")
