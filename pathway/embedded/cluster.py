"""Making a new data folder, with its roles and its database, whole or not at all.

The superuser has no password and no way in through a socket. What only it may do is done here,
before the server listens, by PostgreSQL's single-user mode.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pathway.embedded.account import Account
from pathway.embedded.binaries import MAJOR_VERSION, Binaries
from pathway.embedded.credentials import Credentials
from pathway.embedded.errors import ClusterNotMade, DiskFull, OtherVersion
from pathway.embedded.files import sync_folder
from pathway.embedded.place import Place, private_folder
from pathway.embedded.roles import SUPERUSER, founding, new_passwords
from pathway.embedded.room import NO_ROOM, disk_full, see_that_there_is_room

# The built-in provider sorts by code point on every system alike, so that an index outlives an
# update of the system's C library and a move to another machine.
INITDB_OPTIONS = (
    f"--username={SUPERUSER}",
    "--auth=reject",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-sync",
    "--no-instructions",
)
IN_SINGLE_USER_MODE = (
    *("-c", "exit_on_error=on"),
    *("-c", "log_min_error_statement=panic"),
    *("-c", "log_checkpoints=off"),
)


@dataclass(frozen=True, slots=True)
class Workshop:
    """What it takes to make or mend a data folder while no server runs on it.

    Attributes:
        account: who owns the data folder and runs the programs.
        binaries: programs that this account can run.
        lock: the open lock file, which the programs hold too, so that nobody starts a server
            while one of them still writes though we have died.
    """

    account: Account
    binaries: Binaries
    lock: int

    def run(self, program: str, *arguments: str | Path, stdin: str = "") -> str | None:
        """Run one program; return nothing if all went well, otherwise what it said."""
        command = [self.binaries.program(program), *arguments]
        done = self.account.run(command, stdin=stdin, hold=[self.lock])
        return None if done.returncode == 0 else _last_words(done.stderr)


def make_cluster(
    place: Place, workshop: Workshop, credentials: Credentials, *, durable: bool
) -> None:
    """Make the data folder of `place`, with both roles and their database.

    Args:
        place: whose data folder does not exist yet.
        workshop: who makes it, and with what.
        credentials: the passwords of the roles.
        durable: whether to wait until everything is on the disk.

    Raises:
        DiskFull: there is no room.
        ClusterNotMade: PostgreSQL refused, and this is what it said.
    """
    see_that_there_is_room(place.base)
    shutil.rmtree(place.unfinished, ignore_errors=True)
    private_folder(place.unfinished, workshop.account)
    if said := _make(place.unfinished, workshop, credentials, durable=durable):
        raise _not_made(place.base, said)
    place.unfinished.rename(place.data)
    sync_folder(place.base)


def _make(data: Path, workshop: Workshop, credentials: Credentials, *, durable: bool) -> str | None:
    """Take the steps one after the other; return what the one that fails says.

    None of them waits for the disk: the last one does, for all.
    """
    return (
        workshop.run("initdb", *INITDB_OPTIONS, "-D", data)
        or _as_superuser(workshop, data, founding(credentials), "-c", "fsync=off")
        or (workshop.run("initdb", "--sync-only", "-D", data) if durable else None)
    )


def change_passwords(place: Place, workshop: Workshop, credentials: Credentials) -> None:
    """Give both roles new passwords, the old ones being lost.

    Raises:
        ClusterNotMade: the server that was to change them said why not.
    """
    if said := _as_superuser(workshop, place.data, new_passwords(credentials)):
        raise ClusterNotMade(place.data, said)


def see_that_we_can_read(data: Path) -> None:
    """Refuse data that another major version of PostgreSQL wrote.

    Raises:
        OtherVersion: it is one of these.
    """
    found = (data / "PG_VERSION").read_text("utf-8").strip()
    if found != MAJOR_VERSION:
        raise OtherVersion(data, found, MAJOR_VERSION)


def _as_superuser(
    workshop: Workshop, data: Path, statements: Sequence[str], *settings: str
) -> str | None:
    """Carry out statements of one line each, which nobody can list or log."""
    script = "".join(f"{statement}\n" for statement in statements)
    options = (*IN_SINGLE_USER_MODE, *settings, SUPERUSER)
    return workshop.run("postgres", "--single", "-D", data, *options, stdin=script)


def _not_made(folder: Path, said: str) -> ClusterNotMade | DiskFull:
    if NO_ROOM in said:
        return disk_full(folder)
    return ClusterNotMade(folder, said)


def _last_words(said: str) -> str:
    return " / ".join(said.strip().splitlines()[-3:]) or "nothing"
