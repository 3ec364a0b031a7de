"""Let time act: make the moves that time makes, give the alerts that are due, and say it was done.

Safe to run twice, late, or after a crash: a move that was made is not due any more, an alert that
was given stands in the ledger, and a bad case stops nobody else's.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from uuid import UUID

from pathway.domain.rules.statute_book import statute_book
from pathway.persistence import moves_due, sweeps
from pathway.persistence.casebook import ProcessKey
from pathway.persistence.moves_due import DueMove
from pathway.persistence.sweeps import By
from pathway.services.advance import Ask, advance
from pathway.services.alerting import Alerted, alert
from pathway.services.looking_ahead import look_ahead
from pathway.services.office import THE_CLOCK, Actor, Office, When, when
from statemachines.errors import MoveRefused
from statemachines.registry import VERSIONS
from statemachines.vocabulary import Role

AT_ONCE = 500
"""Moves listed at a time."""

TIME = Actor(person=THE_CLOCK, role=Role.CLOCK)


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep did.

    Attributes:
        moved: the moves that time made.
        refused: moves that were due but not lawful, with why; they stay due.
        unmade: cases in which a move broke, with in what; the others were seen to.
        alerted: the alerts that were given, and those that could not be.
    """

    moved: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    unmade: tuple[tuple[str, str], ...] = ()
    alerted: Alerted = field(default_factory=Alerted)

    @property
    def failed(self) -> tuple[tuple[str, str], ...]:
        """Everything that broke: the process, and a sentence that holds nothing of a child."""
        return self.unmade + self.alerted.failed

    def __add__(self, other: "Swept") -> "Swept":
        """Add two sweeps up."""
        return Swept(
            self.moved + other.moved,
            self.refused + other.refused,
            self.unmade + other.unmade,
            self.alerted + other.alerted,
        )

    def tally(self) -> dict[str, int]:
        """Return the numbers, for the record of the sweep."""
        return {
            "moved": len(self.moved),
            "refused": len(self.refused),
            "failed": len(self.failed),
            "clocks": self.alerted.clocks,
            "letters": self.alerted.letters,
            "passed_over": self.alerted.passed_over,
            "digests": self.alerted.digests,
        }


def enforce(
    office: Office,
    *,
    at: datetime,
    now: datetime,
    by: By = By.TIMETABLE,
    progress: Callable[[str], None] = lambda _: None,
) -> Swept:
    """Sweep the authority once, and record that the sweep ended.

    Args:
        office: the authority.
        at: the moment to act for; a missed night is made up for by naming it.
        now: the present moment, at which it is recorded.
        by: who sweeps.
        progress: is told each process that was moved.

    Raises:
        FutureNotRecorded: `at` is still to come, and the authority is a real one.
    """
    sweep = begin_sweep(office, at=at, now=now, by=by)
    swept = make_moves(office, at=at, now=now, progress=progress)
    swept += Swept(alerted=alert(office, at=at, now=now))
    end_sweep(office, sweep, swept, now=now)
    return swept


def make_moves(
    office: Office,
    *,
    at: datetime,
    now: datetime | None = None,
    shard: str | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Swept:
    """Make every move that time is to make, each in a transaction of its own.

    Before that the clocks of processes that nobody moved for long are drawn anew. A move is asked
    for only where the policy has it, for time to make, from the state that the process is in.

    Args:
        office: the authority.
        at: the moment to act for.
        now: the present moment; `at`, where it is not given.
        shard: the first character of the ids of the processes to see to, where work is shared.
        progress: is told each process that was moved.

    Raises:
        FutureNotRecorded: `at` is still to come, and the authority is a real one.
    """
    acts = when(office, now=now or at, at=at)
    today, seen = office.legal_day(at), set[DueMove]()
    swept = Swept(unmade=look_ahead(office, on=today, shard=shard))
    while True:
        with office.engine.connect() as connection:
            listed = moves_due.moves_due(
                connection, today=today, limit=AT_ONCE + len(seen), among=_may_make(), shard=shard
            )
        new = _one_a_process(move for move in listed if move not in seen)
        if not new:
            return swept
        seen.update(new)
        with office.at_one_sitting() as here:
            for move in new:
                swept += _make(here, move, acts)
                progress(move.case)


def _one_a_process(due: Iterable[DueMove]) -> list[DueMove]:
    """Keep the first move of each process: what is still due after it is listed again."""
    first: dict[UUID, DueMove] = {}
    for move in due:
        first.setdefault(move.process_id, move)
    return list(first.values())


@cache
def _may_make() -> tuple[tuple[str, str, str], ...]:
    """List the rules whose clocks make a move, with the states in which time may make it."""
    may = {
        (rule.id, known.name, state.name): None
        for rule in statute_book().rules
        for known in VERSIONS.values()
        if rule.makes and known.name in rule.processes
        for state in known.states
        for move in known.open_to(state.name)
        if move.name == rule.makes.move and Role.CLOCK in move.by
    }
    return tuple(may)


def _make(office: Office, move: DueMove, acts: When) -> Swept:
    key = ProcessKey(move.case, move.policy, move.occurrence)
    try:
        makes = statute_book().rule(move.rule_id).makes
        if makes is None:
            return Swept(unmade=((str(key), f"{move.rule_id} makes no move"),))
        advance(office, key, Ask(move=makes.move, content={}, by=TIME, when=acts))
    except MoveRefused as refusal:
        return Swept(refused=((str(key), str(refusal)),))
    except Exception as fault:  # noqa: BLE001  whatever is wrong with one case stops no other
        # What an error of the database says may hold what was written of a child.
        what = f"the move that {move.rule_id} makes was not made: {type(fault).__name__}"
        return Swept(unmade=((str(key), what),))
    return Swept(moved=(str(key),))


def begin_sweep(
    office: Office, *, at: datetime, now: datetime, by: By = By.TIMETABLE
) -> sweeps.SweepId:
    """Record that a sweep begins."""
    with office.engine.begin() as connection:
        return sweeps.begin(connection, office.authority_id, for_at=at, at=now, by=by)


def end_sweep(office: Office, sweep: sweeps.SweepId, swept: Swept, *, now: datetime) -> None:
    """Record that a sweep ended, and what it did; the watchdog asks for it."""
    with office.engine.begin() as connection:
        sweeps.end(connection, sweep, tally=swept.tally(), at=now)


def enforced_until(office: Office) -> datetime | None:
    """Return up to when deadlines have been enforced, or None where no sweep has ended yet."""
    with office.engine.connect() as connection:
        return sweeps.enforced_until(connection)
