"""Look into cases: the list, a file, its history; each as far as whoever looks may see it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.duty import Duty
from pathway.domain.marks import Mark
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.stays import since
from pathway.persistence import reading
from pathway.persistence.casebook import ProcessKey
from pathway.persistence.reading import (
    DetailRow,
    FileOfPupil,
    KeptClock,
    KeptProcess,
    LineRow,
    LinkRow,
)
from pathway.persistence.reading_list import ListedProcess, Listing, list_processes
from pathway.persistence.stays import history_of
from pathway.services.duties import duties_of
from pathway.services.errors import unknown
from pathway.services.finding import (
    Found,
    Standing,
    find_for,
    is_there,
    one_of,
    plain,
    policy_called,
    stands,
)
from pathway.services.lines_read import Place, as_read, recorded
from pathway.services.marking import marks_of
from pathway.services.office import Office
from pathway.services.reaching import Reader
from statemachines.grammar import State
from statemachines.registry import VERSIONS
from statemachines.vocabulary import Readers, WaitingFor

FOR_THE_AUTHORITY = frozenset({"child_protection", "looked_after"})
"""What is so about a pupil and is not shown to outsiders on the page of a case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which processes to list: every open one, unless something narrower is asked for."""

    policy: str | None = None
    state: str | None = None
    waiting_for: WaitingFor | None = None
    owner: UUID | None = None
    overdue: bool = False
    ended: bool = False
    limit: int = 100


@dataclass(frozen=True, slots=True)
class Running:
    """A clock of a case with what its rule says."""

    clock: KeptClock
    sentence: str
    citation: str
    force: str
    owner: str

    @property
    def process(self) -> str:
        """The process within its case."""
        return f"{self.clock.policy}/{self.clock.occurrence}"

    def is_overdue_on(self, day: date) -> bool:
        """Tell whether its date has passed undone; never of a floor or a disapplied limit."""
        kept = self.clock
        passed = kept.due_on is not None and kept.due_on < day
        return passed and kept.kind != "floor" and not kept.disapplied and not kept.settled_on


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case, as somebody sees it who opens the file."""

    file: FileOfPupil
    processes: tuple[Standing, ...]
    clocks: tuple[Running, ...]
    links: tuple[LinkRow, ...]
    details: tuple[DetailRow, ...]

    def only(self, key: ProcessKey) -> "CaseFile":
        """Return the file with one process alone, and its clocks."""
        name = f"{key.policy}/{key.occurrence}"
        return replace(
            self,
            processes=tuple(one for one in self.processes if one.name == name),
            clocks=tuple(one for one in self.clocks if one.process == name),
        )


def list_cases(
    office: Office, wanted: Wanted, *, today: date, reader: Reader | None = None
) -> list[ListedProcess]:
    """List processes, the most pressing first.

    Args:
        office: the authority.
        wanted: which.
        today: the civil day against which it is counted what is overdue.
        reader: who looks, if somebody is named: an outsider sees the cases of the pupils that they
            are linked to or who are at their school.

    Raises:
        NameUnknown: there is no such state or policy; the nearest names are given.
    """
    with office.engine.connect() as connection:
        return list_processes(
            connection,
            Listing(
                standing=list(states_wanted(wanted)),
                today=today,
                limit=wanted.limit,
                owner=wanted.owner,
                waits_for=wanted.waiting_for,
                read_by=reader.person if reader else None,
                seen_by=reader.person if reader and reader.is_outside else None,
                overdue=wanted.overdue,
            ),
        )


def open_file(office: Office, reference: str, reader: Reader | None = None) -> CaseFile:
    """Return a case with its processes, its clocks and the people around it.

    Raises:
        Mistyped: the reference cannot be one of ours.
        CaseNotFound: there is no such case.
        OutOfReach: an outsider looks, and the case is none of theirs.
    """
    with office.engine.connect() as connection:
        found = find_for(connection, reference, reader)
        file = found.file
        clocks = reading.clocks(connection, file.case_id)
        links = reading.links(connection, file.pupil_id)
        details = reading.details(connection, file.pupil_id)
        began = {h.key: since(h.key, h.entries) for h in history_of(connection, file.case_id)}
        whose = duties_of(connection, found, clocks)
    there = filter(is_there, found.kept)
    standing = tuple(_stands_since(file.reference, process, began) for process in there)
    told = (running(clock, duty) for clock, duty in zip(clocks, whose, strict=True))
    reached = tuple(one for one in told if found.reached.reaches(one.process))
    return as_seen(CaseFile(file, standing, reached, tuple(links), tuple(details)), found)


def as_seen(file: CaseFile, found: Found) -> CaseFile:
    """Return a file as outsiders see it: of the people around the pupil themselves alone."""
    if Readers.AUTHORITY in found.reached.reads:
        return file
    return replace(
        file,
        links=tuple(link for link in file.links if link.id == found.reached.person),
        details=tuple(known for known in file.details if known.kind not in FOR_THE_AUTHORITY),
    )


def history(office: Office, named: str, reader: Reader | None = None) -> list[LineRow]:
    """List the lines of a case, or of one process of it, in the order in which it happened.

    A line that the reader may not read stands there with its day and nothing else.

    Raises:
        Mistyped: the reference cannot be one of ours.
        CaseNotFound: there is no such case.
        OutOfReach: an outsider looks, and the case is none of theirs.
        NothingBegun: the case has no such process.
    """
    with office.engine.connect() as connection:
        found, kept = _kept(connection, named, reader)
    return as_read(kept, found.reached)


def marked_history(
    office: Office,
    named: str,
    reader: Reader | None = None,
    *,
    recorded_by: datetime | None = None,
) -> tuple[list[LineRow], Mapping[Place, Mark]]:
    """List the lines as `history` does, and say which were annulled or put right, and by which.

    Args:
        office: the authority.
        named: the case, or one process of it.
        reader: who reads, if somebody is named.
        recorded_by: the moment, aware, by which lines had been recorded; None for all there are.

    Raises:
        Mistyped: the reference cannot be one of ours.
        CaseNotFound: there is no such case.
        OutOfReach: an outsider looks, and the case is none of theirs.
        NothingBegun: the case has no such process.
    """
    with office.engine.connect() as connection:
        found, every = _kept(connection, named, reader)
        kept = recorded(every, recorded_by)
        lines = as_read(kept, found.reached)
        return lines, marks_of(connection, found, kept, lines)


def _kept(connection: Connection, named: str, reader: Reader | None) -> tuple[Found, list[LineRow]]:
    reference, _, of = named.partition("/")
    found = find_for(connection, reference, reader)
    case = found.file.case_id
    if not of:
        return found, reading.lines(connection, case)
    key = one_of(found.file.reference, found.kept, of)
    lines = reading.lines(connection, case, policy=key.policy, occurrence=key.occurrence)
    return found, lines


def states_wanted(wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Yield the policies and states that are to be listed.

    Raises:
        NameUnknown: there is no such state or policy; the nearest names are given.
    """
    asked = policy_called(wanted.policy).name if wanted.policy else None
    policies = [known for known in VERSIONS.values() if asked in (None, known.name)]
    states = sorted({state.name for one in policies for state in one.states})
    if wanted.state and plain(wanted.state) not in map(plain, states):
        raise unknown("state", wanted.state, states)
    fitting = (
        (one.name, state.name)
        for one in policies
        for state in one.states
        if _is_wanted(state, wanted)
    )
    yield from dict.fromkeys(fitting)


def _is_wanted(state: State, wanted: Wanted) -> bool:
    if wanted.state:
        return plain(state.name) == plain(wanted.state)
    if wanted.waiting_for:
        return not state.final
    return wanted.ended or not state.final


def _stands_since(
    reference: str, kept: KeptProcess, began: Mapping[ProcessKey, date | None]
) -> Standing:
    key = ProcessKey(reference, kept.policy, kept.occurrence)
    return replace(stands(kept), since_on=began.get(key))


def running(clock: KeptClock, duty: Duty | None = None) -> Running:
    """Return a clock with what its rule says; `duty` where that depends on what was said."""
    rule = statute_book().rule(clock.rule_id)
    owner, force = duty or (rule.owner, rule.force)
    return Running(clock, rule.sentence, rule.citation, force.value, owner.value)
