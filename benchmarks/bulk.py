"""Back-dated histories loaded with two processes: moves a second, beside the bare rows.

Each move goes through the same policy, form, clock and history functions as one that is made
today. The floor writes the same rows a second time, also with two processes and in batches of the
same size, as the owner of the tables: into tables with the same indexes and nothing else, no
policy, no trigger, no row-level security, no reference. Processes are at work already when the
watch is started for the floor; for the engine their start is counted.
"""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from time import perf_counter
from typing import Any, LiteralString, cast

import psycopg
from psycopg import sql

from benchmarks.bigshire import entered, planned
from benchmarks.figures import Figure, at_least, table
from benchmarks.house import a_server
from pathway.persistence.bulk_rows import COLUMNS
from pathway.services.bulk import Load

PLANS, MANY_PLANS = 2_000, 8_000
WORKERS = 2
A_BATCH = 200
AIM = 5_000

WRITTEN = {
    **COLUMNS,
    "history": {**COLUMNS["history"], "prior": "bytea", "hash": "bytea"},
}
"""The columns of the floor: the hashes too, which the database makes by itself for the engine."""

Rows = Sequence[tuple[Any, ...]]


def measured(url: str, owner_url: str, *, plans: int) -> Figure:
    """Load so many plans, then write the bare rows once more."""
    shire = entered(url, planned(plans))
    began = perf_counter()
    load = shire.load()
    took = perf_counter() - began
    shire.office.engine.dispose()
    return Figure(
        what=f"{load.lines:,} moves of {load.cases:,} cases, loaded with two processes",
        measured=load.lines / took,
        unit="/s",
        floor=load.lines / bare(owner_url.replace("+psycopg", ""), load),
        aim=at_least(AIM, "/s"),
    )


def bare(owner_url: str, load: Load) -> float:
    """Write every row once more, into bare tables; return how many seconds it took."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        for name in WRITTEN:
            connection.execute(
                sql.SQL("create table {} (like {} including defaults including indexes)").format(
                    sql.Identifier(f"bare_{name}"), sql.Identifier(name)
                )
            )
    batches = -(-load.cases // A_BATCH // WORKERS)
    write = partial(write_share, owner_url, batches)
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        return max(pool.map(write, range(WORKERS)))


def write_share(owner_url: str, batches: int, share: int) -> float:
    """Read a share of the rows, write it once more, and return how long the writing took."""
    with psycopg.connect(owner_url) as connection:
        read = {name: rows_of(connection, name)[share::WORKERS] for name in WRITTEN}
        writing = [
            (cut(rows, batches, n), insert_into(name))
            for n in range(batches)
            for name, rows in read.items()
        ]
        connection.commit()
        began = perf_counter()
        for n, (rows, statement) in enumerate(writing, 1):
            if rows:
                connection.execute(statement, [list(column) for column in zip(*rows, strict=True)])
            if n % len(WRITTEN) == 0:
                connection.commit()
        return perf_counter() - began


def rows_of(connection: psycopg.Connection, name: str) -> Rows:
    """Read a table, as far as its columns are loaded."""
    columns = sql.SQL(", ").join(map(_column, WRITTEN[name]))
    return connection.execute(
        sql.SQL("select {} from {}").format(columns, sql.Identifier(name))
    ).fetchall()


def cut(rows: Rows, batches: int, n: int) -> Rows:
    """Return the rows of the nth batch."""
    return rows[len(rows) * n // batches : len(rows) * (n + 1) // batches]


def insert_into(name: str) -> sql.Composed:
    """Return the statement that writes a batch into a bare table."""
    kinds = cast("Sequence[LiteralString]", list(WRITTEN[name].values()))
    names = list(WRITTEN[name])
    return sql.SQL("insert into {} ({}) select {} from unnest({}) as row ({})").format(
        sql.Identifier(f"bare_{name}"),
        sql.SQL(", ").join(map(sql.Identifier, names)),
        sql.SQL(", ").join(
            sql.SQL("array[roles]") if one == "roles" else sql.Identifier(one) for one in names
        ),
        sql.SQL(", ").join(sql.SQL("%b::" + kind + "[]") for kind in kinds),
        sql.SQL(", ").join(map(sql.Identifier, names)),
    )


def _column(name: str) -> sql.Composable:
    if name in {"roles", "content"}:
        return sql.SQL("roles[1]" if name == "roles" else "content::text")
    return sql.Identifier(name)


def measure(plans: int = PLANS) -> list[Figure]:
    """Load a database of our own."""
    with a_server() as addresses:
        return [measured(addresses.app_url, addresses.owner_url, plans=plans)]


def measure_large() -> list[Figure]:
    """Load an authority of eight thousand plans."""
    return measure(MANY_PLANS)


if __name__ == "__main__":
    print(table(measure()))
