"""What the database says when it cannot, in one sentence. Wrapped here, once."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from pathway.domain.errors import PathwayError
from pathway.errors import DatabaseBusy, DatabaseFull, DatabaseUnreachable

FULL = {"53100", "53200"}
"""The disk is full; memory is out."""
BUSY = {"40001", "40P01", "55P03", "57014"}
"""Two worked on the same at once, or one waited too long."""

# The driver also logs a fault that it raises; whoever keeps no log reads our one sentence alone.
logging.getLogger("psycopg").addHandler(logging.NullHandler())


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Turn what a database says that is lost, full or busy into a refusal people can act on.

    Raises:
        DatabaseFull: it has no room left.
        DatabaseBusy: two worked on the same at once.
        DatabaseUnreachable: it does not answer, or went away.
    """
    try:
        yield
    except (OperationalError, InterfaceError) as fault:
        raise told(fault) from fault
    except DBAPIError as fault:
        if _state(fault) in FULL | BUSY:
            raise told(fault) from fault
        raise


def raise_if_lost(connection: Connection, fault: Exception) -> None:
    """Raise a fault again if the connection was lost by it.

    Whoever goes on after what is wrong with one case can not go on after that: nothing of the
    transaction is there any more.
    """
    if connection.invalidated:
        raise fault


def told(fault: DBAPIError) -> PathwayError:
    """Return the refusal that says what a fault of the database means."""
    said = next(iter(str(fault.orig).strip().splitlines()), "no reason given")
    if _state(fault) in FULL:
        return DatabaseFull(said)
    if _state(fault) in BUSY:
        return DatabaseBusy(said)
    return DatabaseUnreachable(said)


def _state(fault: DBAPIError) -> str:
    return getattr(fault.orig, "sqlstate", None) or ""
