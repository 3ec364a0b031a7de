"""`pathway report timeliness`: what was done in time, beside what the Department published."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from pathway.cli.days import read_day
from pathway.cli.desk import desk
from pathway.cli.options import AsAt, AsRecordedAt, Authority, Json
from pathway.cli.past import then_of
from pathway.cli.screen import progress, red, say, show_json, table
from pathway.domain.timeliness import published
from pathway.domain.timeliness.counting import Count
from pathway.domain.timeliness.published import ENGLAND, SOURCE, YEAR, Column, Share
from pathway.services.time_in_state_report import Period
from pathway.services.timeliness import Judged, Timeliness, timeliness
from pathway.services.timeliness_duties import Apart

DEFINITION = """\
Duties that ended from {first} to {last}, as at {as_at}.
A duty is in time if it was done on or before its date in the table of clocks, which explains each.
The 6, 16 and 20 weeks run from the request; the 4 and 12 weeks from the review meeting. An amended
plan is judged by the twelve weeks, though after an early notice its clock ends sooner.
A refusal ends the 20 weeks, unless the authority gives way by itself: then they run on. Plans of
children whose case went to mediation or to the Tribunal by the day of looking are counted apart.
“Not exempt” leaves out those whose limit an exemption disapplied; the date itself never moves.
“Open, late” is open on the day of looking though its date has passed, and in no percentage.
A late duty is put down to whom the process waited for on the first day over. Days over are shared
out by whom the process waited for on each of them. While the authority assesses, a day on which
advice was late is put down to that advice, of several to the one that was due first.
Month, need, district, school and caseworker are those of the day on which the duty ended, or of
the day of looking where it is open.
Published: {source}; of requests, assessments, plans and reviews as returned, {year}.
The Department publishes no share for amended plans, and leaves exemptions out only of the plans."""


DISPUTED = "after mediation or an appeal"


class By(StrEnum):
    """What duties can be told apart by, as it is typed."""

    MONTH = "month"
    NEED = "need"
    DISTRICT = "district"
    SCHOOL = "school"
    CASEWORKER = "caseworker"

    @property
    def apart(self) -> Apart:
        """What it stands for."""
        return Apart[self.name]


def show_timeliness(
    at: AsAt = "",
    as_recorded_at: AsRecordedAt = "",
    year: Annotated[
        int | None, typer.Option(min=2014, max=9998, help="The calendar year to count.")
    ] = None,
    first: Annotated[str, typer.Option("--from", help="Count from this day on.")] = "",
    last: Annotated[str, typer.Option("--to", help="Count up to this day.")] = "",
    by: Annotated[
        list[By], typer.Option("--by", help="What to tell duties apart by. May be repeated.")
    ] = [],  # noqa: B006  Typer copies it
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Tell how many duties were met in time, whom the late ones waited for, and how others do.

    With a day that is past, or what had been recorded then, as it could have been told then.
    """
    with desk(authority, known=as_recorded_at) as here, progress("processes") as bar:
        then = then_of(here, at, as_recorded_at)
        as_at = then.on if then else here.day(at)
        found = timeliness(
            here.office,
            as_at=as_at,
            period=_period(year, first, last, as_at),
            by=[one.apart for one in by],
            then=then,
            progress=bar.at,
        )
    if as_json:
        show_json(_document(found))
    else:
        _show(found)


def _period(year: int | None, first: str, last: str, as_at: date) -> Period:
    if year is not None and (first or last):
        raise typer.BadParameter("say a year, or days, not both", param_hint="--year")
    begins = date(as_at.year if year is None else year, 1, 1)
    ends = as_at if year is None else date(year, 12, 31)
    return (
        read_day(first, where="--from") if first else begins,
        read_day(last, where="--to") if last else ends,
    )


def _definition(found: Timeliness) -> str:
    first, last = found.period
    return DEFINITION.format(first=first, last=last, as_at=found.as_at, source=SOURCE, year=YEAR)


def _show(found: Timeliness) -> None:
    say(found.authority, style="bold")
    say(_definition(found), style="dim")
    say()
    table(
        ("duty", "ended", "in time", "", "not exempt", "", "open, late", "exempt"),
        list(_in_time(found)),
        title="In time",
    )
    say()
    _show_published(found)
    for one in found.judged:
        _show_apart(one, found.by)
    _show_lateness(found)


def _in_time(found: Timeliness) -> Iterator[tuple[object, ...]]:
    for one in found.judged:
        yield one.measure.name, *_cells(one.count)
        if one.disputed and (one.disputed.ended.of or one.disputed.open_late):
            yield f"{one.measure.name}, {DISPUTED}", *_cells(one.disputed)


def _cells(count: Count) -> Iterator[object]:
    yield from (count.ended.of, count.ended.in_time, _percent(count.ended))
    yield from (count.not_exempt.of, _percent(count.not_exempt))
    yield red(count.open_late, when=count.open_late > 0)
    yield count.open_late_exempt


def _percent(share: Share | None) -> str:
    return f"{share.percent:.1f} %" if share and share.of else "–"


def _show_published(found: Timeliness) -> None:
    table(
        ("duty", "here", "this council", "England", "median council"),
        [(name, *cells) for name, cells in _compared(found)],
        title=f"Beside what was published of {YEAR}",
    )


def _compared(found: Timeliness) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in found.judged:
        measure = one.measure
        if measure.published:
            yield measure.name, _beside(found, one.count.ended, measure.published)
        if measure.not_exempt:
            name = f"{measure.name}, not exempt"
            yield name, _beside(found, one.count.not_exempt, measure.not_exempt)


def _beside(found: Timeliness, here: Share, column: Column) -> tuple[str, ...]:
    return (
        _percent(here),
        _percent(published.share(found.la_code, column)),
        _percent(published.share(ENGLAND, column)),
        f"{published.median_percent(column):.1f} %",
    )


def _show_apart(one: Judged, by: tuple[Apart, ...]) -> None:
    if not one.apart:
        return
    say()
    words = [name.value.replace("_", " ") for name in by]
    table(
        (*words, "ended", "in time", "", "not exempt", "", "open, late", "exempt"),
        [(*values, *_cells(count)) for values, count in one.apart.items()],
        title=one.measure.name,
    )


def _show_lateness(found: Timeliness) -> None:
    rows = [
        (one.measure.name, waited_for, late.ended, late.still_open, late.days)
        for one in found.judged
        for waited_for, late in one.lateness.items()
    ]
    if rows:
        say()
        table(
            ("duty", "waited for", "ended late", "open, late", "days over"),
            rows,
            title="Whom the late ones waited for",
        )


def _document(found: Timeliness) -> dict[str, object]:
    first, last = found.period
    return {
        "authority": found.authority,
        "as_at": found.as_at,
        "from": first,
        "to": last,
        "definition": _definition(found).splitlines(),
        "duties": [_told(found, one) for one in found.judged],
    }


def _told(found: Timeliness, one: Judged) -> dict[str, object]:
    by = [name.value for name in found.by]
    return {
        "duty": one.measure.name,
        "rule": one.measure.rule_id,
        **_counted(one.count),
        "disputed": _counted(one.disputed) if one.disputed else None,
        "published": {
            "all": _published(found, one.measure.published),
            "not_exempt": _published(found, one.measure.not_exempt),
        },
        "apart": [
            {**dict(zip(by, values, strict=True)), **_counted(count)}
            for values, count in one.apart.items()
        ],
        "lateness": [
            {
                "waited_for": name,
                "ended": late.ended,
                "open": late.still_open,
                "days_over": late.days,
            }
            for name, late in one.lateness.items()
        ],
    }


def _counted(count: Count) -> dict[str, object]:
    return {
        "ended": count.ended.of,
        "in_time": count.ended.in_time,
        "ended_not_exempt": count.not_exempt.of,
        "in_time_not_exempt": count.not_exempt.in_time,
        "open_late": count.open_late,
        "open_late_exempt": count.open_late_exempt,
    }


def _published(found: Timeliness, column: Column | None) -> Mapping[str, float | None] | None:
    if column is None:
        return None
    council = published.share(found.la_code, column)
    england = published.share(ENGLAND, column)
    return {
        "year": YEAR,
        "council_percent": round(council.percent, 1) if council else None,
        "england_percent": round(england.percent, 1) if england else None,
        "median_percent": round(published.median_percent(column), 1),
    }
