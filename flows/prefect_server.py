"""Prefect's server with its pages, in a process of its own: `python -m flows.prefect_server`."""

import os

import uvicorn

from flows.lifeline import end_with_parent, print_to_log

GRACE = 5
"""Seconds that open connections are given at the end: the served flows hold some for ever."""

APP = "prefect.server.api.server:create_app"


def main() -> None:
    """Serve until this process is told to end, or its parent is gone."""
    end_with_parent()
    print_to_log()
    uvicorn.run(
        APP,
        factory=True,
        host=os.environ["PREFECT_SERVER_API_HOST"],
        port=int(os.environ["PREFECT_SERVER_API_PORT"]),
        log_level="warning",
        lifespan="on",
        timeout_graceful_shutdown=GRACE,
    )


if __name__ == "__main__":
    main()
