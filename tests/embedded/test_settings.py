"""How the server is set up."""

import contextlib
import socket
from dataclasses import replace

import psycopg
import pytest
from sqlalchemy import make_url


def ask(url, setting):
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        return connection.execute("SELECT current_setting(%s)", (setting,)).fetchone()[0]


@pytest.fixture
def free_port():
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as taken:
        return taken.getsockname()[1]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("timezone", "UTC"),
        ("server_encoding", "UTF8"),
        ("listen_addresses", ""),
        ("data_checksums", "on"),
        ("lc_messages", "C"),
        ("password_encryption", "scram-sha-256"),
    ],
)
def test_a_setting_is(postgres, setting, value):
    assert ask(postgres.app_url, setting) == value


def test_text_is_sorted_by_code_point_whatever_the_system_thinks(owner):
    found = owner.execute(
        "SELECT datlocprovider, datlocale, upper('élan') FROM pg_database WHERE datname='pathway'"
    ).fetchone()

    assert found == ("b", "C.UTF-8", "ÉLAN")


@pytest.mark.parametrize(("durable", "fsync"), [(True, "on"), (False, "off")])
def test_what_is_committed_is_on_the_disk_unless_told_otherwise(person, server, durable, fsync):
    addresses = person.does(replace(server, durable=durable).start)

    assert ask(addresses.app_url, "fsync") == fsync
    assert ask(addresses.app_url, "full_page_writes") == fsync


def test_an_administrators_own_settings_win(person, server, own_settings):
    own_settings.write_text("work_mem = '11MB'\n")

    addresses = person.does(server.start)

    assert ask(addresses.app_url, "work_mem") == "11MB"


def test_asked_to_it_listens_on_loopback_with_passwords(person, server, free_port):
    addresses = person.does(replace(server, port=free_port).start)

    url = make_url(addresses.app_url).set(
        drivername="postgresql", host="127.0.0.1", port=free_port, query={}
    )
    assert ask(url.render_as_string(hide_password=False), "port") == str(free_port)
    assert ask(addresses.owner_url, "port") == str(free_port)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url.set(password="wrong").render_as_string(hide_password=False))
