"""Why a review of a direction that was asked for need not be held: one was held not long before.

A review of this placement is found in its own history. What is recorded here was held elsewhere:
before the record was taken over, or under an earlier direction that this one continues.

Source:
    SI 2010/1156 reg 4A(4), inserted by SI 2012/2532 reg 5: "a review meeting during the period of
    10 weeks preceding the day on which the request is made".
"""

from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from statemachines.events import Event
from statemachines.exempting import Exempts, it_has_ended_by_then, the_parents_have_been_told_why
from statemachines.grammar import Move, Reach, guard, must
from statemachines.situation import Situation
from statemachines.vocabulary import Readers, Role

TEN_WEEKS = timedelta(weeks=10)


class ReviewedBefore(Exempts):
    """A review meeting that was held in the ten weeks before the request."""

    limb: Literal["4A(4)"] = Field("4A(4)", description="always 4A(4)")
    review_held_on: date = Field(description="on which day that review was held")


@guard("no review has been asked for before that day")
def a_review_was_asked_for(s: Situation[ReviewedBefore]) -> bool:
    return s.record.has(Event.PLACEMENT_REVIEW_REQUESTED)


@guard("that review was not held in the ten weeks before the day of the request")
def it_was_held_in_the_ten_weeks_before(s: Situation[ReviewedBefore]) -> bool:
    asked = s.record.latest(Event.PLACEMENT_REVIEW_REQUESTED)
    return asked is None or asked.on - TEN_WEEKS <= s.form.review_held_on < asked.on


EXEMPTION = Move(
    name="record exemption", source=Reach.OPEN,
    by=frozenset({Role.CASEWORKER, Role.HEADTEACHER}),
    event=Event.EXEMPTION_RECORDED, form=ReviewedBefore,
    law=must("SI 2010/1156 reg 4A(4) (AP-10): no review is required within ten weeks of the last"),
    when=(a_review_was_asked_for, it_was_held_in_the_ten_weeks_before, it_has_ended_by_then),
    advised=(the_parents_have_been_told_why,), readers=Readers.FAMILY,
)  # fmt: skip
