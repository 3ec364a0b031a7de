"""Where the files of packs lie: in this package, and in a folder of an operator's own."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pathway.domain.pack_errors import PackFolderMissing, PackUnknown
from pathway.packs.source import Source, read_source

SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The packs that can be had by name; an operator's own comes before a shipped one.

    Attributes:
        folder: where the operator's own lie; None where there are none.

    Raises:
        PackFolderMissing: the folder is not there.
    """

    folder: Path | None = None

    def __post_init__(self) -> None:
        if self.folder is not None and not self.folder.is_dir():
            raise PackFolderMissing(str(self.folder))

    def shipped(self) -> frozenset[str]:
        """Return the names of the packs that come with the package."""
        return frozenset(
            entry.name.removesuffix(SUFFIX)
            for entry in files(__package__).iterdir()
            if entry.name.endswith(SUFFIX)
        )

    def own(self) -> frozenset[str]:
        """Return the names of the operator's own packs."""
        if self.folder is None:
            return frozenset()
        return frozenset(
            entry.stem for entry in self.folder.glob(f"[!.]*{SUFFIX}") if entry.is_file()
        )

    def names(self) -> tuple[str, ...]:
        """Return the names of all packs, in order."""
        return tuple(sorted(self.shipped() | self.own()))

    def source(self, name: str) -> Source:
        """Read the file of a pack.

        Raises:
            PackUnknown: there is none of that name.
            PackMalformed: it is not UTF-8, or not TOML.
        """
        if name not in self.names():
            raise PackUnknown(name, self.names())
        file = f"{name}{SUFFIX}"
        if self.folder is not None and name in self.own():
            return read_source((self.folder / file).read_bytes(), file=file)
        return read_source(files(__package__).joinpath(file).read_bytes(), file=file)
