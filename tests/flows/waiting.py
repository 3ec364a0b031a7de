"""Waiting for something to happen, and a port that nobody has."""

import socket
import time
from collections.abc import Callable

PATIENCE = 120.0
"""Seconds after which something that does not come is said not to come."""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def until(happens: Callable[[], object], *, what: str) -> object:
    """Look again and again until something happens."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := happens():
            return found
        time.sleep(0.1)
    raise AssertionError(f"{what} did not come within {PATIENCE:g} seconds")
