"""`pathway clocks show` and `explain`: the dates of a case, and why they are what they are."""

from typing import Annotated

import typer

from pathway.cli.cases_past import file_as_at
from pathway.cli.desk import Desk, desk
from pathway.cli.explained import explained_as_json, show_explained
from pathway.cli.looking import clock_as_json, list_of_clocks
from pathway.cli.options import AsAt, AsRecordedAt, Authority, Json
from pathway.cli.readers import reader_of
from pathway.cli.screen import say, show_json
from pathway.services.explaining import Seen, explain

app = typer.Typer(help="The dates of a case, and why.", no_args_is_help=True)

Ref = Annotated[str, typer.Argument(metavar="REF", help="A case, as K7QM-3XWD-T.")]


@app.command()
def show(
    ref: Ref,
    everything: Annotated[
        bool, typer.Option("--all", help="Those that have been settled, too.")
    ] = False,
    at: AsAt = "",
    as_recorded_at: AsRecordedAt = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """List the clocks of a case, the soonest due first; with a day that is past, those of then."""
    with desk(authority, known=as_recorded_at) as here:
        file, today = file_as_at(here, ref, "", at, as_recorded_at)
    wanted = [one for one in file.clocks if everything or one.clock.settled_on is None]
    if as_json:
        show_json([clock_as_json(one, today) for one in wanted])
    else:
        list_of_clocks(wanted, today=today)


@app.command("explain")
def explain_them(
    ref: Ref,
    rule: Annotated[
        str, typer.Argument(metavar="RULE", help="One rule; every open date, if none is given.")
    ] = "",
    as_at: Annotated[
        str,
        typer.Option(
            "--at",
            "--as-at",
            help="Only what had happened by the end of that day, as is known now.",
        ),
    ] = "",
    as_recorded_at: AsRecordedAt = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Say why the dates of a case are what they are, step by step.

    With each: where its law can be read, what would change it, and what the family may do if it is
    missed.
    """
    with desk(authority, known=as_recorded_at) as here:
        told = explain(here.office, ref, rule, seen=_seen(here, as_at, as_recorded_at))
    if as_json:
        show_json([explained_as_json(one) for one in told])
        return
    for one in told:
        show_explained(one)
    if not told:
        say("No dates are open.")


def _seen(here: Desk, as_at: str, as_recorded_at: str) -> Seen:
    return Seen(
        on=here.day(as_at) if as_at else None,
        recorded_by=here.recorded_by(as_recorded_at),
        today=here.day(as_at or as_recorded_at),
        reader=reader_of(here, "", here.day("")),
    )
