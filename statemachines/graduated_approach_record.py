"""What the record of a pupil's case says of each of its cycles."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from statemachines.events import Event
from statemachines.graduated_approach_forms import (
    CaseBroughtIn,
    ProvisionStarted,
    RatesOutcomes,
    ReintegrationBegun,
)
from statemachines.graduated_approach_plan import Outcome, Rating
from statemachines.situation import Record


def outcomes_of(record: Record, cycle: int) -> tuple[Outcome, ...]:
    """Return the outcomes of a cycle's plan, empty where its provision never started."""
    plans = [
        line.form.outcomes
        for line in record.lines
        if line.cycle == cycle and isinstance(line.form, ProvisionStarted | CaseBroughtIn)
    ]
    return plans[-1] if plans else ()


def ratings_of(record: Record, cycle: int) -> list[tuple[Rating, ...]]:
    """List the ratings of a cycle's outcomes, one entry a review, first to last.

    The line that ends a cycle and begins the next one belongs to the next; its ratings are of the
    cycle that it ends.
    """
    return [
        line.form.ratings
        for before, line in pairwise(record.lines)
        if before.cycle == cycle and isinstance(line.form, RatesOutcomes) and line.form.ratings
    ]


def finished_cycles(record: Record) -> int:
    """Count the cycles that went all the way round: carried out, then put to their review."""
    carried_out = {line.cycle for line in record.lines if line.state == "do"}
    reviewed = {line.cycle for line in record.lines if line.state == "review"}
    return len(carried_out & reviewed)


def agreed_review(record: Record) -> date | None:
    """Return the day last agreed for the review of the plan, or None where none was."""
    agreed = record.dated(Event.REVIEW_AGREED_FOR)
    return agreed[-1].on if agreed else None


def closed_on(record: Record) -> date | None:
    """Return the day on which the case was last closed, or None where it never was."""
    closings = [*record.of(Event.CLOSED), *record.of(Event.CLOSED_NEEDS_MET)]
    return max(closings, key=lambda line: line.number).on if closings else None


def plan_of_return(record: Record) -> ReintegrationBegun | None:
    """Return the plan of the present return to the home school, or None where there is none."""
    begun = record.latest(Event.REINTEGRATION_BEGUN)
    return begun.form if begun and isinstance(begun.form, ReintegrationBegun) else None


def each_once(numbers: Iterable[int], *, upto: int) -> bool:
    """Tell whether `numbers` names each of 1 to `upto` exactly once, and nothing else."""
    return Counter(numbers) == Counter(range(1, upto + 1))
