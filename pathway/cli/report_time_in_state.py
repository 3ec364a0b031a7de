"""`pathway report time-in-state`: how long cases are in each state, and who is waited for."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Annotated

import typer

from pathway.cli.days import read_day
from pathway.cli.desk import desk
from pathway.cli.options import AsAt, Authority, Json
from pathway.cli.screen import grey, say, show_json, table
from pathway.domain.time_in_state import Summary
from pathway.services.time_in_state import time_in_state
from pathway.services.time_in_state_export import as_csv, as_document
from pathway.services.time_in_state_report import Dimension, Period, Report, Row
from statemachines.registry import POLICIES

DAYS = ("median", "75 %", "90 %", "longest")
SCHOOL_DAYS = ("known", "median", "75 %", "90 %", "longest")


class By(StrEnum):
    """What the stays can be told apart by, as it is typed."""

    CYCLE = "cycle"
    SCHOOL = "school"
    DISTRICT = "district"
    CASEWORKER = "caseworker"
    PRIMARY_NEED = "primary-need"
    PERIOD = "period"

    @property
    def dimension(self) -> Dimension:
        """The dimension that it stands for."""
        return Dimension[self.name]


def show_time_in_state(
    at: AsAt = "",
    by: Annotated[
        list[By], typer.Option("--by", help="What to tell the stays apart by. May be repeated.")
    ] = [],  # noqa: B006  Typer copies it
    policy: Annotated[str, typer.Option(help="Only processes of this policy.")] = "",
    first: Annotated[str, typer.Option("--from", help="Count only days from this one on.")] = "",
    last: Annotated[str, typer.Option("--to", help="Count only days up to this one.")] = "",
    only_open: Annotated[bool, typer.Option("--open", help="Only stays still open.")] = False,
    as_recorded_at: Annotated[
        str,
        typer.Option(help="Only what had been recorded then: a day, whole, or a moment."),
    ] = "",
    suppress: Annotated[
        bool, typer.Option("--suppress", help="Hide small numbers, and what would tell them.")
    ] = False,
    authority: Authority = "",
    as_json: Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="Answer as CSV.")] = False,
) -> None:
    """Tell how long cases are in each state, as at a day, with what the figures mean."""
    if as_json and csv:
        raise typer.BadParameter("choose one of --json and --csv", param_hint="--csv")
    with desk(authority, known=as_recorded_at) as here:
        report = time_in_state(
            here.office,
            as_at=here.day(at),
            by=[one.dimension for one in by],
            policy=policy or None,
            period=_period(first, last, here.day(at)),
            only_open=only_open,
            as_recorded_at=here.recorded_by(as_recorded_at),
            suppress=suppress,
        )
    if as_json:
        show_json(as_document(report))
    elif csv:
        sys.stdout.write(as_csv(report))
    else:
        _show(report)


def _period(first: str, last: str, as_at: date) -> Period | None:
    if last and not first:
        raise typer.BadParameter("say from which day too, with --from", param_hint="--to")
    if not first:
        return None
    begins = read_day(first, where="--from")
    return begins, read_day(last, where="--to") if last else max(begins, as_at)


def _show(report: Report) -> None:
    say(report.authority, style="bold")
    say(report.definition, style="dim")
    by = [one.words for one in report.asked.by]
    _show_rows("By state", ("state", "waiting for", *by), report.rows)
    _show_rows("By who had to act", ("waiting for", *by), report.waiting)
    _show_rows("In all, by state", ("state", "waiting for"), _states(report.totals))
    _show_rows("In all, by who had to act", ("waiting for",), _waiting(report.totals))
    if not report.rows:
        say("no stay is counted")


def _states(rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.state)


def _waiting(rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(row for row in rows if not row.state)


def _show_rows(what: str, leading: tuple[str, ...], rows: Sequence[Row]) -> None:
    """Print a table for each policy: days first, then school days and for how many known."""
    columns = (*leading, "stays", "open", *DAYS, *(f"school {name}" for name in SCHOOL_DAYS))
    for policy, some in groupby(rows, key=lambda row: row.policy):
        say()
        title = f"{what}: {POLICIES[policy].title}"
        table(columns, [tuple(_cells(row)) for row in some], title=title)


def _cells(row: Row) -> Iterator[object]:
    if row.state:
        yield row.state
    yield row.waiting_for
    yield from (held.name for held in row.held)
    yield _number(row.count)
    yield _number(row.still_open)
    yield from _lengths(row.days)
    yield grey("hidden") if row.school_days is None else row.school_days.count
    yield from _lengths(row.school_days)


def _lengths(summary: Summary | None) -> Iterator[object]:
    if summary is None:
        yield from (grey("hidden") for _ in DAYS)
    else:
        yield summary.median
        yield summary.percentile_75
        yield summary.percentile_90
        yield summary.longest


def _number(number: int | None) -> object:
    return grey("hidden") if number is None else number
