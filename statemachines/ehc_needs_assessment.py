"""An EHC needs assessment: from a request, or a pupil brought to attention, to a final plan.

The regulations count in days on which something *reaches* the family, so the moves are dated
accordingly: a decision on the day on which the last person was notified, a draft on the day it was
sent (with the day of service on each person in its form), a final plan on the day it was sent to
the last person. The first decision is kept for ever: no move leads back before it.

Source:
    Children and Families Act 2014 ss.36 to 40; SI 2014/1530 regs 3 to 14; SEND Code of Practice
    2015, chapter 9.
"""

from collections.abc import Mapping
from typing import Any

from statemachines import ehc_needs_assessment_forms as form
from statemachines import ehc_needs_assessment_guards as ask
from statemachines.appealable import DisputeKind, opens_a_dispute
from statemachines.common_moves import common_moves
from statemachines.ehc_needs_assessment_advice import ADVICE
from statemachines.ehc_needs_assessment_states import (
    ASSESSING,
    BEFORE_ADVICE_IS_IN,
    DRAFT_ISSUED,
    DRAFTING,
    MOVED_OUT,
    PLAN_ISSUED,
    REFUSED_TO_ASSESS,
    REFUSED_TO_ISSUE,
    REQUESTED,
    WHILE_DRAFTING,
    WITHDRAWN,
)
from statemachines.ehc_reassessment import BEGIN_REASSESSMENT
from statemachines.ehc_reassessment_ordered import REASSESSMENT_ORDERED
from statemachines.ehc_reversal import FINISHES_THE_DISPUTE, REVERSAL
from statemachines.events import Event
from statemachines.grammar import (
    NOT_BEGUN,
    AnySituation,
    Consequence,
    Move,
    Reach,
    must,
    practice,
)
from statemachines.in_force import SEND_LAW
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
    Refusal,
    everyone_with_rights_is_reached,
)
from statemachines.section_i import SECTION_I_IS_LAWFUL, consultation_moves
from statemachines.situation import Situation
from statemachines.vocabulary import EVERYONE, Audience, Role

CASEWORKER = frozenset({Role.CASEWORKER})
DECISION_MAKER = frozenset({Role.DECISION_MAKER})
ANYONE = EVERYONE | {Role.CLOCK}
"""Whoever brings a request is heard; the clock records one that reached another process."""

FAMILY_AND_CASEWORKER = frozenset({Audience.FAMILY, Audience.CASEWORKER})
THE_FAMILY_HAS_BEEN_HEARD = (
    everyone_with_rights_was_served(Event.DRAFT_SERVED),
    the_time_to_answer_is_over(Event.DRAFT_SERVED),
)
ALL_CONCERNED = frozenset({Audience.FAMILY, Audience.SCHOOL, Audience.PROFESSIONAL})
"""The family, and whoever was notified that an assessment was considered (reg 5(2))."""


def _the_plan(s: Situation[form.FinalPlan]) -> Mapping[str, Any]:
    named_on = s.form.names_a_setting_on(s.on)
    return {
        **s.form.section_i_fields(),
        "setting_named_on": named_on,
        "health_provision": s.form.health_provision,
    }


def _the_version(s: Situation[form.FinalPlan]) -> Mapping[str, Any]:
    return {
        **_the_plan(s),
        "sent": s.form.sent,
        "sections": "the plan as made after the reassessment",
    }


def _is_first_plan(s: AnySituation) -> bool:
    return not ask.is_reassessment(s)


def _what_is_refused(s: AnySituation) -> DisputeKind:
    return DisputeKind.REASSESS if ask.is_reassessment(s) else DisputeKind.ASSESS


WAYS_IN = (
    Move(
        name="receive request", source=frozenset({NOT_BEGUN}), target=REQUESTED,
        by=ANYONE, event=Event.REQUEST_RECEIVED, form=form.RequestReceived,
        law=must("CFA 2014 s.36(1) and (8): a request is valid in any form and is never gated"),
        tells=FAMILY_AND_CASEWORKER,
    ),
    Move(
        name="bring to attention", source=frozenset({NOT_BEGUN}), target=REQUESTED,
        by=ANYONE, event=Event.BROUGHT_TO_ATTENTION, form=form.BroughtToAttention,
        law=must("CFA 2014 ss.24 and 36(3): the authority becomes responsible"),
        tells=FAMILY_AND_CASEWORKER,
    ),
    Move(
        name="receive request", source=Reach.OPEN,
        by=ANYONE, event=Event.REQUEST_RECEIVED, form=form.RequestReceived,
        law=must("SI 2014/1530 reg 5(1): both starts are kept, and the earlier one counts"),
        tells=FAMILY_AND_CASEWORKER,
    ),
    Move(
        name="bring to attention", source=Reach.OPEN,
        by=ANYONE, event=Event.BROUGHT_TO_ATTENTION, form=form.BroughtToAttention,
        law=must("SI 2014/1530 reg 5(1): both starts are kept, and the earlier one counts"),
    ),
    Move(
        name="confirm start", source=Reach.OPEN,
        by=frozenset({Role.CASEWORKER, Role.DECISION_MAKER, Role.MANAGER}),
        event=Event.START_CONFIRMED, form=form.StartConfirmed,
        law=practice("the regulations do not say which of two starts governs: a named officer "
                     "does; the move is dated on the day that counts"),
        when=(ask.something_started_that_day,),
    ),
)  # fmt: skip

WHETHER_TO_ASSESS = (
    Move(
        name="consult family", source=BEFORE_ADVICE_IS_IN,
        by=CASEWORKER, event=Event.FAMILY_CONSULTED, form=form.FamilyConsulted,
        law=must("CFA 2014 s.36(4) and (7): whether an assessment may be needed; their right to "
                 "express views"),
        tells=frozenset({Audience.FAMILY}),
    ),
    Move(
        name="notify bodies", source=BEFORE_ADVICE_IS_IN,
        by=CASEWORKER, event=Event.BODIES_NOTIFIED, form=form.BodiesNotified,
        law=must("SI 2014/1530 reg 4(2)"),
        tells=frozenset({Audience.SCHOOL, Audience.PROFESSIONAL}),
    ),
    Move(
        name="panel recommends", source=Reach.OPEN,
        by=frozenset({Role.PANEL}), event=Event.PANEL_RECOMMENDED, form=form.PanelRecommended,
        law=practice("a panel advises whoever decides, and decides nothing itself"),
    ),
    Move(
        name="decide to assess", source=frozenset({REQUESTED}), target=ASSESSING,
        by=DECISION_MAKER, event=Event.ASSESSMENT_AGREED, form=form.AssessmentAgreed,
        law=must("CFA 2014 s.36(3) and (8); SI 2014/1530 reg 5(1): notified within six weeks"),
        when=(ask.it_is_not_before_the_start, *TOLD_TO_EACH), tells=ALL_CONCERNED,
    ),
    Move(
        name="refuse to assess", source=frozenset({REQUESTED}), target=REFUSED_TO_ASSESS,
        by=DECISION_MAKER, event=Event.ASSESSMENT_REFUSED, form=Refusal,
        law=must("CFA 2014 s.36(5); SI 2014/1530 reg 5(1) and (3): notified within six weeks, "
                 "with reasons and rights"),
        when=(ask.it_is_not_before_the_start, *TOLD_TO_EACH, *REASONS_AND_RIGHTS),
        tells=ALL_CONCERNED, then=(opens_a_dispute(_what_is_refused),),
    ),
)  # fmt: skip

WHETHER_TO_ISSUE = (
    Move(
        name="decide to issue", source=frozenset({ASSESSING}), target=DRAFTING,
        by=DECISION_MAKER, event=Event.ISSUE_AGREED, form=form.IssueAgreed,
        law=must("CFA 2014 s.37(1)"), when=(ask.it_is_not_before_the_start,),
        tells=ALL_CONCERNED,
    ),
    Move(
        name="refuse to issue", source=frozenset({ASSESSING}), target=REFUSED_TO_ISSUE,
        by=DECISION_MAKER, event=Event.ISSUE_REFUSED, form=Refusal,
        law=must("CFA 2014 s.36(9); SI 2014/1530 reg 10(1): notified within sixteen weeks of "
                 "the start, with reasons and rights"),
        when=(ask.it_is_not_before_the_start, *TOLD_TO_EACH, *REASONS_AND_RIGHTS),
        tells=ALL_CONCERNED,
        then=(FINISHES_THE_DISPUTE, opens_a_dispute(DisputeKind.ISSUE)),
    ),
)  # fmt: skip

PLAN = (
    Move(
        name="issue draft", source=WHILE_DRAFTING, target=DRAFT_ISSUED,
        by=CASEWORKER, event=Event.DRAFT_SENT, form=form.DraftPlan,
        law=must("CFA 2014 s.38(2) and (5); SI 2014/1530 reg 13(1)"),
        when=(
            everyone_with_rights_is_reached,
            ask.the_draft_names_no_setting,
            ask.nobody_is_served_before_it_is_sent,
        ),
        tells=FAMILY_AND_CASEWORKER,
    ),
    representations_move(
        frozenset({DRAFT_ISSUED}), "CFA 2014 s.38(2)(b); SI 2014/1530 reg 13(1)(a)"
    ),
    *consultation_moves(WHILE_DRAFTING),
    Move(
        name="issue final plan", source=frozenset({DRAFT_ISSUED}), target=PLAN_ISSUED,
        by=DECISION_MAKER, event=Event.FINAL_PLAN_SENT, form=form.FinalPlan,
        law=must("CFA 2014 ss.39 and 40; SI 2014/1530 regs 13(2) and 14: sent within twenty "
                 "weeks of the start"),
        when=(
            *THE_FAMILY_HAS_BEEN_HEARD,
            *TOLD_TO_EACH,
            ask.a_first_plan_says_where,
            *SECTION_I_IS_LAWFUL,
        ),
        tells=ALL_CONCERNED,
        then=(
            Consequence("ehc_plan", "make plan", _the_plan, opens=True, when=_is_first_plan),
            Consequence("ehc_plan", "record version", _the_version, when=ask.is_reassessment),
            FINISHES_THE_DISPUTE,
            opens_a_dispute(DisputeKind.CONTENTS),
        ),
    ),
)  # fmt: skip

WAYS_OUT = (
    Move(
        name="withdraw", source=Reach.OPEN, target=WITHDRAWN,
        by=frozenset({Role.FAMILY, Role.CASEWORKER}),
        event=Event.REQUEST_WITHDRAWN, form=form.Withdrawn,
        law=practice("whoever asked may stop asking; what was brought to attention stays so"),
        tells=ALL_CONCERNED, then=(FINISHES_THE_DISPUTE,),
    ),
    Move(
        name="move out", source=Reach.OPEN, target=MOVED_OUT,
        by=frozenset({Role.FAMILY, Role.CASEWORKER}),
        event=Event.MOVED_OUT, form=form.MovedOut,
        law=must("CFA 2014 s.24: an authority answers for those in its area"),
        tells=ALL_CONCERNED, then=(FINISHES_THE_DISPUTE,),
    ),
)  # fmt: skip

EHC_NEEDS_ASSESSMENT = Policy(
    name="ehc_needs_assessment",
    version=1,
    valid_from=SEND_LAW,
    title="EHC needs assessment",
    law="Children and Families Act 2014 ss.36 to 40; SI 2014/1530 regs 3 to 14",
    states=(
        REQUESTED, ASSESSING, DRAFTING, DRAFT_ISSUED,
        REFUSED_TO_ASSESS, REFUSED_TO_ISSUE, PLAN_ISSUED, WITHDRAWN, MOVED_OUT, PLAN_OVER,
    ),
    moves=(
        *WAYS_IN, BEGIN_REASSESSMENT, *WHETHER_TO_ASSESS, *ADVICE, *WHETHER_TO_ISSUE, *PLAN,
        *REASSESSMENT_ORDERED, *REVERSAL, *WAYS_OUT,
        *ends_with_plan(Reach.OPEN, ask.it_is_a_reassessment, then=(FINISHES_THE_DISPUTE,)),
        *common_moves(form.AssessmentBroughtIn),
    ),
)  # fmt: skip
