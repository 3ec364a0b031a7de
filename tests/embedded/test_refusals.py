"""What is said when the server can't start or stop."""

import inspect
import os
import pickle
import re
import signal
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from pathway.embedded import account, binaries, errors, room, starting
from pathway.embedded.postmaster import Postmaster
from pathway.embedded.server import EmbeddedServer

EXAMPLES = {
    "str": "something",
    "int": 5432,
    "Path": Path("/srv/pathway"),
}
REFUSALS = [
    refusal
    for _, refusal in inspect.getmembers(errors, inspect.isclass)
    if issubclass(refusal, errors.EmbeddedServerError) and refusal is not errors.EmbeddedServerError
]


def example(refusal):
    parameters = inspect.signature(refusal).parameters.values()
    return refusal(*(EXAMPLES[parameter.annotation.__name__] for parameter in parameters))


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_refusal_is_one_sentence_and_survives_a_journey_between_processes(refusal):
    sent = example(refusal)

    arrived = pickle.loads(pickle.dumps(sent))

    assert str(arrived) == str(sent)
    assert type(arrived) is refusal
    assert "\n" not in str(sent)
    assert re.match(r"[a-zP]", str(sent))  # PostgreSQL keeps its capital
    assert not str(sent).endswith(".")


def test_without_the_programs_it_says_what_to_install(server, monkeypatch):
    monkeypatch.setattr(binaries, "PACKAGE", "no_such_package")

    with pytest.raises(errors.BinariesMissing, match=r"no_such_package.*requirements/run\.txt"):
        server.start()


def test_on_a_machine_that_the_wheel_has_no_programs_for_it_says_where_it_looked(
    server, monkeypatch
):
    monkeypatch.setattr(binaries, "INSTALLATION", "pginstall99")

    with pytest.raises(errors.BinariesMissing, match=r"pginstall99/bin"):
        server.start()


def test_with_little_room_it_does_not_begin(person, folder, monkeypatch):
    server = EmbeddedServer(folder / "home")
    monkeypatch.setattr(room, "ROOM_NEEDED", 2**63)

    with pytest.raises(errors.DiskFull) as refusal:
        person.does(server.start)

    assert refusal.value.folder == server.home
    assert refusal.value.free > 0
    assert not (server.home / "data").exists()


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ('FATAL:  could not write file "pg_wal/xlogtemp.9": No space left on device', "DiskFull"),
        ('FATAL:  lock file "postmaster.pid" already exists', "DataFolderInUse"),
        (
            "FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use",
            "DataFolderInUse",
        ),
    ],
)
def test_what_the_server_said_at_its_end_becomes_a_sentence(
    person, server, own_settings, monkeypatch, said, refusal
):
    monkeypatch.setattr(starting, "_said_since", lambda _length, _log: said)
    own_settings.write_text("no_such_setting = 1\n")

    with pytest.raises(getattr(errors, refusal)):
        person.does(server.start)


def test_a_taken_port_is_named(person, server):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(errors.PortTaken, match=str(port)):
            person.does(replace(server, port=port).start)


def test_a_start_that_fails_gives_the_log_and_its_last_lines(person, server, own_settings):
    own_settings.write_text("no_such_setting = 1\n")

    with pytest.raises(errors.StartFailed, match=r"no_such_setting") as refusal:
        person.does(server.start)

    assert refusal.value.log == server.home / "log" / "server.log"
    assert not person.does(server.is_running)


def test_after_a_failed_start_the_next_one_can_succeed(person, server, own_settings):
    own_settings.write_text("no_such_setting = 1\n")
    with pytest.raises(errors.StartFailed):
        person.does(server.start)
    own_settings.write_text("")

    person.does(server.start)

    assert person.does(server.is_running)


@pytest.fixture
def older(server):
    """The same server, its data having been written by an older version."""
    version = server.home / "data" / "PG_VERSION"
    version.write_text("17\n")
    yield server
    version.write_text("18\n")


def test_data_of_another_version_are_left_alone(person, older):

    with pytest.raises(errors.OtherVersion, match=r"PostgreSQL 17 and ours is 18"):
        person.does(older.start)


def test_a_home_below_a_file_can_not_be_made(person, folder):
    (folder / "file").touch()

    with pytest.raises(errors.FolderUnwritable, match="home can't be used at"):
        person.does(EmbeddedServer(folder / "file" / "home").start)


def test_a_home_in_somebody_elses_folder_can_not_be_made(ordinary):
    with pytest.raises(errors.FolderUnwritable, match="Permission denied"):
        ordinary.does(EmbeddedServer(Path("/usr/pathway-home")).start)


def test_somebody_elses_server_can_not_be_stopped(person, server, monkeypatch):
    def refuse(pid, number):
        if number == signal.SIGINT:
            raise PermissionError(pid)

    person.does(server.start)
    monkeypatch.setattr(os, "kill", refuse)

    with pytest.raises(errors.StopFailed, match="not permitted"):
        person.does(server.stop)

    monkeypatch.undo()
    assert person.does(server.is_running)


def test_a_number_that_is_not_the_listeners_is_never_signalled(person, server, monkeypatch):
    person.does(server.start)
    monkeypatch.setattr(Postmaster, "listener", lambda _: 0)

    with pytest.raises(errors.StopFailed, match="another container"):
        person.does(server.stop)

    monkeypatch.undo()
    assert person.does(server.is_running)


def test_an_account_that_the_machine_does_not_know_is_named(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 4_000_000)

    with pytest.raises(errors.AccountMissing, match="4000000"):
        account.account_for(Path("/nonexistent"), wished=None)
