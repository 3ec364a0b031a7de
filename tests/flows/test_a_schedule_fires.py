"""A cron schedule fires on a real server. With other versions it silently never does."""

import os
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.deployments import run_deployment
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Running

from flows.child import Child
from flows.past import clear_the_past
from flows.timetable import TIMETABLE
from pathway import clock
from tests.flows.conftest import HOME
from tests.flows.due import overdue_placement, states
from tests.flows.waiting import until

BY_THE_SCHEDULER = {"flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}


@pytest.fixture
def served(prefect_server, settled) -> Iterator[Child]:  # noqa: ARG001  it sets the environment
    """The flows, served on a fast timetable by a process of their own."""
    child = Child(
        "flows", "tests.flows.a_fast_timetable",
        env={**os.environ, **prefect_server.environment, "PATHWAY_HOME": str(HOME),
             "PYTHONPATH": str(Path.cwd())},
        log=HOME / "prefect" / "flows.log",
    )  # fmt: skip
    child.start()
    yield child
    child.stop()


def completed(server) -> list[dict]:
    found = httpx.post(f"{server.address}/api/flow_runs/filter", json=BY_THE_SCHEDULER)
    return [run for run in found.raise_for_status().json() if run["auto_scheduled"]]


def test_a_run_that_nobody_asked_for_is_made_and_moves_what_is_due(prefect_server, served, office):
    overdue_placement(office)
    until(lambda: served.said_ready(within=1) or served.pid is None, what="the served flows")

    (run, *_) = until(lambda: completed(prefect_server), what="a scheduled run")

    assert run["created_by"]["type"] == "SCHEDULE"
    assert re.fullmatch(r"enforce deadlines, \d{4}-\d\d-\d\d \d\d:\d\d (GMT|BST)", run["name"])
    assert states(office) == ["overrun"]


def test_nothing_phones_home(prefect_server):
    told = httpx.get(f"{prefect_server.address}/api/admin/settings").json()["server"]

    assert told["analytics_enabled"] is False
    assert told["ui"]["show_promotional_content"] is False


def test_what_an_earlier_house_left_is_cleared_away(prefect_server):
    with temporary_settings({PREFECT_API_URL: f"{prefect_server.address}/api"}):
        entry = TIMETABLE[-1]
        entry.deployment().apply()
        yesterday = clock.now() - timedelta(days=1)
        late = run_deployment(entry.name, timeout=0, scheduled_time=yesterday)
        half_done = run_deployment(entry.name, timeout=0, scheduled_time=yesterday)
        ahead = run_deployment(
            entry.name, timeout=0, scheduled_time=clock.now() + timedelta(days=1)
        )
        with get_client(sync_client=True) as client:
            client.set_flow_run_state(half_done.id, Running(), force=True)

            clear_the_past(clock.now())

            left = {
                run.id: run.state_type
                for run in client.read_flow_runs(sort=FlowRunSort.ID_DESC, limit=200)
            }
    assert late.id not in left
    assert left[half_done.id] is StateType.CRASHED
    assert left[ahead.id] is StateType.SCHEDULED
