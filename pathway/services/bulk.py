"""Load whole histories: the same decisions, clocks and chain as `advance`, in batches.

Each case is rehearsed in memory, by the same policies; what comes out is copied into the tables in
one transaction a batch. The database numbers and chains the lines itself, as ever. Loaded moves are
historic: they post no letters, and alerts already past are passed over.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain import chain
from pathway.domain.calendars import Calendars
from pathway.domain.projection import Projection, project
from pathway.domain.rehearsal import Rehearsal, Rehearsed
from pathway.persistence import bulk_rows
from pathway.services.office import Office
from pathway.services.undisturbed import undisturbed

SALT = 16


@dataclass(frozen=True, slots=True)
class Loaded:
    """A case made up in memory, with the rows it brings along: pupil, people, links, details.

    Attributes:
        rows: by table, each with the columns that `bulk_rows.COLUMNS` gives the table.
    """

    case: Rehearsal
    rows: Mapping[str, Sequence[Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class Load:
    """How many cases, processes and lines were loaded."""

    cases: int = 0
    processes: int = 0
    lines: int = 0

    def __add__(self, other: "Load") -> "Load":
        """Add two loads up."""
        return Load(
            self.cases + other.cases, self.processes + other.processes, self.lines + other.lines
        )


def load(
    office: Office,
    cases: Iterable[Loaded],
    *,
    recorded_at: datetime,
    batch: int = 200,
    progress: Callable[[Load], None] = lambda _: None,
) -> Load:
    """Load cases, a batch at a time; each batch wholly or not at all.

    Args:
        office: the authority.
        cases: the cases, made up in memory.
        recorded_at: the moment of loading.
        batch: how many cases make a batch.
        progress: is told what has been loaded so far, after each batch.
    """
    total = Load()
    with undisturbed():
        for some in _batches(cases, batch):
            with office.engine.begin() as connection:
                total += _load(office, connection, some, recorded_at)
            progress(total)
    return total


def _batches(cases: Iterable[Loaded], size: int) -> Iterator[list[Loaded]]:
    some: list[Loaded] = []
    for case in cases:
        some.append(case)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some


def _load(
    office: Office, connection: Connection, cases: Sequence[Loaded], recorded_at: datetime
) -> Load:
    today = office.legal_day(recorded_at)
    processes = [(c.case, p) for c in cases for p in c.case.processes.values()]
    projected = [(p, _projected(office.calendars, c, p, today)) for c, p in processes]
    for table in bulk_rows.COLUMNS:
        bulk_rows.add_rows(connection, table, (r for c in cases for r in c.rows.get(table, ())))
    write = _Writer(office.authority_id, recorded_at)
    bulk_rows.add_rows(connection, "processes", write.processes(cases))
    bulk_rows.add_rows(connection, "history", write.history(p for _, p in processes))
    bulk_rows.add_rows(connection, "contents", write.contents())
    bulk_rows.add_rows(connection, "clocks", write.clocks(projected))
    bulk_rows.add_rows(connection, "rungs", write.rungs(projected))
    return Load(len(cases), len(processes), sum(p.version for _, p in processes))


def _projected(
    calendars: Calendars, case: Rehearsal, process: Rehearsed, today: date
) -> Projection:
    key = next(key for key, known in case.processes.items() if known is process)
    return project(calendars, case.dossier(key), process.after, on=today, fired={}, old_beside=())


class _Writer:
    """The rows of a batch; the contents wait until the lines that seal them are written."""

    def __init__(self, authority_id: UUID, recorded_at: datetime) -> None:
        self._authority, self._recorded_at = authority_id, recorded_at
        self._contents: list[tuple[Any, ...]] = []

    def processes(self, cases: Iterable[Loaded]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of the processes, not yet begun."""
        for case in cases:
            for (policy, occurrence), process in case.case.processes.items():
                yield (
                    self._authority, process.id, case.case.case_id, policy,
                    process.policy.version, occurrence, process.kind, "not_begun", 0, 0,
                    chain.BEGINNING,
                )  # fmt: skip

    def history(self, processes: Iterable[Rehearsed]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of the lines, in order, and keep their contents for later."""
        for process in processes:
            for made in process.made:
                line, form = made.line, made.situation.form
                salt, content = secrets.token_bytes(SALT), made.text
                self._contents.append(
                    (
                        self._authority, process.id, line.number, salt,
                        type(form).__name__, line.form_version, content,
                    )
                )  # fmt: skip
                yield (
                    self._authority, process.id, line.number, line.move, line.event.value,
                    line.from_state, line.to_state, made.waits_for.value, line.cycle, line.on,
                    self._recorded_at,
                    line.person, line.role.value, process.policy.version, True, None,
                    chain.digest(salt, type(form).__name__, line.form_version, content),
                )  # fmt: skip

    def contents(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of what the lines recorded."""
        yield from self._contents

    def clocks(
        self, projected: Iterable[tuple[Rehearsed, Projection]]
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of the clocks."""
        for process, projection in projected:
            for row in projection.rows.values():
                yield (self._authority, process.id, *row)

    def rungs(self, projected: Iterable[tuple[Rehearsed, Projection]]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of the alerts that are past already, and are passed over."""
        for process, projection in projected:
            for key, rung, day in projection.passed_over:
                yield (self._authority, process.id, *key, rung, day, self._recorded_at, True)
