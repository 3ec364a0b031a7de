"""What an earlier house left with Prefect's server, cleared away before the flows are served.

The server makes runs far ahead. After three days down there would be dozens of late ones, and each
would do what the first has done. One run at the start makes up for all of them.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Crashed

AT_ONCE = 200
BEGUN = (StateType.PENDING, StateType.RUNNING, StateType.CANCELLING)


def clear_the_past(now: datetime) -> None:
    """Delete the runs that nobody came to, and end those that a house left in the middle."""
    with get_client(sync_client=True) as client:
        for run in _left(client, now, (StateType.SCHEDULED,)):
            client.delete_flow_run(run.id)
        for run in _left(client, now, BEGUN):
            ended: State[Any] = Crashed(message="the house was stopped meanwhile")
            client.set_flow_run_state(run.id, ended, force=True)


def _left(
    client: SyncPrefectClient, now: datetime, types: tuple[StateType, ...]
) -> Iterator[FlowRun]:
    wanted = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))),
        expected_start_time=FlowRunFilterExpectedStartTime(before_=now),
    )
    while runs := client.read_flow_runs(
        flow_run_filter=wanted, sort=FlowRunSort.ID_DESC, limit=AT_ONCE
    ):
        yield from runs
