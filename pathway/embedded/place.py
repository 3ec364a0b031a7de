"""The folders of one embedded server, and who owns them.

The home is the caller's folder. Where the account that runs the server may not enter it (we are
root, and the home lies under a folder that only root may enter), everything that the server
itself touches lives in a base elsewhere, and the home keeps a file that says where. Nobody's
permissions are opened for that.
"""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pathway.embedded.account import ROOT, Account
from pathway.embedded.errors import FolderUnreachable
from pathway.embedded.files import PUBLIC, write_whole

PRIVATE = 0o700
PASSABLE = 0o711
READABLE = 0o755


@dataclass(frozen=True, slots=True)
class Place:
    """Where everything of one server is.

    Attributes:
        home: the caller's folder: lock and credentials, ours alone.
        base: the folder of the rest: the home, or one elsewhere that the server can reach.
    """

    home: Path
    base: Path

    @property
    def lock(self) -> Path:
        """The file that whoever starts the server locks, and the server keeps locked."""
        return self.home / "lock"

    @property
    def credentials(self) -> Path:
        """The passwords of the two roles, readable by us alone."""
        return self.home / "credentials.json"

    @property
    def data(self) -> Path:
        """The data folder of PostgreSQL."""
        return self.base / "data"

    @property
    def unfinished(self) -> Path:
        """A data folder in the making, renamed when it is whole."""
        return self.base / "data.unfinished"

    @property
    def settings(self) -> Path:
        """The configuration: ours to write, the server's to read."""
        return self.base / "settings"

    @property
    def sockets(self) -> Path:
        """The folder of the socket, if its path is short and plain."""
        return self.base / "sockets"

    @property
    def short_sockets(self) -> Path:
        """The file that says where the socket is instead, if that path won't do."""
        return self.home / "sockets_are_in"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.base / "log" / "server.log"

    def prepare(self, account: Account) -> None:
        """Make the folders that the server needs, each with its owner.

        Raises:
            FolderUnreachable: the account can't get at them.
        """
        self.settings.mkdir(exist_ok=True)
        self.settings.chmod(READABLE)
        for folder in (self.sockets, self.log.parent):
            private_folder(folder, account)
        kept = self.data if self.data.exists() else self.sockets
        if account.foreign and not account.may_enter(kept):
            raise FolderUnreachable(kept, account.name)


def private_folder(folder: Path, account: Account) -> None:
    """Make a folder that only the server's account may enter, and give it to that account."""
    folder.mkdir(mode=PRIVATE, exist_ok=True)
    account.own(folder)


def prepare_home(home: Path) -> None:
    """Make the home if need be: ours alone or, as root, one that others may pass but not read."""
    if not home.exists():
        home.parent.mkdir(parents=True, exist_ok=True)
        home.mkdir(mode=PRIVATE, exist_ok=True)
        home.chmod(PASSABLE if os.geteuid() == ROOT else PRIVATE)


def known_place(home: Path) -> Place:
    """Return the place of this home as far as it was settled before."""
    pointer = _pointer(home)
    return Place(home, Path(pointer.read_text("utf-8")) if pointer.exists() else home)


def settle_place(home: Path, account: Account, *, elsewhere: Path) -> Place:
    """Return the place of this home, settling it at the first start.

    Args:
        home: an existing folder.
        account: who runs the server.
        elsewhere: the folder under which a base is made if the account can't enter the home.
    """
    place = known_place(home)
    settled = place.base != home or place.data.exists()
    if settled or not account.foreign or account.may_enter(home):
        return place
    base = _new_base(home, elsewhere)
    write_whole(_pointer(home), str(base), mode=PUBLIC)
    return Place(home, base)


def _pointer(home: Path) -> Path:
    return home / "data_are_in"


def _new_base(home: Path, elsewhere: Path) -> Path:
    if not elsewhere.exists():
        elsewhere.mkdir(parents=True, exist_ok=True)
        elsewhere.chmod(PASSABLE)
    key = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    base = Path(tempfile.mkdtemp(prefix=f"{key}-", dir=elsewhere))
    (base / "home").write_text(f"{home}\n", "utf-8")
    base.chmod(PASSABLE)
    return base
