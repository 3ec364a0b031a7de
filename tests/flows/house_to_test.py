"""`pathway up` as a process, in a home of its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from flows.claim import Card
from pathway.embedded.place import prepare_home
from pathway.environment import Settings, settings
from tests.flows.waiting import free_port

COMMAND = Path(sys.executable).with_name("pathway")


@dataclass
class Up:
    """A house that is being started."""

    home: Path
    settings: Settings
    environment: dict[str, str]
    process: subprocess.Popen[str]
    log: Path

    @property
    def card(self) -> Card | None:
        return Card.read(self.home)

    def health(self) -> dict:
        try:
            answer = httpx.get(f"http://127.0.0.1:{self.settings.health_port}/health")
        except httpx.TransportError:
            return {}
        return answer.json()

    def said(self, words: str) -> bool:
        assert self.process.poll() is None or words in self.log.read_text(), self.log.read_text()
        return words in self.log.read_text()


@contextmanager
def a_house(bookkeeping: Path) -> Iterator[Up]:
    """Start a house, which finds Prefect's bookkeeping as an earlier start would have left it."""
    folder = Path(tempfile.mkdtemp(prefix="pathway house "))
    folder.chmod(0o711)  # as root, the database's account has to pass through
    home = folder / "home"
    prepare_home(home)
    (home / "prefect").mkdir(mode=0o700)
    shutil.copy(bookkeeping, home / "prefect")
    said = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PATHWAY_")},
        **{f"PATHWAY_{part}_PORT": str(free_port())
           for part in ("PREFECT", "HEALTH", "MAILBOX", "SMTP")},
        "PATHWAY_HOME": str(home),
        "PATHWAY_LETTERBOX_SECONDS": "1",
        "PATHWAY_WATCH_SECONDS": "1",
        "PATHWAY_PATIENCE_SECONDS": "5",
    }  # fmt: skip
    log = folder / "log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [COMMAND, "up", "--with-mailbox"], env=said, stdin=subprocess.DEVNULL, stdout=out,
            stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
    yield Up(home, settings(said), said, process, log)
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        process.wait(60)
    shutil.rmtree(folder)
