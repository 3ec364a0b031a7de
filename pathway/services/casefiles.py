"""Look into cases: the list, a file, its history, and which process somebody means."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.errors import CaseNotFound, ProcessNotFound
from pathway.domain.identifiers import check_reference
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
    ListedProcess,
)
from pathway.persistence.stays import history_of
from pathway.services.errors import CaseUnlike, NothingBegun, ProcessAmbiguous, unknown
from pathway.services.office import Office
from statemachines.grammar import NOT_BEGUN, State
from statemachines.policy import Policy
from statemachines.registry import POLICIES, policy
from statemachines.vocabulary import WaitingFor

SLIPS = 2
"""In how many characters a reference may differ from one that was meant."""


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
class Standing:
    """A process of a case, and what its state means.

    Attributes:
        since_on: since when it has stood there and waited for whom it waits; None where nobody
            asked, or it has not begun.
    """

    kept: KeptProcess
    policy: Policy
    state: State
    since_on: date | None = None

    @property
    def name(self) -> str:
        """The process within its case."""
        return f"{self.kept.policy}/{self.kept.occurrence}"


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


def list_cases(office: Office, wanted: Wanted, *, today: date) -> list[ListedProcess]:
    """List processes, the most pressing first.

    Raises:
        NameUnknown: there is no such state or policy; the nearest names are given.
    """
    with office.engine.connect() as connection:
        return reading.list_processes(
            connection,
            standing=list(_standing(wanted)),
            today=today,
            owner=wanted.owner,
            waits_for=wanted.waiting_for,
            overdue=wanted.overdue,
            limit=wanted.limit,
        )


def open_file(office: Office, reference: str) -> CaseFile:
    """Return a case with its processes, its clocks and the people around it.

    Raises:
        Mistyped: the reference cannot be one of ours.
        CaseNotFound: there is no such case.
    """
    with office.engine.connect() as connection:
        found = find(connection, reference)
        kept = reading.processes(connection, found.case_id)
        clocks = reading.clocks(connection, found.case_id)
        links = reading.links(connection, found.pupil_id)
        details = reading.details(connection, found.pupil_id)
        began = {h.key: since(h.key, h.entries) for h in history_of(connection, found.case_id)}
    standing = tuple(_stands_since(found.reference, process, began) for process in kept)
    return CaseFile(found, standing, tuple(map(_running, clocks)), tuple(links), tuple(details))


def history(office: Office, named: str) -> list[LineRow]:
    """List the lines of a case, or of one process of it, in the order in which it happened.

    Raises:
        Mistyped: the reference cannot be one of ours.
        CaseNotFound: there is no such case.
        NothingBegun: the case has no such process.
    """
    reference, _, of = named.partition("/")
    with office.engine.connect() as connection:
        found = find(connection, reference)
        if not of:
            return reading.lines(connection, found.case_id)
        key = _one_of(found.reference, reading.processes(connection, found.case_id), of)
        return reading.lines(
            connection, found.case_id, policy=key.policy, occurrence=key.occurrence
        )


def process_meant(office: Office, named: str, *, move: str = "", kind: str = "") -> ProcessKey:
    """Return the process that somebody means by a case's reference, and perhaps more.

    Args:
        office: the authority.
        named: the reference alone, with a policy, or with policy and number: `K7QM-3XWD-T`,
            `K7QM-3XWD-T/placement`, `K7QM-3XWD-T/placement/2`.
        move: the move that is asked for, by which processes are told apart.
        kind: the policy that is meant where the reference says none.

    Raises:
        Mistyped: the reference cannot be one of ours.
        CaseNotFound: there is no such case.
        NothingBegun: the case has no such process.
        ProcessAmbiguous: several may be meant.
    """
    reference, _, of = named.partition("/")
    with office.engine.connect() as connection:
        found = find(connection, reference)
        kept = reading.processes(connection, found.case_id)
    if kind and of.isdigit():
        of = f"{kind}/{of}"
    if of or kind:
        return _one_of(found.reference, kept, of or kind)
    return _meant(found.reference, kept, move)


def find(connection: Connection, reference: str) -> FileOfPupil:
    """Return the case of a reference, however it is written.

    Raises:
        Mistyped: it cannot be one of ours.
        CaseNotFound: there is no such case.
        CaseUnlike: there is none, but very similar ones.
    """
    exact = check_reference(reference)
    found = reading.file(connection, exact)
    if found is not None:
        return found
    near = tuple(sorted(r for r in reading.references(connection) if _slips(r, exact) <= SLIPS))
    raise CaseUnlike(exact, near) if near else CaseNotFound(exact)


def _slips(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _one_of(reference: str, kept: Sequence[KeptProcess], of: str) -> ProcessKey:
    name, _, number = of.partition("/")
    known = _policy_called(name)
    ours = [p for p in kept if p.policy == known.name]
    if not number:
        ours = [p for p in ours if not _stands(p).state.final] or ours[-1:]
    elif number.isdigit():
        ours = [p for p in ours if p.occurrence == int(number)]
    else:
        raise ProcessNotFound(f"{reference}/{of}")
    return _only(reference, ours, known.title.lower() + (f" {number}" if number else ""))


def _only(reference: str, ours: Sequence[KeptProcess], what: str) -> ProcessKey:
    if not ours:
        raise NothingBegun(reference, what)
    if len(ours) > 1:
        among = tuple(f"{reference}/{p.policy}/{p.occurrence}" for p in ours)
        raise ProcessAmbiguous(reference, among)
    return ProcessKey(reference, ours[0].policy, ours[0].occurrence)


def _meant(reference: str, kept: Sequence[KeptProcess], move: str) -> ProcessKey:
    """Return the one process from which the move can be made, or that knows it, or that runs."""
    running = [p for p in kept if not _stands(p).state.final]
    able = [p for p in kept if _knows(p, move, p.state)]
    knowing = [p for p in running or kept if _knows(p, move)]
    for some in (able, knowing, running, list(kept)):
        if len(some) == 1:
            return _only(reference, some, "process")
    return _only(reference, able or knowing or running or kept, "process")


def _knows(process: KeptProcess, move: str, state: str = "") -> bool:
    known = policy(process.policy)
    moves = known.open_to(state) if state else known.moves
    return any(plain(one.name) == plain(move) for one in moves)


def plain(name: str) -> str:
    """Write a name as names are compared: small letters, words apart by single blanks."""
    return " ".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def _standing(wanted: Wanted) -> Iterator[tuple[str, str]]:
    policies = [_policy_called(wanted.policy)] if wanted.policy else list(POLICIES.values())
    states = sorted({state.name for one in policies for state in one.states})
    if wanted.state and plain(wanted.state) not in map(plain, states):
        raise unknown("state", wanted.state, states)
    for one in policies:
        for state in one.states:
            if _is_wanted(state, wanted):
                yield one.name, state.name


def _is_wanted(state: State, wanted: Wanted) -> bool:
    if wanted.state:
        return plain(state.name) == plain(wanted.state)
    if wanted.waiting_for:
        return not state.final
    return wanted.ended or not state.final


def _policy_called(name: str) -> Policy:
    found = next((p for p in POLICIES.values() if plain(p.name) == plain(name)), None)
    if found is None:
        raise unknown("policy", name, sorted(POLICIES))
    return found


def _stands(kept: KeptProcess) -> Standing:
    known = policy(kept.policy)
    return Standing(kept, known, known.by_name.get(kept.state, NOT_BEGUN))


def _stands_since(
    reference: str, kept: KeptProcess, began: Mapping[ProcessKey, date | None]
) -> Standing:
    key = ProcessKey(reference, kept.policy, kept.occurrence)
    return replace(_stands(kept), since_on=began.get(key))


def _running(clock: KeptClock) -> Running:
    rule = statute_book().rule(clock.rule_id)
    return Running(clock, rule.sentence, rule.citation, rule.force.value, rule.owner.value)
