"""Scheduled runs are made in one process, one after the other, whatever becomes of each."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import ReadTimeout
from prefect import flow
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.deployments import run_deployment
from prefect.runtime import flow_run
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Cancelling, Pending

from flows.runs import TOO_LATE, make_next, name_of
from flows.timetable import Entry
from pathway import clock
from tests.flows.waiting import free_port

NEVER = "0 3 30 2 *"
"""The thirtieth of February: nothing but what a test asks for is due."""


@flow(name="write down who makes it")
def write_down(where: str) -> None:
    """Leave the number of this process in a file."""
    with Path(where).open("a") as file:
        file.write(f"{os.getpid()}\n")


@flow(name="be cancelled half-way")
def be_cancelled(where: str) -> None:
    """Have somebody press the button in Prefect's pages, and go on."""
    with get_client(sync_client=True) as client:
        client.set_flow_run_state(UUID(flow_run.get_id()), Cancelling())
    write_down.fn(where)


@pytest.fixture
def client(prefect_server) -> Iterator[SyncPrefectClient]:
    with (
        temporary_settings({PREFECT_API_URL: f"{prefect_server.address}/api"}),
        get_client(sync_client=True) as opened,
    ):
        yield opened


@pytest.fixture
def entry(client) -> Entry:  # noqa: ARG001  it says where the server is
    return Entry(flow=write_down, called="when a test asks", cron=NEVER, why="A test asks.")


def asked(entry: Entry, *, at: datetime | None = None, **parameters: Any) -> UUID:
    run = run_deployment(entry.name, timeout=0, parameters=parameters, scheduled_time=at)
    return run.id


def state_of(client: SyncPrefectClient, run: UUID) -> State[Any]:
    found = client.read_flow_run(run).state
    assert found is not None
    return found


def test_a_run_is_made_in_this_process_with_what_it_was_asked(client, entry, tmp_path):
    flows = {entry.registered(): entry.flow}
    run = asked(entry, where=str(tmp_path / "who"))

    made = make_next(client, flows)

    assert made
    assert state_of(client, run).is_completed()
    assert (tmp_path / "who").read_text() == f"{os.getpid()}\n"
    assert not make_next(client, flows)


def test_the_run_that_was_due_first_is_made_first(client, entry, tmp_path):
    flows = {entry.registered(): entry.flow}
    now = clock.now()
    later = asked(entry, at=now - timedelta(minutes=1), where=str(tmp_path / "who"))
    first = asked(entry, at=now - timedelta(minutes=2), where=str(tmp_path / "who"))
    ahead = asked(entry, at=now + timedelta(days=1), where=str(tmp_path / "who"))

    make_next(client, flows)

    assert state_of(client, first).is_completed()
    assert state_of(client, later).is_scheduled()
    assert make_next(client, flows)
    assert not make_next(client, flows)
    client.delete_flow_run(ahead)


@pytest.mark.parametrize(
    ("at", "name"),
    [
        (datetime(2026, 11, 30, 5, 25, tzinfo=UTC), "2026-11-30 05:25 GMT"),
        (datetime(2026, 10, 25, 0, 10, tzinfo=UTC), "2026-10-25 01:10 BST"),
        (datetime(2026, 10, 25, 1, 10, tzinfo=UTC), "2026-10-25 01:10 GMT"),
    ],
)
def test_a_run_of_the_timetable_is_named_by_its_flow_and_its_moment_in_london(at, name):
    run = FlowRun(name="active-koala", flow_id=uuid4(), expected_start_time=at)

    assert name_of(write_down, run) == f"write down who makes it, {name}"


def test_a_run_that_somebody_asked_for_keeps_its_name(client, entry, tmp_path):
    flows = {entry.registered(): entry.flow}
    run = asked(entry, where=str(tmp_path / "who"))
    before = client.read_flow_run(run).name

    make_next(client, flows)

    assert client.read_flow_run(run).name == before


def test_a_run_is_made_also_where_its_name_is_not_taken(client, entry, tmp_path, monkeypatch):
    flows = {entry.registered(): entry.flow}
    run = asked(entry, where=str(tmp_path / "who"))
    scheduled = client.read_flow_run(run).model_copy(update={"auto_scheduled": True})
    with monkeypatch.context() as patched:
        patched.setattr(client, "read_flow_run", lambda _: scheduled)
        patched.setattr(client, "set_flow_run_name", refuses)

        make_next(client, flows)

    assert state_of(client, run).is_completed()


def refuses(*_: object) -> None:
    raise ReadTimeout("nobody hears")


def test_one_that_fails_stops_none_of_the_others(client, entry, tmp_path):
    flows = {entry.registered(): entry.flow}
    failing = asked(entry, where=str(tmp_path / "no such folder" / "who"))
    other = asked(entry, where=str(tmp_path / "who"))

    while make_next(client, flows):
        pass

    assert state_of(client, failing).is_failed()
    assert "No such file or directory" in (state_of(client, failing).message or "")
    assert state_of(client, other).is_completed()


def test_one_that_somebody_else_has_taken_is_left_to_them(client, entry, tmp_path):
    flows = {entry.registered(): entry.flow}
    run = asked(entry, where=str(tmp_path / "who"))
    client.set_flow_run_state(run, Pending())

    made = make_next(client, flows)

    assert not made
    assert not (tmp_path / "who").exists()


def test_one_that_is_cancelled_half_way_goes_on_to_its_end(client, tmp_path):
    entry = Entry(flow=be_cancelled, called="when a test asks", cron=NEVER, why="A test asks.")
    flows = {entry.registered(): entry.flow}
    run = asked(entry, where=str(tmp_path / "who"))

    make_next(client, flows)

    assert (tmp_path / "who").exists()
    assert state_of(client, run).type is StateType.CANCELLED
    assert state_of(client, run).message == TOO_LATE


def test_nothing_is_made_where_the_server_does_not_answer(entry):
    flows = {entry.registered(): entry.flow}
    nobody = f"http://127.0.0.1:{free_port()}/api"

    with (
        temporary_settings({PREFECT_API_URL: nobody}),
        get_client(sync_client=True) as elsewhere,
    ):
        made = make_next(elsewhere, flows)

    assert not made
