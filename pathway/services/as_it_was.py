"""Processes as they were at a past moment, in either sense: what was so then, or was known then.

Nothing of that is kept: it is drawn from history, as the clocks themselves are. A day says what had
happened by its end, as far as is known now; a moment of recording says what one could have known.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.clock import Clock
from pathway.domain.dossier import Dossier
from pathway.domain.history import fold
from pathway.domain.projection import project
from pathway.domain.reach import INSIDERS
from pathway.domain.rules.rule import Kind
from pathway.domain.versions import in_version, policy_of
from pathway.persistence import reading_clocks, reading_then
from pathway.persistence.footings import barred_from
from pathway.persistence.reading_list import ListedProcess
from pathway.persistence.reading_then import Named
from pathway.services.casefiles import Wanted, states_wanted
from pathway.services.errors import RoleUnfit
from pathway.services.office import Office
from pathway.services.reaching import Reader
from pathway.services.schooling import calendars_by_process
from pathway.services.then import Then
from statemachines.grammar import State
from statemachines.policy import Policy
from statemachines.situation import Line, Record

BATCH = 200


@dataclass(frozen=True, slots=True)
class ProcessThen:
    """A process as it was.

    Attributes:
        state: where it stood.
        waits_for: who had to act next.
        since_on: since when it stood there.
        clocks: those that were open.
        settled: those that had been settled by then.
    """

    dossier: Dossier
    state: State
    waits_for: str
    cycle: int
    since_on: date
    clocks: tuple[Clock, ...]
    settled: tuple[Clock, ...]

    @property
    def began(self) -> tuple[Clock, ...]:
        """All clocks that had started."""
        return (*self.clocks, *self.settled)

    @property
    def owed(self) -> tuple[Clock, ...]:
        """The clocks with a date that somebody owed."""
        return tuple(
            clock
            for clock in self.clocks
            if clock.due_on and not clock.disapplied and clock.kind is not Kind.FLOOR
        )


def cases_then(
    office: Office,
    wanted: Wanted,
    *,
    then: Then,
    reader: Reader | None = None,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> list[ListedProcess]:
    """List processes as they were, the most pressing first.

    Args:
        office: the authority.
        wanted: which.
        then: as at when.
        reader: who looks, if somebody is named.
        progress: is told how many processes were looked at, and of how many.

    Raises:
        NameUnknown: there is no such state or policy; the nearest names are given.
        RoleUnfit: an outsider looks; whose pupils were theirs then is not gone into.
    """
    if reader is not None and reader.is_outside:
        raise RoleUnfit("list cases as they were", tuple(sorted(INSIDERS)))
    standing = frozenset(states_wanted(wanted))
    found: list[ListedProcess] = []
    hidden = _hidden_from(office, reader)
    for named, one in all_then(office, then, progress):
        listed = _listed(one, named[one.dossier.process_id], then.on)
        whose = wanted.owner in (None, named[one.dossier.process_id].owner_id)
        fits = (listed.policy, listed.state) in standing and whose and _fits(wanted, listed)
        if fits and listed.reference not in hidden:
            found.append(listed)
    ordered = sorted(found, key=lambda one: (one.next_on or date.max, one.reference, one.policy))
    return ordered[: wanted.limit]


def _hidden_from(office: Office, reader: Reader | None) -> frozenset[str]:
    """Return the cases that are shown to nobody who may not be told of the pupil."""
    if reader is None:
        return frozenset()
    with office.engine.connect() as connection:
        return barred_from(connection, reader.person, on=reader.on)


def all_then(
    office: Office, then: Then, progress: Callable[[int, int], None]
) -> Iterator[tuple[Mapping[UUID, Named], ProcessThen]]:
    """Yield every process as it was, and with it whose the processes of its batch are."""
    done = 0
    with office.engine.connect() as connection:
        total = reading_clocks.count(connection)
        for batch in reading_clocks.ids(connection, batch=BATCH):
            named = reading_then.names_of(connection, batch, on=then.on, by=then.recorded_by)
            for one in processes_then(office, connection, batch, then):
                yield named, one
            done += len(batch)
            progress(done, total)


def processes_then(
    office: Office, connection: Connection, processes: Sequence[UUID], then: Then
) -> Iterator[ProcessThen]:
    """Yield processes as they were; one that had not begun is left out."""
    known = then.recorded_by
    days = calendars_by_process(office, connection, processes, by=known)
    last = reading_then.recorded_by(connection, processes, known) if known else {}
    for drawn in reading_clocks.read(connection, processes, known=known):
        dossier = drawn.dossier
        if known:
            up_to = last.get(dossier.process_id, 0)
            lines = tuple(line for line in dossier.lines if line.number <= up_to)
            dossier = dossier._replace(lines=lines)
        policy = policy_of(dossier)
        known_now = fold(policy, dossier.lines)
        stood = _stood(known_now.record.lines, then.on)
        after = known_now.by_the_end_of(then.on)
        if stood is not None:
            calendars = days.get(dossier.process_id, office.calendars)
            drawn_then = project(calendars, dossier, after, on=then.on, fired={}).clocks
            stood_under = in_version(policy, dossier.lines[stood.number - 1].policy_version)
            yield _then(stood_under, dossier, after.record, stood, drawn_then, then.on)


def _stood(lines: Sequence[Line], on: date) -> Line | None:
    """Return the line by which a process came to where it stood; None where it had not begun.

    A line may be recorded late and leave the state as it is: it brought the process nowhere.
    """
    came = [
        line
        for earlier, line in pairwise((None, *lines))
        if line and (earlier is None or (line.state, line.cycle) != (earlier.state, earlier.cycle))
    ]
    return next((line for line in reversed(came) if line.on <= on), None)


def _then(
    policy: Policy,
    dossier: Dossier,
    record: Record,
    stood: Line,
    clocks: Sequence[Clock],
    on: date,
) -> ProcessThen:
    state = policy.by_name[stood.state]
    return ProcessThen(
        dossier,
        state,
        state.waits_in(record).value,
        stood.cycle,
        stood.on,
        tuple(clock for clock in clocks if clock.is_open_on(on)),
        tuple(clock for clock in clocks if clock.settled_on and clock.settled_on <= on),
    )


def _listed(one: ProcessThen, named: Named, on: date) -> ListedProcess:
    days = [clock.due_on for clock in one.owed if clock.due_on]
    return ListedProcess(
        reference=one.dossier.reference,
        given_name=named.given_name,
        family_name=named.family_name,
        policy=one.dossier.policy,
        occurrence=one.dossier.occurrence,
        state=one.state.name,
        waits_for=one.waits_for,
        cycle=one.cycle,
        owner=named.owner,
        next_on=min(days, default=None),
        overdue=sum(day < on for day in days),
    )


def _fits(wanted: Wanted, listed: ListedProcess) -> bool:
    return wanted.waiting_for in (None, listed.waits_for) and (
        not wanted.overdue or listed.overdue > 0
    )
