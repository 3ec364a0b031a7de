"""`pathway clocks show` and `explain`: the dates of a case, and why they are what they are."""

from typing import Annotated

import typer

from pathway.cli.desk import desk
from pathway.cli.looking import clock_as_json, list_of_clocks
from pathway.cli.options import AsAt, Authority, Json
from pathway.cli.screen import say, show_json
from pathway.domain.counting.base import long
from pathway.services.casefiles import open_file
from pathway.services.explaining import Explained, explain

app = typer.Typer(help="The dates of a case, and why.", no_args_is_help=True)

Ref = Annotated[str, typer.Argument(metavar="REF", help="A case, as K7QM-3XWD-T.")]


@app.command()
def show(
    ref: Ref,
    everything: Annotated[
        bool, typer.Option("--all", help="Those that have been settled, too.")
    ] = False,
    at: AsAt = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """List the clocks of a case, the soonest due first."""
    with desk(authority) as here:
        file, today = open_file(here.office, ref), here.day(at)
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
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Say why the dates of a case are what they are, step by step."""
    with desk(authority) as here:
        told = explain(here.office, ref, rule)
    if as_json:
        show_json([_as_json(one) for one in told])
        return
    for one in told:
        _show(one)
    if not told:
        say("No dates are open.")


def _show(one: Explained) -> None:
    clock = one.clock
    due = long(clock.due_on) if clock.due_on else f"no date: {clock.why_no_date}"
    party = f" · for {one.party}" if one.party else ""
    say(f"{clock.rule_id} · {clock.force.value} · {clock.kind.value} · {due}{party}", style="bold")
    say(f"  {one.process} · {one.citation}", style="dim")
    for number, step in enumerate(clock.explanation, 1):
        say(f"  {number}. {step}")
    say()


def _as_json(one: Explained) -> dict[str, object]:
    clock = one.clock
    return {
        "process": one.process,
        "rule": clock.rule_id,
        "party": one.party,
        "due_on": clock.due_on,
        "safe_on": clock.safe_on,
        "last_working_day": clock.last_working_day,
        "kind": clock.kind.value,
        "force": clock.force.value,
        "citation": one.citation,
        "settled_on": clock.settled_on,
        "met": clock.met,
        "disapplied": clock.disapplied,
        "explanation": clock.explanation,
        "why_no_date": clock.why_no_date,
    }
