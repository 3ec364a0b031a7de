"""Writing to a terminal, or a pipe, that perhaps nobody reads.

One that was stopped (Ctrl-S, a paused `script`, a dead ssh) holds up whoever writes to it, for as
long as it likes. Here that is a thread of its own, and nobody waits for it: parts are tended and
stopped all the same, and who reads on finds the newest.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from io import TextIOBase
from threading import Event, Thread
from typing import TextIO

Put = Callable[[Sequence[str]], None]
"""Puts lines on paper, and all else that is new."""

LINES = 1000
"""How many lines wait for a reader; before there are more the oldest goes. The log has them all."""

AGAIN_AFTER = 1.0
"""Seconds after which all is put there again, as a window may have changed its size."""

LAST_WAIT = 5.0
"""Seconds that a reader has at the end to take what was said last."""


class Pen:
    """A thread that writes, and those who hand it what is to be written."""

    def __init__(self, paper: AbstractContextManager[Put]) -> None:
        self._paper = paper
        self._lines = deque[str](maxlen=LINES)
        self._asked, self._down = Event(), False
        self._thread = Thread(target=self._write, name="pen", daemon=True)

    @contextmanager
    def taken_up(self) -> Iterator[None]:
        """Have it write until the block ends, and a little longer if what it writes on is slow."""
        self._thread.start()
        try:
            yield
        finally:
            self._down = True
            self.ask()
            self._thread.join(LAST_WAIT)

    def say(self, words: str) -> None:
        """Have a line written, as soon as may be."""
        self._lines.append(words)
        self.ask()

    def ask(self) -> None:
        """Have written what is new."""
        self._asked.set()

    def _write(self) -> None:
        with suppress(OSError), self._paper as put:  # the reader has gone
            while not self._down:
                put(self._taken())
                self._asked.wait(AGAIN_AFTER)
                self._asked.clear()
            put(self._taken())

    def _taken(self) -> list[str]:
        return [self._lines.popleft() for _ in range(len(self._lines))]


class Unbuffered(TextIOBase):
    """A file without a buffer: at its end Python cannot do without one that is being emptied.

    It has a number of its own, so that a pen which outlasts the file it was made of writes to
    nothing else that has the file's number by then.
    """

    def __init__(self, file: TextIO) -> None:
        self._fileno, self._encoding = os.dup(file.fileno()), file.encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]  # it is an attribute there
        """How it writes letters."""
        return self._encoding

    def fileno(self) -> int:
        """Return the number by which the system knows it."""
        return self._fileno

    def isatty(self) -> bool:
        """Tell whether it is a terminal."""
        return os.isatty(self._fileno)

    def close(self) -> None:
        """Give its number back, once."""
        if not self.closed:
            os.close(self._fileno)
        super().close()

    def write(self, text: str) -> int:
        """Write, and wait until all of it is taken."""
        left = text.encode(self._encoding, "replace")
        while left:
            left = left[os.write(self._fileno, left) :]
        return len(text)


class Dictated(TextIOBase):
    """A file whose lines a pen writes: for what would go straight to the terminal otherwise."""

    def __init__(self, pen: Pen) -> None:
        self._pen, self._begun = pen, ""

    def write(self, text: str) -> int:
        """Have the pen write each line that is whole."""
        *lines, self._begun = (self._begun + text).split("\n")
        for line in lines:
            self._pen.say(line)
        return len(text)
