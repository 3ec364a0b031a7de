"""The system account that the server runs as: our own or, as root, one without privileges."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pathway.embedded.errors import AccountMissing, AccountRefused

UNPRIVILEGED = ("pathway", "postgres", "nobody")
ENVIRONMENT = {"LC_ALL": "C", "PATH": os.defpath}
ROOT = 0


@dataclass(frozen=True, slots=True)
class Account:
    """One system account.

    Attributes:
        name: as the machine's list of accounts gives it.
        uid: its number.
        gid: the number of its own group; it is given no other.
        foreign: whether we have to become it, which only root can.
    """

    name: str
    uid: int
    gid: int
    foreign: bool

    def run(
        self, command: Sequence[str | Path], *, stdin: str = "", hold: Sequence[int] = ()
    ) -> subprocess.CompletedProcess[str]:
        """Run a program as this account and wait for it.

        It gets none of our environment, so that no setting and no secret of ours reaches it.

        Args:
            command: the program and its arguments; never a secret, since anybody can list them.
            stdin: what the program reads.
            hold: open files that the program keeps open, such as a lock.
        """
        return subprocess.run(  # noqa: S603 - our own programs, no shell, no outsider's words
            command,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env=ENVIRONMENT,
            user=self.uid if self.foreign else None,
            group=self.gid if self.foreign else None,
            extra_groups=[] if self.foreign else None,
            umask=0o077,
            pass_fds=hold,
            start_new_session=True,  # out of reach of a Ctrl-C meant for us
        )

    def may_enter(self, folder: Path) -> bool:
        """Tell whether this account can pass into `folder`, asking the system itself.

        Raises:
            AccountRefused: the system does not let us become this account.
        """
        try:
            return self.run(["/bin/sh", "-c", 'cd -- "$0"', folder]).returncode == 0
        except OSError as error:
            raise AccountRefused(self.name, error.strerror or str(error)) from error

    def may_run(self, program: Path) -> bool:
        """Tell whether this account can run `program`, by asking it for its version."""
        try:
            return self.run([program, "--version"]).returncode == 0
        except OSError:
            return False

    def own(self, path: Path) -> None:
        """Give `path` to this account, where it is not ours anyway."""
        if self.foreign:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def account_for(data: Path, *, wished: str | None) -> Account:
    """Return the account that runs the server of one data folder.

    Not as root: ourselves. As root: the owner of the data if there are any, else the account
    wished for, else the first of `UNPRIVILEGED` that the machine knows.

    Args:
        data: the data folder; it need not exist.
        wished: the name of a system account, which only root can ask for.

    Raises:
        AccountMissing: the machine does not know the account.
    """
    if os.geteuid() != ROOT:
        return _numbered(os.geteuid())
    if data.exists() and (owner := data.stat().st_uid) != ROOT:
        return _numbered(owner)
    return _named((wished,) if wished else UNPRIVILEGED)


def _named(names: Sequence[str]) -> Account:
    known = {entry.pw_name: entry for entry in map(_entry, names) if entry is not None}
    if not known:
        raise AccountMissing(" or ".join(names))
    return _account(next(iter(known.values())))


def _numbered(uid: int) -> Account:
    try:
        return _account(pwd.getpwuid(uid))
    except KeyError:
        raise AccountMissing(f"number {uid}") from None


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _account(entry: pwd.struct_passwd) -> Account:
    foreign = entry.pw_uid != os.geteuid()
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, foreign)
