"""A process of the house, started and ended by us, by its own number."""

import contextlib
import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from flows.errors import PartFailed
from flows.lifeline import READY

PATIENCE = 15.0
"""Seconds that a process has to end when asked, before it is ended."""

LONG_LOG = 2_000_000  #: octets
LAST_WORDS = 300  #: characters


class Child:
    """A module of ours in a process of its own, with a log file; it ends when we do."""

    def __init__(self, part: str, module: str, *, env: Mapping[str, str], log: Path) -> None:
        self.part = part
        self._module, self._env, self._log = module, dict(env), log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The number of its process, while it runs."""
        running = self._process is not None and self._process.poll() is None
        return self._process.pid if self._process and running else None

    def start(self) -> None:
        """Start it.

        Raises:
            PartFailed: it can't be started.
        """
        try:
            if self._log.exists() and self._log.stat().st_size > LONG_LOG:
                self._log.replace(self._log.with_name(f"{self._log.name}.1"))
            with self._log.open("ab") as log:
                self._process = subprocess.Popen(  # noqa: S603  our own module, no shell
                    [sys.executable, "-m", self._module],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    env=self._env,
                    cwd=self._log.parent,
                    start_new_session=True,  # out of reach of a Ctrl-C meant for us
                )
        except OSError as fault:
            raise PartFailed(self.part, fault.strerror or str(fault)) from fault

    def said_ready(self, *, within: float) -> bool:
        """Wait until it says that it is ready; tell whether it did, and has not ended instead."""
        if self._process is None or self._process.stdout is None:
            return False
        line = self._process.stdout.fileno()
        readable, _, _ = select.select([line], [], [], within)
        return bool(readable) and os.read(line, len(READY)) == READY

    def last_words(self) -> str:
        """Return what it said last, in a line."""
        try:
            said = self._log.read_text("utf-8", "replace").strip().splitlines()
        except OSError:
            said = []
        return said[-1].strip()[:LAST_WORDS] if said else "it said nothing"

    def stop(self) -> None:
        """End it and every process that it started, and return when they have ended."""
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(signal.SIGINT)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # its group is its own, and goes by its number
        process.wait()
        for end in (process.stdin, process.stdout):
            if end is not None:
                end.close()
