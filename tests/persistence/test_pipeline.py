import re

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError, DBAPIError, OperationalError

from pathway.persistence import pipeline
from pathway.persistence.pipeline import statement
from tests.persistence.putting import NAMES, Interrupted, backend, end, fail, names, put

ASK = statement("test_ask", "select name from settings where id = :id")


def put_all(office, *names, then=lambda _: None):
    with office.engine.begin() as connection:
        for name in names:
            put(connection, office, name)
        then(connection)


def test_each_statement_sees_what_those_sent_before_it_did(office):
    with office.engine.begin() as connection:
        setting = put(connection, office)
        pipeline.send(connection, ASK, {"id": setting})

        assert pipeline.answers(connection) == [[], [("Oak",)]]


def test_what_was_sent_ahead_is_there_after_the_commit(office):
    put_all(office, "Ash", "Oak")

    assert names(office) == ["Ash", "Oak"]


def test_no_other_statement_overtakes_what_was_sent_ahead(office):
    with office.engine.begin() as connection:
        put(connection, office)

        assert list(connection.execute(NAMES).scalars()) == ["Oak"]


def test_what_the_database_refuses_is_told_by_the_commit_and_nothing_is_kept(office):
    with pytest.raises(DBAPIError, match="null value"):
        put_all(office, "Oak", None, "Yew")

    assert names(office) == []


def test_what_the_database_refuses_is_told_by_the_next_statement(office):
    with office.engine.begin() as connection:
        put(connection, office, name=None)

        with pytest.raises(DBAPIError, match="null value"):
            connection.execute(NAMES)


def test_a_refusal_does_not_tell_what_the_row_held(office, other_office):
    with pytest.raises(DBAPIError) as refusal, office.engine.begin() as connection:
        put(connection, other_office, "a child's name")

    assert "row-level security" in str(refusal.value)
    assert "a child's name" not in str(refusal.value)


def test_what_is_taken_back_while_it_is_on_its_way_has_never_been(office):
    with pytest.raises(Interrupted):
        put_all(office, "Oak", then=fail)

    assert names(office) == []


def test_a_savepoint_takes_back_what_was_sent_since(office):
    def put_in_vain(connection):
        with connection.begin_nested():
            put(connection, office, "Oak")
            fail(connection)

    with office.engine.begin() as connection:
        put(connection, office, "Ash")
        with pytest.raises(Interrupted):
            put_in_vain(connection)
        put(connection, office, "Yew")

    assert names(office) == ["Ash", "Yew"]


def test_a_server_that_has_forgotten_the_statements_is_told_them_again(office):
    put_all(office, "Ash")
    with office.engine.begin() as connection:
        connection.execute(text("deallocate all"))

    put_all(office, "Oak", "Yew")

    assert names(office) == ["Ash", "Oak", "Yew"]


def test_after_a_rollback_a_transaction_can_begin_with_another_statement(office):
    put_all(office, "Ash")
    with office.engine.connect() as connection:
        for _ in range(9):  # the driver prepares it, and at the rollback forgets everything
            connection.execute(NAMES)

    with office.engine.begin() as connection:
        connection.execute(NAMES)
        put(connection, office, "Oak")

    assert names(office) == ["Ash", "Oak"]


def test_a_connection_that_was_ended_while_it_rested_is_replaced(office, database):
    former = []
    put_all(office, "Ash", then=lambda connection: former.append(backend(connection)))
    end(database, *former)

    put_all(office, "Oak", then=lambda connection: former.append(backend(connection)))

    assert names(office) == ["Ash", "Oak"]
    assert len(set(former)) == 2


def test_a_connection_lost_on_the_way_is_told_and_the_next_works(office, database):
    with pytest.raises(OperationalError):
        put_all(office, "Ash", then=lambda connection: end(database, backend(connection)))

    put_all(office, "Oak")

    assert names(office) == ["Oak"]


def test_a_text_that_would_be_cut_off_on_the_way_is_refused(office):
    with pytest.raises(DataError, match="NUL"):
        put_all(office, "Oak\0Park")

    assert names(office) == []


def test_parameters_are_numbered_in_order_and_casts_are_left_alone():
    found = statement("one", "select :a::text, :b, :a")

    assert found.fields == ("a", "b")
    assert re.fullmatch(rb"select \$1::text, \$2, \$1", found.sql)
