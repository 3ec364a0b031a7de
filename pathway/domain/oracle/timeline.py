"""One real case as it was published: what happened when, and what the Ombudsman said was due."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, model_validator


class Window(NamedTuple):
    """The first and the last day on which something can have happened; one where it is known."""

    earliest: date
    latest: date

    @property
    def is_exact(self) -> bool:
        """Whether it is one day."""
        return self.earliest == self.latest

    def overlaps(self, other: "Window") -> bool:
        """Tell whether some day lies in both."""
        return self.earliest <= other.latest and other.earliest <= self.latest


class Happened(StrEnum):
    """What a published timeline dates, in the words of whoever gathered it."""

    REQUEST_RECEIVED = "request_received"
    AGREED_TO_ASSESS = "agreed_to_assess"
    REFUSED_TO_ASSESS = "refused_to_assess"
    APPEAL_MADE = "appeal_made"
    AGREED_TO_ASSESS_AFTER_REFUSAL = "agreed_to_assess_after_refusal"
    DRAFT_PLAN_ISSUED = "draft_plan_issued"
    FINAL_PLAN_ISSUED = "final_plan_issued"
    FIRST_PLAN_ISSUED = "first_plan_issued"
    REVIEW_MEETING = "review_meeting"
    DECISION_TO_AMEND_SENT = "decision_to_amend_sent"
    DRAFT_AMENDED_PLAN_ISSUED = "draft_amended_plan_issued"
    FINAL_AMENDED_PLAN_ISSUED = "final_amended_plan_issued"
    TRIBUNAL_ORDER_AMEND = "tribunal_order_amend"
    TRIBUNAL_ORDER_MAKE_PLAN = "tribunal_order_make_plan"
    PERMANENT_EXCLUSION = "permanent_exclusion"
    NO_PROVISION_AS_AT = "no_provision_as_at"  #: still not done on that day
    DECISION_LETTER = "decision_letter"
    MEDIATION_CERTIFICATE = "mediation_certificate"
    AS_AT = "as_at"  #: still not done on that day


STILL_NOT = frozenset({Happened.AS_AT, Happened.NO_PROVISION_AS_AT})
"""Days on which something still had not happened: what a source observed, not what was done."""


class Grade(StrEnum):
    """How much a timeline can prove; see README.md beside the data."""

    EXACT = "A"
    TO_THE_MONTH = "B"
    DIRECTION = "C"
    WORKED_EXAMPLE = "W"


class _Published(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


EXAMPLE_YEAR = 2025
"""The year in which a worked example is run that names none; in it no day of ours is a weekend."""


class Dated(_Published):
    """A date as the source gives it.

    Attributes:
        date: as written: a day, a month, or a day without a year; None where only a rule is stated.
        precision: `day`, `month`, `part-month`, `day-no-year` or `rule`.
        window: the days that allows; None where there is no date.
        words: what the source says.
    """

    date: str | None
    precision: Literal["day", "month", "part-month", "day-no-year", "rule"]
    window: Window | None = None
    words: str

    @model_validator(mode="before")
    @classmethod
    def _in_some_year(cls, said: dict[str, Any]) -> dict[str, Any]:
        """Put a day without a year, "--10-01", into the year of examples."""
        if said.get("precision") != "day-no-year":
            return said
        day = f"{EXAMPLE_YEAR}{said['date'].removeprefix('-')}"
        return {**said, "window": (day, day)}


class Fact(Dated):
    """Something that happened."""

    event: Happened
    part: Literal["late", "end"] | None = None


class StatedDue(Dated):
    """Something that was due, and what it was."""

    what: str


class Lateness(_Published):
    """How late something was, in the source's own unit."""

    amount: float
    unit: Literal["weeks", "months"]

    @property
    def days(self) -> float:
        """The same in days; a month is a twelfth of a year."""
        return self.amount * (7 if self.unit == "weeks" else 365.25 / 12)


class Timeline(_Published):
    """One published case.

    Attributes:
        source: the address of the page.
        reference: the number of the decision, or where it was reported.
        year: the year in which the delay began; None in worked examples.
        category: what the case is about, in the gatherer's terms.
    """

    id: str
    source: str
    reference: str
    authority: str
    year: int | None
    category: str
    grade: Grade
    facts: tuple[Fact, ...]
    stated_due: tuple[StatedDue, ...]
    stated_lateness: str | None
    late_by: Lateness | None
    notes: str

    def fact(self, *events: Happened) -> Fact | None:
        """Return the first fact of one of these events that is dated, or None."""
        return next((f for f in self.facts if f.event in events and f.window), None)


@cache
def timelines() -> tuple[Timeline, ...]:
    """Return every timeline that is shipped, in the order of the file."""
    return tuple(_read())


def _read() -> Iterator[Timeline]:
    text = (files("pathway.domain.oracle") / "timelines.jsonl").read_text("utf-8")
    for line in text.splitlines():
        yield Timeline.model_validate_json(line)
