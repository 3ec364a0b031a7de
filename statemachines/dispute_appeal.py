"""The moves of a dispute from an appeal to its end: response, hearing, order, and carrying it out.

To appeal is asked nothing, from wherever the dispute stands, and without one: the Tribunal decides
what it hears. An appeal that nobody sent a notice for opens a dispute of its own.
"""

from statemachines import dispute_appeal_forms as form
from statemachines import dispute_guards as ask
from statemachines.dispute_and_plan import (
    APPEALED_IN_THE_PLAN,
    ENDS_THE_PLAN,
    RECORDED_IN_THE_PLAN,
    keeps_the_plan,
)
from statemachines.dispute_mediation import (
    ANYONE,
    CASEWORKER,
    FAMILY,
    FAMILY_AND_CASEWORKER,
    FAMILY_OR_CASEWORKER,
    RECORDS,
    reverses,
)
from statemachines.dispute_states import (
    AFTER_THE_HEARING,
    APPEALED,
    BEING_CARRIED_OUT,
    DISMISSED,
    ORDERED,
    SETTLED,
    STATES,
    WITHDRAWN,
)
from statemachines.events import Event
from statemachines.grammar import NOT_BEGUN, Move, must, practice
from statemachines.vocabulary import Audience, Role

NOT_ORDERED = frozenset(STATES) - {ORDERED}
"""What was appealed and ordered upon is over; a further appeal opens a dispute of its own."""

BEFORE_AN_ORDER = frozenset({APPEALED, SETTLED})
OFFICE = frozenset({Audience.CASEWORKER, Audience.MANAGER})
ALL_INFORMED = FAMILY | OFFICE
WHO_COMPLIES = CASEWORKER | {Role.DECISION_MAKER}

APPEALING = (
    Move(
        name="register appeal", source=NOT_ORDERED | {NOT_BEGUN}, target=APPEALED,
        by=ANYONE, event=Event.APPEAL_LODGED, form=form.AppealRegistered,
        law=must("CFA 2014 s.51; SI 2008/2699 r.20: never gated; section I needs no certificate, "
                 "and a judge may admit what is late"),
        tells=ALL_INFORMED, then=(APPEALED_IN_THE_PLAN,),
    ),
    Move(
        name="claim discrimination", source=NOT_ORDERED | {NOT_BEGUN}, target=APPEALED,
        by=ANYONE, event=Event.DISCRIMINATION_CLAIM_MADE, form=form.ClaimMade,
        law=must("Equality Act 2010 Sch 17 paras 3 and 4: within six months, or later where that "
                 "is just"),
        tells=ALL_INFORMED,
    ),
    Move(
        name="receive from Tribunal", source=frozenset({APPEALED}),
        by=RECORDS, event=Event.APPEAL_SENT_TO_AUTHORITY, form=form.AppealSent,
        law=must("SI 2008/2699 r.21: thirty working days to respond"), tells=OFFICE,
    ),
    Move(
        name="set hearing", source=frozenset({APPEALED}),
        by=RECORDS, event=Event.HEARING_SET, form=form.HearingSet,
        law=must("SI 2008/2699 rr.5 and 15: the Tribunal directs"), tells=FAMILY_AND_CASEWORKER,
    ),
    Move(
        name="answer appeal", source=frozenset({APPEALED}),
        by=WHO_COMPLIES, event=Event.APPEAL_ANSWERED, form=form.AppealAnswered,
        law=must("SI 2008/2699 r.21: within thirty working days"), tells=FAMILY,
    ),
    Move(
        name="send bundle", source=frozenset({APPEALED}),
        by=RECORDS, event=Event.BUNDLE_SENT, form=form.BundleSent,
        law=practice("the directions say by when; commonly ten working days before the hearing"),
        tells=FAMILY,
    ),
)  # fmt: skip

OUTCOMES = (
    Move(
        name="concede", source=frozenset({APPEALED}), target=SETTLED,
        by=frozenset({Role.DECISION_MAKER}),
        event=Event.APPEAL_CONCEDED, form=form.AppealConceded,
        law=must("SI 2014/1530 reg 45: conceded before the response, it counts as determined"),
        when=(ask.the_appeal_is_not_answered_yet,), tells=ALL_INFORMED,
        then=(*reverses("concession", "about"), keeps_the_plan("about", "decision")),
    ),
    Move(
        name="record order", source=BEFORE_AN_ORDER, target=ORDERED,
        by=RECORDS, event=Event.ORDER_MADE, form=form.OrderMade,
        law=must("SI 2014/1530 regs 43 and 44: each part in its own time, from the order"),
        when=(ask.only_a_cease_appeal_is_so_dismissed,), tells=ALL_INFORMED,
        then=(
            *reverses("order", "orders"),
            keeps_the_plan("orders", "order"),
            ENDS_THE_PLAN,
        ),
    ),
    Move(
        name="record consent order", source=BEFORE_AN_ORDER, target=ORDERED,
        by=RECORDS, event=Event.CONSENT_ORDER_MADE, form=form.OrderMade,
        law=must("SI 2008/2699 r.29; SI 2014/1530 reg 44: an order made by consent is an order"),
        when=(ask.only_a_cease_appeal_is_so_dismissed,), tells=ALL_INFORMED,
        then=(
            *reverses("consent order", "orders"),
            keeps_the_plan("orders", "order"),
            ENDS_THE_PLAN,
        ),
    ),
    Move(
        name="dismiss appeal", source=frozenset({APPEALED}), target=DISMISSED,
        by=RECORDS, event=Event.APPEAL_DISMISSED, form=form.AppealDismissed,
        law=must("SI 2014/1530 reg 43(2)(a); SI 2008/2699 r.8"),
        when=(ask.it_is_not_about_ceasing,), tells=ALL_INFORMED,
    ),
    Move(
        name="withdraw appeal", source=frozenset({APPEALED}), target=WITHDRAWN,
        by=FAMILY_OR_CASEWORKER, event=Event.APPEAL_WITHDRAWN, form=form.AppealWithdrawn,
        law=must("SI 2008/2699 r.17: with the Tribunal's consent where it is to be heard"),
        tells=FAMILY_AND_CASEWORKER,
    ),
    Move(
        name="reinstate appeal", source=frozenset({WITHDRAWN, DISMISSED}), target=APPEALED,
        by=RECORDS, event=Event.APPEAL_REINSTATED, form=form.AppealReinstated,
        law=must("SI 2008/2699 rr.8 and 17: the Tribunal may take it up again"),
        tells=FAMILY_AND_CASEWORKER,
    ),
)  # fmt: skip

AFTERWARDS = (
    Move(
        name="comply with order", source=BEING_CARRIED_OUT,
        by=WHO_COMPLIES, event=Event.ORDER_COMPLIED_WITH, form=form.OrderCompliedWith,
        law=must("SI 2014/1530 regs 44 and 45: each part in its own time"), tells=FAMILY,
        then=(RECORDED_IN_THE_PLAN,),
    ),
    Move(
        name="record recommendation", source=AFTER_THE_HEARING,
        by=RECORDS, event=Event.RECOMMENDATION_MADE, form=form.Recommendation,
        law=must("SI 2017/1306: it does not bind, and has to be answered in five weeks"),
        tells=frozenset({Audience.PROFESSIONAL, Audience.CASEWORKER}),
    ),
    Move(
        name="answer recommendation", source=AFTER_THE_HEARING,
        by=CASEWORKER | {Role.PROFESSIONAL},
        event=Event.RECOMMENDATION_ANSWERED, form=form.Recommendation,
        law=must("SI 2017/1306: answered within five weeks, with reasons where it is not followed"),
        tells=FAMILY_AND_CASEWORKER,
    ),
    Move(
        name="copy answer", source=AFTER_THE_HEARING,
        by=RECORDS, event=Event.RECOMMENDATION_ANSWER_COPIED, form=form.Recommendation,
        law=must("SI 2017/1306: the Secretary of State has a copy within a week"),
    ),
)  # fmt: skip
