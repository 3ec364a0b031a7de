"""Open an authority in a database. Apart from the rest, as it needs little and starts quickly."""

from sqlalchemy import Engine

from pathway.persistence import register
from pathway.persistence.tables.authorities import Authority


def open_with(engine: Engine, new: Authority) -> None:
    """Enter an authority, over a connection that works for it."""
    with engine.begin() as connection:
        register.enter(connection, [new])
