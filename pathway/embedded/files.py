"""Writing a file whole or not at all, so that a crash never leaves half a file behind."""

import os
from pathlib import Path

SECRET = 0o600
PUBLIC = 0o644


def write_whole(path: Path, text: str, *, mode: int) -> None:
    """Write `text` to `path`, replacing what was there in one step.

    Args:
        path: the file; its folder exists.
        text: its whole content.
        mode: its permissions from the first byte on.
    """
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    made = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with open(made, "w", encoding="utf-8") as file:  # noqa: PTH123 - opened above with its mode
        os.fchmod(made, mode)
        file.write(text)
        file.flush()
        os.fsync(made)
    unfinished.replace(path)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
