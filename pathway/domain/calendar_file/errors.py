"""What is wrong with a file of school dates."""

from collections.abc import Sequence
from dataclasses import dataclass

from pathway.domain.errors import PathwayError


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        where: the line, or the event, by its number.
        wrong: what is wrong there.
    """

    where: str
    wrong: str

    def __str__(self) -> str:
        return f"{self.where}: {self.wrong}"


class NotACalendarFile(PathwayError):
    """A file of school dates cannot be taken; nothing of it was."""

    def __init__(self, file: str, faults: Sequence[Fault]) -> None:
        super().__init__(file, faults)
        self.file, self.faults = file, tuple(faults)

    def __str__(self) -> str:
        told = "; ".join(map(str, self.faults))
        return f"{self.file} cannot be taken as school dates: {told}; put that right and retry"
