"""A database that goes away while a sweep goes through many cases stops the sweep, and says so."""

from datetime import date

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from pathway.services import alerting, looking_ahead
from pathway.services.enforcing import enforce
from tests.offices import on

LATER = on(date(2027, 11, 15)).recorded_at


def ends_its_connection(database, work):
    """Return work that loses the connection it is given as it begins."""

    def lose(*given):
        connection = given[1]
        process = connection.connection.driver_connection.info.backend_pid
        with psycopg.connect(database.app_url.replace("+psycopg", ""), autocommit=True) as other:
            other.execute("select pg_terminate_backend(%s, 10000)", (process,))
        return work(*given)

    return lose


@pytest.mark.parametrize(
    ("module", "work"),
    [
        pytest.param(looking_ahead, "_draw", id="drawing clocks anew"),
        pytest.param(alerting, "_write", id="giving alerts"),
    ],
)
def test_a_lost_connection_stops_a_sweep_and_the_next_one_does_everything(
    office, database, request_assessment, monkeypatch, module, work
):
    request_assessment()
    with monkeypatch.context() as broken:
        broken.setattr(module, work, ends_its_connection(database, getattr(module, work)))
        with pytest.raises(OperationalError):
            enforce(office, at=LATER, now=LATER)

    swept = enforce(office, at=LATER, now=LATER)

    assert swept.failed == ()
    assert swept.alerted.clocks > 0
