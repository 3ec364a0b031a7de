"""What is wrong, or odd, in a file: where, and in words that a clerk can act on."""

from dataclasses import dataclass, field
from enum import StrEnum

from pathway.domain.pupil_file.columns import Column


class Level(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"  #: the row, or the whole file, cannot be brought in
    QUERY = "query"  #: a question; the row can be brought in as it stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong or odd.

    Attributes:
        line: the physical line of the file, from 1, on which the row begins; None where the
            problem is the whole file's.
        heading: the heading of the cell as it stands in the file; None where it is the whole row's.
        reason: one sentence, lower case, no full stop, without the child's data.
        found: what stands in the cell. Personal data, so it stays out of `repr` and of logs.
    """

    level: Level
    reason: str
    line: int | None = None
    heading: str | None = None
    found: str = field(default="", repr=False)

    @property
    def is_error(self) -> bool:
        """Whether it keeps its row out."""
        return self.level is Level.ERROR

    def __str__(self) -> str:
        place = [f"line {self.line}"] if self.line else []
        place += [self.heading] if self.heading else []
        return f"{', '.join(place) or 'the file'}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Finding:
    """What shows only when a row is held against others, or against what is kept already."""

    line: int
    level: Level
    column: Column | None
    reason: str
