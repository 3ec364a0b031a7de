"""Connections that work for one authority and can see no other."""

from hashlib import sha256
from time import monotonic
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import InvalidatePoolError

from pathway.persistence import pipeline

POOL = 5
"""Connections kept open for an authority; more are opened under load, up to three times as many."""

AT_REST = 1.0
"""Seconds after which a connection is asked whether it still lives before it is used again."""

_RESTS_SINCE = "pathway.rests_since"


def seat(authority_id: UUID, secret: str) -> str:
    """Return the sealed name under which a connection works for an authority."""
    seal = sha256(f"{secret}:{authority_id}".encode()).hexdigest()
    return f"{authority_id}:{seal}"


def engine_for(app_url: str, authority_id: UUID, secret: str) -> Engine:
    """Return an engine whose every connection works for one authority.

    Args:
        app_url: where the database is, for the role `pathway_app`.
        authority_id: the authority.
        secret: the secret that the database checks seats against.
    """
    engine = create_engine(
        app_url,
        pool_size=POOL,
        max_overflow=2 * POOL,
        hide_parameters=True,  # they are children's data, and errors end up in logs
        connect_args={
            "options": f"-c pathway.seat={seat(authority_id, secret)} -c timezone=UTC",
            "application_name": "pathway",
        },
    )
    pipeline.attend(engine)
    _see_that_they_live(engine)
    return engine


def _see_that_they_live(engine: Engine) -> None:
    """Have a connection asked whether it lives where it has rested, or the server has hung up.

    SQLAlchemy's own way asks each time, which is a trip to the database and back before every move.
    A server that stops says so to all its connections.
    """

    def check_in(_: Any, record: Any) -> None:
        record.info[_RESTS_SINCE] = monotonic()

    def check_out(connection: Any, record: Any, _: Any) -> None:
        since = record.info.get(_RESTS_SINCE)
        if since is None or (monotonic() - since < AT_REST and not has_hung_up(connection)):
            return
        if not engine.dialect._do_ping_w_event(connection):  # noqa: SLF001 - the pool's own question
            raise InvalidatePoolError

    event.listen(engine, "checkin", check_in)
    event.listen(engine, "checkout", check_out)


def has_hung_up(connection: Any) -> bool:
    """Tell whether the server has hung up on a connection that nobody was using."""
    try:
        connection.pgconn.consume_input()  # what it said last
        connection.pgconn.consume_input()  # and that nothing comes any more
    except psycopg.Error:
        return True
    return False
