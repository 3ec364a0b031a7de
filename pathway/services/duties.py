"""Whose duty open dates are, and how they bind, where that depends on what was recorded."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from pathway.domain.dossier import Dossier
from pathway.domain.duty import Duty, duty_of_line
from pathway.domain.errors import PathwayError
from pathway.domain.history import fold
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.versions import policy_of
from pathway.persistence import reading_clocks
from pathway.persistence.reading import KeptClock
from pathway.persistence.reading_deadlines import OpenDeadline
from pathway.services.finding import Found
from statemachines.errors import PolicyError
from statemachines.events import Happening
from statemachines.vocabulary import Force


def duties_of(
    connection: Connection, found: Found, clocks: Sequence[KeptClock]
) -> list[Duty | None]:
    """Return whose duty each clock is and how it binds; None where its rule alone says so.

    Only the processes are read in which a clock's duty depends on what was said.
    """
    asked = {
        (c.policy, c.occurrence) for c in clocks if statute_book().rule(c.rule_id).depends_on_said
    }
    ids = [kept.id for kept in found.kept if (kept.policy, kept.occurrence) in asked]
    dossiers = (drawn.dossier for drawn in reading_clocks.read(connection, ids)) if ids else ()
    told = {
        (dossier.policy, dossier.occurrence): fold(policy_of(dossier), dossier.lines).record
        for dossier in dossiers
    }
    return [
        duty_of_line(statute_book().rule(c.rule_id), c.started_by, record.happenings)
        if (record := told.get((c.policy, c.occurrence)))
        else None
        for c in clocks
    ]


def as_they_bind(connection: Connection, open_: Sequence[OpenDeadline]) -> list[OpenDeadline]:
    """Return open dates with their force, where that depends on what was said in the process.

    Where the history of a process cannot be read its dates are left as they are.
    """
    ids = list({one.process_id for one in open_})
    drawn = (one.dossier for one in reading_clocks.read(connection, ids))
    told = {dossier.process_id: _happenings(dossier) for dossier in drawn}
    return [replace(one, force=_force(one, told[one.process_id])) for one in open_]


def _happenings(dossier: Dossier) -> Sequence[Happening] | None:
    try:
        return fold(policy_of(dossier), dossier.lines).record.happenings
    except (PathwayError, PolicyError):
        return None  # one case must not cost the report of all


def _force(one: OpenDeadline, happened: Sequence[Happening] | None) -> Force | None:
    if happened is None:
        return one.force
    return duty_of_line(statute_book().rule(one.rule_id), one.started_by, happened)[1]
