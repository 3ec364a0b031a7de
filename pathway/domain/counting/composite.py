"""Counting from several events: the earlier or the later of other rules' dates, a stored date."""

from dataclasses import dataclass
from typing import ClassVar

from statemachines.events import Event


@dataclass(frozen=True, slots=True)
class Composite:
    """A rule made of rules: one of the dates that they give.

    Attributes:
        parts: the ids of the rules it is made of.
        needs: those without which there is no date yet; of the others, those that have begun
            take part.
    """

    parts: tuple[str, ...]
    needs: tuple[str, ...] = ()
    mode: ClassVar[str]
    which: ClassVar[str]

    def words(self) -> str:
        """Say what is compared."""
        return f"the {self.which} of {' and '.join(self.parts)}"


@dataclass(frozen=True, slots=True)
class EarlierOf(Composite):
    """The earliest of the dates that other rules give."""

    mode: ClassVar[str] = "EARLIER_OF"
    which: ClassVar[str] = "earlier"


@dataclass(frozen=True, slots=True)
class LaterOf(Composite):
    """The latest of the dates that other rules give."""

    mode: ClassVar[str] = "LATER_OF"
    which: ClassVar[str] = "later"


@dataclass(frozen=True, slots=True)
class StoredDate:
    """The day that another event of the same process is dated on: an end that was agreed.

    Attributes:
        event: the event whose date it is; the last that was agreed stands.
        why_none: the reason that is given while there is none.
    """

    event: Event
    why_none: str
    mode: ClassVar[str] = "FIXED"

    def words(self) -> str:
        """Say when."""
        return "on the day agreed"
