"""The health page, served from a thread of the house."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

import uvicorn

from flows.offices import OpenOffices
from flows.plan import Plan
from pathway import clock
from pathway.domain.errors import PathwayError
from pathway.persistence import revision
from pathway.persistence.faults import in_plain_words
from pathway.services.vitals import Vitals, vitals
from pathway.web.health import Health, health_app

ANSWER_WITHIN = 5.0  #: seconds; it may have much to do
OK = 200


@contextmanager
def served(plan: Plan, offices: OpenOffices) -> Iterator[None]:
    """Serve the health page until the block ends.

    Args:
        plan: where it is, and what it measures by.
        offices: whose authorities it shows.
    """
    listening = socket.create_server(("127.0.0.1", plan.health_port))
    app = health_app(lambda: look(plan, offices, now=clock.now()))
    config = uvicorn.Config(app, log_level="error", access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(
        target=server.run, args=([listening],), name="health page", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def look(plan: Plan, offices: OpenOffices, *, now: datetime) -> Health:
    """Look at the house as it is."""
    found, trouble = _authorities(offices, now)
    return Health(
        at=now,
        patience=plan.patience,
        schema="" if trouble else revision.head(),
        trouble=trouble,
        prefect=plan.prefect,
        prefect_answers=answers(plan.prefect),
        authorities=found,
    )


def _authorities(offices: OpenOffices, now: datetime) -> tuple[tuple[Vitals, ...], str]:
    broken: list[str] = []
    try:
        with in_plain_words():
            found = tuple(vitals(office, now=now) for office in offices.each(now, broken=broken))
    except PathwayError as refusal:
        return (), str(refusal)
    return found, "; ".join(broken)


def answers(address: str) -> bool:
    """Tell whether Prefect's server answers; no proxy is asked."""
    line = HTTPConnection(urlsplit(address).netloc, timeout=ANSWER_WITHIN)
    try:
        line.request("GET", "/api/health")
        return line.getresponse().status == OK
    except (OSError, HTTPException):
        return False
    finally:
        line.close()
