"""`pathway proposals`: what has been announced and is not law, laid beside the law."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import typer

from pathway.cli.days import read_day
from pathway.cli.desk import desk
from pathway.cli.options import AsAt, Authority, Json
from pathway.cli.proposed import NOT_LAW, proposal_as_json, show_proposal
from pathway.cli.screen import progress, say, show_json, table
from pathway.domain.rules.proposals import PROPOSALS, Proposal
from pathway.services.errors import unknown
from pathway.services.proposals import Compared, Differing, compare

app = typer.Typer(help="What is proposed and not law.", no_args_is_help=True)


@app.callback()
def proposals() -> None:
    """What is proposed and not law."""


@app.command("list")
def list_them(as_json: Json = False) -> None:
    """List the proposals, what each would bring and what it would put an end to."""
    if as_json:
        show_json([proposal_as_json(one) for one in PROPOSALS.values()])
        return
    say(NOT_LAW, style="dim")
    for one in PROPOSALS.values():
        say()
        show_proposal(one)


@app.command("compare")
def compare_with_law(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The proposal, as reform-2029.")],
    since: Annotated[
        str,
        typer.Option("--as-if-from", help="Take it to hold from this day; its own days, if none."),
    ] = "",
    cases: Annotated[bool, typer.Option("--cases", help="Each date that would differ.")] = False,
    at: AsAt = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Tell which open dates of the authority would differ, and which would be new or gone."""
    proposal = _proposal(name)
    from_on = read_day(since, where="--as-if-from") if since else None
    with desk(authority) as here, progress("processes") as bar:
        found = compare(here.office, proposal, as_at=here.day(at), since=from_on, progress=bar.at)
    if as_json:
        show_json(_compared(proposal, found, from_on))
    else:
        _show(proposal, found, from_on, cases=cases)


def _proposal(name: str) -> Proposal:
    if name not in PROPOSALS:
        raise unknown("proposal", name, list(PROPOSALS))
    return PROPOSALS[name]


def _show(proposal: Proposal, found: Compared, since: date | None, *, cases: bool) -> None:
    say(NOT_LAW, style="dim")
    say(proposal.sentence)
    held = f"taken to hold from {since}" if since else "each part from its own day"
    say(f"As at {found.as_at}, {held}; {found.processes} processes were looked at.")
    say()
    rows = [
        (rule, found.today.get(rule, 0), found.proposed.get(rule, 0))
        for rule in _rules(found)
        if found.today.get(rule, 0) != found.proposed.get(rule, 0)
    ]
    if not rows and not found.differing:
        say("no open date would differ")
        return
    table(("rule", "open today", "open as proposed"), rows, title="Open clocks that would differ")
    if cases:
        say()
        table(
            ("process", "rule", "today", "as proposed"),
            [(one.process, one.rule_id, one.today, one.proposed) for one in found.differing],
        )
    else:
        say(f"{len(found.differing)} dates would differ; --cases lists them")


def _rules(found: Compared) -> Iterable[str]:
    return sorted(found.today.keys() | found.proposed.keys())


def _compared(proposal: Proposal, found: Compared, since: date | None) -> dict[str, object]:
    return {
        **proposal_as_json(proposal),
        "as_at": found.as_at,
        "as_if_from": since,
        "processes": found.processes,
        "open_today": found.today,
        "open_as_proposed": found.proposed,
        "differing": [_differing(one) for one in found.differing],
    }


def _differing(one: Differing) -> dict[str, object]:
    return {
        "process": one.process,
        "rule": one.rule_id,
        "today": one.today,
        "as_proposed": one.proposed,
    }
