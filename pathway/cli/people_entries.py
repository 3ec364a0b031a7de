"""`pathway people entries`: what was entered and changed of a person, and by whom."""

from collections.abc import Iterator
from typing import Annotated

import typer

from pathway.cli.desk import desk
from pathway.cli.options import Authority, Json
from pathway.cli.screen import show_json, table
from pathway.persistence.tables.authorities import PersonEntry
from pathway.services.acting import find_person
from pathway.services.staffing import entries_of


def list_entries(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="An id, e-mail or whole name.")],
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """List what was entered and changed of a person, when and by whom, the oldest first."""
    with desk(authority) as at:
        found = entries_of(at.office, find_person(at.office, person).id)
    if as_json:
        show_json([_as_json(entry, by) for entry, by in found])
        return
    table(
        ("recorded at", "by", "what", "before", "after"),
        [row for entry, by in found for row in _rows(entry, by)],
        folds=("before", "after"),
    )


def _as_json(entry: PersonEntry, by: str | None) -> dict[str, object]:
    return {
        "recorded_at": entry.recorded_at,
        "by": by,
        "by_id": entry.recorded_by,
        "before": entry.before,
        "after": entry.after,
    }


def _rows(entry: PersonEntry, by: str | None) -> Iterator[tuple[object, ...]]:
    for what, value in entry.after.items():
        before = _written((entry.before or {}).get(what))
        named = what.replace("_", " ")
        yield entry.recorded_at, by or "nobody named", named, before, _written(value)


def _written(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, list) else value
