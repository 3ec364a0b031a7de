from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from pathway.domain.history import fold
from pathway.domain.projection import project
from pathway.domain.synthetic.comparison import strays
from pathway.persistence import casebook
from pathway.services import simulating
from pathway.services.casekeys import process_key
from pathway.services.enforcing import enforce
from pathway.services.furnishing import furnish
from pathway.services.verifying import verify
from statemachines.registry import policy
from tests.offices import SCHOOL_YEAR

NOW = datetime(2026, 9, 7, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def planned():
    return simulating.plan("demo", seed=1)


@pytest.fixture
def loaded(office, planned):
    """Some of a synthetic authority in the database, loaded in this process."""
    return load(office, replace(planned, lives=planned.lives[::4]))


def load(office, planned):
    staff = furnish(office, planned, SCHOOL_YEAR)
    return simulating.simulate(lambda: office, planned, staff, recorded_at=NOW, workers=1)


def rows(office, query, **values):
    with office.engine.connect() as connection:
        return connection.execute(text(query), values).all()


def test_what_is_loaded_matches_what_was_published(office, planned):
    loaded = load(office, planned)

    compared = simulating.compared(office, planned.figures)

    assert loaded.cases == len(planned.lives)
    assert strays(compared) == []


def test_loading_that_was_broken_off_goes_on_where_it_was(office, planned):
    load(office, replace(planned, lives=planned.lives[:60]))
    lacking = simulating.missing(office, planned)

    rest = load(office, planned)

    assert rest.cases == lacking == len(planned.lives) - 60
    assert simulating.missing(office, planned) == 0
    assert strays(simulating.compared(office, planned.figures)) == []
    assert load(office, planned).cases == 0


def test_a_loaded_history_is_chained_like_any_other(office, loaded):
    found = verify(office)

    assert found.faults == ()
    assert found.lines == loaded.lines


def test_loaded_moves_post_no_letters_and_pass_over_the_alerts_that_are_past(office, loaded):
    assert loaded.lines > 0
    assert rows(office, "select count(*) from outbox") == [(0,)]
    assert rows(office, "select count(*) from rungs where not passed_over") == [(0,)]
    assert rows(office, "select count(*) from rungs where passed_over")[0][0] > 0
    late = rows(
        office, "select count(*) from clocks where next_rung_on <= :today", today=NOW.date()
    )
    assert late == [(0,)]


def test_the_clocks_of_a_loaded_case_are_those_that_its_history_gives(office, loaded):
    processes = rows(
        office,
        "select c.reference || '/' || p.policy || '/' || p.occurrence from processes p"
        " join cases c on c.id = p.case_id order by 1 limit 60",
    )

    assert loaded.processes >= len(processes)
    for (process,) in processes:
        key = process_key(process)
        with office.engine.connect() as connection:
            reading = casebook.read(connection, key)
        again = project(
            office.calendars,
            reading.dossier,
            fold(policy(key.policy), reading.dossier.lines),
            on=NOW.date(),
            fired=reading.fired,
        )
        assert dict(again.rows) == dict(reading.clocks), process


def test_the_same_seed_gives_the_same_lives_and_another_seed_others():
    first, again, other = (simulating.plan("demo", seed=seed) for seed in (5, 5, 6))

    assert first.lives == again.lives
    assert first.lives != other.lives


def test_a_sweep_over_a_loaded_authority_moves_what_time_should_have_moved(office, loaded):
    swept = enforce(office, at=NOW, now=NOW)
    again = enforce(office, at=NOW, now=NOW)

    assert swept.failed == ()
    assert loaded.cases > 0
    assert (again.moved, again.alerted.letters) == ((), 0)
