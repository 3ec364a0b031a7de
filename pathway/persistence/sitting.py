"""One connection for many transactions, one after the other: for whoever makes move after move.

A connection from the pool for each would do as well; to take it out and to put it back costs a
twentieth of a move.
"""

from types import TracebackType

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

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._transaction: RootTransaction | None = None

    def __enter__(self) -> Connection:
        held = self._connection
        if not held.invalidated and has_hung_up(held.connection.driver_connection):
            held.invalidate()
        self._transaction = held.begin()
        return held

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        begun, self._transaction = self._transaction, None
        if begun is None:
            return
        try:
            begun.__exit__(kind, fault, trace)
        except BaseException:  # nobody would take back what is left of the transaction
            self._connection.invalidate()
            raise
