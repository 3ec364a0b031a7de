from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import text

from pathway.persistence import reading_clocks
from pathway.services import simulating
from pathway.services.furnishing import furnish
from pathway.services.rebuilding import rebuild_clocks, verify_clocks
from pathway.services.redrawing import with_several_hands
from tests.offices import SCHOOL_YEAR, office_at

NOW = datetime(2026, 9, 7, 12, tzinfo=UTC)


@pytest.fixture
def loaded(office):
    """A small part of a synthetic authority in the database."""
    planned = simulating.plan("demo", seed=1)
    planned = replace(planned, lives=planned.lives[::6])
    staff = furnish(office, planned, SCHOOL_YEAR)
    return simulating.simulate(lambda: office, planned, staff, recorded_at=NOW, workers=1)


@pytest.fixture
def opener(office, database):
    return partial(
        office_at, database.app_url, database.secret, office.authority_id, code=office.code
    )


def spoil(office, rule_id):
    with office.engine.begin() as connection:
        changed = text("update clocks set due_on = due_on + 1 where rule_id = :rule")
        return connection.execute(changed, {"rule": rule_id}).rowcount


def test_the_parts_hold_every_process_once_and_never_part_a_case(office, loaded):
    with office.engine.connect() as connection:
        found = [
            {process for batch in reading_clocks.ids(connection, batch=20, part=part)
             for process in batch}
            for part in reading_clocks.parts(7)
        ]  # fmt: skip
        cases = dict(connection.execute(text("select id, case_id from processes")).tuples().all())

    of_each = [{cases[process] for process in part} for part in found]
    assert sum(map(len, found)) == len(set().union(*found)) == loaded.processes
    assert sum(map(len, of_each)) == len(set().union(*of_each)) == loaded.cases


def test_several_hands_find_what_one_finds_and_put_it_right(office, loaded, opener):
    spoilt = spoil(office, "AR-02")
    alone = verify_clocks(office)
    told = []

    shared = with_several_hands(
        verify_clocks, opener, worth_sharing=1, progress=lambda *at: told.append(at)
    )
    rebuilt = with_several_hands(rebuild_clocks, opener, worth_sharing=1)

    assert spoilt > 0
    assert len(alone.differences) == spoilt
    assert sorted(map(str, shared.differences)) == sorted(map(str, alone.differences))
    assert (shared.processes, shared.clocks) == (alone.processes, alone.clocks)
    assert told[-1] == (loaded.processes, loaded.processes)
    assert len(rebuilt.differences) == spoilt
    assert verify_clocks(office).differences == ()


def test_what_little_there_is_is_drawn_by_one_hand(loaded, opener):
    told = []

    found = with_several_hands(verify_clocks, opener, progress=lambda *at: told.append(at))

    assert found.processes == loaded.processes
    assert found.differences == ()
    assert told[-1] == (loaded.processes, loaded.processes)
