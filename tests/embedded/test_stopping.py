"""The database that Pathway brings along is stopped by a command, unless somebody is at work."""

from functools import partial

import psycopg
import pytest

from pathway.embedded.server import EmbeddedServer
from pathway.environment import settings
from pathway.errors import DatabaseElsewhere, DatabaseInUse
from pathway.wiring.databases import stop


@pytest.fixture
def chosen(folder):
    return settings({"PATHWAY_HOME": str(folder / "home")})


def test_it_is_stopped_once_and_found_stopped_after_that(person, chosen, folder):
    person.does(EmbeddedServer(folder / "home").start)

    first, again = (person.does(partial(stop, chosen)) for _ in range(2))

    assert (first, again) == (True, False)


def test_while_somebody_works_in_it_it_is_left_alone(person, chosen, folder):
    server = EmbeddedServer(folder / "home")
    addresses = person.does(server.start)

    with (
        psycopg.connect(addresses.app_url.replace("+psycopg", "")),
        pytest.raises(DatabaseInUse, match="somebody is at work in the database"),
    ):
        person.does(partial(stop, chosen))

    assert person.does(server.is_running)
    person.does(server.stop)


def test_one_that_somebody_else_looks_after_is_not_ours_to_stop():
    with pytest.raises(DatabaseElsewhere, match="not ours to stop"):
        stop(settings({"PATHWAY_DATABASE_URL": "postgresql+psycopg://x@127.0.0.1:1/x"}))
