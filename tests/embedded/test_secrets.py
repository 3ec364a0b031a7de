"""Who gets in, who does not, and where no password is ever found."""

import contextlib
import json
import stat

import psutil
import psycopg
import pytest
from sqlalchemy import make_url


@pytest.fixture
def door(postgres):
    """What a stranger knows of the server: its socket."""
    query = make_url(postgres.app_url).query
    return {"host": query["host"], "port": query["port"], "dbname": "pathway"}


@pytest.fixture
def app(postgres):
    with psycopg.connect(postgres.app_url.replace("+psycopg", ""), autocommit=True) as connection:
        yield connection


@pytest.mark.parametrize("password", ["", "postgres", None])
@pytest.mark.parametrize("role", ["postgres", "pathway"])
def test_no_superuser_and_no_stranger_gets_in(door, role, password):
    with pytest.raises(psycopg.OperationalError, match="no pg_hba"):
        psycopg.connect(**door, user=role, password=password)


@pytest.mark.parametrize("role", ["pathway_owner", "pathway_app"])
@pytest.mark.parametrize("password", ["", "wrong"])
def test_neither_role_gets_in_without_its_password(door, role, password):
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(**door, user=role, password=password)


@pytest.mark.parametrize("database", ["postgres", "template1"])
def test_the_application_enters_no_database_but_its_own(postgres, database):
    url = make_url(postgres.app_url).set(drivername="postgresql", database=database)

    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(url.render_as_string(hide_password=False))


@pytest.mark.parametrize(
    "overreach",
    [
        "CREATE TABLE public.mine (x int)",
        "CREATE TEMPORARY TABLE mine (x int)",
        "CREATE SCHEMA mine",
        "CREATE DATABASE mine",
        "CREATE ROLE mine",
        "ALTER ROLE pathway_app SUPERUSER",
        "ALTER ROLE pathway_app BYPASSRLS",
        "ALTER ROLE pathway_owner PASSWORD 'mine'",
        "SET ROLE pathway_owner",
        "SET SESSION AUTHORIZATION postgres",
        "SELECT * FROM pg_authid",
        "COPY (SELECT 1) TO PROGRAM 'cat'",
        "SELECT pg_read_file('postgresql.auto.conf')",
        "ALTER SYSTEM SET fsync = off",
    ],
)
def test_the_application_may_not(app, overreach):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(overreach)


def test_no_role_with_a_way_in_has_more_than_it_needs(owner):
    roles = owner.execute(
        "SELECT rolname, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication"
        " FROM pg_roles WHERE rolname LIKE 'pathway%' ORDER BY rolname"
    ).fetchall()

    assert roles == [
        ("pathway_app", False, False, False, False, False),
        ("pathway_owner", False, False, True, False, False),
    ]


def test_the_owner_can_make_and_drop_tables_in_its_database(owner):
    owner.execute("CREATE TABLE for_a_moment (x int)")

    owner.execute("DROP TABLE for_a_moment")


def test_data_and_socket_are_closed_to_others(person, server):
    person.does(server.start)

    modes = {
        name: stat.S_IMODE((server.home / name).stat().st_mode)
        for name in ("data", "sockets", "log", "credentials.json", "lock", "log/server.log")
    }

    assert modes == {
        "data": 0o700,
        "sockets": 0o700,
        "log": 0o700,
        "credentials.json": 0o600,
        "lock": 0o600,
        "log/server.log": 0o600,
    }


def words_of(process):
    """What anybody can list of a process, unless it has just ended."""
    with contextlib.suppress(psutil.NoSuchProcess):
        yield str(process.cmdline()).encode()
        yield str(process.environ()).encode()


def test_passwords_are_in_their_file_and_nowhere_else(person, server, postmaster_of):
    addresses = person.does(server.start)
    kept = server.home / "credentials.json"
    passwords = [password.encode() for password in json.loads(kept.read_text()).values()]
    family = psutil.Process(postmaster_of(server))
    family = [family, *family.children(recursive=True)]

    read = {path: path.read_bytes() for path in server.home.rglob("*") if path.is_file()}
    told = [words for each in family for words in words_of(each)]

    assert [path for path, text in read.items() if any(p in text for p in passwords)] == [kept]
    assert told
    assert not [text for text in told if any(p in text for p in passwords)]
    assert not [p for p in passwords if p in f"{addresses!r} {addresses}".encode()]


def test_the_server_gets_nothing_of_our_environment(person, server, postmaster_of, monkeypatch):
    monkeypatch.setenv("PATHWAY_SMTP_PASSWORD", "a secret of ours")
    monkeypatch.setenv("PGOPTIONS", "-c fsync=on")

    person.does(server.start)

    told = psutil.Process(postmaster_of(server)).environ()
    assert {"PATHWAY_SMTP_PASSWORD", "PGOPTIONS"}.isdisjoint(told)


def test_a_refused_row_leaves_no_trace_in_the_log(person, server):
    addresses = person.does(server.start)
    with psycopg.connect(addresses.owner_url.replace("+psycopg", ""), autocommit=True) as owner:
        owner.execute("DROP TABLE IF EXISTS pupils")
        owner.execute("CREATE TABLE pupils (name text PRIMARY KEY)")
        owner.execute("INSERT INTO pupils VALUES ('Canary Bird')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            owner.execute("INSERT INTO pupils VALUES ('Canary Bird')")

    log = (server.home / "log" / "server.log").read_text()

    assert "duplicate key" in log
    assert "Canary" not in log, "the values of a refused row"
