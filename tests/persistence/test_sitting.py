import pytest
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, InvalidRequestError, OperationalError

from pathway.persistence import pipeline
from tests.persistence.putting import NAMES, Interrupted, backend, end, fail, names, put


def put_one(office, name, *, then=lambda _: None):
    with office.transaction() as connection:
        put(connection, office, name)
        then(connection)


def test_one_connection_serves_a_transaction_after_the_other(office):
    served = []
    with office.at_one_sitting() as here:
        put_one(here, "Ash", then=lambda connection: served.append(backend(connection)))
        assert names(office) == ["Ash"]
        put_one(here, "Oak", then=lambda connection: served.append(backend(connection)))

    assert names(office) == ["Ash", "Oak"]
    assert len(set(served)) == 1


def test_an_error_takes_back_its_own_transaction_and_no_other(office):
    with office.at_one_sitting() as here:
        put_one(here, "Ash")
        with pytest.raises(Interrupted):
            put_one(here, "Oak", then=fail)
        put_one(here, "Yew")

    assert names(office) == ["Ash", "Yew"]


def test_what_the_database_refuses_is_told_by_the_transaction_it_was_in(office):
    with office.at_one_sitting() as here:
        with pytest.raises(DBAPIError, match="null value"):
            put_one(here, None)
        put_one(here, "Yew")

    assert names(office) == ["Yew"]


def test_a_connection_that_was_ended_between_two_transactions_is_replaced(office, database):
    with office.at_one_sitting() as here:
        former = []
        put_one(here, "Ash", then=former.append)
        end(database, backend(*former))

        put_one(here, "Oak")

    assert names(office) == ["Ash", "Oak"]


def test_a_connection_lost_in_a_transaction_costs_that_one_alone(office, database):
    with office.at_one_sitting() as here:
        with pytest.raises(OperationalError):
            put_one(here, "Ash", then=lambda connection: end(database, backend(connection)))

        put_one(here, "Oak")

    assert names(office) == ["Oak"]


def test_nothing_more_is_written_after_a_connection_was_lost(office, database):
    def lose(connection):
        end(database, backend(connection))
        with pytest.raises(OperationalError):
            pipeline.answers(connection)
        connection.execute(NAMES)

    with office.at_one_sitting() as here:
        with pytest.raises(Exception, match="rolled back"):
            put_one(here, "Ash", then=lose)
        put_one(here, "Oak")

    assert names(office) == ["Oak"]


def test_a_transaction_that_was_ended_in_the_midst_of_it_is_refused(office):
    def end_early(connection):
        connection.rollback()
        connection.execute(NAMES)

    with office.at_one_sitting() as here:
        with pytest.raises(InvalidRequestError, match="closed transaction"):
            put_one(here, "Ash", then=end_early)
        put_one(here, "Oak")

    assert names(office) == ["Oak"]


def test_what_is_sent_after_an_early_end_is_not_kept_by_the_next_transaction(office):
    def end_early(connection):
        connection.rollback()
        put(connection, office, "Ash")

    with office.at_one_sitting() as here:
        put_one(here, "Elm", then=end_early)
        put_one(here, "Oak")

    assert names(office) == ["Oak"]


def test_no_transaction_is_entered_in_the_midst_of_another(office):
    def put_another(_):
        with pytest.raises(InvalidRequestError):
            put_one(here, "Elm")

    with office.at_one_sitting() as here:
        put_one(here, "Ash", then=put_another)
        put_one(here, "Oak")

    assert names(office) == ["Ash", "Oak"]


def test_while_the_database_is_away_each_transaction_says_so_until_it_is_back(office, owner):
    def shut(connection):
        owner.execute(gate(name, sql.SQL("false")))
        connection.execute(text("select pg_terminate_backend(pg_backend_pid())"))

    name = sql.Identifier(office.engine.url.database)
    gate = sql.SQL("alter database {} allow_connections {}").format
    with office.at_one_sitting() as here:
        with pytest.raises(OperationalError, match="terminating"):
            put_one(here, "Ash", then=shut)
        for _ in range(2):
            with pytest.raises(OperationalError, match="not currently accepting"):
                put_one(here, "Oak")
        owner.execute(gate(name, sql.SQL("true")))
        put_one(here, "Yew")

    assert names(office) == ["Yew"]
