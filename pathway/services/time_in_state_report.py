"""The report of time in state: what can be asked for, and what is answered."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pathway.domain.errors import PathwayError
from pathway.domain.time_in_state import Summary

Period = tuple[date, date]
"""A first and a last day, both included."""


class PeriodBackwards(PathwayError):
    """A period was asked for that ends before it begins."""

    def __init__(self, first: date, last: date) -> None:
        super().__init__(first, last)
        self.first, self.last = first, last

    def __str__(self) -> str:
        return f"the period ends on {self.last}, before it begins on {self.first}; swap the days"


class Dimension(StrEnum):
    """What stays can be told apart by, beside the state."""

    CYCLE = "cycle"
    SCHOOL = "school"
    DISTRICT = "district"
    CASEWORKER = "caseworker"
    PRIMARY_NEED = "primary_need"
    PERIOD = "period"

    @property
    def words(self) -> str:
        """The name as people write it."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for; see `time_in_state`.

    Attributes:
        hidden_below: counts from 1 up to this, not included, are hidden; None if none are.
    """

    as_at: date
    by: tuple[Dimension, ...] = ()
    policy: str | None = None
    period: Period | None = None
    only_open: bool = False
    as_recorded_at: datetime | None = None
    hidden_below: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What a row is about, beside the state: one caseworker, one school, one cycle.

    Attributes:
        value: as it is recorded: an id, a code, a number; None where nothing was.
        name: as people read it.
    """

    dimension: Dimension
    value: str | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the report.

    Attributes:
        policy: the policy of the processes.
        state: the state; None for all those that wait for the same.
        waiting_for: who had to act.
        held: what the row is about beside these; none in a total.
        count: how many stays; None where that is hidden.
        still_open: how many of them are open; None where that is hidden.
        days: their lengths in calendar days; None where the count is hidden.
        school_days: their lengths in school days, of those for which they are known.
    """

    policy: str
    state: str | None
    waiting_for: str
    held: tuple[Held, ...]
    count: int | None
    still_open: int | None
    days: Summary | None
    school_days: Summary | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Time in state, with what it means.

    Attributes:
        rows: by state, and by what was asked for.
        waiting: the same, by who had to act.
        totals: by state and by who had to act, whatever held; none if nothing was told apart.
    """

    authority: str
    asked: Asked
    definition: str
    rows: tuple[Row, ...]
    waiting: tuple[Row, ...]
    totals: tuple[Row, ...]
