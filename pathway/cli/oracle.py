"""`pathway oracle`: our dates beside those that the Ombudsman published."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated

import typer

from pathway import clock
from pathway.cli.explained import show_explained
from pathway.cli.options import Json
from pathway.cli.oracle_telling import as_json_document, show_comparison
from pathway.cli.screen import aside, progress, say, show_json
from pathway.domain.oracle.timeline import Timeline, timelines
from pathway.environment import Settings, settings
from pathway.persistence.authorities import KnownAuthority
from pathway.persistence.faults import in_plain_words
from pathway.services.errors import NumberTaken
from pathway.services.office import Office
from pathway.services.oracle import AUTHORITY, Compared, called, compare, explained
from pathway.wiring.authorities import enter_authority, listed_authorities
from pathway.wiring.offices import office_of

REFUSED = 1

Only = Annotated[
    list[str], typer.Option("--only", metavar="ID", help="Only this timeline; may be repeated.")
]
Explain = Annotated[
    str,
    typer.Option("--explain", metavar="ID", help="Say step by step how the dates of one follow."),
]


def oracle(only: Only = [], explain: Explain = "", as_json: Json = False) -> None:  # noqa: B006  Typer's way to say "none"
    """Compare with the Ombudsman's timelines.

    Each published timeline is run as a case of a synthetic authority of its own, which is opened
    where it is missing; a second run makes nothing twice. Then the dates of the clock table stand
    beside the published ones. Exits 1 where one of ours is another, or missing.
    """
    wanted = [called(name) for name in ([explain] if explain else only)]
    with _office() as office:
        found = _compared(office, wanted or timelines())
        told = list(explained(office, found, now=clock.now())) if explain else []
    if as_json:
        show_json(as_json_document(found, [clock for _, clock in told]))
    else:
        show_comparison(found)
    for one, clock_of_it in told if not as_json else ():
        say(f"{one.timeline.reference}, {one.asked.what}: {one.timeline.source}", style="dim")
        show_explained(clock_of_it)
    if any(one.speaks_against_us for one in found):
        raise typer.Exit(REFUSED)


def _compared(office: Office, wanted: Sequence[Timeline]) -> list[Compared]:
    with progress("Running the timelines", total=len(wanted)) as bar:
        return compare(office, now=clock.now(), only=wanted, progress=bar.at)


@contextmanager
def _office() -> Iterator[Office]:
    """Open the office of the timelines' own authority, and the authority where it is missing.

    Raises:
        NumberTaken: another authority has its number.
    """
    chosen = settings()
    with in_plain_words():
        known = {one.code: one for one in listed_authorities(chosen)}
        there = known.get(AUTHORITY.code)
        if there is None:
            _open(chosen)
        elif there.id != AUTHORITY.id:
            raise NumberTaken(there.code, there.name)
        office = office_of(chosen, AUTHORITY, now=clock.now())
        try:
            yield office
        finally:
            office.engine.dispose()


def _open(chosen: Settings) -> None:
    new: KnownAuthority = AUTHORITY
    enter_authority(chosen, new)
    aside(
        f"opened {new.name} as authority {new.code}; it stays, does nothing by itself, and is "
        "meant only where it is named: see its cases with "
        f"`pathway case list --authority {new.code}`"
    )
