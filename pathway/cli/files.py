"""Files that are given to a command."""

from pathlib import Path

from pathway.cli.errors import FileUnreadable


def read_file(file: Path) -> bytes:
    """Return what a file holds.

    Raises:
        FileUnreadable: it is not there, or may not be read.
    """
    try:
        return file.read_bytes()
    except OSError as fault:
        raise FileUnreadable(str(file), fault.strerror or str(fault)) from fault
