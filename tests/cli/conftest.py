"""A database for the whole run of the command line's tests, and an authority for each of them."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import count

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from pathway.embedded.roles import entrance
from pathway.services.office import Office
from tests.cli.running import done
from tests.offices import Around, an_office, people_around_a_pupil

NAME = "command_line"
SECRET = "a secret for tests alone"
NUMBERS = count(100)


@dataclass(frozen=True)
class Kept:
    """A database that the tests of the command line share."""

    owner_url: str
    app_url: str
    secret: str


@pytest.fixture(scope="session")
def kept(template: str, postgres, owner) -> Kept:
    copy = "CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy"
    owner.execute(sql.SQL(copy).format(sql.Identifier(NAME), sql.Identifier(template)))
    for statement in entrance(NAME):
        owner.execute(statement)
    urls = (make_url(url).set(database=NAME) for url in (postgres.owner_url, postgres.app_url))
    return Kept(*(url.render_as_string(hide_password=False) for url in urls), SECRET)


@pytest.fixture
def owner_of_kept(kept: Kept) -> Callable[..., None]:
    """Does to the database what only its owner could."""

    def change(*statements: str) -> None:
        with psycopg.connect(kept.owner_url.replace("+psycopg", "")) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    return change


@pytest.fixture
def environment(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The environment in which commands find the database, and nobody at the terminal."""
    monkeypatch.setenv("PATHWAY_DATABASE_URL", kept.app_url)
    monkeypatch.setenv("PATHWAY_OWNER_URL", kept.owner_url)
    monkeypatch.setenv("PATHWAY_SECRET", kept.secret)
    monkeypatch.delenv("PATHWAY_PERSON", raising=False)
    monkeypatch.setattr(sys, "stdin", StringIO())
    return monkeypatch


@pytest.fixture
def here(kept: Kept, environment: pytest.MonkeyPatch) -> Iterator[Office]:
    """A synthetic authority of this test alone."""
    opened = an_office(kept, code=str(next(NUMBERS)))
    environment.setenv("PATHWAY_AUTHORITY", opened.code)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def known(here: Office) -> Around:
    """The people around a pupil of this authority."""
    return people_around_a_pupil(here)


@pytest.fixture
def opened(known: Around) -> Callable[..., str]:
    """Opens the pupil's case on a day, and returns its reference."""

    def open_one(day: str = "2026-09-07", *more: str) -> str:
        case = done(
            "case", "open", known.pupil, "--at", day, "--as", known.senco,
            "--set", "concern=reads with great effort", "--set", "year_group=5",
            "--set", "primary_need=SLCN", *more,
        )  # fmt: skip
        return case["process"].split("/")[0]

    return open_one
