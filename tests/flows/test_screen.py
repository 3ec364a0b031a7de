"""The status screen where nobody reads it: it holds up neither the house nor its end."""

import os
import pty
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows import pen
from flows.board import Board, Notice, Stand
from flows.screen import screen
from tests.flows.waiting import PATIENCE, until

PART = "a part"
STANDS_ON = """
import sys
from threading import Event
from flows import pen
from flows.board import Notice, Stand
from flows.commands import stopped_by_signals
from flows.screen import screen

pen.LAST_WAIT = 0.01
stop = Event()
with stopped_by_signals(stop), screen(("a part",)) as shown:
    shown.told(Notice("a part", Stand.OK, "tended"))
    for _ in range(200):
        shown.say("." * 500)
    print("critical", file=sys.stderr)
    open("tended", "w").close()
    stop.wait()
    shown.say("everything is stopped")
open("stopped", "w").close()
"""


@dataclass
class Unread:
    """A terminal, or a pipe, that is full, and that nobody reads until a test does."""

    reading: int
    writing: int
    read: str = ""
    reader: threading.Thread | None = None

    def read_on(self) -> None:
        """Read in a thread of its own from now on, as after Ctrl-Q."""
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def close(self) -> None:
        """Close it: its reader hears that nothing comes, its writer that nobody reads."""
        os.close(self.writing)
        if self.reader is not None:
            self.reader.join(PATIENCE)
        os.close(self.reading)

    def _read(self) -> None:
        with suppress(OSError):  # nobody can write any more
            while got := os.read(self.reading, 65536):
                self.read += got.decode()


def full(reading: int, writing: int) -> Unread:
    os.set_blocking(writing, False)
    try:
        while os.write(writing, b"." * 512):
            pass
    except BlockingIOError:
        os.set_blocking(writing, True)
    return Unread(reading, writing)


@pytest.fixture(params=[pty.openpty, os.pipe], ids=["terminal", "pipe"])
def unread(request) -> Iterator[Unread]:
    reading, writing = request.param()
    opened = full(reading, writing)
    yield opened
    opened.close()
    until(all_pens_down, what="the end of every pen, as nobody can read any more")


@contextmanager
def printed_to(unread: Unread) -> Iterator[None]:
    """Have this process print there."""
    with (
        os.fdopen(unread.writing, "w", encoding="utf-8", closefd=False) as file,
        redirect_stdout(file),
        redirect_stderr(file),
    ):
        yield


def numbers_of(number: int) -> int:
    """Count the numbers that this process has for a file."""
    opened = Path("/proc/self/fd")
    file = (opened / str(number)).resolve()
    return [link.resolve() for link in opened.iterdir()].count(file)


def all_pens_down() -> bool:
    return not any(thread.name == "pen" for thread in threading.enumerate())


def ended(what) -> bool:
    """Tell whether something comes to its end, though it may wait for ever."""
    doing = threading.Thread(target=what, daemon=True)
    doing.start()
    doing.join(PATIENCE)
    return not doing.is_alive()


def test_nobody_waits_for_a_terminal_that_nobody_reads(unread, monkeypatch):
    monkeypatch.setattr(pen, "LAST_WAIT", 0.01)
    tended = []

    def tend() -> None:
        with printed_to(unread), screen((PART,)) as shown:
            board = Board((PART,), told=shown.told)
            for n in range(3 * pen.LINES):
                board.say(PART, Stand.OK, f"look {n}")
                shown.say(f"line {n}")
                sys.stderr.write(f"critical {n}\n")
                tended.append(n)

    assert ended(tend)
    assert len(tended) == 3 * pen.LINES


def test_who_reads_on_finds_the_newest(unread):
    with printed_to(unread), screen((PART,)) as shown:
        for n in range(3 * pen.LINES):
            shown.say(f"line {n};")
        shown.told(Notice(PART, Stand.OK, "at last"))
        sys.stderr.write("critical\n")

        unread.read_on()

        until(lambda: "at last" in unread.read, what="the newest")
        until(lambda: "critical" in unread.read, what="the critical line")
        assert f"line {3 * pen.LINES - 2};" in unread.read
        shown.say("everything is stopped")
    until(lambda: "everything is stopped" in unread.read, what="the last line")


def test_ctrl_c_is_heard_and_the_process_ends_in_order(unread, tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", STANDS_ON], stdin=unread.writing, stdout=unread.writing,
        stderr=unread.writing, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    until((tmp_path / "tended").exists, what="the end of its first look")

    process.send_signal(signal.SIGINT)

    assert process.wait(PATIENCE) == 0
    assert (tmp_path / "stopped").exists()


def test_what_is_still_to_be_written_goes_to_no_other_file(tmp_path):
    meant, other = tmp_path / "meant", tmp_path / "other"
    with meant.open("w") as file:
        number, unbuffered = file.fileno(), pen.Unbuffered(file)
    with other.open("w") as file, unbuffered:
        assert file.fileno() == number
        unbuffered.write("line")

    assert (meant.read_text(), other.read_text()) == ("line", "")


def test_no_file_is_left_open(unread):
    unread.read_on()
    with printed_to(unread):
        before = numbers_of(unread.writing)
        with screen((PART,)) as shown:
            shown.say("a line")

        assert numbers_of(unread.writing) == before


@pytest.mark.parametrize("opened", [pty.openpty, os.pipe], ids=["terminal", "pipe"])
def test_a_reader_that_goes_away_takes_nothing_along(opened):
    reading, writing = opened()

    with printed_to(Unread(reading, writing)), screen((PART,)) as shown:
        os.close(reading)
        shown.say("nobody hears")
        shown.told(Notice(PART, Stand.OK, "tended"))

    os.close(writing)
