"""A real Prefect server for the run, told to be as it is in the house, and a database to work on.

Prefect reads its settings when it is first imported, so the environment is set before that.
"""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows import prefect_settings
from flows.child import Child
from flows.pages import answers
from pathway.environment import settings
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
def prefect_server() -> Iterator[Server]:
    chosen = settings({"PATHWAY_HOME": str(HOME), "PATHWAY_PREFECT_PORT": str(free_port())})
    environment = prefect_settings.environment(chosen, os.environ)
    # The scheduler looks every minute; nobody wants to wait that long for a test.
    environment["PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS"] = "2"
    environment["PREFECT_SERVER_SERVICES_SCHEDULER_RECENT_DEPLOYMENTS_LOOP_SECONDS"] = "1"
    prefect_settings.prefect_home(chosen).mkdir()
    child = Child(
        "Prefect", "flows.prefect_server", env=environment, log=HOME / "prefect" / "server.log"
    )
    child.start()
    address = prefect_settings.address(chosen)
    until(lambda: answers(address) or child.pid is None, what="Prefect's server")
    assert child.pid is not None, child.last_words()
    yield Server(address, environment)
    child.stop()
