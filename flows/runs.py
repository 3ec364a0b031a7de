"""Runs that Prefect's server has scheduled, made in this process, one after the other.

Prefect's own runner starts a process for each run, which imports everything anew: three seconds of
work and over a hundred megabytes, several times an hour, for what takes a tenth of a second.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from httpx import HTTPError
from prefect import Flow
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.responses import OrchestrationResult
from prefect.exceptions import Abort
from prefect.flow_engine import run_flow
from prefect.states import Cancelled, Pending

from pathway import clock
from pathway.services.office import LONDON

Flows = Mapping[UUID, Flow[Any, Any]]
"""Which flow a deployment runs."""

TOO_LATE = "it was under way when it was cancelled, and went on to its end"


def make_next(client: SyncPrefectClient, flows: Flows) -> bool:
    """Make the run that has been due for longest, and tell whether there was one.

    How a run ends is told to the server, not here: one that fails stops none of the others. Nothing
    is made where the server does not answer, or has given the run to somebody else meanwhile.
    """
    try:
        run = _taken(client, flows)
    except HTTPError:
        return False
    if run is not None and run.deployment_id is not None:
        _make(client, flows[run.deployment_id], run)
    return run is not None


def _taken(client: SyncPrefectClient, flows: Flows) -> FlowRun | None:
    """Take the first of the due runs that the server lets us have; None where there is none."""
    now = clock.now()
    due = client.get_scheduled_flow_runs_for_deployments(list(flows), scheduled_before=now)
    for one in sorted(due, key=lambda run: run.expected_start_time or now):
        if _is_ours(client, one.id):
            return client.read_flow_run(one.id)
    return None


def _is_ours(client: SyncPrefectClient, run: UUID) -> bool:
    """Ask the server for a run: of two who ask one gets it, but for a moment where it keeps SQLite.

    Should both get it, what they do twice is done once.
    """
    answer: OrchestrationResult[Any] = client.set_flow_run_state(run, Pending())
    return answer.state is not None and answer.state.is_pending()


def _make(client: SyncPrefectClient, flow: Flow[Any, Any], run: FlowRun) -> None:
    try:
        state = run_flow(
            flow, flow_run=_named(client, flow, run), parameters=run.parameters, return_type="state"
        )
        if isinstance(state, State) and state.type is StateType.CANCELLING:
            client.set_flow_run_state(run.id, Cancelled(message=TOO_LATE), force=True)
    except (Abort, HTTPError):
        return  # it was called off before it began, or the server has gone; the next one makes up


def _named(client: SyncPrefectClient, flow: Flow[Any, Any], run: FlowRun) -> FlowRun:
    """Name a run of the timetable; one that somebody asked for keeps its name.

    A run that we have taken is made also where its name finds no hearing.
    """
    if not run.auto_scheduled:
        return run
    name = name_of(flow, run)
    with suppress(HTTPError):
        client.set_flow_run_name(run.id, name)
    return run.model_copy(update={"name": name})


def name_of(flow: Flow[Any, Any], run: FlowRun) -> str:
    """Name a run of the timetable by its flow and its moment in London; Prefect's names are random.

    The zone stands with it, as one hour is there twice a year.
    """
    at = (run.expected_start_time or clock.now()).astimezone(LONDON)
    return f"{flow.name}, {at:%Y-%m-%d %H:%M %Z}"
