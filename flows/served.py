"""The served flows, in a process of their own: `python -m flows.served`.

It registers every deployment with Prefect's server, has the runs made that were missed while the
house was down, and then starts a process for each run that the server schedules.
"""

import asyncio
from collections.abc import Sequence

from prefect.deployments import run_deployment
from prefect.runner import Runner

from flows.lifeline import end_with_parent, say_ready
from flows.past import clear_the_past
from flows.timetable import TIMETABLE, Entry
from pathway import clock

RUNS_AT_ONCE = 2
LOOK_EVERY = 5
"""Seconds between two looks at what is scheduled."""


def serve(
    timetable: Sequence[Entry] = TIMETABLE,
    *,
    at_once: int = RUNS_AT_ONCE,
    look_every: int = LOOK_EVERY,
) -> None:
    """Serve flows until this process is told to end.

    Args:
        timetable: which, and when they run.
        at_once: how many runs there may be at a time; each is a process of its own.
        look_every: seconds between two looks at what is scheduled.
    """
    clear_the_past(clock.now())
    # Schedules stay as they are when we end: the next start would otherwise find them paused.
    runner = Runner(pause_on_shutdown=False, limit=at_once, query_seconds=look_every)
    for entry in timetable:
        runner.add_deployment(entry.deployment())
    for entry in timetable:
        if entry.made_up:
            run_deployment(entry.name, timeout=0, flow_run_name=f"{entry.flow.name}, at the start")
    say_ready()
    asyncio.run(runner.start())


def main() -> None:
    """Serve the flows, and end when the parent does."""
    end_with_parent()
    try:
        serve()
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
