"""A plan that moves: between authorities, and from one integrated care board to another.

Source:
    SI 2014/1530 regs 15 and 16.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from statemachines.annual_review_forms import ReviewKind
from statemachines.ehc_plan_forms import CarriesSectionI
from statemachines.ehc_plan_reassessment import begins_reassessment
from statemachines.ehc_plan_states import IN_FORCE, MAINTAINED, TRANSFERRED_OUT
from statemachines.events import Event
from statemachines.forms import Declares, Form, Needed
from statemachines.grammar import NOT_BEGUN, Consequence, Move, Reach, guard, must
from statemachines.plan_over import LEAVES_WHAT_IT_BROUGHT
from statemachines.rights_holders import TOLD_TO_EACH, NotifiedToEach
from statemachines.situation import Situation
from statemachines.vocabulary import Audience, Role

CASEWORKER = frozenset({Role.CASEWORKER})
CASEWORKER_AND_HEALTH = CASEWORKER | {Role.PROFESSIONAL}
FAMILY = frozenset({Audience.FAMILY})
ALL_CONCERNED = FAMILY | {Audience.SCHOOL, Audience.PROVIDER, Audience.PROFESSIONAL}
AUTHORITY = r"^\d{3}$"
"""The three-digit number of an authority."""


class PlanTransferredIn(CarriesSectionI):
    """A plan of another authority, ours since the day of the move, as if made on its old date."""

    from_authority: str = Field(pattern=AUTHORITY, description="number of the old authority")
    plan_made_on: Annotated[date, Declares(Event.PLAN_MADE)] = Field(
        description="when the old authority first made it"
    )
    last_reviewed_on: Annotated[date | None, Declares(Event.PLAN_REVIEWED)] = Field(
        None, description="the day of the last review meeting, where there was one"
    )
    moved_on: date | None = Field(None, description="on which day the family moved")


class FamilyToldOfTransfer(NotifiedToEach):
    """The family was told of the transfer, on the day of the move the last of them."""

    will_assess: bool = Field(description="whether we shall assess the needs anew")
    review_by: date = Field(description="the day by which we shall review the plan")


class BringsAnotherBoard(Form):
    """A move to another area, which may make another integrated care board responsible."""

    another_board: bool = Field(
        default=False,
        description="whether another integrated care board becomes responsible by it",
    )
    board_aware_on: Annotated[date | None, Declares(Event.OLD_BOARD_LEARNT_OF_MOVE)] = Field(
        None, description="on which day the old board became aware of the move, as far as known"
    )


class MoveLearnt(BringsAnotherBoard):
    """The authority learnt, on the day of the move here, that the family moves to another area."""

    moves_on: Annotated[date | None, Declares(Event.FAMILY_MOVES_ON)] = Field(
        None, description="on which day the family moves, as far as known"
    )
    to_authority: str = Field("", description="to the area of which authority")


class PlanTransferredOut(BringsAnotherBoard):
    """The plan was transferred on the day of the move to the authority where the family lives."""

    to_authority: str = Field(pattern=AUTHORITY, description="number of the new authority")
    moved_on: Annotated[date, Declares(Event.FAMILY_MOVES_ON)] = Field(
        description="on which day the family moved"
    )
    became_aware_on: Annotated[date | None, Declares(Event.MOVE_BECAME_KNOWN)] = Field(
        None, description="on which day we became aware of it, if that is not recorded yet"
    )


class CommissionerChanged(Form):
    """Another board is responsible since the day of the move, and not by a move to another area.

    It may follow from another general practitioner, or from a move within the area.
    """

    new_board: Needed = Field(description="which board that is")
    board_aware_on: Annotated[date | None, Declares(Event.OLD_BOARD_LEARNT_OF_CHANGE)] = Field(
        None, description="on which day the old board became aware of the change, if not that day"
    )


class CommissionerTold(Form):
    """The old board told the new one, on the day of the move."""


class ProvisionImpracticable(Form):
    """The new board found on this day that it cannot arrange what section G says."""

    provision: Needed = Field(description="what it cannot arrange")
    board_aware_on: Annotated[date | None, Declares(Event.NEW_BOARD_LEARNT_OF_CHANGE)] = Field(
        None, description="on which day the new board became aware that it is responsible"
    )


class AskedFor(StrEnum):
    """What a new board asks the authority for."""

    REVIEW = "review"
    REASSESSMENT = "reassessment"


class ReviewAskedByCommissioner(Form):
    """The new board asks for a review or a reassessment, and the authority agrees."""

    asks_for: AskedFor = Field(AskedFor.REVIEW, description="what it asks for")
    reasons: str = Field("", description="why")


@guard("the plan would be made or reviewed after the day of its transfer")
def the_plan_is_older_than_its_transfer(s: Situation[PlanTransferredIn]) -> bool:
    reviewed_on = s.form.last_reviewed_on or s.form.plan_made_on
    return s.form.plan_made_on <= reviewed_on <= s.on


@guard("the family has not moved by then")
def the_family_has_moved(s: Situation[PlanTransferredOut]) -> bool:
    return s.form.moved_on <= s.on


@guard("nothing says on which day we became aware of the move; give it in became_aware_on")
def it_is_known_when_we_became_aware(s: Situation[PlanTransferredOut]) -> bool:
    said = s.form.became_aware_on is not None
    return said or bool(s.record.dated(Event.MOVE_BECAME_KNOWN))


def _early_review(s: Situation[ReviewAskedByCommissioner]) -> Mapping[str, Any]:
    requester = "the integrated care board (reg 16)"
    return {"kind": ReviewKind.EARLY, "requester": requester, "reason": s.form.reasons}


def _asks_for_review(s: Situation[ReviewAskedByCommissioner]) -> bool:
    return s.form.asks_for is AskedFor.REVIEW


def _asks_for_reassessment(s: Situation[ReviewAskedByCommissioner]) -> bool:
    return not _asks_for_review(s)


def transfer_in(*lawful: Any) -> Move:
    """Return the move by which a plan of another authority becomes ours, where it is `lawful`."""
    return Move(
        name="transfer in", source=frozenset({NOT_BEGUN}), target=MAINTAINED,
        by=CASEWORKER, event=Event.PLAN_TRANSFERRED_IN, form=PlanTransferredIn,
        law=must("SI 2014/1530 reg 15(3): treated as made by the new authority on its old date"),
        when=(*lawful, the_plan_is_older_than_its_transfer), tells=ALL_CONCERNED,
    )  # fmt: skip


BETWEEN_AUTHORITIES = (
    Move(
        name="tell family of transfer", source=IN_FORCE,
        by=CASEWORKER, event=Event.FAMILY_TOLD_OF_TRANSFER, form=FamilyToldOfTransfer,
        law=must("SI 2014/1530 reg 15(4): within six weeks of the transfer"),
        when=TOLD_TO_EACH, tells=FAMILY,
    ),
    Move(
        name="learn of move", source=IN_FORCE,
        by=CASEWORKER, event=Event.MOVE_BECAME_KNOWN, form=MoveLearnt,
        law=must("SI 2014/1530 reg 15(2): fifteen working days run from our awareness"),
    ),
    Move(
        name="transfer out", source=IN_FORCE, target=TRANSFERRED_OUT,
        by=CASEWORKER, event=Event.PLAN_TRANSFERRED_OUT, form=PlanTransferredOut,
        law=must("SI 2014/1530 reg 15(2)"),
        when=(the_family_has_moved, it_is_known_when_we_became_aware), tells=ALL_CONCERNED,
        then=LEAVES_WHAT_IT_BROUGHT,
    ),
)  # fmt: skip

BETWEEN_CARE_BOARDS = (
    Move(
        name="change care board", source=IN_FORCE,
        by=CASEWORKER_AND_HEALTH, event=Event.COMMISSIONER_CHANGED, form=CommissionerChanged,
        law=must("SI 2014/1530 reg 16(2): the old board tells the new one"),
        tells=frozenset({Audience.PROFESSIONAL}),
    ),
    Move(
        name="record care board told", source=Reach.ANY,
        by=CASEWORKER_AND_HEALTH, event=Event.COMMISSIONER_TOLD, form=CommissionerTold,
        law=must("SI 2014/1530 reg 16(1), (2)"),
    ),
    Move(
        name="find provision impracticable", source=IN_FORCE,
        by=CASEWORKER_AND_HEALTH,
        event=Event.PROVISION_FOUND_IMPRACTICABLE, form=ProvisionImpracticable,
        law=must("SI 2014/1530 reg 16(3): the new board asks for an assessment or a review"),
        tells=frozenset({Audience.CASEWORKER}),
    ),
    Move(
        name="care board asks for review", source=IN_FORCE,
        by=CASEWORKER_AND_HEALTH,
        event=Event.REVIEW_ASKED_BY_COMMISSIONER, form=ReviewAskedByCommissioner,
        law=must("SI 2014/1530 reg 16(3): the authority agrees"),
        then=(
            Consequence("annual_review", "ask for an early review", _early_review,
                        opens=True, when=_asks_for_review),
            begins_reassessment(_asks_for_reassessment),
        ),
    ),
)  # fmt: skip
