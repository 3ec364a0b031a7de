"""What is different for root: the server runs as somebody else, who may enter less than we."""

import pwd
import shutil
import stat
import sys
from dataclasses import replace
from pathlib import Path

import psutil
import psycopg
import pytest

from pathway.embedded import binaries
from pathway.embedded.account import UNPRIVILEGED, Account, account_for
from pathway.embedded.errors import (
    AccountMissing,
    AccountRefused,
    FolderUnreachable,
    FolderUnwritable,
)
from pathway.embedded.place import known_place
from pathway.embedded.postmaster import find_postmaster
from pathway.embedded.server import EmbeddedServer


@pytest.fixture
def private_folder(open_folder):
    """A folder that only root may enter."""
    folder = open_folder / "for root alone"
    folder.mkdir(mode=0o700)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def hidden(private_folder, open_folder):
    """A server whose home is below a folder that only root may enter."""
    elsewhere = open_folder / "elsewhere"
    server = EmbeddedServer(private_folder / "home", durable=False, elsewhere=elsewhere)
    yield server
    server.stop()
    shutil.rmtree(elsewhere, ignore_errors=True)


def works(addresses):
    with psycopg.connect(addresses.app_url.replace("+psycopg", "")) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


@pytest.fixture(scope="module")
def nobodys(open_folder):
    """A running server for which root asked that `nobody` run it."""
    server = EmbeddedServer(open_folder / "nobodys", durable=False, account="nobody")
    with server.running():
        yield server


def process_of(server):
    return psutil.Process(find_postmaster(server.home / "data").pid)


def test_unless_told_otherwise_root_chooses_an_account_without_privileges():
    assert account_for(Path("/nonexistent"), wished=None).name in UNPRIVILEGED


def test_the_server_runs_as_the_account_asked_for_and_in_no_other_group(nobodys):
    process = process_of(nobodys)

    assert {pwd.getpwuid(uid).pw_name for uid in process.uids()} == {"nobody"}
    assert "Groups:\t \n" in Path(f"/proc/{process.pid}/status").read_text()


def test_what_root_wrote_is_not_the_servers_to_change(nobodys):
    owners = {path.name: path.stat().st_uid for path in nobodys.home.iterdir()}

    assert {name for name, uid in owners.items() if uid != 0} == {"data", "log", "sockets"}


def test_an_ordinary_person_can_not_use_roots_server(ordinary, nobodys):
    for attempt in (nobodys.start, nobodys.stop, nobodys.is_running):
        with pytest.raises(FolderUnwritable, match="Permission denied"):
            ordinary.does(attempt)

    assert nobodys.is_running()


def test_an_account_that_does_not_exist_is_named(open_folder):
    server = EmbeddedServer(open_folder / "unknown", account="no-such-account")

    with pytest.raises(AccountMissing, match="no-such-account"):
        server.start()


def test_a_root_that_may_not_become_others_is_told_so(open_folder, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Account, "run", refuse)

    with pytest.raises(AccountRefused, match="Operation not permitted"):
        EmbeddedServer(open_folder / "confined").start()


def test_below_a_private_folder_the_data_go_elsewhere_and_the_folder_stays_private(
    hidden, private_folder
):
    addresses = hidden.start()

    base = known_place(hidden.home).base
    assert works(addresses)
    assert stat.S_IMODE(private_folder.stat().st_mode) == 0o700
    assert base.parent == hidden.elsewhere
    assert (base / "home").read_text().strip() == str(hidden.home)
    assert stat.S_IMODE((base / "data").stat().st_mode) == 0o700
    assert not (hidden.home / "data").exists()
    assert not list(base.rglob("credentials.json"))


def test_data_elsewhere_are_found_again_but_not_by_a_home_made_anew(hidden):
    first = hidden.start()
    hidden.stop()

    again = hidden.start()
    hidden.stop()
    shutil.rmtree(hidden.home)
    anew = hidden.start()

    assert again == first
    assert anew != first
    assert works(anew)


def test_programs_that_only_root_may_enter_are_copied_beside_the_data(
    open_folder, private_folder, monkeypatch
):
    wheel = private_folder / "site-packages"
    package = binaries.installed().folder.parent
    shutil.copytree(package, wheel / package.name, ignore=shutil.ignore_patterns("pginstall"))
    shutil.copytree(package.with_name(f"{package.name}.libs"), wheel / f"{package.name}.libs")
    monkeypatch.setattr(sys, "path", [str(wheel), *sys.path])
    server = EmbeddedServer(open_folder / "copied", durable=False)

    with server.running() as addresses:
        program = Path(process_of(server).exe())
        assert works(addresses)

    assert program.is_relative_to(server.home)
    assert stat.S_IMODE(private_folder.stat().st_mode) == 0o700


def test_root_runs_an_ordinary_persons_server_as_that_person(ordinary, open_folder):
    folder = open_folder / "theirs"
    folder.mkdir()
    ordinary.account.own(folder)
    server = EmbeddedServer(folder / "home", durable=False)
    before = ordinary.does(server.start)
    ordinary.does(server.stop)

    with replace(server, account="nobody").running() as addresses:
        assert process_of(server).username() == ordinary.account.name

    assert addresses == before
    assert ordinary.does(server.start) == before
    ordinary.does(server.stop)


def test_data_that_the_account_does_not_own_are_refused(open_folder):
    server = EmbeddedServer(open_folder / "restored")
    (server.home / "data").mkdir(parents=True, mode=0o700)

    with pytest.raises(FolderUnreachable, match=r"own the data"):
        server.start()
