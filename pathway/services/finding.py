"""Find the case, and the process of it, that somebody means by what they write."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from pathway.domain.errors import CaseNotFound, OutOfReach, ProcessNotFound
from pathway.domain.identifiers import check_reference
from pathway.domain.versions import policy_of
from pathway.persistence import reading
from pathway.persistence.casebook import ProcessKey
from pathway.persistence.reading import FileOfPupil, KeptProcess
from pathway.services.errors import (
    CaseUnlike,
    MoveNowhere,
    NothingBegun,
    ProcessAmbiguous,
    nearest,
    unknown,
)
from pathway.services.office import Office
from pathway.services.reaching import Reached, Reader, reached
from statemachines.grammar import NOT_BEGUN, State
from statemachines.policy import Policy
from statemachines.registry import POLICIES

SLIPS = 2
"""In how many characters a reference may differ from one that was meant."""


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
class Found:
    """A case that was found, as far as the reader reaches it.

    Attributes:
        kept: those of its processes that are reached.
        reached: what of it is reached.
    """

    file: FileOfPupil
    kept: tuple[KeptProcess, ...]
    reached: Reached


def process_meant(
    office: Office, named: str, *, move: str = "", kind: str = "", reader: Reader | None = None
) -> ProcessKey:
    """Return the process that somebody means by a case's reference, and perhaps more.

    Args:
        office: the authority.
        named: the reference alone, with a policy, or with policy and number: `K7QM-3XWD-T`,
            `K7QM-3XWD-T/placement`, `K7QM-3XWD-T/placement/2`.
        move: the move that is asked for, by which processes are told apart.
        kind: the policy that is meant where the reference says none.
        reader: who asks, if somebody is named; only what they reach can be meant.

    Raises:
        Mistyped: the reference cannot be one of ours.
        CaseNotFound: there is no such case.
        OutOfReach: an outsider asks, and the case is none of theirs.
        MoveNowhere: none of several that may be meant has the move.
        NothingBegun: the case has no such process.
        ProcessAmbiguous: several may be meant.
    """
    reference, of = parted(named, kind)
    with office.engine.connect() as connection:
        found = find_for(connection, reference, reader)
    if of:
        return one_of(found.file.reference, found.kept, of)
    return _meant(found.file.reference, found.kept, move)


def parted(named: str, kind: str) -> tuple[str, str]:
    """Part what somebody writes of a process into the case and the rest: a policy, a number.

    Args:
        named: the reference alone, with a policy, with both, or with a number alone.
        kind: the policy that is meant where none is written; blank where any may be.
    """
    reference, _, of = named.partition("/")
    return reference, f"{kind}/{of}" if kind and of.isdigit() else of or kind


def find_for(connection: Connection, reference: str, reader: Reader | None) -> Found:
    """Return the case of a reference, as far as somebody reaches it.

    Raises:
        Mistyped: it cannot be one of ours.
        CaseNotFound: there is no such case.
        CaseUnlike: there is none, but very similar ones.
        OutOfReach: an outsider asks, and there is none of theirs.
    """
    try:
        file = find(connection, reference)
    except (CaseNotFound, CaseUnlike):
        if reader is not None and reader.is_outside:
            raise OutOfReach from None
        raise
    kept = reading.processes(connection, file.case_id)
    got = reached(connection, file, kept, reader)
    ours = tuple(p for p in kept if got.reaches(f"{p.policy}/{p.occurrence}"))
    return Found(file, ours, got)


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


def one_of(reference: str, kept: Sequence[KeptProcess], of: str) -> ProcessKey:
    """Return the process that is meant by a policy's name, and perhaps a number.

    Raises:
        NameUnknown: there is no such policy.
        ProcessNotFound: what should be a number is none.
        NothingBegun: there is no such process.
        ProcessAmbiguous: several may be meant.
    """
    name, _, number = of.partition("/")
    known = policy_called(name)
    ours = [p for p in kept if p.policy == known.name]
    if not number:
        ours = [p for p in ours if is_there(p)] or ours
        ours = [p for p in ours if not stands(p).state.final] or ours[-1:]
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
    """Return the one process from which the move can be made, or that knows it, or that runs.

    Raises:
        MoveNowhere: none of several has it.
        NothingBegun: there is no process.
        ProcessAmbiguous: several may be meant.
    """
    kept = [p for p in kept if is_there(p)] or kept
    running = [p for p in kept if not stands(p).state.final]
    able = [p for p in kept if _knows(p, move, p.state)]
    knowing = [p for p in running or kept if _knows(p, move)]
    if move and not (able or knowing) and len(running or kept) > 1:
        raise _nowhere(reference, running or kept, move)
    for some in (able, knowing, running, list(kept)):
        if len(some) == 1:
            return _only(reference, some, "process")
    return _only(reference, able or knowing or running or kept, "process")


def _nowhere(reference: str, among: Sequence[KeptProcess], move: str) -> MoveNowhere:
    names = list(dict.fromkeys(one.name for p in among for one in policy_of(p).moves))
    processes = tuple(f"{reference}/{p.policy}/{p.occurrence}" for p in among)
    return MoveNowhere(reference, move, nearest(plain(move), names), processes)


def _knows(process: KeptProcess, move: str, state: str = "") -> bool:
    known = policy_of(process)
    moves = known.open_to(state) if state else known.moves
    return any(plain(one.name) == plain(move) for one in moves)


def plain(name: str) -> str:
    """Write a name as names are compared: small letters, words apart by single blanks."""
    return " ".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def policy_called(name: str) -> Policy:
    """Return the policy of a name, however it is written.

    Raises:
        NameUnknown: there is none; the nearest names are given.
    """
    found = next((p for p in POLICIES.values() if plain(p.name) == plain(name)), None)
    if found is None:
        raise unknown("policy", name, sorted(POLICIES))
    return found


def is_there(kept: KeptProcess) -> bool:
    """Tell whether a process has begun; one whose opening was annulled is only in its history."""
    return kept.state != NOT_BEGUN.name


def stands(kept: KeptProcess) -> Standing:
    """Return a process with what its state means."""
    known = policy_of(kept)
    return Standing(kept, known, known.by_name.get(kept.state, NOT_BEGUN))
