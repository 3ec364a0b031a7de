"""The PostgreSQL that Pathway brings along, as its callers see it."""

import errno
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import KW_ONLY, dataclass
from pathlib import Path

from pathway.embedded.addresses import Addresses, addresses_at
from pathway.embedded.credentials import read_credentials
from pathway.embedded.errors import (
    CredentialsMissing,
    DataFolderInUse,
    EmbeddedServerError,
    FolderUnwritable,
    StillStarting,
    StopFailed,
)
from pathway.embedded.lock import locked
from pathway.embedded.place import Place, known_place, prepare_home
from pathway.embedded.postmaster import (
    Postmaster,
    ask_to_stop,
    find_postmaster,
    running_postmaster,
)
from pathway.embedded.room import disk_full
from pathway.embedded.sockets import forget_sockets
from pathway.embedded.starting import Wishes, bring_up

PAUSE = 0.02  # seconds between two looks at somebody else's start, or at a server that stops
LOOKS = 4500  # so a minute and a half, longer than anybody takes to start or stop


@dataclass(frozen=True)
class EmbeddedServer:
    """One PostgreSQL of our own, which lives in one folder.

    It runs until it is stopped, whatever becomes of the process that started it, and is found
    again by whoever names the same home. As root it runs as an account without privileges.

    Attributes:
        home: the folder that holds everything; made if need be, not under folders made private
            by others (see `elsewhere`).
        durable: whether what was committed survives a power cut; only tests do without.
        account: as root, the system account that runs a new server, in place of the first known
            of `pathway`, `postgres` and `nobody`; existing data keep their owner.
        port: a port of 127.0.0.1 to listen on as well, for tools that can't use a socket.
        elsewhere: as root, the folder under which the data go if that account can't enter the
            home; the home then says where they are.
    """

    home: Path
    _: KW_ONLY
    durable: bool = True
    account: str | None = None
    port: int | None = None
    elsewhere: Path = Path("/var/lib/pathway")

    def start(self) -> Addresses:
        """Start the server unless it runs already, and return its addresses.

        The first start makes the data folder, both roles and the database. Any number of
        processes may start it at once: one does the work, the others wait for it.

        Raises:
            EmbeddedServerError: it can't be started, and the sentence says why.
        """
        return self._started()[0]

    def stop(self) -> None:
        """Stop the server if it runs, and return when its last process has ended.

        Open transactions are rolled back.

        Raises:
            StopFailed: it is not ours to stop, or takes too long.
        """
        with _plain_words(self._home):
            place = known_place(self._home)
            running = running_postmaster(place.data)
            if running:
                _stop(place, running)

    def is_running(self) -> bool:
        """Tell whether the server takes connections."""
        with _plain_words(self._home):
            return running_postmaster(known_place(self._home).data) is not None

    @contextmanager
    def running(self) -> Iterator[Addresses]:
        """Have the server running, and stop it afterwards if it was we who started it."""
        addresses, ours = self._started()
        try:
            yield addresses
        finally:
            if ours:
                self.stop()

    @property
    def _home(self) -> Path:
        return self.home.expanduser().resolve()

    def _started(self) -> tuple[Addresses, bool]:
        """Return the addresses, and whether it was we who started the server."""
        with _plain_words(self._home):
            prepare_home(self._home)
            for _ in range(LOOKS):
                running = running_postmaster(known_place(self._home).data)
                ours = running is None
                if running := running or self._bring_up():
                    return _addresses(known_place(self._home), running), ours
                time.sleep(PAUSE)
            raise _held(known_place(self._home))

    def _bring_up(self) -> Postmaster | None:
        """Start the server; nothing if somebody else is at it, or it is only just stopping."""
        wishes = Wishes(self.durable, self.account, self.port, self.elsewhere)
        with locked(known_place(self._home).lock) as lock:
            return None if lock is None else bring_up(self._home, wishes, lock=lock)


def _addresses(place: Place, running: Postmaster) -> Addresses:
    credentials = read_credentials(place.credentials)
    if credentials is None:
        raise CredentialsMissing(place.credentials)
    return addresses_at(running.sockets, running.port, credentials)


def _held(place: Place) -> EmbeddedServerError:
    found = find_postmaster(place.data)
    if found and found.answers():
        return StillStarting(place.data, place.log)
    return DataFolderInUse(place.base)


def _stop(place: Place, running: Postmaster) -> None:
    if running.listener() != running.pid:
        raise StopFailed(place.data, running.pid, "it runs in another container")
    try:
        ask_to_stop(running)
    except PermissionError as error:
        raise StopFailed(place.data, running.pid, "we are not permitted to stop it") from error
    for _ in range(LOOKS):
        if _has_ended(place, running):
            return
        time.sleep(PAUSE)
    raise StopFailed(place.data, running.pid, "it is still busy")


def _has_ended(place: Place, former: Postmaster) -> bool:
    found = find_postmaster(place.data)
    if found and found.pid != former.pid:
        return True  # somebody has started another one meanwhile
    with locked(place.lock) as lock:
        if lock is None or former.answers():
            return False
        forget_sockets(place)
        return True


@contextmanager
def _plain_words(home: Path) -> Iterator[None]:
    """Turn what the system says about files into a sentence of ours."""
    try:
        yield
    except OSError as error:
        path = Path(error.filename) if isinstance(error.filename, str) else home
        if error.errno == errno.ENOSPC:
            raise disk_full(path) from error
        raise FolderUnwritable(path, error.strerror or str(error)) from error
