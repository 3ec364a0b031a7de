"""Bringing the server up, once we hold the lock of its home."""

import os
from dataclasses import dataclass
from pathlib import Path

from pathway.embedded.account import account_for
from pathway.embedded.binaries import runnable
from pathway.embedded.cluster import (
    Workshop,
    change_passwords,
    make_cluster,
    see_that_we_can_read,
)
from pathway.embedded.credentials import keep_credentials, new_credentials, read_credentials
from pathway.embedded.errors import (
    DataFolderInUse,
    EmbeddedServerError,
    PortTaken,
    StartFailed,
    StillStarting,
)
from pathway.embedded.place import Place, known_place, settle_place
from pathway.embedded.postmaster import (
    Postmaster,
    clear_remains,
    is_over,
    launch,
    running_postmaster,
)
from pathway.embedded.room import NO_ROOM, disk_full
from pathway.embedded.settings import Listening, write_settings
from pathway.embedded.sockets import socket_folder

USUAL_PORT = 5432  # in the name of a socket of our own folder it is in nobody's way
LOOK_EVERY_MS = 10
LOOKS = 6000  # a minute; a server that recovers longer is left to it
LONG_LOG = 5_000_000  # bytes
LAST_LINES = 5
IN_USE = ("pre-existing shared memory block", 'lock file "postmaster.pid" already exists')


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the caller asks of the server.

    Attributes:
        durable: whether what was committed survives a power cut.
        account: the system account to run as, if we are root and there are no data yet.
        port: the port of 127.0.0.1 to listen on as well, if any.
        elsewhere: the folder for the base if the account can't enter the home.
    """

    durable: bool
    account: str | None
    port: int | None
    elsewhere: Path


def bring_up(home: Path, wishes: Wishes, *, lock: int) -> Postmaster | None:
    """Make what is missing, start the server, and wait until it takes connections.

    Args:
        home: an existing folder, whose lock we hold.
        wishes: what the caller asks for.
        lock: the open lock file, which the server will keep.

    Returns:
        The server that we started; nothing if one was there though its lock was free: started by
        hand, or on a file system that does not hand locks down.
    """
    account = account_for(known_place(home).data, wished=wishes.account)
    place = settle_place(home, account, elsewhere=wishes.elsewhere)
    if running_postmaster(place.data):
        return None
    place.prepare(account)
    workshop = Workshop(account, runnable(account, place.base), lock)
    _have_data(place, workshop, durable=wishes.durable)
    clear_remains(place)
    return _start(place, workshop, wishes)


def _have_data(place: Place, workshop: Workshop, *, durable: bool) -> None:
    """Make the data folder if there is none, and new passwords if the old ones are lost."""
    kept = read_credentials(place.credentials)
    credentials = kept or new_credentials()
    if not place.data.exists():
        keep_credentials(credentials, place.credentials)
        make_cluster(place, workshop, credentials, durable=durable)
        return
    see_that_we_can_read(place.data)
    if not kept:
        change_passwords(place, workshop, credentials)
        keep_credentials(credentials, place.credentials)


def _start(place: Place, workshop: Workshop, wishes: Wishes) -> Postmaster:
    sockets = socket_folder(place, workshop.account)
    listening = Listening(sockets, wishes.port or USUAL_PORT, tcp=wishes.port is not None)
    settings = write_settings(place.settings, listening, durable=wishes.durable)
    said_before = _turn_over(place.log)
    end = launch(place, workshop, settings)
    try:
        return _wait_for(place, end)
    except StartFailed:
        raise _why(place, wishes.port, _said_since(said_before, place.log)) from None
    finally:
        os.close(end)


def _wait_for(place: Place, end: int) -> Postmaster:
    for _ in range(LOOKS):
        if found := running_postmaster(place.data):
            return found
        if is_over(end, within_ms=LOOK_EVERY_MS):
            raise StartFailed(place.data, place.log, "")
    raise StillStarting(place.data, place.log)


def _why(place: Place, port: int | None, said: str) -> EmbeddedServerError:
    """Return the error that fits what the server said before it ended."""
    if NO_ROOM in said:
        return disk_full(place.base)
    if port is not None and "could not bind IPv4 address" in said:
        return PortTaken(port)
    if any(words in said for words in IN_USE):
        return DataFolderInUse(place.data)
    return StartFailed(place.data, place.log, " / ".join(said.splitlines()[-LAST_LINES:]))


def _turn_over(log: Path) -> int:
    """Begin a new log if the old one is long, and return the log's length in bytes."""
    length = log.stat().st_size if log.exists() else 0
    if length < LONG_LOG:
        return length
    log.replace(log.with_name(log.name + ".1"))
    return 0


def _said_since(length: int, log: Path) -> str:
    if not log.exists():
        return ""
    with log.open("rb") as lines:
        lines.seek(length)
        return lines.read().decode(errors="replace").strip()
