"""People who start servers, and homes for them: as root, each test is run by root and by another.

What a person does happens in a process of its own that ends afterwards, as a command's would.
"""

import os
import pickle
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pathway.embedded import binaries
from pathway.embedded.account import Account, account_for
from pathway.embedded.postmaster import find_postmaster
from pathway.embedded.server import EmbeddedServer

IS_ROOT = os.geteuid() == 0
PEOPLE = ("root", "ordinary") if IS_ROOT else ("ordinary",)
collect_ignore = [] if IS_ROOT else ["test_as_root.py"]


@dataclass(frozen=True)
class Deed:
    """Something a person is doing."""

    child: int
    told: int

    def result(self) -> Any:
        """Wait for the end, and return what it returned or raise what it raised."""
        with os.fdopen(self.told, "rb") as pipe:
            outcome = pipe.read()
        os.waitpid(self.child, 0)
        ended, value = pickle.loads(outcome)
        if ended == "raised":
            raise value
        return value


@dataclass(frozen=True)
class Person:
    """Root, or an ordinary user.

    Attributes:
        account: whom to become; nobody else when the tests are not run by root.
        wheel: where the person finds the programs, if not where they are installed.
    """

    account: Account
    wheel: Path | None = None

    def begins(self, function: Callable[..., Any], *arguments: object) -> Deed:
        """Call a function in a process of its own."""
        told, tell = os.pipe()
        child = os.fork()
        if child == 0:
            self._act(tell, function, arguments)
        os.close(tell)
        return Deed(child, told)

    def does(self, function: Callable[..., Any], *arguments: object) -> Any:
        """Call a function in a process of its own, and return what it returns."""
        return self.begins(function, *arguments).result()

    def _act(self, tell: int, function: Callable[..., Any], arguments: tuple[object, ...]) -> None:
        try:
            self._become()
            outcome = ("returned", function(*arguments))
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test is told
            outcome = ("raised", error)
        try:
            os.write(tell, pickle.dumps(outcome))
        finally:
            os._exit(0)

    def _become(self) -> None:
        if self.wheel:
            sys.path.insert(0, str(self.wheel))
        if self.account.foreign:
            os.setgroups([])
            os.setgid(self.account.gid)
            os.setuid(self.account.uid)


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Path]:
    """A folder through which everybody may pass."""
    folder = Path(tempfile.mkdtemp(prefix="embedded-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def ordinary(open_folder: Path) -> Person:
    """Somebody without privileges, who can run PostgreSQL even if our programs are private."""
    account = account_for(Path("/nonexistent"), wished="daemon")
    reachable = binaries.runnable(account, open_folder).folder
    wheel = reachable.parent.parent
    return Person(account, None if reachable == binaries.installed().folder else wheel)


@pytest.fixture(scope="session", params=PEOPLE)
def person(request: pytest.FixtureRequest, ordinary: Person) -> Person:
    """Whoever starts servers in this test."""
    if request.param == "ordinary":
        return ordinary
    return Person(Account("root", 0, 0, foreign=False))


@pytest.fixture(scope="session")
def furnished(person: Person, open_folder: Path) -> EmbeddedServer:
    """A server that has run before: to make a new one for each test takes too long."""
    server = EmbeddedServer(_folder_of(person, open_folder) / "home", durable=False)
    person.does(server.start)
    person.does(server.stop)
    return server


@pytest.fixture
def folder(person: Person, open_folder: Path) -> Iterator[Path]:
    """A folder of the person's own."""
    folder = _folder_of(person, open_folder)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def server(person: Person, furnished: EmbeddedServer) -> Iterator[EmbeddedServer]:
    """A server that is stopped, before the test and after it."""
    yield furnished
    person.does(furnished.stop)


@pytest.fixture
def own_settings(server: EmbeddedServer) -> Iterator[Path]:
    """The administrator's own settings of the server, for this test."""
    path = server.home / "settings" / "local.conf"
    path.touch(mode=0o644)
    yield path
    path.unlink()


@pytest.fixture
def postmaster_of() -> Callable[[EmbeddedServer], int]:
    """Tell the process of a server whose data are in its home."""

    def postmaster_of(server: EmbeddedServer) -> int:
        found = find_postmaster(server.home / "data")
        assert found
        return found.pid

    return postmaster_of


def _folder_of(person: Person, where: Path) -> Path:
    folder = Path(tempfile.mkdtemp(dir=where))
    folder.chmod(0o711)
    person.account.own(folder)
    return folder
