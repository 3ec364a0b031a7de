"""Amending an EHC plan: the notice, the family's fifteen days, and the final plan or none.

The process begins with the notice itself, since an amendment that nobody has been told of is not
one: the notice carries the actual changes and their evidence. What opens it is a review, a change
at another time (regulation 28) or a transfer. After an order the plan is sent as ordered, without
a notice.

Source:
    SI 2014/1530 regs 22 and 28; R (L, M and P) v Devon CC [2022] EWHC 493 (Admin); SEND Code of
    Practice 2015, 9.193 to 9.198.
"""

from collections.abc import Mapping
from typing import Any

from statemachines.appealable import DisputeKind, opens_a_dispute
from statemachines.common_moves import common_moves
from statemachines.events import Event
from statemachines.grammar import NOT_BEGUN, Consequence, Move, State, must
from statemachines.in_force import SEND_LAW
from statemachines.plan_amendment_forms import (
    THE_NOTICE_IS_LAWFUL,
    AmendedPlan,
    AmendmentBroughtIn,
    AmendmentDeclined,
    AmendmentNotice,
    it_says_what_was_ordered,
    nobody_is_served_before_it_is_sent,
)
from statemachines.plan_over import PLAN_OVER, ends_with_plan
from statemachines.policy import Policy
from statemachines.representations import (
    everyone_with_rights_was_served,
    representations_move,
    the_time_to_answer_is_over,
)
from statemachines.rights_holders import (
    REASONS_AND_RIGHTS,
    TOLD_TO_EACH,
    everyone_with_rights_is_reached,
)
from statemachines.section_i import SECTION_I_IS_LAWFUL, consultation_moves
from statemachines.situation import Situation
from statemachines.vocabulary import Audience, Role, WaitingFor

NOTICE_SENT = State(
    "notice_sent", WaitingFor.FAMILY,
    "The family has the proposed changes and may say what it thinks and ask for a school.",
)  # fmt: skip
FINAL_SENT = State(
    "final_sent", WaitingFor.NOBODY, "The final amended plan has been sent.", final=True,
)  # fmt: skip
DECLINED = State(
    "declined", WaitingFor.NOBODY, "The plan stays as it is; the family knows why.", final=True,
)  # fmt: skip

UNDECIDED = frozenset({NOTICE_SENT})
DECISION_MAKER = frozenset({Role.DECISION_MAKER})
ALL_CONCERNED = frozenset(
    {Audience.FAMILY, Audience.SCHOOL, Audience.PROVIDER, Audience.PROFESSIONAL}
)

THE_FAMILY_HAS_BEEN_HEARD = (
    everyone_with_rights_was_served(Event.AMENDMENT_NOTICE_SERVED),
    the_time_to_answer_is_over(Event.AMENDMENT_NOTICE_SERVED),
)
"""Either answer waits for it: who decides not to amend must have weighed what the family says."""


def _the_version(s: Situation[AmendedPlan]) -> Mapping[str, Any]:
    return {
        **s.form.section_i_fields(),
        "setting_named_on": s.form.names_a_setting_on(s.on),
        "health_provision": s.form.health_provision,
        "sent": s.form.sent,
        "sections": s.form.sections,
        "phase_setting_named_on": s.on if s.form.next_phase_from else None,
    }


def _amended(s: Situation[Any]) -> Mapping[str, Any]:
    return {"amended_plan_sent_on": s.on, "note": f"the amendment ended on {s.on}"}


def _declined(s: Situation[Any]) -> Mapping[str, Any]:
    return {"declined_on": s.on, "note": f"the amendment ended on {s.on}"}


FINISHES_THE_REVIEW = Consequence("annual_review", "finish amending", _amended)
FINISHES_IT_UNAMENDED = Consequence("annual_review", "finish amending", _declined)

PLAN_AMENDMENT = Policy(
    name="plan_amendment",
    version=1,
    valid_from=SEND_LAW,
    title="Amendment of an EHC plan",
    law="SI 2014/1530 regs 22 and 28",
    states=(NOTICE_SENT, FINAL_SENT, DECLINED, PLAN_OVER),
    moves=(
        Move(
            name="send notice", source=frozenset({NOT_BEGUN}), target=NOTICE_SENT,
            by=DECISION_MAKER | {Role.CASEWORKER, Role.CLOCK},
            event=Event.AMENDMENT_NOTICE_SENT, form=AmendmentNotice,
            law=must("SI 2014/1530 reg 22(2), reg 28: the plan, the amendments, the evidence"),
            when=(
                *THE_NOTICE_IS_LAWFUL,
                everyone_with_rights_is_reached,
                nobody_is_served_before_it_is_sent,
            ),
            tells=ALL_CONCERNED,
        ),
        Move(
            name="send plan as ordered", source=frozenset({NOT_BEGUN}), target=FINAL_SENT,
            by=DECISION_MAKER, event=Event.AMENDED_PLAN_SENT, form=AmendedPlan,
            law=must("SI 2014/1530 regs 44(2)(e), (f), (h) and 45: no notice goes before it"),
            when=(*TOLD_TO_EACH, it_says_what_was_ordered), tells=ALL_CONCERNED,
            then=(Consequence("ehc_plan", "record version", _the_version),),
        ),
        representations_move(UNDECIDED, "SI 2014/1530 reg 22(2)(c)"),
        *consultation_moves(UNDECIDED),
        Move(
            name="send final", source=UNDECIDED, target=FINAL_SENT,
            by=DECISION_MAKER, event=Event.AMENDED_PLAN_SENT, form=AmendedPlan,
            law=must("SI 2014/1530 reg 22(1) and (3): within eight weeks of the notice"),
            when=(*THE_FAMILY_HAS_BEEN_HEARD, *TOLD_TO_EACH, *SECTION_I_IS_LAWFUL),
            tells=ALL_CONCERNED,
            then=(
                Consequence("ehc_plan", "record version", _the_version),
                FINISHES_THE_REVIEW,
                opens_a_dispute(DisputeKind.CONTENTS),
            ),
        ),
        Move(
            name="decline", source=UNDECIDED, target=DECLINED,
            by=DECISION_MAKER, event=Event.AMENDMENT_DECLINED, form=AmendmentDeclined,
            law=must("SI 2014/1530 reg 22(4): notified with reasons within the same eight weeks"),
            when=(*THE_FAMILY_HAS_BEEN_HEARD, *TOLD_TO_EACH, *REASONS_AND_RIGHTS),
            tells=ALL_CONCERNED,
            then=(FINISHES_IT_UNAMENDED, opens_a_dispute(DisputeKind.AMEND)),
        ),
        *ends_with_plan(UNDECIDED),
        *common_moves(AmendmentBroughtIn),
    ),
)  # fmt: skip
