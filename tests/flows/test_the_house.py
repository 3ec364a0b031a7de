"""`pathway up` for real: it starts, outlives Prefect's server, stops, and nothing is left."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from types import SimpleNamespace

import httpx
import psutil
import pytest

from pathway.services.office import Office
from pathway.wiring.databases import database, embedded
from tests.flows.due import overdue_placement, states
from tests.flows.house_to_test import COMMAND, Up
from tests.flows.waiting import until
from tests.offices import an_office

ALL_UP = "everything is up; Ctrl-C stops it"


@pytest.fixture(scope="module")
def authority(up: Up) -> Iterator[Office]:
    """An authority of the house's own database."""
    until(lambda: up.said("database: ok"), what="the database")
    found = database(up.settings)
    named = SimpleNamespace(app_url=found.app_url, secret=found.secret)
    opened = an_office(named, code="001")
    yield opened
    opened.engine.dispose()


def test_every_part_comes_up_and_says_where_it_is(up, authority):
    until(lambda: up.said(ALL_UP), what="the house")

    health = up.health()

    assert health["database"]["ok"]
    assert health["prefect"]["reachable"]
    assert [known["code"] for known in health["authorities"]] == [authority.code]
    assert httpx.get(up.card.addresses["Prefect"], follow_redirects=True).status_code == 200
    assert httpx.get(up.card.addresses["mailbox"]).status_code == 200


def test_a_second_one_in_the_same_home_says_that_it_is_up_and_where(up):
    second = subprocess.run(
        [COMMAND, "up"], env=up.environment, capture_output=True, text=True, check=False
    )

    assert second.returncode == 1
    assert f"Pathway is up already in {up.home} (process {up.process.pid})" in second.stderr
    assert up.card.addresses["health page"] in second.stderr


def test_deadlines_are_enforced_when_prefects_server_is_killed(up, authority):
    os.kill(up.card.processes["Prefect"], signal.SIGKILL)
    until(lambda: not up.health()["prefect"]["reachable"], what="the end of Prefect's server")

    overdue_placement(authority)

    until(lambda: states(authority) == ["overrun"], what="the move that time makes")
    until(lambda: up.health()["status"] == "alarm", what="the alarm")
    (known,) = up.health()["authorities"]
    assert "the watchdog enforced by itself" in known["alarms"][0]
    assert "CRITICAL" in (up.home / "house.log").read_text()
    assert up.said("Prefect: failed, ended by itself")


@pytest.mark.usefixtures("authority")
def test_letters_still_reach_the_mailbox(up):
    until(lambda: not up.health()["letterbox"]["waiting"], what="an empty letterbox")

    letters = httpx.get(up.card.addresses["mailbox"]).text

    assert "mae@people.example" in letters or "cas@people.example" in letters


def test_told_to_end_it_stops_everything_and_leaves_nothing(up):
    mine = psutil.Process(up.process.pid)
    processes = [mine, *mine.children(recursive=True)]
    assert len(processes) >= 2

    up.process.terminate()

    assert up.process.wait(60) == 0
    assert not any(process.is_running() for process in processes)
    assert up.log.read_text().rstrip().endswith("everything is stopped")
    assert up.card is None
    assert not embedded(up.settings).is_running()
    assert json.loads((up.home / "credentials.json").read_text())  # what has to stay, stays
