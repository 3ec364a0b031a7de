"""Open an authority in a database."""

from sqlalchemy import Engine

from pathway.persistence import authorities
from pathway.persistence.authorities import KnownAuthority


def open_with(engine: Engine, new: KnownAuthority) -> None:
    """Enter an authority, over a connection that works for it."""
    with engine.begin() as connection:
        authorities.enter(connection, new)
