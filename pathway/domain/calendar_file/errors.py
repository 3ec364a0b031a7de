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

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        super().__init__(name, faults)
        self.name, self.faults = name, tuple(faults)

    def __str__(self) -> str:
        told = "; ".join(map(str, self.faults))
        return f"the calendar {self.name} cannot be read: {told}; put that right and retry"
