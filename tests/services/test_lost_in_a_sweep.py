"""A database that goes away while a sweep goes through many cases stops the sweep, and says so."""

from datetime import date

import pytest
from sqlalchemy.exc import OperationalError

from pathway.services import alerting, looking_ahead
from pathway.services.enforcing import enforce
from tests.offices import on
from tests.persistence.putting import backend, end

LATER = on(date(2027, 11, 15)).recorded_at


def ends_its_connection(database, work):
    """Return work that loses the connection it is given as it begins."""

    def lose(*given):
        connection = given[1]
        end(database, backend(connection))
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
