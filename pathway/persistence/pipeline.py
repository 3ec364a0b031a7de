"""Statements that go ahead without waiting for each other's answers: the hot path of a move.

Every answer that is waited for costs a trip to the database and back, and while one side works the
other idles. Here statements are sent as soon as they are known, and the answers are fetched
together: the database writes a line of history while we still count its clocks. It carries the
statements out one after the other, each in a snapshot of its own; after one that fails it skips
the rest, up to the next fetching of answers.

This is libpq's pipeline mode, spoken through `psycopg.pq`. Five statements cost 35 µs of our own
time so; by psycopg's cursors they cost 180 µs, by its own pipeline 230 µs. Whatever else goes over
the same connection is safe: before another statement, and before the commit, what is still on its
way is waited for.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from uuid import UUID

import psycopg
from psycopg.abc import PQGen
from psycopg.errors import InvalidSqlStatementName, error_from_result
from psycopg.generators import fetch_many
from psycopg.generators import send as flush
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError

__all__ = ["Rows", "Statement", "answers", "attend", "push", "send", "statement"]

Rows = list[tuple[str | None, ...]]
"""What one statement answered, as the database writes it."""

T = TypeVar("T")

_PARAMETER = re.compile(r"(?<!:):([a-z_]+[0-9]*)")
_KEY = "pathway.pipeline"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that the server prepares once for each connection.

    Attributes:
        name: by which the server knows it.
        sql: the statement, its parameters numbered.
        fields: the names of the parameters, in the order of their numbers.
    """

    name: bytes
    sql: bytes
    fields: tuple[str, ...]


def statement(name: str, written: str) -> Statement:
    """Return a statement whose parameters are written as `:name`."""
    fields = list(dict.fromkeys(_PARAMETER.findall(written)))
    numbered = _PARAMETER.sub(lambda found: f"${fields.index(found[1]) + 1}", written)
    return Statement(f"pathway_{name}".encode(), numbered.encode(), tuple(fields))


def send(connection: Connection, statement: Statement, values: Mapping[str, object]) -> None:
    """Send a statement ahead; its answer is fetched with `answers`, or looked at by the commit.

    It goes with what follows, or when it is told to with `push`.

    Raises:
        DBAPIError: the connection is lost, or a value is one that no database takes.
    """
    _done(connection, lambda pipeline: pipeline.send(statement, values))


def push(connection: Connection) -> None:
    """Let what was sent be on its way at once: something else is to be thought about first.

    Raises:
        DBAPIError: the connection is lost.
    """
    _done(connection, _Pipeline.push)


def answers(connection: Connection) -> list[Rows]:
    """Wait for everything that was sent ahead; return what each statement answered.

    Raises:
        DBAPIError: the database refused a statement, or went away.
    """
    return _done(connection, _Pipeline.answers)


def attend(engine: Engine) -> None:
    """See to it that nothing overtakes what was sent ahead on a connection of an engine."""
    event.listen(engine, "before_cursor_execute", _wait_first)
    event.listen(engine, "commit", _commit)
    event.listen(engine, "rollback", _abandon)
    event.listen(engine, "rollback_savepoint", _abandon)


class _Pipeline:
    """What goes ahead over one connection.

    Whether the server still knows what it prepared is not sure after a rollback: psycopg then may
    have it forget everything. A transaction that begins with an unknown statement is begun again;
    in the midst of one there is no second try, so there the statements are prepared anew.
    """

    __slots__ = ("_begins", "_driver", "_due", "_known", "_pgconn", "_sent", "_sure")

    def __init__(self, driver: psycopg.Connection[Any]) -> None:
        self._driver, self._pgconn = driver, driver.pgconn
        self._sent: list[tuple[Statement, list[bytes | None]]] = []
        self._due: list[bool] = []
        self._known: set[bytes] = set()
        self._sure, self._begins = True, False

    @property
    def under_way(self) -> bool:
        """Whether anything was sent that nobody has waited for."""
        return bool(self._due)

    @property
    def closed(self) -> bool:
        """Whether the connection is of no use any more."""
        return self._driver.closed

    def send(self, statement: Statement, values: Mapping[str, object]) -> None:
        written = [_written(values[field]) for field in statement.fields]
        if not self.under_way:
            self._enter()
        self._sent.append((statement, written))
        self._put(statement, written)

    def push(self) -> None:
        self._pgconn.flush()

    def answers(self) -> list[Rows]:
        if not self.under_way:
            return []
        sent, begins = self._sent, self._begins
        try:
            found = self._fetch()
        except InvalidSqlStatementName:
            if not begins:
                raise
            self._driver.rollback()
            self._enter()
            for one, written in sent:
                self._put(one, written)
            found = self._fetch()
        self._sure = True
        return [_rows(result) for result in found]

    def commit(self) -> list[Rows]:
        if self._begins:  # it may have to begin again, so it is not committed in the same breath
            return self.answers()
        if self.under_way:
            self._pgconn.send_query_params(b"commit", None)
            self._due.append(False)
        return self.answers()

    def abandon(self) -> None:
        self._sure = False
        try:
            if self.under_way:
                self._fetch()
        except psycopg.Error:
            return  # it is rolled back in any case

    def _enter(self) -> None:
        self._begins = self._pgconn.transaction_status == TransactionStatus.IDLE
        if not self._begins and not self._sure:
            self._known.clear()
        self._pgconn.enter_pipeline_mode()
        if self._begins:
            self._pgconn.send_query_params(b"begin", None)
            self._due.append(False)

    def _put(self, statement: Statement, written: Sequence[bytes | None]) -> None:
        if statement.name not in self._known:
            self._pgconn.send_close_prepared(statement.name)
            self._pgconn.send_prepare(statement.name, statement.sql)
            self._due += [False, False]
            self._known.add(statement.name)
        self._pgconn.send_query_prepared(statement.name, written)
        self._due.append(True)

    def _fetch(self) -> list[PGresult]:
        """Wait for the answers to what was sent, and leave the pipeline."""
        due, self._due, self._sent, self._begins = self._due, [], [], False
        try:
            self._pgconn.pipeline_sync()
            found = self._driver.wait(_drained(self._driver))
            self._pgconn.exit_pipeline_mode()
        except BaseException:
            self._driver.close()  # nobody can tell what it is in the midst of
            raise
        for result in found:
            if result.status == ExecStatus.FATAL_ERROR:
                self._known.clear()
                raise error_from_result(result)
        return [result for result, wanted in zip(found, due, strict=True) if wanted]


def _done(connection: Connection, work: Callable[[_Pipeline], T]) -> T:
    """Do something with a connection's pipeline; what goes wrong is told as SQLAlchemy tells it."""
    pipeline = _pipeline(connection)
    try:
        return work(pipeline)
    except BaseException as fault:
        if pipeline.closed:
            connection.invalidate(fault)
        if isinstance(fault, psycopg.Error):
            raise DBAPIError.instance(
                None, None, fault, psycopg.Error, hide_parameters=True, dialect=connection.dialect
            ) from fault
        raise


def _wait_first(connection: Connection, *_: object) -> None:
    if _KEY in connection.info:
        answers(connection)


def _commit(connection: Connection) -> None:
    if _KEY in connection.info:
        _done(connection, _Pipeline.commit)


def _abandon(connection: Connection, *_: object) -> None:
    if not connection.invalidated and _KEY in connection.info:
        _pipeline(connection).abandon()


def _drained(driver: psycopg.Connection[Any]) -> PQGen[list[PGresult]]:
    """Flush what was sent, and collect every answer up to the point where all are in step."""
    yield from flush(driver.pgconn)
    found: list[PGresult] = []
    while True:
        results = yield from fetch_many(driver.pgconn)
        if results[0].status == ExecStatus.PIPELINE_SYNC:
            return found
        found.append(results[0])


def _written(value: object) -> bytes | None:
    if value is None:
        return None
    if isinstance(value, str):
        if "\0" in value:  # the rest would be lost on the way, and nobody told
            raise psycopg.DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")
        return value.encode()
    if isinstance(value, UUID):
        return value.hex.encode()
    if isinstance(value, bytes):
        return b"\\x%b" % value.hex().encode()
    return str(value).encode()


def _rows(result: PGresult) -> Rows:
    columns = range(result.nfields)
    return [tuple(_text(result, row, c) for c in columns) for row in range(result.ntuples)]


def _text(result: PGresult, row: int, column: int) -> str | None:
    found = result.get_value(row, column)
    return None if found is None else found.decode()


def _pipeline(connection: Connection) -> _Pipeline:
    found = connection.info.get(_KEY)
    if found is None:
        driver = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
        found = connection.info[_KEY] = _Pipeline(driver)
    return cast("_Pipeline", found)
