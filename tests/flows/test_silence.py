"""When Prefect's server is said to have failed: once it has been silent for long, not before."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from flows.board import Board, Stand
from flows.parts import prefect
from flows.parts.prefect import ServerPart
from flows.plan import PREFECT, plan
from pathway.environment import settings
from tests.flows.waiting import free_port


class Answering(BaseHTTPRequestHandler):
    """Answers as Prefect's server does when it is well."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing of it."""


class AChildThatRuns:
    """A process that was started and has not ended."""

    part, pid = PREFECT, 4711

    def start(self) -> None:
        """It runs."""

    def last_words(self) -> str:
        return "it said nothing"


@contextmanager
def answering(port: int) -> Iterator[None]:
    with HTTPServer(("127.0.0.1", port), Answering) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield
        server.shutdown()
        thread.join()


@pytest.fixture
def told():
    return []


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def part(tmp_path, port, told):
    said = {"PATHWAY_HOME": str(tmp_path), "PATHWAY_PREFECT_PORT": str(port)}
    board = Board((PREFECT,), told=lambda notice: told.append((notice.stand, notice.says)))
    part = ServerPart(plan(settings(said), with_mailbox=False), board, AChildThatRuns())
    part.start()
    return part


def test_one_slow_answer_long_after_the_start_is_no_failure(part, port, told):
    with answering(port):
        part.tend()

    part.tend()

    assert [stand for stand, _ in told] == [Stand.STARTING, Stand.OK]


def test_a_long_silence_is_a_failure_and_says_so(part, port, told, monkeypatch):
    with answering(port):
        part.tend()
    monkeypatch.setattr(prefect, "TO_START", 0)

    part.tend()

    assert told[-1] == (Stand.FAILED, "has not answered for 0 seconds: it said nothing")


def test_one_that_has_never_answered_is_still_starting(part, told):
    part.tend()

    assert [stand for stand, _ in told] == [Stand.STARTING]


def test_what_a_part_says_is_kept_in_the_log_of_the_house(part, port, caplog):
    with caplog.at_level(logging.INFO, "pathway.house"), answering(port):
        part.tend()

    assert caplog.messages == [f"Prefect: ok, http://127.0.0.1:{port}"]
