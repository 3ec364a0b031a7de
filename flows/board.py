"""The board on which every part of the house says how it is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from logging import INFO, WARNING, getLogger
from threading import RLock

log = getLogger("pathway.house")
"""What parts say is kept with its moment: nobody looks at a screen at 3 a.m."""


class Stand(StrEnum):
    """How a part is."""

    WAITING = "waiting"
    STARTING = "starting"
    OK = "ok"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Notice:
    """What a part says of itself: how it is, and a sentence or an address."""

    part: str
    stand: Stand = Stand.WAITING
    says: str = ""

    def __str__(self) -> str:
        """Return it as a line: the part, how it is, and what it says."""
        return f"{self.part}: {self.stand}{f', {self.says}' if self.says else ''}"


class Board:
    """What every part said last. Parts speak from threads of their own."""

    def __init__(self, parts: tuple[str, ...], *, told: Callable[[Notice], None]) -> None:
        self._lock = RLock()
        self._notices = {part: Notice(part) for part in parts}
        self._told = told

    def say(self, part: str, stand: Stand, says: str = "") -> None:
        """Put up what a part says; who listens is told if it is something new."""
        notice = Notice(part, stand, says)
        with self._lock:
            if self._notices.get(part) != notice:
                self._notices[part] = notice
                log.log(WARNING if stand is Stand.FAILED else INFO, "%s", notice)
                self._told(notice)

    def stand_of(self, part: str) -> Stand:
        """Return how a part is."""
        with self._lock:
            return self._notices[part].stand

    def notices(self) -> list[Notice]:
        """Return what every part said last, in the order of the board."""
        with self._lock:
            return list(self._notices.values())

    def is_well(self) -> bool:
        """Tell whether every part is well."""
        return all(notice.stand is Stand.OK for notice in self.notices())

    def has_failed(self) -> bool:
        """Tell whether a part has failed."""
        return any(notice.stand is Stand.FAILED for notice in self.notices())
