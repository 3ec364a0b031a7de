"""Moves a second through `advance`, beside a careful hand and beside a single statement.

Run with `python -m benchmarks.moves`. The move is "start provision" on a case that is on its second
time round: three guards, a form with two outcomes, six lines of history, four clocks, two letters.
Each kind of work makes the same move in other cases, in turn, and the medians are compared. The
engine makes them through `advance`, at one sitting as a sweep does, over one connection like the
hand; beside that it takes a connection from the pool for each, as who makes a single move does.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from statistics import median
from typing import Any

import psycopg
from sqlalchemy import text

from benchmarks.figures import Figure, at_least_times, seconds, table
from benchmarks.hand import Hand, Written
from benchmarks.house import LOADED_AT, House, a_case, a_house, started_again
from pathway.persistence.casebook import ProcessKey
from pathway.services.advance import Ask, advance
from pathway.services.bulk import Loaded, load
from pathway.services.office import Actor, Office, When
from statemachines.vocabulary import Role

ROUNDS = 27
MOVES = 40
"""In each round, of each kind."""

WARMING_UP = 20
AT = datetime(2026, 10, 23, 9, tzinfo=UTC)


def measured(house: House, *, rounds: int = ROUNDS, moves: int = MOVES) -> list[Figure]:
    """Make moves of each kind in turn, and return how many a second."""
    cases = [a_case(house, n) for n in range(4 * (rounds * moves + WARMING_UP) + 1)]
    load(house.office, cases, recorded_at=LOADED_AT)
    settle_down(house)
    gc.freeze()  # nobody but us holds thousands of cases in memory, to be gone through at each turn
    waiting = iter(cases)
    first = next(waiting)
    by = Actor(person=house.senco, role=Role.SENCO)
    singly = ours(house.office, by)
    singly([first])
    with Hand(house, written_by(house, first)) as hand, house.office.at_one_sitting() as seated:
        kinds = (ours(seated, by), hand.in_eight_trips, hand.in_one_statement, singly)
        for work in kinds:
            work(some(waiting, WARMING_UP))
        rates: list[list[float]] = [[] for _ in kinds]
        for _ in range(rounds):
            for work, rate in zip(kinds, rates, strict=True):
                batch = some(waiting, moves)
                rate.append(moves / seconds(lambda: work(batch)))  # noqa: B023 - called at once
    engine, trips, statement, single = map(median, rates)
    return [
        Figure(
            what="moves at one sitting, beside eight round trips by hand",
            measured=engine,
            unit="/s",
            floor=trips,
            aim=at_least_times(1.0, enough=0.8),
        ),
        Figure(what="the same, beside one statement", measured=engine, unit="/s", floor=statement),
        Figure(
            what="moves over the pool, beside the same", measured=single, unit="/s", floor=trips
        ),
    ]


def settle_down(house: House) -> None:
    """Let the planner know what is in the tables, and write out what is pending."""
    url = house.addresses.owner_url.replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("vacuum analyze")


def some(waiting: Iterator[Loaded], count: int) -> list[Loaded]:
    """Take the next cases."""
    return [next(waiting) for _ in range(count)]


def ours(office: Office, by: Actor) -> Callable[[Sequence[Loaded]], None]:
    """Return what makes the move through the engine."""

    def work(cases: Sequence[Loaded]) -> None:
        for case in cases:
            move, on, content = started_again(case.case.subject.links[:2])
            when = When(on=on, at=AT, recorded_at=AT)
            key = ProcessKey(case.case.reference, "graduated_approach", 1)
            advance(office, key, Ask(move=move, content=content, by=by, when=when))

    return work


def written_by(house: House, case: Loaded) -> Written:
    """Return what the engine wrote at its last move in a case, for a hand to write the same."""
    (process,) = (p.id for p in case.case.processes.values())
    with house.office.engine.connect() as connection:

        def rows(query: str) -> list[dict[str, Any]]:
            found = connection.execute(text(query), {"process": process, "case": case_of(case)})
            return [dict(row) for row in found.mappings()]

        (line,) = rows("select * from history where process_id = :process and number = 7")
        (content,) = rows(
            "select form, form_version, content::text as content, salt"
            " from contents where process_id = :process and number = 7"
        )
        clocks = rows("select * from clocks where process_id = :process and started_by = 7")
        letters = rows("select * from outbox where reference = :case")
    return Written(line=line, content=content, clocks=clocks, letters=letters)


def case_of(case: Loaded) -> str:
    """Return the reference of a case."""
    return case.case.reference


def measure() -> list[Figure]:
    """Make moves of each kind in turn, in a house of our own."""
    with a_house() as house:
        return measured(house)


if __name__ == "__main__":
    print(table(measure()))
