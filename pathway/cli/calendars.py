"""`pathway calendars`: when schools are open, the authority's own calendar and each setting's."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from pathway.cli.desk import desk
from pathway.cli.files import read_file
from pathway.cli.options import As, AsRecordedAt, At, Authority, Json
from pathway.cli.screen import aside, progress, say, show_json, table
from pathway.domain.calendar_file import ReadCalendar, read_calendar
from pathway.domain.school_calendar import SchoolCalendar
from pathway.persistence.calendars import RecordedCalendar
from pathway.services.calendars import (
    MAY_RECORD,
    calendars_recorded,
    enter_calendar,
    find_setting,
)
from pathway.services.recounting import MovedDate, recount

app = typer.Typer(help="When schools are open.", no_args_is_help=True)


@app.callback()
def calendars() -> None:
    """When schools are open."""


@app.command("list")
def list_them(
    every: Annotated[bool, typer.Option("--all", help="Those that hold no longer, too.")] = False,
    as_recorded_at: AsRecordedAt = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """List the school calendars that were recorded: whose, what time they cover, since when."""
    with desk(authority) as here:
        known = here.recorded_by(as_recorded_at)
        every_one = calendars_recorded(here.office)
    found = [one for one in every_one if known is None or one.recorded_at <= known]
    shown = found if every else list(_holding(found))
    if as_json:
        show_json([_as_json(one) for one in shown])
        return
    if not found:
        say("none is recorded; the calendar of the authority's pack holds")
    table(
        ("of", "called", "from", "to", "recorded", "by"),
        [
            (
                one.setting or "the authority", one.own.name, *_covers(one.own.calendar()),
                f"{one.recorded_at:%Y-%m-%d}", one.by,
            )
            for one in shown
        ],
    )  # fmt: skip


@app.command("import")
def import_calendar(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="iCalendar (.ics), or a table saved as CSV.")
    ],
    setting: Annotated[
        str, typer.Option(metavar="NAME", help="The setting, by its name or URN; else all.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be recorded, and record nothing.")
    ] = False,
    at: At = "",
    person: As = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Record the terms and closures of a setting, or of the authority as a whole.

    It takes the place of the one that holds, even of one that was recorded for a later day.
    """
    content = read_file(file)
    with desk(authority, at=at) as here:
        place = find_setting(here.office, setting) if setting else None
        of = place.name if place else here.office.name
        read = read_calendar(content, name=of, file=file.name)
        recorded = not dry_run and enter_calendar(
            here.office,
            place.id if place else None,
            read.calendar,
            by=here.actor(person, None, MAY_RECORD),
            recorded_at=here.when(at).recorded_at,
        )
    moved = () if dry_run else _recount(authority, at, read.calendar.name)
    _tell(read, moved, recorded=recorded, dry_run=dry_run, as_json=as_json)


def _recount(authority: str, at: str, name: str) -> tuple[MovedDate, ...]:
    """Count the authority's dates anew, by the days that hold since the calendar was recorded."""
    with desk(authority, at=at) as here, progress("processes") as bar:
        because = f"the calendar of {name} was changed"
        return recount(here.office, because=because, when=here.when(at), progress=bar.at).moved


def _tell(
    read: ReadCalendar,
    moved: Sequence[MovedDate],
    *,
    recorded: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    if as_json:
        content, left_out = _content(read.calendar), _left_out(read)
        dates = [_moved(one) for one in moved]
        show_json({"recorded": recorded, **content, "left_out": left_out, "moved": dates})
        return
    calendar = read.calendar
    table(("", "first day", "last day"), [("term", *term) for term in calendar.terms])
    table(("", "first day", "last day"), [("closed", *span) for span in calendar.closures])
    for words in _left_out(read):
        aside(f"left out, as it is neither a term nor a closure: {words}")
    if dry_run:
        aside("nothing was recorded")
    elif recorded or moved:
        told = f"{len(moved)} open dates moved, and who holds them is told" if moved else ""
        say(f"recorded for {calendar.name}; {told or 'no open date moved'}")
        if moved:
            table(
                ("process", "rule", "before", "from now on"),
                [(one.process, one.rule_id, one.before, one.after) for one in moved],
            )
    else:
        say(f"{calendar.name} has this calendar already")


def _holding(found: Iterable[RecordedCalendar]) -> Iterable[RecordedCalendar]:
    """Yield, of each setting, the calendar recorded last, which comes first."""
    seen = set()
    for one in found:
        if one.own.setting_id not in seen:
            seen.add(one.own.setting_id)
            yield one


def _moved(one: MovedDate) -> dict[str, object]:
    return {
        "process": one.process,
        "rule": one.rule_id,
        "before": one.before,
        "after": one.after,
    }


def _covers(calendar: SchoolCalendar) -> tuple[date, date]:
    return calendar.terms[0][0], calendar.terms[-1][1]


def _left_out(read: ReadCalendar) -> list[str]:
    return [f"{one.where}, “{one.words}”, {one.first}" for one in read.left_out]


def _as_json(one: RecordedCalendar) -> dict[str, object]:
    return {
        "setting": one.setting,
        "setting_id": one.own.setting_id,
        **_content(one.own.calendar()),
        "recorded_at": one.recorded_at,
        "by": one.by,
    }


def _content(calendar: SchoolCalendar) -> dict[str, object]:
    return {"name": calendar.name, "terms": calendar.terms, "closures": calendar.closures}
