"""`pathway import`: files of pupils as councils export them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from pathway.cli.desk import Desk, desk
from pathway.cli.files import read_file
from pathway.cli.options import As, At, Authority, Json
from pathway.cli.screen import aside, progress, red, say, show_json, table
from pathway.domain.counting.base import plural
from pathway.domain.pupil_file import Problem
from pathway.services.import_matching import Order
from pathway.services.importing import Imported, import_pupils

REFUSED = 1
SHOWN = 200
"""How many problems are listed on the screen; JSON has all."""

app = typer.Typer(help="Bring in files of pupils.", no_args_is_help=True)


@app.callback()
def imports() -> None:
    """Bring in files of pupils."""


@app.command()
def pupils(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="What a council exported.")],
    good_only: Annotated[
        bool, typer.Option("--good-only", help="Bring in the good rows although others are bad.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and store nothing.")
    ] = False,
    same: Annotated[
        list[str] | None,
        typer.Option(metavar="LINE[=ID]", help="The child of this line is one kept already."),
    ] = None,
    new: Annotated[
        list[int] | None, typer.Option(metavar="LINE", help="The child of this line is another.")
    ] = None,
    at: At = "",
    acting: As = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Bring in a file of pupils: all of it or nothing, or only the good rows."""
    order = Order(
        good_only=good_only,
        dry_run=dry_run,
        same=dict(_same(said) for said in same or ()),
        new=frozenset(new or ()),
    )
    content = read_file(file)
    with desk(authority, at=at) as here:
        done = _import(here, content, order, at=at, by=here.whoever(acting))
    if as_json:
        show_json(_as_json(done))
    else:
        _show(done, order)
    if done.errors and not good_only:
        errors = plural(len(done.errors), "error")
        aside(f"nothing was stored: {errors}; put that right, or --good-only")
        raise typer.Exit(REFUSED)


def _import(here: Desk, content: bytes, order: Order, *, at: str, by: UUID | None) -> Imported:
    when = here.when(at)
    with progress("rows") as bar:
        return import_pupils(
            here.office,
            content,
            on=when.on,
            recorded_at=when.recorded_at,
            by=by,
            order=order,
            progress=bar.at,
        )


def _same(said: str) -> tuple[int, UUID | None]:
    line, _, pupil = said.partition("=")
    try:
        return int(line), UUID(pupil) if pupil else None
    except ValueError as wrong:
        raise typer.BadParameter(f"{said!r} is not LINE or LINE=ID", param_hint="--same") from wrong


def _show(done: Imported, order: Order) -> None:
    _show_problems(done.problems)
    file = done.file
    if file.encoding:
        say(
            f"{plural(file.pupils, 'pupil')} in {plural(file.lines, 'line')}, {file.encoding}; "
            f"{len(file.rows)} of them can be stored; {plural(file.repeated, 'repeated row')}"
        )
    if done.stored or order.dry_run:
        made = ", ".join(f"{number} {what}" for what, number in sorted(done.made.items()))
        would = "would be " if order.dry_run else ""
        say(
            f"{would}stored: {done.new} new pupils; {done.known} were kept already, {done.changed}"
            f" of them changed" + (f"; {made}" if made else "")
        )
    if done.stored:
        _show_newcomers(done)


def _show_newcomers(done: Imported) -> None:
    """Say whom nobody manages, and who has no address: what they owe falls to others meanwhile."""
    for one in done.caseworkers:
        lacks = "a manager" if one.email else "an e-mail address or a manager"
        options = "--manager …" if one.email else "--email … --manager …"
        say(
            f"{one.name} came without {lacks}; until then the managers of the authority hear of "
            f"what falls overdue: `pathway people change {one.id} {options}`"
        )


def _show_problems(problems: Iterable[Problem]) -> None:
    listed = list(problems)
    if not listed:
        return
    table(
        ("line", "column", "", "what", "found"),
        [
            (p.line, p.heading, red(p.level.value, when=p.is_error), p.reason, p.found)
            for p in listed[:SHOWN]
        ],
    )
    if len(listed) > SHOWN:
        say(f"… and {len(listed) - SHOWN} more; --json has them all")


def _as_json(done: Imported) -> dict[str, object]:
    return {
        "stored": done.stored,
        "encoding": done.file.encoding,
        "lines": done.file.lines,
        "pupils": done.file.pupils,
        "good": len(done.file.rows),
        "repeated": done.file.repeated,
        "new": done.new,
        "known": done.known,
        "changed": done.changed,
        "made": done.made,
        "caseworkers": done.caseworkers if done.stored else (),
        "problems": [
            {
                "line": p.line,
                "column": p.heading,
                "level": p.level.value,
                "reason": p.reason,
                "found": p.found,
            }
            for p in done.problems
        ],
    }
