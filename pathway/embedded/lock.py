"""The lock on a home: held by whoever starts the server, and then by the server itself.

The open file is handed down to every process of the server, so the lock is free exactly when
none of them is left, whatever became of the process that started them and whoever else got their
numbers since.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pathway.embedded.files import SECRET


@contextmanager
def locked(path: Path) -> Iterator[int | None]:
    """Take the lock if it is free, and give the open file; otherwise give nothing.

    At the end our hold ends. Processes that the file was handed to keep theirs.
    """
    opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, SECRET)
    try:
        yield opened if _taken(opened) else None
    finally:
        os.close(opened)


def _taken(opened: int) -> bool:
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
