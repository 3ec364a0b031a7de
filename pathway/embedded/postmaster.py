"""The server process: whether it is there, setting it going, and asking it to stop."""

import os
import select
import signal
import socket
import struct
from dataclasses import dataclass
from pathlib import Path

from pathway.embedded.cluster import Workshop
from pathway.embedded.place import Place
from pathway.embedded.sockets import forget_sockets

READY = "ready"
CREDENTIALS = struct.Struct("3i")  # process, user and group at the other end of a socket
PORT_LINE, SOCKET_LINE, STATUS_LINE = 3, 4, 7  # of postmaster.pid, counted from nought
# The shell puts the server into the background and ends, so that the server is nobody's child:
# none of us has to wait for it. Paths come as arguments and are never parsed.
IN_THE_BACKGROUND = 'log=$1; shift; "$@" </dev/null >>"$log" 2>&1 &'


@dataclass(frozen=True, slots=True)
class Postmaster:
    """What the data folder says about its server.

    Attributes:
        pid: the server's process, if it is alive.
        sockets: the folder of its socket.
        port: the number in the name of its socket.
        ready: whether it has finished starting and not begun to stop.
    """

    pid: int
    sockets: Path
    port: int
    ready: bool

    @property
    def socket(self) -> Path:
        """The socket of the server."""
        return self.sockets / f".s.PGSQL.{self.port}"

    def answers(self) -> bool:
        """Tell whether a living process listens at the socket."""
        with socket.socket(socket.AF_UNIX) as line:
            return line.connect_ex(os.fsencode(self.socket)) == 0

    def listener(self) -> int:
        """Return the process that listens at the socket, as the system knows it, or nought.

        A number read from a file may mean another process in another container; this one can't.
        """
        if not hasattr(socket, "SO_PEERCRED"):
            return self.pid
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(os.fsencode(self.socket))
            told = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, CREDENTIALS.size)
        return int(CREDENTIALS.unpack(told)[0])


def find_postmaster(data: Path) -> Postmaster | None:
    """Return what the data folder says about its server; nothing if it says nothing whole."""
    try:
        lines = os.fsdecode(_pid_file(data).read_bytes()).splitlines()
        ready = lines[STATUS_LINE].strip() == READY
        return Postmaster(int(lines[0]), Path(lines[SOCKET_LINE]), int(lines[PORT_LINE]), ready)
    except (FileNotFoundError, NotADirectoryError, IndexError, ValueError):
        return None


def running_postmaster(data: Path) -> Postmaster | None:
    """Return the server of this data folder if it is alive and takes connections."""
    found = find_postmaster(data)
    return found if found and found.ready and found.answers() else None


def clear_remains(place: Place) -> None:
    """Remove what a server that died left behind. The caller holds the lock, so none is alive.

    PostgreSQL itself would look whether a process with the old number exists, and take a stranger
    (after a restart of a container, say) or a dead process not yet buried for the old server.
    """
    forget_sockets(place)
    _pid_file(place.data).unlink(missing_ok=True)


def launch(place: Place, workshop: Workshop, main_settings: Path) -> int:
    """Set the server going, in the background and with a hold on the lock.

    Returns:
        The end of a pipe, to be closed by the caller. It can be read, giving nothing, as soon as
        no process of the server is left.
    """
    end, servers_end = os.pipe()
    postgres = workshop.binaries.program("postgres")
    server = (postgres, "-D", place.data, "-c", f"config_file={main_settings}")
    try:
        workshop.account.run(
            ["/bin/sh", "-c", IN_THE_BACKGROUND, "sh", place.log, *server],
            hold=[workshop.lock, servers_end],
        )
    finally:
        os.close(servers_end)
    return end


def is_over(end: int, *, within_ms: int) -> bool:
    """Tell whether the server behind the pipe ends within so many milliseconds."""
    poll = select.poll()
    poll.register(end, select.POLLIN | select.POLLHUP)
    return bool(poll.poll(within_ms))


def ask_to_stop(postmaster: Postmaster) -> None:
    """Ask for a fast shutdown: open transactions are rolled back, everything is written."""
    os.kill(postmaster.pid, signal.SIGINT)


def _pid_file(data: Path) -> Path:
    return data / "postmaster.pid"
