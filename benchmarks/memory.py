"""What `pathway up` takes of memory, all its processes but Prefect's server, while it works.

Run with `python -m benchmarks.memory`. The house is a real one, with the demonstration's authority
and its mailbox. Its processes and those of its database are found by their numbers and measured
every fifth of a second; what several of them share is counted once, in parts (PSS). The floor is
two bare interpreters: one with the libraries of the house, one with those of a flow.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import psutil

from benchmarks.commands import COMMAND, ROOT
from benchmarks.figures import Figure, at_most, table
from flows.claim import Card
from flows.plan import FLOWS, PREFECT
from pathway import clock
from pathway.embedded.place import known_place
from pathway.embedded.postmaster import running_postmaster

AIM = at_most(300, "MB")
EVERY = 0.2
"""Seconds between two looks."""

RESTS, PATIENCE = 15.0, 300.0
"""Seconds for which a house at rest is looked at, and after which something is said not to come."""

MADE_UP, AHEAD = 3, timedelta(weeks=4)
"""How many flows are run at the start, and how far ahead a sweep finds much that is due."""

SWEEP = "enforce deadlines/every hour"
PORTS = ("PREFECT", "HEALTH", "MAILBOX", "SMTP")
KILO = 1024
OF_THE_HOUSE = "fastapi, uvicorn, apscheduler.schedulers.background, sqlalchemy, psycopg"
OF_A_FLOW = "prefect.flow_engine, sqlalchemy, psycopg"
BARE = "import {}; print(open('/proc/self/smaps_rollup').read())"


@dataclass
class Watched:
    """A house that runs, and the highest that was seen since the last time somebody asked."""

    home: Path
    process: subprocess.Popen[bytes]
    prefect: str
    seen: list[float] = field(default_factory=list)

    def look(self) -> None:
        """Measure every process once."""
        found = {pid for mine in self._of_ours() for pid in _with_children(mine)}
        card = Card.read(self.home)
        server = card.processes.get(PREFECT) if card else None
        self.seen.append(sum(map(taken_by, found - {server})))

    def until(self, happens: Callable[[], object], what: str) -> float:
        """Look again and again until something happens; return the highest of what was seen.

        Raises:
            TimeoutError: it did not happen, or the house has ended.
        """
        self.seen.clear()
        deadline = time.monotonic() + PATIENCE
        while not happens():
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise TimeoutError(what)
            self.look()
            time.sleep(EVERY)
        return max(self.seen)

    def is_up(self) -> bool:
        """Tell whether the flows are served, and those that are made up for were run."""
        card = Card.read(self.home)
        return card is not None and FLOWS in card.processes and len(self._ended()) >= MADE_UP

    def sweep(self) -> Callable[[], bool]:
        """Ask for a sweep for a moment ahead; return what tells whether it has ended."""
        found = httpx.get(f"{self.prefect}/api/deployments/name/{SWEEP}").raise_for_status().json()
        at = (clock.now() + AHEAD).isoformat()
        asked = {"parameters": {"at": at}, "state": {"type": "SCHEDULED"}}
        wanted = f"{self.prefect}/api/deployments/{found['id']}/create_flow_run"
        run = httpx.post(wanted, json=asked).raise_for_status().json()["id"]
        return lambda: run in self._ended()

    def _ended(self) -> list[str]:
        asked: dict[str, Any] = {"flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}
        try:
            found = httpx.post(f"{self.prefect}/api/flow_runs/filter", json=asked)
        except httpx.TransportError:
            return []
        return [run["id"] for run in found.json()] if found.is_success else []

    def _of_ours(self) -> Iterator[int]:
        yield self.process.pid
        if database := running_postmaster(known_place(self.home).data):
            yield database.pid


def taken_by(pid: int) -> float:
    """Return what a process takes, in MB; nothing where it has ended."""
    try:
        return _pss(Path(f"/proc/{pid}/smaps_rollup").read_text())
    except (FileNotFoundError, ProcessLookupError):
        return 0.0


def _pss(rollup: str) -> float:
    (line,) = (line for line in rollup.splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) / KILO


def _with_children(pid: int) -> Iterator[int]:
    yield pid
    try:
        yield from (child.pid for child in psutil.Process(pid).children(recursive=True))
    except psutil.NoSuchProcess:
        return


@contextmanager
def a_house() -> Iterator[Watched]:
    """Have a house with the demonstration's authority, in a folder and on ports of our own."""
    folder = Path(tempfile.mkdtemp(prefix="pathway benchmark "))
    folder.chmod(0o711)  # as root, the database's account has to pass through
    ports = {f"PATHWAY_{name}_PORT": str(_free_port()) for name in PORTS}
    told = {**os.environ, **ports, "PATHWAY_HOME": str(folder / "home")}
    prefect = f"http://127.0.0.1:{ports['PATHWAY_PREFECT_PORT']}"
    subprocess.run(
        [COMMAND, "simulate", "--authority", "demo", "--seed", "1", "--brief"],
        env=told, cwd=ROOT, check=True, stdout=sys.stderr,
    )  # fmt: skip
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [COMMAND, "up", "--with-mailbox"], env=told, cwd=ROOT, stdin=subprocess.DEVNULL,
            stdout=log, stderr=log,
        )  # fmt: skip
    try:
        yield Watched(folder / "home", process, prefect)
    finally:
        process.terminate()
        process.wait(PATIENCE)
        shutil.rmtree(folder)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def bare() -> float:
    """Return what the libraries alone take."""
    return sum(
        _pss(subprocess.run(
            [sys.executable, "-c", BARE.format(names)], check=True, capture_output=True, text=True
        ).stdout)
        for names in (OF_THE_HOUSE, OF_A_FLOW)
    )  # fmt: skip


def measured(house: Watched) -> dict[str, float]:
    """Look at a house while it starts, rests and sweeps."""
    starting = house.until(house.is_up, "the house")
    rested_at = time.monotonic() + RESTS
    resting = house.until(lambda: time.monotonic() > rested_at, "rest")
    return {
        "highest while the house starts and makes up for what was missed": starting,
        "at rest": resting,
        "highest during a sweep of a month ahead": house.until(house.sweep(), "the sweep"),
    }


def measure() -> list[Figure]:
    """Start a house of our own, and measure it."""
    floor = bare()
    with a_house() as house:
        found = measured(house)
    return [
        Figure(what=what, measured=most, unit="MB", floor=floor, aim=AIM)
        for what, most in found.items()
    ]


if __name__ == "__main__":
    print(table(measure()))
