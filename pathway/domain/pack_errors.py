"""What can be said to be wrong with an authority's pack."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pathway.domain.errors import PathwayError


class Fault(NamedTuple):
    """One thing that is wrong in a pack's file.

    Attributes:
        file: the file's name.
        line: the number of the line, from 1.
        where: the path of the key, as in `placements.tuition.longest_weeks`; empty for the file.
        wrong: what is wrong there, and what was expected.
    """

    file: str
    line: int
    where: str
    wrong: str

    def __str__(self) -> str:
        what = f"{self.where}: {self.wrong}" if self.where else self.wrong
        return f"{self.file}, line {self.line}: {what}"


class PackMalformed(PathwayError):
    """A pack cannot be used: every fault that was found in it, each with its line."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults)
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return f"{'; '.join(map(str, self.faults))}; put the pack right and start again"


class PackUnknown(PathwayError):
    """There is no pack of that name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name, known)
        self.name, self.known = name, tuple(known)

    def __str__(self) -> str:
        return f"there is no pack {self.name}; use one of {', '.join(self.known)}, or add a file"


class PackFolderMissing(PathwayError):
    """The folder that is to hold an operator's own packs is not there."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder

    def __str__(self) -> str:
        return f"there is no folder of packs at {self.folder}; make it or name another"


class PackNotInForce(PathwayError):
    """A pack says nothing of a day outside the time for which it is valid."""

    def __init__(self, name: str, on: date, valid_from: date | None, valid_to: date | None) -> None:
        super().__init__(name, on, valid_from, valid_to)
        self.name, self.on = name, on
        self.valid_from, self.valid_to = valid_from, valid_to

    def __str__(self) -> str:
        bounds = ((" from", self.valid_from), (" to", self.valid_to))
        valid = "".join(f"{word} {day}" for word, day in bounds if day is not None)
        return f"the pack {self.name} is valid{valid}, not on {self.on}; add a pack for that day"
