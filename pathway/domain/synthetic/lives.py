"""What a synthetic life is: an invented pupil, and the moves of which the life is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pathway.domain.synthetic.pupils import Pupil
from pathway.domain.synthetic.sketch import Kind
from statemachines.vocabulary import Role


@dataclass(frozen=True, slots=True)
class ReferenceTo:
    """Stands in a form for the reference of a sibling process, known only when it is opened."""

    policy: str
    occurrence: int


@dataclass(frozen=True, slots=True)
class PlannedMove:
    """One move of a life, to be made as a historic move.

    Attributes:
        policy: the policy of the process.
        occurrence: which process of that policy, from 1; its first move opens it.
        move: the name of the move.
        on: the day on which it happened.
        role: in what capacity it is made; who makes it is for the authority to say.
        form: what is recorded, with dates and ids as themselves; a `ReferenceTo` is to be replaced
            by the reference of the process it names.
        follows: whether the policy makes this move by itself, in consequence of the one before: it
            is listed so that a life can be read without a database, and is not asked for.
    """

    policy: str
    occurrence: int
    move: str
    on: date
    role: Role
    form: Mapping[str, Any] = field(default_factory=dict)
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Life:
    """One synthetic life.

    Attributes:
        kind: what becomes of the child in the year.
        moves: in the order in which they are to be recorded.
        moved_in_on: the day on which the family moved in with a plan, where it did.
    """

    pupil: Pupil
    kind: Kind
    moves: tuple[PlannedMove, ...]
    moved_in_on: date | None = None

    @property
    def asked_for(self) -> tuple[PlannedMove, ...]:
        """The moves that somebody has to make; what follows from them is left out."""
        return tuple(move for move in self.moves if not move.follows)
