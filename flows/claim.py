"""One house a home: whoever is up holds a lock, and leaves beside it where everything is."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

from flows.errors import UpAlready
from pathway.errors import HomeUnwritable

PRIVATE = 0o600
CARD = "up.json"


@dataclass(frozen=True, slots=True)
class Card:
    """What a house that is up leaves for others to read.

    Attributes:
        pid: the process that started it.
        addresses: where its pages are, by what they are.
        processes: the number of each of its processes, by what it is.
    """

    pid: int
    addresses: Mapping[str, str] = field(default_factory=dict)
    processes: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, home: Path) -> Self | None:
        """Return the card of a home, or None where nobody left a whole one."""
        try:
            return cls(**json.loads((home / CARD).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def leave(self, home: Path) -> None:
        """Write the card, wholly or not at all.

        Raises:
            HomeUnwritable: it cannot be written; a full disk, for one.
        """
        unfinished = home / f"{CARD}.unfinished"
        with _plain_words(home):
            unfinished.write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")
            unfinished.replace(home / CARD)


@contextmanager
def claimed(home: Path) -> Iterator[None]:
    """Hold a home while the house is up; the lock goes with this process, however it ends.

    Raises:
        UpAlready: another process holds it.
        HomeUnwritable: no lock and no card can be left there.
    """
    with _plain_words(home):
        held = os.open(home / "up.lock", os.O_RDWR | os.O_CREAT, PRIVATE)
    try:
        _take(held, home)
        Card(os.getpid()).leave(home)
        yield
        (home / CARD).unlink(missing_ok=True)
    finally:
        os.close(held)


@contextmanager
def _plain_words(home: Path) -> Iterator[None]:
    """Turn what the system says of files into a sentence of ours."""
    try:
        yield
    except OSError as fault:
        raise HomeUnwritable(str(home), fault.strerror or str(fault)) from fault


def _take(held: int, home: Path) -> None:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        card = Card.read(home) or Card(0)
        raise UpAlready(card.pid, str(home), tuple(card.addresses.values())) from None
