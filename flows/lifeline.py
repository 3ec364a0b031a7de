"""What ties a process of the house to the one that started it.

A child holds the reading end of a pipe as its standard input. When the parent is gone, however it
ended, the pipe has no other end any more, and the child ends itself: nothing is left behind.
"""

import os
import signal
import sys
from threading import Thread

READY = b"ready\n"
GONE = b""


def end_with_parent() -> None:
    """End this process, as Ctrl-C would, once the process that started it is gone.

    A shell has what it starts in the background ignore Ctrl-C, and so would all that is started
    from there: here it is heard again, as it is the end that we ask for.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    Thread(target=_wait, args=(sys.stdin.fileno(),), name="lifeline", daemon=True).start()


def end_at_once() -> None:
    """Have this process end as soon as it is told to, whatever it is in the middle of.

    For work of which nothing is left half done: what is not committed is taken back by the
    database. An interruption in the midst of other people's code may be caught there, and come to
    nothing.
    """
    signal.signal(signal.SIGINT, lambda *_: os._exit(0))


def say_ready() -> None:
    """Tell the parent that this process is ready; what is printed afterwards goes to the log."""
    os.write(sys.stdout.fileno(), READY)
    print_to_log()


def print_to_log() -> None:
    """Have everything that is printed go to the log, as nobody reads the pipe to the parent."""
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


def _wait(line: int) -> None:
    while os.read(line, 1) != GONE:
        pass
    os.kill(os.getpid(), signal.SIGINT)
