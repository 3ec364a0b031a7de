"""Look further ahead in processes that nobody moved for long: days nobody records have come nearer.

A projection reaches a year and some weeks ahead, and a move makes a new one. Where no move comes, a
sweep draws the clocks anew after a quarter of a year, so that a school year always has its own long
before it begins.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.calendars import Calendars
from pathway.domain.history import fold
from pathway.domain.projection import project
from pathway.domain.versions import policy_of
from pathway.persistence import casebook, reading_clocks
from pathway.persistence.faults import raise_if_lost
from pathway.persistence.reading_clocks import Drawn
from pathway.services.office import Office
from pathway.services.schooling import calendars_by_process
from statemachines.registry import VERSIONS

AFTER = timedelta(days=90)
"""How old a projection may grow. It reaches 400 days ahead, so that 310 are always in sight."""

BATCH = 200
"""Processes looked at in one transaction."""


def look_ahead(
    office: Office, *, on: date, shard: str | None = None
) -> tuple[tuple[str, str], ...]:
    """Draw the clocks anew of every process at work whose projection has grown old.

    Args:
        office: the authority.
        on: the civil day to look from.
        shard: the first character of the ids of the processes to see to, where work is shared.

    Returns:
        The processes in which that failed, and in what it broke; the others were seen to.
    """
    with office.engine.connect() as connection:
        old = reading_clocks.stale(connection, before=on - AFTER, at_work=_at_work(), shard=shard)
    return tuple(
        failure
        for first in range(0, len(old), BATCH)
        for failure in _draw_all(office, old[first : first + BATCH], on)
    )


def _draw_all(office: Office, batch: Sequence[UUID], on: date) -> list[tuple[str, str]]:
    failed: list[tuple[str, str]] = []
    with office.engine.begin() as connection:
        reading_clocks.hold(connection, batch)
        days = calendars_by_process(office, connection, batch)
        for drawn in reading_clocks.read(connection, batch):
            calendars = days.get(drawn.dossier.process_id, office.calendars)
            try:
                with connection.begin_nested():
                    _draw(office, connection, drawn, calendars, on)
            except Exception as fault:  # noqa: BLE001  one bad case stops no other
                raise_if_lost(connection, fault)
                what = f"its clocks were not drawn anew: {type(fault).__name__}"
                failed.append((drawn.dossier.process_reference, what))
    return failed


def _draw(
    office: Office, connection: Connection, drawn: Drawn, calendars: Calendars, on: date
) -> None:
    """Draw one process anew, unless somebody moved it meanwhile."""
    if office.legal_day(drawn.recorded_at) >= on - AFTER:
        return
    after = fold(policy_of(drawn.dossier), drawn.dossier.lines)
    rows = project(calendars, drawn.dossier, after, on=on, fired=drawn.fired).rows
    process = drawn.dossier.process_id
    differing = casebook.differing(process, drawn.clocks, rows)
    reading_clocks.write(connection, office.authority_id, [differing])
    reading_clocks.mark(connection, process, on=on)


def _at_work() -> list[tuple[str, str]]:
    """List the states in which something is at work, in every version of every policy."""
    at_work = {
        (known.name, state.name): None
        for known in VERSIONS.values()
        for state in known.states
        if not state.final
    }
    return list(at_work)
