"""Prefect's server with its pages, and the served flows: two processes that may end by themselves.

The house does not fall with them. What has ended is started again after a while; meanwhile the
watchdog enforces deadlines.
"""

import time

from flows.board import Board, Stand
from flows.child import Child
from flows.pages import answers
from flows.plan import FLOWS, PREFECT, Plan

TO_START = 180.0
"""Seconds after which a process that says nothing is said to have failed."""

AGAIN_AFTER = 60.0
"""Seconds after which a process that has ended by itself is started again."""


class ServerPart:
    """Prefect's server."""

    name = PREFECT

    def __init__(self, plan: Plan, board: Board, child: Child) -> None:
        self._plan, self._board, self._kept = plan, board, KeptGoing(child, board)

    def start(self) -> None:
        """Set it going; it takes ten to twenty seconds."""
        self._kept.start()

    def tend(self) -> None:
        """See that it answers."""
        if not self._kept.runs():
            return
        if answers(self._plan.prefect):
            self._kept.answered()
            self._board.say(self.name, Stand.OK, self._plan.prefect)
        elif not self._kept.answered_of_late():
            self._kept.say_that_it_starts()

    def stop(self) -> None:
        """End its process."""
        self._kept.stop()


class ServedPart:
    """The served flows, which need Prefect's server."""

    name = FLOWS

    def __init__(self, plan: Plan, board: Board, child: Child) -> None:
        self._plan, self._board, self._kept = plan, board, KeptGoing(child, board)
        self._ready = False

    def start(self) -> None:
        """Wait for Prefect's server."""
        self._board.say(self.name, Stand.WAITING, "for Prefect's server")

    def tend(self) -> None:
        """Set them going once the server answers, and see that they run."""
        if not self._kept.was_started:
            if self._board.stand_of(PREFECT) is Stand.OK:
                self._kept.start()
            return
        if not self._kept.runs():
            self._ready = False
            return
        self._ready = self._ready or self._kept.child.said_ready(within=0)
        if self._ready:
            self._board.say(self.name, Stand.OK, f"on their schedules, at {self._plan.prefect}")
        else:
            self._kept.say_that_it_starts()

    def stop(self) -> None:
        """End their process, and with it those of their runs."""
        self._kept.stop()


class KeptGoing:
    """A process that is started again a while after it has ended by itself."""

    def __init__(self, child: Child, board: Board) -> None:
        self.child, self._board = child, board
        self.was_started = False
        self._since = 0.0
        self._answered = False
        self._ended_at: float | None = None

    def start(self) -> None:
        """Start it."""
        self.child.start()
        self.was_started, self._since, self._ended_at = True, time.monotonic(), None
        self._answered = False
        self._board.say(self.child.part, Stand.STARTING)

    def runs(self) -> bool:
        """Tell whether it runs; where it has ended, say so, and start it again after a while."""
        if self.child.pid is not None:
            return True
        now = time.monotonic()
        if self._ended_at is None:
            self._ended_at = now
            said = f"ended by itself ({self.child.last_words()}); it is started again in a minute"
            self._board.say(self.child.part, Stand.FAILED, said)
        elif now - self._ended_at > AGAIN_AFTER:
            self.child.stop()
            self.start()
        return False

    def answered(self) -> None:
        """Note that it answers now: from here its silence is counted."""
        self._since, self._answered = time.monotonic(), True

    def answered_of_late(self) -> bool:
        """Tell whether it has answered not long ago: it may have much to do just now."""
        return self._answered and time.monotonic() - self._since < TO_START

    def say_that_it_starts(self) -> None:
        """Say that it starts, or that it has been silent for too long."""
        if time.monotonic() - self._since < TO_START:
            self._board.say(self.child.part, Stand.STARTING)
        else:
            said = f"has not answered for {TO_START:g} seconds: {self.child.last_words()}"
            self._board.say(self.child.part, Stand.FAILED, said)

    def stop(self) -> None:
        """End it."""
        if self.was_started:
            self.child.stop()
            self._board.say(self.child.part, Stand.STOPPED)
