"""Room on the disk."""

import shutil
from pathlib import Path

from pathway.embedded.errors import DiskFull

ROOM_NEEDED = 100_000_000  # bytes; a new data folder has some 40 MB, and then grows
NO_ROOM = "No space left on device"


def see_that_there_is_room(folder: Path) -> None:
    """Refuse to begin what could not be finished.

    Raises:
        DiskFull: too little room is left for a new data folder.
    """
    if _free(folder) < ROOM_NEEDED:
        raise disk_full(folder)


def disk_full(folder: Path) -> DiskFull:
    """Return the error that says how much room is left where `folder` is or would be."""
    return DiskFull(folder, _free(folder))


def _free(folder: Path) -> int:
    there = next(path for path in (folder, *folder.parents) if path.exists())
    return shutil.disk_usage(there).free
