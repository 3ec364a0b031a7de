"""The folder of the server's socket: beside the data or, where that path won't do, a short one.

The system takes only short paths for a socket. And the path becomes part of an address: with a
space in it, some programs that read addresses expect `+` there and others `%20`. A short folder
keeps its name from one start to the next, so that an address stays good.
"""

import re
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from pathway.embedded.account import Account
from pathway.embedded.files import PUBLIC, write_whole
from pathway.embedded.place import PRIVATE, Place

LONGEST_PATH = 103  # characters, on macOS; Linux allows 107
PLAIN = re.compile(r"[A-Za-z0-9/._-]+")
LONGEST_NAME = ".s.PGSQL.65535"
SHORT_HOME = Path("/tmp")  # noqa: S108 - what we make there is private and has a random name


def socket_folder(place: Place, account: Account) -> Path:
    """Return an existing folder that only `account` can enter, with a short and plain path."""
    path = str(place.sockets / LONGEST_NAME)
    if len(path) <= LONGEST_PATH and PLAIN.fullmatch(path):
        return place.sockets
    return _same_as_before(place, account) or _new_folder(place, account)


def forget_sockets(place: Place) -> None:
    """Remove what a server that has ended may have left; the caller holds the lock."""
    short = _remembered(place)
    for folder in (place.sockets, short) if short else (place.sockets,):
        for left in folder.glob(".s.PGSQL.*"):
            left.unlink(missing_ok=True)
    if short:
        with suppress(OSError):  # gone already, or it is not ours any more
            short.rmdir()


def _same_as_before(place: Place, account: Account) -> Path | None:
    folder = _remembered(place)
    if folder is None:
        return None
    try:
        folder.mkdir(mode=PRIVATE)
    except FileExistsError:
        return folder if _is_private(folder, account) else None
    account.own(folder)
    return folder


def _remembered(place: Place) -> Path | None:
    kept = place.short_sockets
    return Path(kept.read_text("utf-8")) if kept.exists() else None


def _is_private(folder: Path, account: Account) -> bool:
    found = folder.lstat()
    return (found.st_mode, found.st_uid) == (stat.S_IFDIR | PRIVATE, account.uid)


def _new_folder(place: Place, account: Account) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="pathway-", dir=SHORT_HOME))
    account.own(folder)
    write_whole(place.short_sockets, str(folder), mode=PUBLIC)
    return folder
