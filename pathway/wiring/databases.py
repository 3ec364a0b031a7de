"""The database: where it is, the embedded one started if need be, and its schema."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from pkgutil import resolve_name

from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.exc import OperationalError

from pathway.embedded.server import EmbeddedServer
from pathway.environment import Settings
from pathway.errors import (
    DatabaseElsewhere,
    DatabaseInUse,
    DatabaseUnreachable,
    HomeUnwritable,
    SettingMissing,
)
from pathway.persistence import statistics
from pathway.persistence.company import others_connected
from pathway.persistence.revision import head, revision

SECRET_BYTES = 32


@dataclass(frozen=True, kw_only=True)
class Database:
    """Where the database is, and the secret that seals seats in it."""

    app_url: str = field(repr=False)
    owner_url: str = field(repr=False)
    secret: str = field(repr=False)


def embedded(chosen: Settings) -> EmbeddedServer | None:
    """Return the embedded server, or None where a database was named."""
    return None if chosen.database_url else EmbeddedServer(Path(chosen.home))


@cache
def database(chosen: Settings) -> Database:
    """Return the database, starting the embedded one where none was named.

    Raises:
        SettingMissing: a database was named without its secret.
        EmbeddedServerError: the embedded one can't be started.
        HomeUnwritable: the secret that seals seats in it cannot be kept.
    """
    server = embedded(chosen)
    if server is None:
        if not chosen.secret:
            raise SettingMissing("PATHWAY_SECRET", "PATHWAY_DATABASE_URL")
        return Database(
            app_url=chosen.database_url, owner_url=chosen.owner_url, secret=chosen.secret
        )
    addresses = server.start()
    secret = chosen.secret or _kept_secret(Path(chosen.home) / "seat-secret")
    return Database(app_url=addresses.app_url, owner_url=addresses.owner_url, secret=secret)


def upgrade(chosen: Settings) -> str:
    """Bring the database to the newest schema; return its revision.

    Raises:
        SettingMissing: a database was named, but not how its owner reaches it.
    """
    found = database(chosen)
    if not found.owner_url:
        raise SettingMissing("PATHWAY_OWNER_URL", "PATHWAY_DATABASE_URL")
    # Alembic takes half a second to import, and few commands migrate, so it is found by name.
    migrate = resolve_name("pathway.persistence.schema:upgrade")
    return str(migrate(found.owner_url, secret=found.secret))


def learn_sizes(chosen: Settings) -> None:
    """Let the database learn how large its tables are, where much was loaded at once.

    Where the owner's address was not given it learns it by itself, some minutes later.
    """
    owner_url = database(chosen).owner_url
    if owner_url:
        statistics.refresh(owner_url)


@contextmanager
def reached(app_url: str) -> Iterator[Engine]:
    """Have connections that work for no authority, and say plainly where nobody answers.

    Raises:
        DatabaseUnreachable: nobody answers there.
    """
    engine = create_engine(app_url, hide_parameters=True)
    try:
        yield engine
    except OperationalError as fault:
        raise DatabaseUnreachable(str(fault.orig).strip().splitlines()[0]) from fault
    finally:
        engine.dispose()


def stop(chosen: Settings) -> bool:
    """Stop the embedded server; tell whether it ran.

    Raises:
        DatabaseElsewhere: a database was named, which is not ours to stop.
        DatabaseInUse: somebody is at work in it.
        EmbeddedServerError: it can't be stopped.
    """
    server = embedded(chosen)
    if server is None:
        raise DatabaseElsewhere
    if not server.is_running():
        return False
    if others_are_connected(chosen):
        raise DatabaseInUse(chosen.home)
    server.stop()
    return True


def status(chosen: Settings) -> dict[str, object]:
    """Say where the database is, whether it runs, and at which schema; an embedded one may rest.

    Raises:
        DatabaseUnreachable: nobody answers there.
    """
    server = embedded(chosen)
    if server is not None and not server.is_running():
        where = f"embedded, in {chosen.home}"
        return {"database": where, "runs": False, "schema": None, "newest schema": head()}
    url = make_url(database(chosen).app_url)
    with reached(database(chosen).app_url) as engine, engine.connect() as connection:
        at = revision(connection)
    where = f"embedded, in {chosen.home}" if server else url.render_as_string(hide_password=True)
    return {"database": where, "runs": True, "schema": at, "newest schema": head()}


def others_are_connected(chosen: Settings) -> bool:
    """Tell whether anybody else is connected to the database, once we have let go of it.

    Raises:
        DatabaseUnreachable: nobody answers there.
    """
    with reached(database(chosen).app_url) as engine, engine.connect() as connection:
        return others_connected(connection) > 0


def _kept_secret(path: Path) -> str:
    """Return the secret kept in a file, making it once; of two who make it, one wins.

    Raises:
        HomeUnwritable: it is not there yet, and cannot be written; then no half of it is left.
    """
    if not path.exists():
        try:
            _make_secret(path)
        except OSError as fault:
            raise HomeUnwritable(str(path.parent), fault.strerror or str(fault)) from fault
    return path.read_text().strip()


def _make_secret(path: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    half = Path(name)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(SECRET_BYTES))
        with suppress(FileExistsError):
            os.link(half, path)  # whole at once, and never over one that is there
    finally:
        half.unlink()
