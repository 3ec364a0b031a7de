"""A real Prefect server for the run, told to be as it is in the house, and a database to work on.

Prefect reads its settings when it is first imported, so the environment is set before that.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pytest

from flows import prefect_settings
from flows.child import Child
from flows.pages import answers
from pathway.environment import settings
from tests.flows.house_to_test import Up, a_house
from tests.flows.waiting import free_port, until

_FOLDER = tempfile.TemporaryDirectory(prefix="pathway flows ")
HOME = Path(_FOLDER.name)
os.environ.update(prefect_settings.NOBODY_IS_TOLD, PREFECT_HOME=str(HOME / "imported"))


@dataclass(frozen=True)
class Server:
    """A Prefect server that runs, and the environment in which its clients find it."""

    address: str
    environment: dict[str, str]


@pytest.fixture(scope="session")
def bookkeeping(pytestconfig: pytest.Config) -> Path:
    """Prefect's own database, migrated and empty: where the server of an earlier run left it.

    To make it takes longer than everything else. What starts from nothing is the server of the
    first run: after a fresh clone, and with each new release of Prefect.
    """
    return pytestconfig.cache.mkdir(f"prefect-{version('prefect')}") / "prefect.db"


@pytest.fixture(scope="session")
def prefect_server(bookkeeping: Path) -> Iterator[Server]:
    chosen = settings({"PATHWAY_HOME": str(HOME), "PATHWAY_PREFECT_PORT": str(free_port())})
    environment = prefect_settings.environment(chosen, os.environ)
    # The scheduler looks every minute; nobody wants to wait that long for a test.
    environment["PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS"] = "1"
    environment["PREFECT_SERVER_SERVICES_SCHEDULER_RECENT_DEPLOYMENTS_LOOP_SECONDS"] = "1"
    home = prefect_settings.prefect_home(chosen)
    home.mkdir()
    if bookkeeping.exists():
        shutil.copy(bookkeeping, home)
    child = Child("Prefect", "flows.prefect_server", env=environment, log=home / "server.log")
    child.start()
    address = prefect_settings.address(chosen)
    until(lambda: answers(address) or child.pid is None, what="Prefect's server")
    assert child.pid is not None, child.last_words()
    if not bookkeeping.exists():
        keep(home / bookkeeping.name, bookkeeping)
    yield Server(address, environment)
    child.stop()


def keep(database: Path, kept: Path) -> None:
    """Copy a database in which a server works, wholly or not at all."""
    unfinished = kept.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(unfinished)) as copy:
        source.backup(copy)
    unfinished.replace(kept)


@pytest.fixture(scope="session")
def up(prefect_server: Server, bookkeeping: Path) -> Iterator[Up]:  # noqa: ARG001  it has made it
    with a_house(bookkeeping) as house:
        yield house


@pytest.fixture(scope="session", autouse=True)
def _what_takes_long_is_started_first(request: pytest.FixtureRequest) -> None:
    """The house comes up while other tests wait for something else."""
    if any("up" in item.fixturenames for item in request.session.items):
        request.getfixturevalue("up")
