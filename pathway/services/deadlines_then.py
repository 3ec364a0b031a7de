"""The dates that were open at a past moment, by who held the case."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from pathway.domain.clock import Clock
from pathway.persistence import reading_people
from pathway.persistence.reading_deadlines import OpenDeadline
from pathway.persistence.reading_then import Named
from pathway.services.as_it_was import ProcessThen, all_then
from pathway.services.office import Office
from pathway.services.then import Then


def deadlines_then(
    office: Office,
    *,
    then: Then,
    until: date,
    owner: UUID | None = None,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> list[OpenDeadline]:
    """List the dates up to a day that were open then, by who held the case.

    Args:
        office: the authority.
        then: as at when.
        until: the last day that is looked ahead to.
        owner: only the cases that this person held.
        progress: is told how many processes were looked at, and of how many.
    """
    found = [
        (named[one.dossier.process_id], one, clock)
        for named, one in all_then(office, then, progress)
        for clock in one.owed
        if clock.due_on and clock.due_on <= until
        if owner in (None, named[one.dossier.process_id].owner_id)
    ]
    parties = {clock.party for _, _, clock in found if clock.party}
    with office.engine.connect() as connection:
        names = reading_people.names(connection, parties)
    dates = [_deadline(one, clock, named, names.get(clock.party)) for named, one, clock in found]
    return sorted(dates, key=lambda d: (d.owner, d.owner_id, d.due_on, d.reference, d.rule_id))


def _deadline(one: ProcessThen, clock: Clock, named: Named, party: str | None) -> OpenDeadline:
    dossier = one.dossier
    return OpenDeadline(
        owner_id=named.owner_id,
        owner=named.owner,
        reference=dossier.reference,
        given_name=named.given_name,
        family_name=named.family_name,
        policy=dossier.policy,
        occurrence=dossier.occurrence,
        state=one.state.name,
        rule_id=clock.rule_id,
        party=party,
        due_on=clock.due_on or date.max,
        kind=clock.kind.value,
        process_id=dossier.process_id,
        started_by=clock.started_by,
        force=clock.force,
    )
