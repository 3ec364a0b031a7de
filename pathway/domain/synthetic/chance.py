"""Chance that comes in many sources, so that what is drawn of one life changes nothing of others.

So the same seed tells the same lives, however far they are told.
"""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Chance:
    """Many sources of chance from one seed."""

    seed: str

    def of(self, *what: object) -> Random:
        """Return the source for one thing, the same whenever it is asked for."""
        return Random("/".join(map(str, (self.seed, *what))))  # noqa: S311  it has to repeat
