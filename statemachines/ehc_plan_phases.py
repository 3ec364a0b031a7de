"""What a plan's age and year ask: reviews under five, and transfers between phases a year ahead.

A transfer is found from the year group long before it: time records it, and staff where schools
are organised otherwise (infant and middle schools), or where a pupil is taught out of year.

Source:
    SI 2014/1530 regs 2(1) ("transfer between phases of education") and 18; SEND Code of Practice
    2015, 9.178 to 9.181.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from statemachines.annual_review_forms import ReviewKind
from statemachines.ehc_plan_states import IN_FORCE
from statemachines.events import Event
from statemachines.forms import Declares, Form
from statemachines.grammar import Consequence, Move, guard, must, should
from statemachines.section_i import SettingIdentified, the_setting_is_identified_once
from statemachines.situation import Lookup, Situation
from statemachines.vocabulary import Audience, Role

SCHOOL_STARTS_IN_FIFTH_YEAR = 5
"""In years: reviews every three to six months are for those who are younger."""

AHEAD = (Event.PHASE_TRANSFERS_ON, Event.POST_16_TRANSFERS_ON, Event.POST_16_MOVES_ON)


class PhaseTransferFound(Form):
    """A transfer to another phase that lies ahead; exactly one of the days is given."""

    phase_starts_on: Annotated[date | None, Declares(Event.PHASE_TRANSFERS_ON)] = Field(
        None, description="the first day of the new phase, if that is not a post-16 institution"
    )
    post_16_starts_on: Annotated[date | None, Declares(Event.POST_16_TRANSFERS_ON)] = Field(
        None, description="the first day at a post-16 institution, from secondary school"
    )
    moves_on: Annotated[date | None, Declares(Event.POST_16_MOVES_ON)] = Field(
        None, description="the first day at another post-16 institution"
    )

    @property
    def days(self) -> tuple[date | None, ...]:
        """The three days, of which one is given."""
        return (self.phase_starts_on, self.post_16_starts_on, self.moves_on)


class PhaseSettingNamed(SettingIdentified):
    """The amended plan, sent on the day of the move, names the setting of the next phase."""

    from_on: date | None = Field(None, description="the first day there")


class UnderFiveReviewed(Form):
    """A child under five was looked at in a streamlined way, on the day of the move."""

    seen: str = Field("", description="what was seen, and by whom")
    outcome: Literal["no_change", "review"] = Field(
        "no_change", description="whether a review of the plan is to follow"
    )


@guard("give exactly one of phase_starts_on, post_16_starts_on and moves_on")
def one_transfer_is_named(s: Situation[PhaseTransferFound]) -> bool:
    return len([day for day in s.form.days if day]) == 1


@guard("this transfer has been found already")
def it_is_not_found_yet(s: Situation[PhaseTransferFound]) -> bool:
    known = {happening.on for event in AHEAD for happening in s.record.dated(event)}
    return known.isdisjoint(day for day in s.form.days if day)


@guard("reviews every three to six months are for children under five")
def the_child_is_under_five(s: Situation[UnderFiveReviewed]) -> bool:
    age = s.lookup(Lookup.AGE_IN_YEARS)
    return isinstance(age, int) and age < SCHOOL_STARTS_IN_FIFTH_YEAR


def _review_of_under_five(_: Situation[UnderFiveReviewed]) -> Mapping[str, Any]:
    return {"kind": ReviewKind.UNDER_FIVE, "requester": "the authority (CoP 9.178)"}


def _review_follows(s: Situation[UnderFiveReviewed]) -> bool:
    return s.form.outcome == "review"


BY_AGE_AND_YEAR = (
    Move(
        name="find phase transfer", source=IN_FORCE,
        by=frozenset({Role.CASEWORKER, Role.CLOCK}),
        event=Event.PHASE_TRANSFER_FOUND, form=PhaseTransferFound,
        law=must("SI 2014/1530 reg 18: reviewed and amended before a fixed day of that year"),
        when=(one_transfer_is_named, it_is_not_found_yet),
        tells=frozenset({Audience.FAMILY, Audience.SCHOOL, Audience.CASEWORKER}),
    ),
    Move(
        name="name phase setting", source=IN_FORCE,
        by=frozenset({Role.CASEWORKER, Role.CLOCK}),
        event=Event.PHASE_SETTING_NAMED, form=PhaseSettingNamed,
        law=must("SI 2014/1530 reg 18(1): the amended plan names the setting of the next phase"),
        when=(the_setting_is_identified_once,),
        tells=frozenset({Audience.FAMILY, Audience.SCHOOL}),
    ),
    Move(
        name="review under five", source=IN_FORCE,
        by=frozenset({Role.CASEWORKER}),
        event=Event.UNDER_FIVE_REVIEWED, form=UnderFiveReviewed,
        law=should("SEND Code of Practice 2015, 9.178: considered every three to six months"),
        when=(the_child_is_under_five,),
        then=(
            Consequence("annual_review", "ask for an early review", _review_of_under_five,
                        opens=True, when=_review_follows),
        ),
    ),
)  # fmt: skip
