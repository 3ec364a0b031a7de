"""`pathway simulate`: a synthetic authority, invented but counted like a real one."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Annotated

import typer

from pathway import clock
from pathway.cli.days import read_day
from pathway.cli.options import Json
from pathway.cli.screen import aside, progress, red, say, show_json, table
from pathway.domain.synthetic.comparison import Row, strays
from pathway.domain.synthetic.planner import SyntheticAuthority
from pathway.domain.synthetic.published import AUTHORITIES, Figures, figures_of
from pathway.environment import Settings, settings
from pathway.persistence.authorities import KnownAuthority
from pathway.persistence.faults import in_plain_words
from pathway.services import simulating
from pathway.services.bulk import Load
from pathway.services.errors import AuthorityThere
from pathway.services.furnishing import furnish
from pathway.services.office import LONDON, Office
from pathway.wiring.authorities import enter_authority, listed_authorities
from pathway.wiring.databases import learn_sizes
from pathway.wiring.offices import office_of

SHIPPED = "default"
"""The pack of an authority that has none of its own."""

Which = Annotated[str, typer.Option("--authority", help=f"One of {', '.join(AUTHORITIES)}.")]
Seed = Annotated[int, typer.Option(help="The same seed makes the same lives.")]
IfMissing = Annotated[
    bool, typer.Option("--if-missing", help="Do nothing where that authority is there already.")
]

Until = Annotated[
    str,
    typer.Option(
        metavar="DAY",
        help="Tell the lives on until the evening of this day, or of `yesterday`; counted is then "
        "the last complete year before it.",
    ),
]

Brief = Annotated[
    bool, typer.Option("--brief", help="Of the figures, only those outside their tolerance.")
]


def simulate(
    authority: Which = "demo",
    seed: Seed = 1,
    until: Until = "",
    if_missing: IfMissing = False,
    brief: Brief = False,
    as_json: Json = False,
) -> None:
    """Make a synthetic authority whose counts are the Department's, by real moves.

    Prints what was published, what was simulated, and the difference. Exits 1 where a figure is
    outside its tolerance: two in a hundred or three for a count, one point for a rate. Broken off
    half-way, it goes on where it was.
    """
    chosen, now = settings(), clock.now()
    evening = _evening(until, now) if until else None
    with in_plain_words():
        there = _there(chosen, figures_of(authority).la_code)
        as_at = evening and (_begun_at(chosen, there) or evening)
        planned = simulating.plan(authority, seed=seed, until=as_at and _day(as_at))
        new = simulating.new_authority(planned.figures, seed=seed, pack=_pack(authority))
        if there is not None and not _is_broken_off(chosen, new, there, planned):
            _say_that_it_is_there(there, as_at, if_missing=if_missing)
            return
        office = office_of(chosen, new, now=clock.now()) if there else _opened(chosen, new)
        load = _load(chosen, office, new, planned, recorded_at=as_at or now)
        learn_sizes(chosen)
        rows = simulating.compared(office, planned.figures)
        office.engine.dispose()
    _show(planned, load, rows, brief=brief, as_json=as_json)
    if strays(rows):
        raise typer.Exit(1)


def _there(chosen: Settings, code: str) -> KnownAuthority | None:
    return next((known for known in listed_authorities(chosen) if known.code == code), None)


def _evening(until: str, now: datetime) -> datetime:
    """Return the last moment of a day in London; the present one, where that is today's."""
    today = _day(now)
    yesterday = until.strip() == "yesterday"
    day = today - timedelta(days=1) if yesterday else read_day(until, where="--until")
    if day > today:
        raise typer.BadParameter(f"{day} is still to come", param_hint="--until")
    return min(now, datetime.combine(day, time.max, tzinfo=LONDON).astimezone(UTC))


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _begun_at(chosen: Settings, there: KnownAuthority | None) -> datetime | None:
    """Return the moment as at which the lives that are there were recorded; None without any."""
    if there is None:
        return None
    office = office_of(chosen, there, now=clock.now())
    begun_at = simulating.begun_at(office)
    office.engine.dispose()
    return begun_at


def open_again(chosen: Settings, new: KnownAuthority) -> Office:
    """Open the office of the authority in another process."""
    return office_of(chosen, new, now=clock.now())


def _is_broken_off(
    chosen: Settings, new: KnownAuthority, there: KnownAuthority, planned: SyntheticAuthority
) -> bool:
    """Tell whether this very authority was being made, and some of its lives are missing."""
    if there.id != new.id:
        return False
    office = office_of(chosen, there, now=clock.now())
    lacking = simulating.missing(office, planned)
    office.engine.dispose()
    if lacking:
        aside(f"{there.name} was not made to its end; making the {lacking} lives that are missing")
    return lacking > 0


def _say_that_it_is_there(
    there: KnownAuthority, as_at: datetime | None, *, if_missing: bool
) -> None:
    if not if_missing:
        raise AuthorityThere(there.code)
    told = f", as it was recorded on {_day(as_at)}; time has gone on since" if as_at else ""
    aside(f"{there.name} is there already{told}")


def _pack(authority: str) -> str:
    return SHIPPED if authority == "demo" else authority


def _opened(chosen: Settings, new: KnownAuthority) -> Office:
    enter_authority(chosen, new)
    return office_of(chosen, new, now=clock.now())


def _load(
    chosen: Settings,
    office: Office,
    new: KnownAuthority,
    planned: SyntheticAuthority,
    *,
    recorded_at: datetime,
) -> Load:
    calendar = office.calendars.school_days.calendar
    staff = furnish(office, planned, calendar)
    with progress(f"Making {new.name}", total=len(planned.lives)) as bar:
        return simulating.simulate(
            partial(open_again, chosen, new),
            planned,
            staff,
            recorded_at=recorded_at,
            progress=lambda done: bar.at(done.cases),
        )


def _show(
    planned: SyntheticAuthority, load: Load, rows: Sequence[Row], *, brief: bool, as_json: bool
) -> None:
    figures = planned.figures
    if as_json:
        told = [{**asdict(row), "difference": row.difference} for row in rows]
        years = {"year_published": figures.year_published, "year_simulated": figures.year}
        show_json({"authority": figures.name, **years, "loaded": asdict(load), "figures": told})
        return
    shown = [row for row in rows if not brief or not row.within_tolerance]
    if shown:
        _show_figures(figures, shown)
    say(
        f"{load.cases} invented pupils with {load.processes} processes and {load.lines} lines of "
        f"history; {len(strays(rows))} of {len(rows)} figures are outside their tolerance"
        f"{_beside(figures)}"
    )


def _beside(figures: Figures) -> str:
    """Say which year is counted beside which, where they are two; blank where they are one."""
    if not figures.years_later:
        return ""
    return f": the year {figures.year} is counted beside what was published of " + str(
        figures.year_published
    )


def _show_figures(figures: Figures, shown: Sequence[Row]) -> None:
    of = f" of {figures.year_published}", f" of {figures.year}"
    published, simulated = of if figures.years_later else ("", "")
    table(
        (
            "measure",
            f"published{published}",
            f"simulated{simulated}",
            "difference",
            "what it means",
        ),
        [
            (
                row.measure,
                _figure(row.published),
                _figure(row.simulated),
                red(_figure(row.difference), when=not row.within_tolerance),
                row.definition,
            )
            for row in shown
        ],
        title=f"{figures.name}, {figures.year}: {figures.source}",
    )


def _figure(value: float) -> str:
    return f"{value:g}" if float(value).is_integer() else f"{value:.1f}"
