"""What any test may ask for: the database server of the run, and a fresh database of its own."""

import importlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from pathway.embedded.addresses import Addresses
from pathway.embedded.roles import entrance
from pathway.embedded.server import EmbeddedServer

pytest_plugins = ["tests.fixtures"]

TEMPLATE = "template_at_head"
FRESH = "fresh"


@dataclass(frozen=True)
class Database:
    """A database that one test has to itself, at the newest schema."""

    owner_url: str
    app_url: str
    secret: str


@pytest.fixture(scope="session")
def postgres() -> Iterator[Addresses]:
    """The addresses of a running server, in a folder with a space in its name."""
    folder = Path(tempfile.mkdtemp(prefix="pathway tests "))
    folder.chmod(0o711)  # as root, the server's account has to pass through
    with EmbeddedServer(folder / "home", durable=False).running() as addresses:
        yield addresses
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def owner(postgres: Addresses) -> Iterator[psycopg.Connection]:
    """A connection of the role that makes databases and drops them."""
    with psycopg.connect(postgres.owner_url.replace("+psycopg", ""), autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def template(postgres: Addresses, owner: psycopg.Connection) -> str:
    """The name of the database that all others are copies of; it is migrated once in a run."""
    database = _named(TEMPLATE, postgres)
    owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEMPLATE)))
    # Not imported above, as it takes a second, and most runs of few tests need no database.
    schema = importlib.import_module("pathway.persistence.schema")
    schema.upgrade(database.owner_url, secret=database.secret)
    return TEMPLATE


@pytest.fixture
def database(template: str, postgres: Addresses, owner: psycopg.Connection) -> Iterator[Database]:
    """A fresh database at the newest schema, dropped after the test."""
    # Copying files took 26 ms here, the other strategy, through the log, 44 ms.
    copy = "CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy"
    owner.execute(sql.SQL(copy).format(sql.Identifier(FRESH), sql.Identifier(template)))
    for statement in entrance(FRESH):
        owner.execute(statement)
    yield _named(FRESH, postgres)
    # Not by force: the owner may not end the application's sessions, and the server waits some
    # seconds for those that are just going.
    owner.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(FRESH)))


def _named(name: str, server: Addresses) -> Database:
    urls = (make_url(url).set(database=name) for url in (server.owner_url, server.app_url))
    owner_url, app_url = (url.render_as_string(hide_password=False) for url in urls)
    return Database(owner_url, app_url, secret="a secret for tests alone")
