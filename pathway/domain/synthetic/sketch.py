"""A life before it is told: what kind it is, and its dates, dealt so that the counts come right."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum


class Kind(Enum):
    """What became of a child in the year that is simulated."""

    OLDER = "older"  #: a plan that began before the year and is in force at its end
    CEASED = "ceased"  #: a plan that began before the year and ceased in it
    MOVED_IN = "moved in"  #: a plan that began elsewhere in the year and came with the family
    ISSUED = "issued"  #: a plan issued in the year after an undisputed assessment
    DISPUTED = "disputed"  #: a plan issued in the year after a refusal that was reversed
    JANUARY = "january"  #: a plan issued between the year's end and the census
    IN_PROGRESS = "in progress"  #: a request of the year, agreed, not finished by the census
    REFUSED = "refused"  #: a request of the year, refused in it
    CARRIED_OVER = "carried over"  #: a request of the year before, refused in the year
    OUTSTANDING = "outstanding"  #: a request of the year on which nothing was decided in it
    WITHDRAWN = "withdrawn"  #: a request of the year, withdrawn before a decision
    NOT_ISSUED = "not issued"  #: an assessment that ended in the year without a plan
    SUPPORT = "support"  #: a child in the graduated approach for whom nobody asked more


UNDATED = date.min
"""Stands where a day has not been dealt yet, or does not belong to the kind of life."""

HOLDS_PLAN = frozenset({Kind.OLDER, Kind.MOVED_IN, Kind.ISSUED, Kind.DISPUTED, Kind.JANUARY})
"""The kinds whose plans are in force on the later census day, unless they ceased before it."""


@dataclass(slots=True)
class Review:
    """The latest annual review of a plan.

    Attributes:
        met_on: the day of the meeting, or None where none was held.
        decided_on: the day on which the family was told, or None where that is not known.
        outcome: `amend`, `maintain`, `cease`, or None where there is none.
    """

    met_on: date | None = None
    decided_on: date | None = None
    outcome: str | None = None


@dataclass(slots=True)
class Sketch:
    """One life, as far as it has been dealt.

    Attributes:
        age: on the 31 August before the later census day.
        age_at_request: on the day on which the request was received.
        age_at_end: on the day on which the plan ceased.
        finished_on: the day on which the final plan was sent, a plan refused, or the request
            withdrawn.
        exempt: whether an exemption from the time limit is recorded.
        reopened_on: the day on which a refusal was reversed.
        started_on: the day on which the plan began.
    """

    kind: Kind
    sex: str = ""
    need: str = ""
    setting: str = ""
    age: int | None = None
    age_at_request: int | None = None
    age_at_end: int | None = None
    born_on: date = UNDATED
    received_on: date = UNDATED
    decided_on: date = UNDATED
    finished_on: date = UNDATED
    exempt: bool = False
    reopened_on: date = UNDATED
    start_year: int = 0
    started_on: date = UNDATED
    moved_in_on: date | None = None
    ended_on: date | None = None
    reason: str | None = None
    review: Review | None = None

    @property
    def some_age(self) -> int:
        """Whichever age is known, to tell younger from older."""
        known = (self.age, self.age_at_request, self.age_at_end)
        return next((age for age in known if age is not None), 0)

    @property
    def in_force(self) -> bool:
        """Whether the plan is in force on the later census day."""
        return self.kind in HOLDS_PLAN and self.ended_on is None


def of(sketches: Iterable[Sketch], *kinds: Kind) -> list[Sketch]:
    """List the sketches of some kinds."""
    return [sketch for sketch in sketches if sketch.kind in kinds]


def some(kind: Kind, count: int) -> list[Sketch]:
    """Make blank sketches of one kind."""
    return [Sketch(kind) for _ in range(count)]
