"""`pathway history`: prove that nobody changed what was recorded."""

from pathlib import Path
from typing import Annotated

import typer

from pathway.cli.desk import desk
from pathway.cli.errors import AnchorsUnfit
from pathway.cli.files import read_text, write_secret
from pathway.cli.options import Authority, Json
from pathway.cli.screen import aside, progress, say, show_json, table
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
