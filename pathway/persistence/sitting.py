"""One connection for many transactions, one after the other: for whoever makes move after move.

A connection from the pool for each would do as well; to take it out and to put it back costs a
twentieth of a move.
"""

from types import TracebackType
from typing import Any

from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, RootTransaction

from pathway.persistence.seats import has_hung_up


class Sitting:
    """A transaction whenever it is entered: committed when it is left, or taken back by an error.

    It is for one thread, which leaves one transaction before it enters the next. A connection that
    is lost costs the transaction in which it is lost; before the next one it is replaced. So is one
    that could not commit.

    Args:
        connection: is nobody else's meanwhile.
    """

    __slots__ = ("_connection", "_transaction")

    _transaction: RootTransaction

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __enter__(self) -> Connection:
        held = self._connection
        free = not held.in_transaction() and not held.invalidated
        if free and not _is_at_rest(held.connection.driver_connection):
            held.invalidate()
        self._transaction = held.begin()  # refused in the midst of another
        self._transaction.__enter__()
        return held

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._transaction.__exit__(kind, fault, trace)
        except BaseException:  # nobody would take back what is left of the transaction
            self._connection.invalidate()
            raise


def _is_at_rest(driver: Any) -> bool:
    """Tell whether a connection lives, and is in the midst of nothing."""
    return driver.pgconn.transaction_status == TransactionStatus.IDLE and not has_hung_up(driver)
