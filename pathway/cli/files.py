"""Files that commands read and write: whole or not at all."""

import os
import tempfile
from pathlib import Path

from pathway.cli.errors import FileThere, FileUnreadable, FileUnwritable

PRIVATE = 0o600


def read_text(file: Path) -> str:
    """Return what a file says.

    Raises:
        FileUnreadable: it cannot be read.
    """
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as fault:
        raise FileUnreadable(str(file), str(getattr(fault, "strerror", None) or fault)) from fault


def read_file(file: Path) -> bytes:
    """Return what a file holds, whatever it is written in.

    Raises:
        FileUnreadable: it cannot be read.
    """
    try:
        return file.read_bytes()
    except OSError as fault:
        raise FileUnreadable(str(file), fault.strerror or str(fault)) from fault


def write_secret(file: Path, text: str, *, over: bool) -> None:
    """Write a file that only its owner may read; it is there whole, or not at all.

    Args:
        file: where.
        text: what.
        over: whether it may replace one that is there.

    Raises:
        FileThere: one is there, and may not be replaced.
        FileUnwritable: it cannot be written; what was there before still is.
    """
    try:
        _write(file, text, over=over)
    except FileExistsError as there:
        raise FileThere(str(file)) from there
    except OSError as fault:
        raise FileUnwritable(str(file), fault.strerror or str(fault)) from fault


def _write(file: Path, text: str, *, over: bool) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    half = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as writing:
            os.fchmod(writing.fileno(), PRIVATE)
            writing.write(text)
            writing.flush()
            os.fsync(writing.fileno())
        if over:
            half.replace(file)
        else:
            os.link(half, file)  # unlike a rename it refuses where one is there, and in one step
    finally:
        half.unlink(missing_ok=True)
