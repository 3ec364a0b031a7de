"""`pathway packs`: what authorities have settled for themselves. None of it needs a database."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from pathway import clock
from pathway.cli.days import read_day
from pathway.cli.errors import FileUnreadable
from pathway.cli.options import AsAt, Json
from pathway.cli.proposed import NOT_LAW, proposal_as_json, show_proposal
from pathway.cli.screen import LONDON, Styled, say, show_json, table
from pathway.domain.ladder import Step
from pathway.domain.pack import Pack, placeholders
from pathway.domain.rules.proposals import PROPOSALS, Proposal
from pathway.environment import settings
from pathway.packs.loading import faults_of, load_pack, load_packs
from pathway.packs.shelf import SUFFIX
from pathway.services.local_figures import Figure, all_figures

REFUSED = 1
SPAN = 2  # first and last day

app = typer.Typer(help="Packs: what authorities have settled; check one.", no_args_is_help=True)


@app.command("list")
def list_them(as_json: Json = False) -> None:
    """List the packs there are: those that are shipped, and those of PATHWAY_PACKS.

    A pack of proposals is shipped and disabled: it is not law, and no authority can take it.
    """
    found = [_listed(pack) for pack in load_packs(folder=_folder()).values()]
    found += [_disabled(proposal) for proposal in PROPOSALS.values()]
    if as_json:
        show_json(found)
        return
    table(
        ("name", "what", "number", "builds on", "from", "to", "placeholders", "enabled"),
        [tuple(_joined(value) for value in one.values()) for one in found],
    )


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="PACK", help="A pack, by its name.")],
    ours: Annotated[
        bool, typer.Option("--placeholders", help="Only what is no authority's own.")
    ] = False,
    at: AsAt = "",
    as_json: Json = False,
) -> None:
    """Show everything that a pack settles on a day, what of it is only ours, and its sources.

    Of a pack of proposals it shows what they would bring; `pathway proposals compare` lays them
    beside the law.
    """
    if name in PROPOSALS:
        _show_disabled(PROPOSALS[name], as_json=as_json)
        return
    pack = load_pack(name, folder=_folder())
    figures = [one for one in all_figures(pack, _day(at)) if one.placeholder or not ours]
    if as_json:
        show_json([_as_json(one) for one in figures])
        return
    say(f"{pack.title}, as it stands on {_day(at)}", style="bold")
    table(
        ("what is settled", "value", "it rests on"),
        [(one.name, _joined(_plain(one.value)), _rests_on(one)) for one in figures],
        folds=("it rests on",),
    )


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", help="The file of a pack.")],
    as_json: Json = False,
) -> None:
    """Say everything that is wrong with a pack, with file and line. Exit 1 if anything is."""
    if file.suffix != SUFFIX or not file.is_file():
        raise FileUnreadable(str(file), f"it is no file whose name ends in {SUFFIX}")
    faults = faults_of(file.stem, folder=file.resolve().parent)
    if as_json:
        show_json([one._asdict() for one in faults])
    elif faults:
        for one in faults:
            say(str(one))
    else:
        say(f"{file.name} is in order")
    if faults:
        raise typer.Exit(REFUSED)


def _folder() -> Path | None:
    own = settings().packs
    return Path(own) if own else None


def _day(at: str) -> date:
    return read_day(at, where="--at") if at else clock.now().astimezone(LONDON).date()


def _listed(pack: Pack) -> dict[str, object]:
    return {
        "name": pack.name,
        "authority": pack.title,
        "number": pack.la_code,
        "builds_on": pack.extends,
        "valid_from": pack.valid_from,
        "valid_to": pack.valid_to,
        "placeholders": len(placeholders(pack)),
        "enabled": True,
    }


def _disabled(proposal: Proposal) -> dict[str, object]:
    return {
        "name": proposal.name,
        "authority": f"proposals, not law: {proposal.sentence}",
        "number": None,
        "builds_on": "the law",
        "valid_from": proposal.valid_from,
        "valid_to": None,
        "placeholders": 0,
        "enabled": False,
    }


def _show_disabled(proposal: Proposal, *, as_json: bool) -> None:
    if as_json:
        show_json(proposal_as_json(proposal))
        return
    say(NOT_LAW, style="dim")
    show_proposal(proposal)


def _as_json(one: Figure) -> dict[str, object]:
    return {
        "name": one.name,
        "value": _plain(one.value),
        "placeholder": one.placeholder,
        "source": one.source,
    }


def _rests_on(one: Figure) -> object:
    if one.placeholder:
        return Styled("placeholder: not the authority's own", "yellow")
    return one.source


def _plain(value: object) -> object:
    """Write a value as a pack does: a ladder by its steps, a span by its days."""
    if isinstance(value, tuple):
        if value and all(isinstance(step, Step) for step in value):
            return " ".join(step.name for step in value)
        if len(value) == SPAN and all(isinstance(day, date) for day in value):
            return f"{value[0]} to {value[1]}"
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, date) else value


def _joined(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return ", ".join(str(_joined(one)) for one in value)
    return value
