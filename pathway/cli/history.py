"""`pathway history`: prove that nobody changed what was recorded; erase where the law asks."""

from pathlib import Path
from typing import Annotated

import typer

from pathway.cli.case import Process
from pathway.cli.desk import desk
from pathway.cli.errors import AnchorsUnfit
from pathway.cli.files import read_text, write_secret
from pathway.cli.options import As, Authority, Json
from pathway.cli.readers import reader_of
from pathway.cli.screen import aside, progress, say, show_json, table
from pathway.services.erasing import MAY_ERASE
from pathway.services.erasing import erase as erase_content
from pathway.services.finding import process_meant
from pathway.services.verifying import anchor as anchor_tips
from pathway.services.verifying import read_anchors
from pathway.services.verifying import verify as verify_lines

FAULTY = 1

app = typer.Typer(help="Prove that nobody changed what was recorded.", no_args_is_help=True)


@app.command()
def verify(
    anchors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Tips anchored earlier, to compare with.")
    ] = None,
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Recompute every line's hash and compare; name each line that was changed. Exit 1 if any."""
    known = _anchors(anchors) if anchors else None
    with desk(authority) as here, progress("lines") as bar:
        found = verify_lines(here.office, anchors=known, progress=bar.at)
    if as_json:
        show_json(found)
    else:
        if found.faults:
            table(("process", "line", "what"), [(f.process, f.line, f.what) for f in found.faults])
        say(
            f"{found.lines} lines of {found.processes} processes verified; {found.erased} without"
            f" content, lawfully erased; {len(found.faults)} faults"
        )
    if found.faults:
        aside(f"{len(found.faults)} lines are not what was recorded; keep the database as it is")
        raise typer.Exit(FAULTY)


@app.command()
def erase(
    process: Process,
    line: Annotated[int, typer.Argument(metavar="LINE", help="The number of the line.", min=1)],
    ground: Annotated[
        str, typer.Option(help="On what ground, in words; it is kept. No name belongs in it.")
    ] = "",
    person: As = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask once more.")] = False,
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Erase what a line recorded, for good; the line stays, and the history still verifies."""
    with desk(authority) as here:
        key = process_meant(here.office, process, reader=reader_of(here, person, here.day("")))
        by = here.actor(person, None, MAY_ERASE, reference=key.case)
        if not yes:
            typer.confirm(f"erase what line {line} of {key} recorded, for good?", abort=True)
        done = erase_content(here.office, key, line, by=by, ground=ground)
    if as_json:
        show_json(done)
    else:
        say(f"{done.process}: what line {done.line} ({done.move}, {done.on}) recorded is erased")
        for still in done.left:
            say(f"kept: {still}")
        say(f"{done.verified} lines of the process verified; {len(done.faults)} faults")
    if done.faults:
        raise typer.Exit(FAULTY)


@app.command()
def anchor(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the tips are kept.")],
    force: Annotated[bool, typer.Option("--force", help="Write over what is there.")] = False,
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Write where every process stands to a file, to be kept outside the database."""
    with desk(authority) as here:
        tips = anchor_tips(here.office, at=here.now)
    write_secret(file, tips, over=force)
    processes = len(tips.splitlines()) - 1
    if as_json:
        show_json({"file": str(file), "processes": processes})
    else:
        say(f"{processes} tips anchored in {file}; keep it where nobody can change it")


def _anchors(file: Path) -> dict[str, tuple[int, str]]:
    try:
        return read_anchors(read_text(file))
    except (ValueError, KeyError, TypeError) as wrong:
        raise AnchorsUnfit(str(file)) from wrong
