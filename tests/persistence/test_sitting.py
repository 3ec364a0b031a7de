from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, InvalidRequestError, OperationalError

from pathway.persistence import pipeline
from pathway.persistence.pipeline import statement

PUT = statement(
    "test_sit",
    "insert into settings (authority_id, id, name, kind)"
    " values (:authority, :id, :name, 'mainstream school')",
)
NAMES = text("select name from settings order by name")


class Interrupted(Exception):
    pass


def put(office, name, *, then=lambda _: None):
    with office.transaction() as connection:
        values = {"authority": office.authority_id, "id": uuid4(), "name": name}
        pipeline.send(connection, PUT, values)
        then(connection)


def fail(_):
    raise Interrupted


def names(office):
    with office.engine.connect() as connection:
        return list(connection.execute(NAMES).scalars())


def backend(connection):
    return connection.connection.driver_connection.info.backend_pid


def end(database, connection):
    url = database.app_url.replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("select pg_terminate_backend(%s, 10000)", (backend(connection),))


def test_one_connection_serves_a_transaction_after_the_other(office):
    served = []
    with office.at_one_sitting() as here:
        put(here, "Ash", then=lambda connection: served.append(backend(connection)))
        assert names(office) == ["Ash"]
        put(here, "Oak", then=lambda connection: served.append(backend(connection)))

    assert names(office) == ["Ash", "Oak"]
    assert len(set(served)) == 1


def test_an_error_takes_back_its_own_transaction_and_no_other(office):
    with office.at_one_sitting() as here:
        put(here, "Ash")
        with pytest.raises(Interrupted):
            put(here, "Oak", then=fail)
        put(here, "Yew")

    assert names(office) == ["Ash", "Yew"]


def test_what_the_database_refuses_is_told_by_the_transaction_it_was_in(office):
    with office.at_one_sitting() as here:
        with pytest.raises(DBAPIError, match="null value"):
            put(here, None)
        put(here, "Yew")

    assert names(office) == ["Yew"]


def test_a_connection_that_was_ended_between_two_transactions_is_replaced(office, database):
    with office.at_one_sitting() as here:
        former = []
        put(here, "Ash", then=former.append)
        end(database, *former)

        put(here, "Oak")

    assert names(office) == ["Ash", "Oak"]


def test_a_connection_lost_in_a_transaction_costs_that_one_alone(office, database):
    with office.at_one_sitting() as here:
        with pytest.raises(OperationalError):
            put(here, "Ash", then=lambda connection: end(database, connection))

        put(here, "Oak")

    assert names(office) == ["Oak"]


def test_nothing_more_is_written_after_a_connection_was_lost(office, database):
    def lose(connection):
        end(database, connection)
        with pytest.raises(OperationalError):
            pipeline.answers(connection)
        connection.execute(NAMES)

    with office.at_one_sitting() as here:
        with pytest.raises(Exception, match="rolled back"):
            put(here, "Ash", then=lose)
        put(here, "Oak")

    assert names(office) == ["Oak"]


def test_a_transaction_that_was_ended_in_the_midst_of_it_is_refused(office):
    def end_early(connection):
        connection.rollback()
        connection.execute(NAMES)

    with office.at_one_sitting() as here:
        with pytest.raises(InvalidRequestError, match="closed transaction"):
            put(here, "Ash", then=end_early)
        put(here, "Oak")

    assert names(office) == ["Oak"]


def test_what_is_sent_after_an_early_end_is_not_kept_by_the_next_transaction(office):
    def end_early(connection):
        connection.rollback()
        values = {"authority": office.authority_id, "id": uuid4(), "name": "Ash"}
        pipeline.send(connection, PUT, values)

    with office.at_one_sitting() as here:
        put(here, "Elm", then=end_early)
        put(here, "Oak")

    assert names(office) == ["Oak"]


def test_no_transaction_is_entered_in_the_midst_of_another(office):
    def put_another(_):
        with pytest.raises(InvalidRequestError):
            put(here, "Elm")

    with office.at_one_sitting() as here:
        put(here, "Ash", then=put_another)
        put(here, "Oak")

    assert names(office) == ["Ash", "Oak"]


def test_while_the_database_is_away_each_transaction_says_so_until_it_is_back(office, owner):
    def shut(connection):
        owner.execute(gate(name, sql.SQL("false")))
        connection.execute(text("select pg_terminate_backend(pg_backend_pid())"))

    name = sql.Identifier(office.engine.url.database)
    gate = sql.SQL("alter database {} allow_connections {}").format
    with office.at_one_sitting() as here:
        with pytest.raises(OperationalError, match="terminating"):
            put(here, "Ash", then=shut)
        for _ in range(2):
            with pytest.raises(OperationalError, match="not currently accepting"):
                put(here, "Oak")
        owner.execute(gate(name, sql.SQL("true")))
        put(here, "Yew")

    assert names(office) == ["Yew"]
