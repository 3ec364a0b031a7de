"""Draw every clock from history anew, and compare with what the table keeps, or keep it anew.

The table is only a projection. As the horizon of a projection depends on the day on which it was
made, a process is drawn as of the day on which it was drawn last: that of its last line, or a later
one on which a sweep looked further ahead.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.calendars import Calendars
from pathway.domain.errors import PathwayError
from pathway.domain.history import fold
from pathway.domain.projection import project
from pathway.domain.versions import policy_of
from pathway.persistence import casebook, reading_clocks
from pathway.persistence.casebook import CLOCK_COLUMNS, ClockKey
from pathway.persistence.reading_clocks import WHOLE, Drawn, Part
from pathway.services.office import Office
from pathway.services.schooling import calendars_by_process
from statemachines.errors import PolicyError

BATCH = 200
"""Processes looked at in one transaction."""

Rows = Mapping[ClockKey, tuple[Any, ...]]
Days = Mapping[UUID, Calendars]
"""The calendars of those processes whose pupils have any but the usual."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the table and the history do not agree.

    Attributes:
        clock: the rule, and the line that started it; blank where the whole process is meant.
        what: in words, what each of the two says.
    """

    process: str
    clock: str
    what: str


@dataclass(frozen=True, slots=True)
class Redrawn:
    """What a drawing anew found."""

    processes: int
    clocks: int
    differences: tuple[Difference, ...]

    def __add__(self, other: "Redrawn") -> "Redrawn":
        """Add up what two drawings found."""
        return Redrawn(
            self.processes + other.processes,
            self.clocks + other.clocks,
            self.differences + other.differences,
        )


def verify_clocks(
    office: Office,
    *,
    part: Part = WHOLE,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Redrawn:
    """Draw every clock of the authority from history, and compare; nothing is changed.

    Args:
        office: the authority.
        part: which of its cases are looked at.
        progress: is told how many processes were looked at, and of how many there are in all.
    """
    processes = clocks = 0
    differences: list[Difference] = []
    with office.engine.connect() as connection:
        total = reading_clocks.count(connection)
        for batch in reading_clocks.ids(connection, batch=BATCH, part=part):
            days = calendars_by_process(office, connection, batch)
            for drawn in reading_clocks.read(connection, batch):
                rows, found = _compared(office, drawn, days)
                clocks += len(rows)
                differences += found
            processes += len(batch)
            progress(processes, total)
    return Redrawn(processes, clocks, tuple(differences))


def rebuild_clocks(
    office: Office,
    *,
    part: Part = WHOLE,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Redrawn:
    """Draw every clock of the authority from history, and keep what differed; twice is once.

    Args:
        office: the authority.
        part: which of its cases are looked at.
        progress: is told how many processes were looked at, and of how many there are in all.
    """
    processes = clocks = 0
    differences: list[Difference] = []
    with office.engine.connect() as connection:
        total = reading_clocks.count(connection)
        batches = list(reading_clocks.ids(connection, batch=BATCH, part=part))
    for batch in batches:
        with office.engine.begin() as connection:
            for _, rows, found in redraw(office, connection, batch):
                clocks += len(rows)
                differences += found
        processes += len(batch)
        progress(processes, total)
    return Redrawn(processes, clocks, tuple(differences))


def redraw(
    office: Office, connection: Connection, batch: Sequence[UUID]
) -> list[tuple[Drawn, Rows, list[Difference]]]:
    """Draw processes anew, keep what differs, and return each with its new clocks.

    Args:
        office: the authority.
        connection: in a transaction, by whose end the cases are held.
        batch: the ids of the processes.
    """
    reading_clocks.hold(connection, batch)
    days = calendars_by_process(office, connection, batch)
    drawings = reading_clocks.read(connection, batch)
    redrawn = [(drawn, *_compared(office, drawn, days)) for drawn in drawings]
    differing = (
        casebook.differing(drawn.dossier.process_id, drawn.clocks, rows)
        for drawn, rows, found in redrawn
        if found
    )
    reading_clocks.write(connection, office.authority_id, differing)
    return redrawn


def redraw_cases_of(office: Office, connection: Connection, pupils: Collection[UUID]) -> None:
    """Draw the clocks of some pupils' cases anew, whose parents are others now.

    Args:
        office: the authority.
        connection: in a transaction, by whose end the cases are held.
        pupils: the pupils.
    """
    processes = reading_clocks.of_pupils(connection, pupils)
    for first in range(0, len(processes), BATCH):
        redraw(office, connection, processes[first : first + BATCH])


def _compared(office: Office, drawn: Drawn, days: Days) -> tuple[Rows, list[Difference]]:
    process = drawn.dossier.process_reference
    try:
        rows = _rows(office, drawn, days)
    except (PathwayError, PolicyError) as fault:
        return drawn.clocks, [Difference(process, "", f"its history cannot be read: {fault}")]
    if rows == drawn.clocks:
        return rows, []
    return rows, list(_differences(process, drawn.clocks, rows))


def _rows(office: Office, drawn: Drawn, days: Days) -> Rows:
    calendars = days.get(drawn.dossier.process_id, office.calendars)
    after = fold(policy_of(drawn.dossier), drawn.dossier.lines)
    recorded_on = office.legal_day(drawn.recorded_at)
    on = max(recorded_on, drawn.projected_on or recorded_on)
    return project(calendars, drawn.dossier, after, on=on, fired=drawn.fired).rows


def _differences(process: str, kept: Rows, drawn: Rows) -> Iterator[Difference]:
    for key in sorted(kept.keys() | drawn.keys()):
        clock = f"{key[0]} from line {key[1]}"
        if key not in kept:
            yield Difference(process, clock, "history has it, the table does not")
        elif key not in drawn:
            yield Difference(process, clock, "the table has it, history does not")
        elif kept[key] != drawn[key]:
            yield Difference(process, clock, _apart(kept[key], drawn[key]))


def _apart(kept: tuple[Any, ...], drawn: tuple[Any, ...]) -> str:
    pairs = zip(CLOCK_COLUMNS, kept, drawn, strict=True)
    return "; ".join(
        f"{column} is {json.dumps(one)}, history says {json.dumps(other)}"
        for column, one, other in pairs
        if one != other
    )
