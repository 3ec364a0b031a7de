"""The served flows, in a process of their own: `python -m flows.served`.

It registers every deployment with Prefect's server, has the runs made that were missed while the
house was down, and then makes each run that the server schedules, one after the other.
"""

import time
from collections.abc import Sequence

from prefect.client.orchestration import get_client
from prefect.deployments import run_deployment

from flows.lifeline import end_at_once, end_with_parent, say_ready
from flows.past import clear_the_past
from flows.runs import make_next
from flows.timetable import TIMETABLE, Entry
from pathway import clock

LOOK_EVERY = 5
"""Seconds between two looks at what is scheduled."""


def serve(timetable: Sequence[Entry] = TIMETABLE, *, look_every: int = LOOK_EVERY) -> None:
    """Serve flows until this process is told to end.

    Args:
        timetable: which, and when they run.
        look_every: seconds between two looks at what is scheduled.
    """
    clear_the_past(clock.now())
    flows = {entry.registered(): entry.flow for entry in timetable}
    for entry in timetable:
        if entry.made_up:
            run_deployment(entry.name, timeout=0, flow_run_name=f"{entry.flow.name}, at the start")
    say_ready()
    with get_client(sync_client=True) as client:
        while True:
            if not make_next(client, flows):
                time.sleep(look_every)


def main() -> None:
    """Serve the flows, and end when the parent does. A run in the middle ends with us.

    The next start tells Prefect's server so, and makes up for it.
    """
    end_with_parent()
    end_at_once()
    serve()


if __name__ == "__main__":
    main()
