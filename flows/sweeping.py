"""`pathway sweep`, which joins the command line by an entry point and starts none of the house."""

from dataclasses import asdict
from datetime import UTC, datetime
from itertools import count
from typing import Any

import typer

from pathway.cli.desk import Desk, desk
from pathway.cli.options import At, Authority, Json
from pathway.cli.screen import progress, say, show_json
from pathway.environment import settings
from pathway.persistence.authorities import YARDSTICK
from pathway.services.acting import NOON
from pathway.services.enforcing import Swept, enforce
from pathway.services.office import LONDON, When
from pathway.wiring.authorities import listed_authorities

REFUSED = 1


def sweep(authority: Authority = "", at: At = "", as_json: Json = False) -> None:
    """Let time act once, without Prefect: moves that are due, alerts, digests.

    Sweeps every authority unless one is named, here or in PATHWAY_AUTHORITY. Safe to run twice, or
    beside the sweeps of `up`.
    """
    swept = {}
    named = authority or settings().authority
    for code in [named] if named else _codes():
        with desk(code, at=at) as here:
            swept[here.office.code] = _sweep(here, at)
    if as_json:
        show_json({code: _as_json(one) for code, one in swept.items()})
    else:
        for code, one in swept.items():
            _show(code, one)
    if any(one.failed for one in swept.values()):
        raise typer.Exit(REFUSED)


def _codes() -> list[str]:
    listed = listed_authorities(settings())
    known = [authority.code for authority in listed if authority.code != YARDSTICK]
    return known or [""]  # which is refused, in the words that say how to make one


def _sweep(here: Desk, at: str) -> Swept:
    moment = _moment(here, here.when(at))
    with progress(f"sweeping {here.office.code}") as bar:
        moved = count(1)
        return enforce(here.office, at=moment, now=here.now, progress=lambda _: bar.at(next(moved)))


def _moment(here: Desk, said: When) -> datetime:
    """Return the moment to act for; a day that is not today is acted for at its noon in London."""
    if said.at is not None:
        return said.at
    if said.on == here.office.legal_day(here.now):
        return here.now
    return datetime.combine(said.on, NOON, tzinfo=LONDON).astimezone(UTC)


def _as_json(swept: Swept) -> dict[str, Any]:
    return {
        "moved": list(swept.moved),
        "refused": [{"process": process, "why": why} for process, why in swept.refused],
        "failed": [{"process": process, "why": why} for process, why in swept.failed],
        "alerted": asdict(swept.alerted),
    }


def _show(code: str, swept: Swept) -> None:
    told = swept.alerted
    say(
        f"{code}: {len(swept.moved)} moved, {told.clocks} alerts given, {told.letters} letters and "
        f"{told.digests} digests posted, {len(swept.refused)} refused, {len(swept.failed)} failed"
    )
    for process in swept.moved:
        say(f"  moved    {process}")
    for process, why in swept.refused:
        say(f"  refused  {process}: {why}")
    for process, why in swept.failed:
        say(f"  failed   {process}: {why}", style="bold red")
