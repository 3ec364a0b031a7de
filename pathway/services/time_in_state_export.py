"""The report of time in state as records: one flat for each row, for CSV, and one document."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from pathway.domain.time_in_state import Summary
from pathway.services.time_in_state_report import Asked, Dimension, Report, Row

HIDDEN = "hidden"
LENGTHS = ("median", "percentile_75", "percentile_90", "longest")

Record = dict[str, Any]


def as_document(report: Report) -> Record:
    """Return the report as plain values, ready for JSON; a hidden number is None."""
    return {
        "authority": report.authority,
        "as_at": report.asked.as_at.isoformat(),
        "asked": _asked(report.asked),
        "definition": report.definition.splitlines(),
        "by_state": [_nested(row) for row in report.rows],
        "by_waiting_for": [_nested(row) for row in report.waiting],
        "totals": [_nested(row) for row in report.totals],
    }


def as_csv(report: Report) -> str:
    """Return the report as CSV: the rows, and below them the definition, a sentence a line.

    What stands in `told` says what a row is about: `state`, `waiting_for`, or a `total` of either.
    """
    written = StringIO()
    rows = list(_flat(report))
    names = list(_heading(report.asked.by))
    file = csv.DictWriter(written, names, lineterminator="\n")
    file.writeheader()
    file.writerows(rows)
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow([])
    lines.writerows([_safe(line)] for line in report.definition.splitlines())
    return written.getvalue()


def _asked(asked: Asked) -> Record:
    period = [day.isoformat() for day in asked.period] if asked.period else None
    known = asked.as_recorded_at
    return {
        "by": [one.value for one in asked.by],
        "policy": asked.policy,
        "period": period,
        "only_open": asked.only_open,
        "as_recorded_at": known.isoformat() if known else None,
        "hidden_below": asked.hidden_below,
    }


def _nested(row: Row) -> Record:
    return {
        "policy": row.policy,
        "state": row.state,
        "waiting_for": row.waiting_for,
        "held": {h.dimension.value: {"value": h.value, "name": h.name} for h in row.held},
        "hidden": row.count is None,
        "count": row.count,
        "still_open": row.still_open,
        "days": _lengths(row.days),
        "school_days": _lengths(row.school_days),
    }


def _lengths(summary: Summary | None) -> Record | None:
    if summary is None:
        return None
    return {"count": summary.count, **{name: getattr(summary, name) for name in LENGTHS}}


def _heading(by: tuple[Dimension, ...]) -> Iterator[str]:
    yield from ("told", "policy", "state", "waiting_for")
    for one in by:
        yield from (one.value, f"{one.value}_id")
    yield from ("count", "still_open")
    yield from (f"{name}_days" for name in LENGTHS)
    yield from ("known_in_school_days", *(f"{name}_school_days" for name in LENGTHS))


def _flat(report: Report) -> Iterator[Record]:
    for told, rows in (("state", report.rows), ("waiting_for", report.waiting)):
        yield from (_record(told, row) for row in rows)
    for row in report.totals:
        yield _record("total of state" if row.state else "total of waiting_for", row)


def _record(told: str, row: Row) -> Record:
    held = {h.dimension.value: _safe(h.name) for h in row.held}
    ids = {f"{h.dimension.value}_id": _safe(h.value or "") for h in row.held}
    return {
        "told": told,
        "policy": row.policy,
        "state": row.state or "",
        "waiting_for": row.waiting_for,
        **held,
        **ids,
        "count": _shown(row.count),
        "still_open": _shown(row.still_open),
        **_columns(row.days, "days"),
        "known_in_school_days": HIDDEN if row.school_days is None else row.school_days.count,
        **_columns(row.school_days, "school_days"),
    }


def _columns(summary: Summary | None, unit: str) -> Record:
    return {
        f"{name}_{unit}": HIDDEN if summary is None else getattr(summary, name) for name in LENGTHS
    }


def _shown(number: int | None) -> int | str:
    return HIDDEN if number is None else number


def _safe(text: str) -> str:
    """Keep a spreadsheet from taking a name for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
