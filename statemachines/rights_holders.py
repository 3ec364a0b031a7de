"""Reaching each person who holds the rights of an EHC process: who was told, and of what rights.

The rights belong to the child's parents, each of them, and pass to the young person. A decision is
not notified while one of them has not heard, so a move that notifies is dated on the day on which
it reached the last of them, and its form says on which day it reached each. Whoever could not be
reached, or may not be told, is accounted for by name and reason: nobody is forgotten in silence.

Source:
    CFA 2014 ss.36 to 45 ("the child's parent or the young person"); SI 2014/1530 reg 64.
"""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from statemachines.forms import Form, Needed, Part, Told
from statemachines.grammar import guard
from statemachines.situation import Situation


class NotReached(Part):
    """Someone who holds rights and was not reached, and why."""

    person: UUID = Field(description="the person, by id")
    reason: Needed = Field(description="why they could not be reached or may not be told")


class ReachesEach(Form):
    """A form that says of each person on which day something reached them."""

    reaches: ClassVar[str]
    """The name of the field that holds the persons and days."""

    not_reached: tuple[NotReached, ...] = Field(
        (), description="who was not reached and why, or who may not be told and why"
    )

    def reached(self) -> tuple[Told, ...]:
        """Return whom it reached, and when."""
        told: tuple[Told, ...] = self.entries()[self.reaches]
        return told

    def accounts_for(self) -> frozenset[UUID]:
        """Return the ids of those it reached and those it gives a reason for."""
        reached = frozenset(told.person for told in self.reached())
        return reached | frozenset(missed.person for missed in self.not_reached)


class NotifiedToEach(ReachesEach):
    """A decision, and the day on which each was notified of it."""

    reaches: ClassVar[str] = "notified"

    notified: tuple[Told, ...] = Field(description="on which day the decision reached each person")


class SentToEach(ReachesEach):
    """A document, and the day on which it was sent to each."""

    reaches: ClassVar[str] = "sent"

    sent: tuple[Told, ...] = Field(description="on which day it was sent to each person")


class RightsTold(Form):
    """Which rights a notice tells of."""

    appeal_right_told: bool = Field(default=False, description="the notice tells of the appeal")
    time_limits_told: bool = Field(
        default=False, description="the notice tells how long there is to appeal"
    )
    mediation_told: bool = Field(
        default=False, description="the notice tells of mediation (regulation 32)"
    )
    advice_and_support_told: bool = Field(
        default=False,
        description="the notice tells of disagreement resolution and of advice and support",
    )


class Refusal(NotifiedToEach, RightsTold):
    """A decision against what was asked, its reasons, and the rights of those who disagree."""

    reasons: str = Field("", description="why, as the notice says it")
    sent: tuple[Told, ...] = Field(
        (), description="on which day the notice was sent to each person, where it came later"
    )


@guard(
    "somebody who holds the rights has neither been reached nor accounted for: "
    "give the day, or the reason in not_reached"
)
def everyone_with_rights_is_reached(s: Situation[ReachesEach]) -> bool:
    return s.rights_holders() <= s.form.accounts_for()


@guard("the move has another date than the day on which it reached the last person")
def it_is_dated_when_it_reached_the_last(s: Situation[ReachesEach]) -> bool:
    days = [told.on for told in s.form.reached()]
    return not days or max(days) == s.on


@guard("the notice gives no reasons")
def the_notice_gives_reasons(s: Situation[Refusal]) -> bool:
    return bool(s.form.reasons)


@guard("the notice does not tell of the right to appeal")
def the_notice_tells_of_the_appeal(s: Situation[RightsTold]) -> bool:
    return s.form.appeal_right_told


@guard("the notice does not tell how long there is to appeal")
def the_notice_tells_the_time_limits(s: Situation[RightsTold]) -> bool:
    return s.form.time_limits_told


@guard("the notice does not tell of mediation")
def the_notice_tells_of_mediation(s: Situation[RightsTold]) -> bool:
    return s.form.mediation_told


@guard("the notice does not tell of disagreement resolution and of advice and support")
def the_notice_tells_of_advice(s: Situation[RightsTold]) -> bool:
    return s.form.advice_and_support_told


TOLD_TO_EACH = (everyone_with_rights_is_reached, it_is_dated_when_it_reached_the_last)
"""What every notified decision and every final plan must satisfy."""

RIGHTS_ARE_TOLD = (
    the_notice_tells_of_the_appeal,
    the_notice_tells_the_time_limits,
    the_notice_tells_of_mediation,
    the_notice_tells_of_advice,
)
"""What whoever may appeal must be told (SI 2014/1530 regs 5(3), 10, 14 and 22)."""

REASONS_AND_RIGHTS = (the_notice_gives_reasons, *RIGHTS_ARE_TOLD)
"""What a notice of refusal must contain."""
