"""The review of an EHC plan: the meeting, its report, and the authority's decision.

The review is completed by the decision and not by the meeting. To amend, the notice with the actual
amendments and their evidence belongs to the decision, in the same four weeks. Short notice and late
papers are recorded and show as breaches; they never block the meeting.

Source:
    Children and Families Act 2014 s.44; SI 2014/1530 regs 18 to 22; R (L, M and P) v Devon CC
    [2022] EWHC 493 (Admin); SEND Code of Practice 2015, 9.166 to 9.198.
"""

from collections.abc import Mapping
from typing import Any

from statemachines import annual_review_forms as form
from statemachines import annual_review_guards as ask
from statemachines.annual_review_consequences import ON_DECIDING
from statemachines.annual_review_forms import ReviewDecided, ReviewOutcome
from statemachines.annual_review_states import (
    AMENDING,
    COMPLETED,
    DECIDING,
    DECLINED,
    GATHERING,
    MET,
    SCHEDULED,
    STATES,
)
from statemachines.common_moves import common_moves
from statemachines.events import Event
from statemachines.forms import Form
from statemachines.grammar import (
    NOT_BEGUN,
    AnySituation,
    Choice,
    Consequence,
    Move,
    Reach,
    must,
    practice,
    should,
)
from statemachines.in_force import SEND_LAW
from statemachines.plan_over import ends_with_plan
from statemachines.policy import Policy
from statemachines.rights_holders import (
    TOLD_TO_EACH,
    everyone_with_rights_is_reached,
)
from statemachines.vocabulary import EVERYONE, Audience, Role

BEFORE_THE_MEETING = frozenset({SCHEDULED, GATHERING})
SINCE_THE_MEETING = frozenset({MET, DECIDING, AMENDING, COMPLETED})
"""Where papers for or of the meeting are still recorded, however late they went out."""

WHO_ARRANGES = frozenset({Role.SENCO, Role.CASEWORKER})
ALL_INVITED = frozenset(
    {Audience.FAMILY, Audience.SCHOOL, Audience.PROVIDER, Audience.PROFESSIONAL}
)


def _nothing_more(_: AnySituation) -> Mapping[str, Any]:
    return {}


WAYS_IN = (
    Move(
        name="schedule", source=frozenset({NOT_BEGUN}), target=SCHEDULED,
        by=frozenset({Role.CLOCK, Role.CASEWORKER}),
        event=Event.REVIEW_SCHEDULED, form=form.ReviewScheduled,
        law=must("CFA 2014 s.44(1): completed within twelve months of the plan or last review"),
        tells=ALL_INVITED,
    ),
    Move(
        name="ask for an early review", source=frozenset({NOT_BEGUN}), target=SCHEDULED,
        by=EVERYONE | {Role.CLOCK},
        event=Event.EARLY_REVIEW_REQUESTED, form=form.EarlyReviewRequested,
        law=must("CFA 2014 s.44; CoP 9.166: may be asked for at any time and is never gated"),
        tells=frozenset({Audience.FAMILY, Audience.SCHOOL, Audience.CASEWORKER}),
    ),
    Move(
        name="ask for an early review", source=Reach.ANY,
        by=EVERYONE | {Role.CLOCK},
        event=Event.EARLY_REVIEW_REQUESTED, form=form.EarlyReviewRequested,
        law=must("CFA 2014 s.44; CoP 9.166: may be asked for at any time and is never gated"),
        tells=frozenset({Audience.FAMILY, Audience.SCHOOL, Audience.CASEWORKER}),
    ),
)  # fmt: skip

THE_ANSWER = (
    Move(
        name="answer early request", source=frozenset({SCHEDULED}),
        target=Choice(
            "answer", (SCHEDULED, DECLINED),
            leading={
                form.EarlyReviewAnswer.HELD: SCHEDULED,
                form.EarlyReviewAnswer.NOT_HELD: DECLINED,
            },
        ),
        by=frozenset({Role.CASEWORKER, Role.DECISION_MAKER}),
        event=Event.EARLY_REVIEW_ANSWERED, form=form.EarlyReviewAnswered,
        law=should("CFA 2014 s.44; CoP 9.166: the authority decides whether to hold one (AR-19)"),
        when=(ask.an_early_review_was_asked_for, ask.it_can_be_declined),
        tells=frozenset({Audience.FAMILY, Audience.SCHOOL}),
    ),
)  # fmt: skip

THE_MEETING = (
    Move(
        name="give review list", source=BEFORE_THE_MEETING,
        by=frozenset({Role.CASEWORKER, Role.BUSINESS_SUPPORT}),
        event=Event.REVIEW_LIST_GIVEN, form=form.ReviewListGiven,
        law=must("CoP 9.172: heads have the term's list two weeks before the term"),
        tells=frozenset({Audience.SCHOOL}),
    ),
    Move(
        name="invite", source=frozenset({SCHEDULED}), target=GATHERING,
        by=WHO_ARRANGES, event=Event.REVIEW_INVITED, form=form.ReviewInvited,
        law=must("SI 2014/1530 regs 20(2) and (3), 21(2) and (3): two weeks' notice"),
        when=(everyone_with_rights_is_reached, ask.the_meeting_follows_the_invitation),
        advised=(ask.everyone_else_is_invited,), tells=ALL_INVITED,
    ),
    Move(
        name="circulate advice", source=SINCE_THE_MEETING | {GATHERING},
        by=WHO_ARRANGES, event=Event.REVIEW_ADVICE_CIRCULATED, form=form.AdviceCirculated,
        law=must("SI 2014/1530 regs 20(4) and 21(4): two weeks before the meeting"),
        tells=ALL_INVITED,
    ),
    Move(
        name="hold meeting", source=frozenset({GATHERING}), target=MET,
        by=WHO_ARRANGES, event=Event.REVIEW_HELD, form=form.ReviewHeld,
        law=must("SI 2014/1530 regs 20(1) and (5) to (7), 21(5) and (6)"),
        advised=(
            ask.adulthood_is_considered_from_year_9,
            ask.a_looked_after_pupil_has_a_pep,
            ask.a_phase_transfer_is_talked_about,
        ),
        tells=ALL_INVITED,
        then=(Consequence("ehc_plan", "record review meeting", _nothing_more),),
    ),
    Move(
        name="postpone", source=BEFORE_THE_MEETING, target=SCHEDULED,
        by=WHO_ARRANGES, event=Event.REVIEW_POSTPONED, form=form.ReviewPostponed,
        law=practice("a meeting may be put off; the twelve months of CFA 2014 s.44 are not"),
        tells=ALL_INVITED,
    ),
    Move(
        name="send report", source=SINCE_THE_MEETING,
        by=WHO_ARRANGES, event=Event.REVIEW_REPORT_SENT, form=form.ReviewReport,
        law=must("SI 2014/1530 regs 20(8) and (9), 21(7): within two weeks of the meeting"),
        when=TOLD_TO_EACH, tells=ALL_INVITED,
    ),
    Move(
        name="pass to authority", source=frozenset({MET}), target=DECIDING,
        by=WHO_ARRANGES | {Role.CLOCK}, event=Event.REVIEW_PASSED_ON, form=Form,
        law=must("SI 2014/1530 reg 20(10): four weeks from the meeting, report or no report"),
        when=(ask.the_report_is_sent_or_overdue,),
        tells=frozenset({Audience.CASEWORKER, Audience.MANAGER}),
    ),
)  # fmt: skip

THE_DECISION = (
    Move(
        name="decide", source=frozenset({DECIDING}),
        target=Choice(
            "outcome", (AMENDING, COMPLETED),
            leading={
                ReviewOutcome.MAINTAIN: COMPLETED,
                ReviewOutcome.AMEND: AMENDING,
                ReviewOutcome.CEASE: COMPLETED,
            },
        ),
        by=frozenset({Role.DECISION_MAKER}), event=Event.REVIEW_DECIDED, form=ReviewDecided,
        law=must("SI 2014/1530 regs 20(10), 21(9) and 22(2), as read in R (L) v Devon: decision "
                 "and amendment notice within four weeks of the meeting; CFA 2014 s.45"),
        when=(
            *TOLD_TO_EACH,
            ask.the_amendments_are_set_out,
            ask.the_evidence_goes_with_them,
            ask.the_notice_goes_with_the_decision,
            ask.the_notice_is_served_on_everyone,
            ask.nobody_is_served_before_it_is_sent,
            ask.the_family_was_consulted_first,
            ask.the_head_was_consulted_first,
            *ask.THE_GROUND_OF_CEASING,
            ask.rights_are_told_unless_it_is_amended,
        ),
        tells=ALL_INVITED,
        then=ON_DECIDING,
    ),
    Move(
        name="finish amending", source=frozenset({AMENDING}), target=COMPLETED,
        by=frozenset({Role.CLOCK}), event=Event.REVIEW_COMPLETED, form=form.ReviewFinished,
        law=must("SI 2014/1530 reg 22(3) and (4): the amendment ends in a plan or in none"),
        when=(ask.no_amendment_is_under_way,), tells=ALL_INVITED,
    ),
)  # fmt: skip

ANNUAL_REVIEW = Policy(
    name="annual_review",
    version=1,
    valid_from=SEND_LAW,
    title="Annual review",
    law="Children and Families Act 2014 s.44; SI 2014/1530 regs 18 to 22",
    states=STATES,
    moves=(
        *WAYS_IN,
        *THE_ANSWER,
        *THE_MEETING,
        *THE_DECISION,
        *ends_with_plan(Reach.OPEN),
        *common_moves(form.ReviewBroughtIn),
    ),
)
