"""Putting rows into a table ahead of their answers, and losing the connection meanwhile."""

from uuid import uuid4

import psycopg
from sqlalchemy import text

from pathway.persistence import pipeline
from pathway.persistence.pipeline import statement

PUT = statement(
    "test_put",
    "insert into settings (authority_id, id, name, kind)"
    " values (:authority, :id, :name, 'mainstream school')",
)
NAMES = text("select name from settings order by name")


class Interrupted(Exception):
    pass


def fail(_):
    raise Interrupted


def put(connection, office, name="Oak"):
    setting = uuid4()
    values = {"authority": office.authority_id, "id": setting, "name": name}
    pipeline.send(connection, PUT, values)
    return setting


def names(office):
    with office.engine.connect() as connection:
        return list(connection.execute(NAMES).scalars())


def backend(connection):
    return connection.connection.driver_connection.info.backend_pid


def end(database, process):
    url = database.app_url.replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("select pg_terminate_backend(%s, 10000)", (process,))
