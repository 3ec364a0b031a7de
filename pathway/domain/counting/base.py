"""What every manner of counting can do, and the words they share."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, ClassVar

from pathway.domain.calendars import Calendars


class Counting(ABC):
    """How a date follows from the day on which something happened.

    Attributes:
        mode: the name of the manner of counting, as rule tables write it.
        backward: whether the date lies before the day it is counted from.
    """

    __slots__ = ()
    mode: ClassVar[str]
    backward: ClassVar[bool] = False

    @property
    def depends(self) -> bool:
        """Whether what the form of an event says changes how much is counted from it."""
        return False

    def given(self, said: Mapping[str, Any]) -> "Counting":
        """Return how it counts from an event whose form says that."""
        del said  # most words count the same, whatever is said besides
        return self

    @abstractmethod
    def due(self, start: date, calendars: Calendars) -> date | None:
        """Return the last lawful day, or None where the law fixes none.

        Args:
            start: the day counted from, a civil date (Europe/London).
            calendars: the working days, and the school's days where they are counted.

        Raises:
            CalendarRunsOut: the count leaves the days that a calendar knows.
            SchoolCalendarMissing: school days are counted and no school's calendar was given.
        """

    def safe(self, start: date, calendars: Calendars) -> date | None:
        """Return the day on which every reading of the words is met, where it is another one."""
        del start, calendars  # most words have one reading
        return None

    def planned_for(self, due: date) -> date:
        """Return the day that a due day is planned back from; the day itself where it is not."""
        return due

    @abstractmethod
    def words(self) -> str:
        """Say how long and in what manner, in the words of the law."""

    @abstractmethod
    def steps(self, start: date, calendars: Calendars) -> Iterator[str]:
        """Yield the arithmetic as plain sentences, each of which can be checked by hand."""

    def why_none(self) -> str | None:
        """Say why there is no date, where there is none."""
        return None


@lru_cache(maxsize=4_096)  # every explanation writes the same few days, many times over
def long(day: date) -> str:
    """Write a day in full: "Monday 7 September 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def plural(n: int, unit: str) -> str:
    """Write a number with its unit: "1 week", "6 weeks"."""
    return f"{n} {unit}" if n == 1 else f"{n} {unit}s"
