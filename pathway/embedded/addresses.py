"""The addresses of a running server, one for each role."""

from dataclasses import dataclass, field
from pathlib import Path

from pathway.embedded.credentials import Credentials
from pathway.embedded.roles import APP, DATABASE, OWNER


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the database is found, in SQLAlchemy's form.

    They contain passwords, so they are not shown when printed.

    Attributes:
        owner_url: for migrations.
        app_url: for everything else.
    """

    owner_url: str = field(repr=False)
    app_url: str = field(repr=False)


def addresses_at(
    sockets: Path, port: int, credentials: Credentials, *, database: str = DATABASE
) -> Addresses:
    """Return the addresses of one database of the server at a socket.

    Args:
        sockets: the folder of the socket, whose path is plain.
        port: the number in the name of the socket.
        credentials: the passwords of the roles.
        database: its name.
    """
    where = f"/{database}?host={sockets}&port={port}"
    return Addresses(
        owner_url=f"postgresql+psycopg://{OWNER}:{credentials.owner}@{where}",
        app_url=f"postgresql+psycopg://{APP}:{credentials.app}@{where}",
    )
