"""`pathway clocks verify` and `rebuild`: the clock table is drawn from history alone."""

from functools import partial

import typer

from pathway.cli.desk import Desk, desk
from pathway.cli.options import Authority, Json
from pathway.cli.screen import aside, progress, say, show_json, table
from pathway.services.rebuilding import Redrawn, rebuild_clocks, verify_clocks
from pathway.services.redrawing import OpensOffice, with_several_hands
from pathway.wiring import offices

DIFFERENT = 1

app = typer.Typer(help="The clock table, drawn from history anew.", no_args_is_help=True)


@app.command()
def verify(authority: Authority = "", as_json: Json = False) -> None:
    """Draw every clock from history anew and compare with the table; exit 1 where they differ."""
    with desk(authority) as here, progress("processes") as bar:
        found = with_several_hands(verify_clocks, opener(here), progress=bar.at)
    _show(found, as_json=as_json)
    if found.differences:
        aside(f"{len(found.differences)} clocks differ; `pathway clocks rebuild` puts them right")
        raise typer.Exit(DIFFERENT)


@app.command()
def rebuild(authority: Authority = "", as_json: Json = False) -> None:
    """Draw every clock from history anew, and keep what differed."""
    with desk(authority) as here, progress("processes") as bar:
        found = with_several_hands(rebuild_clocks, opener(here), progress=bar.at)
    _show(found, as_json=as_json)


def opener(here: Desk) -> OpensOffice:
    """Return what opens the office of a desk once more, in this process or another."""
    return partial(offices.office, here.chosen, now=here.now, code=here.office.code)


def _show(found: Redrawn, *, as_json: bool) -> None:
    if as_json:
        show_json(found)
        return
    if found.differences:
        rows = [(one.process, one.clock, one.what) for one in found.differences]
        table(("process", "clock", "difference"), rows)
    say(
        f"{found.clocks} clocks of {found.processes} processes drawn from history;"
        f" {len(found.differences)} differ from the table"
    )
