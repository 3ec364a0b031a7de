"""A server through its life: started, found again, stopped, killed, started by two at once."""

import os
import signal
import subprocess
from dataclasses import replace

import psycopg
import pytest

from pathway.embedded import server as server_module
from pathway.embedded.credentials import read_credentials
from pathway.embedded.errors import CredentialsMissing, DataFolderInUse
from pathway.embedded.lock import locked
from pathway.embedded.postmaster import is_over
from pathway.embedded.server import EmbeddedServer
from pathway.embedded.starting import LONG_LOG


def connected(url):
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


def keep_a_note(addresses):
    with connected(addresses.owner_url) as connection:
        connection.execute("DROP TABLE IF EXISTS notes")
        connection.execute("CREATE TABLE notes (words text)")
        connection.execute("INSERT INTO notes VALUES ('seen by the owner')")


def read_the_note(addresses):
    with connected(addresses.owner_url) as connection:
        return connection.execute("SELECT words FROM notes").fetchall()


def test_a_first_start_makes_all_that_is_needed(person, folder):
    server = EmbeddedServer(folder / "deep" / "home", durable=True)

    addresses = person.does(server.start)

    try:
        for url, role in (
            (addresses.owner_url, "pathway_owner"),
            (addresses.app_url, "pathway_app"),
        ):
            with connected(url) as connection:
                who = connection.execute("SELECT current_user, current_database()").fetchone()
                assert who == (role, "pathway")
    finally:
        person.does(server.stop)


def test_a_server_outlives_the_process_that_started_it(person, server):
    addresses = person.does(server.start)

    assert person.does(server.is_running)
    assert connected(addresses.app_url).execute("SELECT 1").fetchone() == (1,)


def test_started_twice_it_is_one_server(person, server, postmaster_of):
    first = person.does(server.start)
    pid = postmaster_of(server)

    second = person.does(server.start)

    assert second == first
    assert postmaster_of(server) == pid


def test_started_by_four_at_once_it_is_one_server(person, server):
    deeds = [person.begins(server.start) for _ in range(4)]

    addresses = {deed.result() for deed in deeds}

    assert len(addresses) == 1
    assert connected(addresses.pop().app_url).execute("SELECT 1").fetchone() == (1,)


def test_started_by_two_at_once_for_the_first_time_it_is_one_server(person, folder):
    server = EmbeddedServer(folder / "home", durable=False)
    deeds = [person.begins(server.start) for _ in range(2)]

    addresses = {deed.result() for deed in deeds}

    person.does(server.stop)
    assert len(addresses) == 1


def test_stopped_it_is_gone_and_keeps_its_data(person, server, postmaster_of):
    keep_a_note(person.does(server.start))
    pid = postmaster_of(server)

    person.does(server.stop)

    assert not person.does(server.is_running)
    with locked(server.home / "lock") as lock:
        assert lock is not None, f"processes of server {pid} are left"
    assert read_the_note(person.does(server.start)) == [("seen by the owner",)]


def test_to_stop_what_does_not_run_is_no_fault(person, server):
    person.does(server.stop)

    assert not person.does(server.is_running)


def test_a_home_that_does_not_exist_has_no_running_server(person, folder):
    server = EmbeddedServer(folder / "nowhere")

    assert not person.does(server.is_running)
    assert not server.home.exists()


def test_killed_it_starts_again_with_all_that_was_committed(person, server, postmaster_of):
    server = replace(server, durable=True)
    before = person.does(server.start)
    keep_a_note(before)

    with connected(before.owner_url) as busy:
        os.kill(postmaster_of(server), signal.SIGKILL)
        with pytest.raises(psycopg.OperationalError):
            busy.execute("SELECT pg_sleep(60)")
    after = person.does(server.start)

    assert after == before
    assert read_the_note(after) == [("seen by the owner",)]


@pytest.fixture
def stranger(server):
    """A process of the account that runs the server, and yet none of the server's."""
    owner = (server.home / "data").stat().st_uid
    account = owner if owner != os.geteuid() else None
    with subprocess.Popen(["sleep", "600"], user=account) as stranger:
        yield stranger
        stranger.kill()


def test_a_stranger_with_the_number_of_a_dead_server_is_left_alone(person, server, stranger):
    person.does(server.start)
    remains = server.home / "data" / "postmaster.pid"
    server_lines = remains.read_text().splitlines()
    person.does(server.stop)
    lines = (str(stranger.pid), *server_lines[1:])
    person.does(remains.write_text, "\n".join(lines) + "\n")

    person.does(server.stop)
    addresses = person.does(server.start)

    assert connected(addresses.app_url).execute("SELECT 1").fetchone() == (1,)
    assert stranger.poll() is None


def test_whoever_starts_it_first_being_killed_the_next_begins_anew(person, folder):
    server = EmbeddedServer(folder / "home", durable=False)
    first = person.begins(server.start)
    half_made = server.home / "data.unfinished" / "PG_VERSION"
    while not half_made.exists():
        assert not is_over(first.told, within_ms=1)
    os.kill(first.child, signal.SIGKILL)
    with pytest.raises(EOFError):
        first.result()

    addresses = person.does(server.start)

    assert connected(addresses.app_url).execute("SELECT 1").fetchone() == (1,)
    assert not half_made.parent.exists()
    person.does(server.stop)


def test_as_long_as_it_runs_it_keeps_its_lock(person, server):
    person.does(server.start)

    with locked(server.home / "lock") as lock:
        assert lock is None


def test_an_open_transaction_does_not_keep_it_from_stopping(person, server):
    addresses = person.does(server.start)
    with connected(addresses.owner_url) as busy:
        busy.execute("BEGIN")

        person.does(server.stop)

        with pytest.raises(psycopg.OperationalError):
            busy.execute("SELECT 1")


def test_a_visit_stops_the_server_that_it_started(person, server):
    def visit():
        with server.running():
            return server.is_running()

    assert person.does(visit)
    assert not person.does(server.is_running)


def test_a_visit_leaves_alone_the_server_that_it_found(person, server):
    def visit():
        with server.running():
            return server.is_running()

    person.does(server.start)

    assert person.does(visit)
    assert person.does(server.is_running)


@pytest.fixture(params=["with a space", "with $HOME `id` 'and' \"quotes\"", "l" * 90])
def oddly_named(request, server, folder):
    """The same server, its home having moved to a folder of a name that asks for trouble."""
    odd = replace(server, home=folder / request.param)
    server.home.rename(odd.home)
    yield odd
    odd.home.rename(server.home)


def test_a_home_may_have_any_name(person, oddly_named):
    first = person.does(oddly_named.start)
    person.does(oddly_named.stop)
    second = person.does(oddly_named.start)

    assert second == first
    assert "%" not in first.app_url
    assert connected(second.app_url).execute("SELECT 1").fetchone() == (1,)
    person.does(oddly_named.stop)


def test_two_homes_have_two_servers(person, server, postgres):
    addresses = person.does(server.start)

    person.does(server.stop)

    assert addresses != postgres
    assert connected(postgres.app_url).execute("SELECT 1").fetchone() == (1,)


def test_lost_passwords_are_replaced_at_the_next_start(person, server):
    keep_a_note(person.does(server.start))
    lost = server.home / "credentials.json"
    before = person.does(read_credentials, lost)
    lost.unlink()
    with pytest.raises(CredentialsMissing):
        person.does(server.start)

    person.does(server.stop)
    addresses = person.does(server.start)

    assert person.does(read_credentials, lost) != before
    assert read_the_note(addresses) == [("seen by the owner",)]


def test_who_finds_the_lock_held_for_ever_is_told_so(person, server, monkeypatch):
    monkeypatch.setattr(server_module, "LOOKS", 2)

    with locked(server.home / "lock"), pytest.raises(DataFolderInUse) as refusal:
        person.does(server.start)

    assert refusal.value.folder == server.home


def test_a_long_log_is_turned_over_at_the_next_start(person, server):
    log = server.home / "log" / "server.log"
    person.does(os.truncate, log, LONG_LOG)

    person.does(server.start)

    assert log.with_name("server.log.1").stat().st_size == LONG_LOG
    assert log.stat().st_size < LONG_LOG
