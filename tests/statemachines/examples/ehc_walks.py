"""An EHC needs assessment walked to where a test begins."""

from datetime import date
from typing import Any
from uuid import UUID

from statemachines.ehc_needs_assessment import EHC_NEEDS_ASSESSMENT
from statemachines.vocabulary import Role
from tests.statemachines.examples.given import FATHER, MONDAY, MOTHER, Walk

FLOOR = (
    "the end of the fifteenth day after service has not come for somebody, "
    "who has not said that nothing more will come either"
)


def told(*people: UUID, on: date = MONDAY) -> list[dict[str, Any]]:
    """Say that something reached each of some people on one day."""
    return [{"person": person, "on": on} for person in people]


def both(on: date = MONDAY) -> list[dict[str, Any]]:
    """Say that something reached both parents on one day."""
    return told(MOTHER, FATHER, on=on)


def requested(**other: Any) -> Walk:
    """Walk to `requested`, on the Monday."""
    process = Walk(EHC_NEEDS_ASSESSMENT)
    process.move("receive request", MONDAY, by=Role.CASEWORKER, source=1, **other)
    return process


def assessing(**other: Any) -> Walk:
    """Walk to `assessing`, on the Monday."""
    process = requested(**other)
    process.move("decide to assess", MONDAY, by=Role.DECISION_MAKER, notified=both())
    return process


def drafting(**other: Any) -> Walk:
    """Walk to `drafting`, on the Monday."""
    process = assessing(**other)
    process.move("decide to issue", MONDAY, by=Role.DECISION_MAKER)
    return process


def drafted(*served: dict[str, Any], **other: Any) -> Walk:
    """Walk to `draft_issued`, on the Monday, with the days of service."""
    process = drafting(**other)
    process.move("issue draft", MONDAY, by=Role.CASEWORKER, served=[*served])
    return process


def finished(process: Walk, person: UUID, on: date) -> None:
    """Let a parent say that nothing more will come."""
    process.move(
        "representations", on, by=Role.FAMILY, person=person,
        form={"person": person, "finished": told(person, on=on)},
    )  # fmt: skip


def asks_for(process: Walk, person: UUID, setting: dict[str, Any]) -> None:
    """Let a parent ask for a setting."""
    process.move("representations", MONDAY, by=Role.CASEWORKER, form={"person": person, **setting})
