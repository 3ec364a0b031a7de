"""Count the dates of an authority anew after its days have changed, and tell who holds the cases.

A calendar that is put right, or a day that is proclaimed, moves dates that were counted before.
They are drawn anew, and each owner is given a task that names what moved, in the transaction in
which it moved: whoever breaks off half-way has told exactly of what they have changed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from pathway.persistence import reading_clocks, tasks
from pathway.persistence.casebook import CLOCK_COLUMNS
from pathway.persistence.reading_clocks import Drawn
from pathway.persistence.tasks import NewTask
from pathway.services.office import Office, When
from pathway.services.rebuilding import BATCH, Rows, redraw

NAMED = 20
"""How many dates a task names; of the others it gives the number."""

_DUE, _SETTLED = CLOCK_COLUMNS.index("due_on"), CLOCK_COLUMNS.index("settled_on")


@dataclass(frozen=True, slots=True)
class MovedDate:
    """An open date that is another since its days were counted anew.

    Attributes:
        owner: who holds the case.
        before: the date until now, as written; None where there was none.
        after: the date from now on; None where there is none.
    """

    owner: UUID
    process: str
    rule_id: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        days = f"{self.before or 'no date'} → {self.after or 'no date'}"
        return f"{self.process} {self.rule_id} {days}"


@dataclass(frozen=True, slots=True)
class Recounted:
    """What counting anew found.

    Attributes:
        processes: how many were looked at.
        moved: each open date that is another.
    """

    processes: int
    moved: tuple[MovedDate, ...]


def recount(
    office: Office,
    *,
    because: str,
    when: When,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Recounted:
    """Draw every clock of the authority anew, and give each owner a task about what moved.

    Twice is once: what has been counted anew moves no more, and nobody is told again.

    Args:
        office: the authority, with the days that hold from now on.
        because: what changed, as the task says it.
        when: the moment.
        progress: is told how many processes were looked at, and of how many.
    """
    moved: list[MovedDate] = []
    done = 0
    with office.engine.connect() as connection:
        total = reading_clocks.count(connection)
        batches = list(reading_clocks.ids(connection, batch=BATCH))
    for batch in batches:
        with office.engine.begin() as connection:
            redrawn = redraw(office, connection, batch)
            found = [one for drawn, rows, _ in redrawn for one in _moved(drawn, rows)]
            errands = list(_errands(found, because, when, part=batch[0]))
            tasks.add(connection, office.authority_id, errands, made_at=when.recorded_at)
        moved += found
        done += len(batch)
        progress(done, total)
    return Recounted(done, tuple(moved))


def _moved(drawn: Drawn, rows: Rows) -> Iterator[MovedDate]:
    for key in drawn.clocks.keys() & rows.keys():
        before, after = drawn.clocks[key], rows[key]
        if before[_DUE] != after[_DUE] and after[_SETTLED] is None:
            dossier = drawn.dossier
            yield MovedDate(
                dossier.owner.id, dossier.process_reference, key[0], before[_DUE], after[_DUE]
            )


def _errands(
    moved: Iterable[MovedDate], because: str, when: When, *, part: UUID
) -> Iterator[NewTask]:
    by_owner: dict[UUID, list[MovedDate]] = defaultdict(list)
    for one in moved:
        by_owner[one.owner].append(one)
    for owner, dates in by_owner.items():
        yield NewTask(
            key=f"recount/{when.recorded_at.isoformat()}/{owner}/{part}",
            about="",
            owner=owner,
            reason=f"look at the dates that moved, as {because}: {_listed(dates)}",
            due_on=when.on,
        )


def _listed(dates: list[MovedDate]) -> str:
    ordered = sorted(dates, key=lambda one: (one.process, one.rule_id))
    told = "; ".join(str(one) for one in ordered[:NAMED])
    more = len(dates) - NAMED
    return f"{told}; and {more} more" if more > 0 else told
