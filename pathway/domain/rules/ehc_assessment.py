"""EHC needs assessment and plan, from the request to the final plan.

Children and Families Act 2014 ss.36 to 40; SI 2014/1530 regs 3 to 14. T0, the start of the clock,
is the day on which the authority receives a request or becomes responsible, whichever is earlier,
unless a named officer confirms another; the regulations do not say which governs where both exist.
"""

from pathway.domain.counting.calendar_time import DaysAfter, DaysBeginningWith, WeeksAfter
from pathway.domain.counting.other import AtOnce, NoFixedPeriod
from pathway.domain.ladder import ladder
from pathway.domain.rules.endings import GONE
from pathway.domain.rules.limb import Limb
from pathway.domain.rules.rule import Kind, Rule, Said, When, starts_on
from pathway.domain.rules.sources import SEND_LAW, four_grounds
from statemachines.events import Event
from statemachines.vocabulary import Audience, Force, WaitingFor

ASSESSMENT = ("ehc_needs_assessment",)
REFUSED = (Event.ASSESSMENT_REFUSED, Event.ISSUE_REFUSED)
BY_ANOTHER_ROUTE = (
    Event.ORDER_MADE, Event.CONSENT_ORDER_MADE, Event.MEDIATION_AGREED, Event.APPEAL_CONCEDED,
)  # fmt: skip
"""Reversals that bring periods of their own: SI 2014/1530 regs 42, 44 and 45."""
BY_AGREEMENT = dict.fromkeys(REFUSED, Event.REFUSAL_REVERSED)
"""The reversal that brings none: the periods from the request run on, as if never refused."""
NOT_AGAIN = frozenset({"reassessment"})

DECIDED_BEFORE = When(Event.BROUGHT_IN, "state", ("assessing", "drafting", "draft_issued"))
ISSUED_BEFORE = When(Event.BROUGHT_IN, "state", ("drafting", "draft_issued"))
"""Records taken over in a state that says what was decided, though not on which day."""

T0 = starts_on(
    Event.REQUEST_RECEIVED,
    Event.BROUGHT_TO_ATTENTION,
    called="T0 became_responsible=brought_to_attention request",
    earliest=True,
    confirmed_by=Event.START_CONFIRMED,
)

AFTER_A_REFUSAL_TO_ASSESS = starts_on(
    When(Event.REFUSAL_REVERSED, "reverses", ("assess",)),
    called="refusal_reversed agreed_to_assess_after_refusal",
)
OMBUDSMANS = (
    "Where the authority reverses a refusal without an order, the law's own limit is EHC-08's, "
    "from the request; the Ombudsman has counted from the reversal as if there were an order."
)

OF_AN_ADVISER = Said(
    "kind",
    {
        "school": WaitingFor.SCHOOL,
        "early_years": WaitingFor.SCHOOL,
        "health": WaitingFor.HEALTH,
        "family": WaitingFor.FAMILY,
    },
)
"""Who gives which advice; what no other body gives is the authority's own, or its to obtain."""

RULES = (
    Rule(
        id="EHC-01",
        sentence="The authority consults the parent or young person on whether an assessment may "
        "be needed, and notifies health, social care and the head that it is considering one.",
        citation="CFA 2014 s.36(4); SI 2014/1530 reg 4(2)",
        force=Force.MUST,
        processes=ASSESSMENT,
        starts=T0,
        counting=NoFixedPeriod("as soon as practicable; the law gives no number"),
        met_by=(Event.FAMILY_CONSULTED, Event.BODIES_NOTIFIED),
        met_by_all=True,
        ended_by=(Event.ASSESSMENT_AGREED, *REFUSED, *GONE, DECIDED_BEFORE),
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("day 5, weekly"),
        valid_from=SEND_LAW,
        note="The alerts are practice; the determination ends the duty, since it comes before it. "
        "It stands also where the child was assessed not long ago; see EHC-01.views.",
    ),
    Rule(
        id="EHC-01.views",
        sentence="Where a plan may be necessary, the authority notifies the parent or young person "
        "that it is considering an assessment, and that they may express views and send evidence.",
        citation="CFA 2014 s.36(6), (7)",
        force=Force.MUST,
        processes=ASSESSMENT,
        not_kinds=NOT_AGAIN,
        starts=T0,
        counting=NoFixedPeriod("before it decides whether to assess; the law gives no number"),
        met_by=(Event.VIEWS_INVITED,),
        ended_by=(Event.ASSESSMENT_AGREED, *REFUSED, *GONE, DECIDED_BEFORE),
        owner=WaitingFor.AUTHORITY,
        exemptions=(
            Limb(
                "36(6)(b)",
                "the child or young person was assessed in the previous six months",
                alone=True,
            ),
        ),
        valid_from=SEND_LAW,
        note="Where a plan is maintained already, s.36(6)(a) leaves the notice out.",
    ),
    Rule(
        id="EHC-02",
        sentence="The authority notifies its decision whether to assess, with reasons and rights "
        "where it refuses.",
        citation="SI 2014/1530 reg 5(1), (3)",
        force=Force.MUST,
        processes=ASSESSMENT,
        not_kinds=NOT_AGAIN,
        starts=T0,
        counting=WeeksAfter(6),
        met_by=(Event.ASSESSMENT_AGREED, Event.ASSESSMENT_REFUSED),
        ended_by=(*GONE, DECIDED_BEFORE),
        owner=WaitingFor.AUTHORITY,
        exemptions=four_grounds("5(4)"),
        ladder=ladder("3w, 2w, 5wd, 2wd, 0, overdue daily"),
        valid_from=SEND_LAW,
        note="A notice should reach the family by that day; being sent by then is not enough.",
    ),
    Rule(
        id="EHC-03",
        sentence="Each body that is asked for advice gives it; every adviser has a clock of its "
        "own, from the day on which the request reached it.",
        citation="SI 2014/1530 reg 8(1)",
        force=Force.MUST,
        processes=ASSESSMENT,
        starts=starts_on(
            Event.ADVICE_REQUEST_RECEIVED_BY_BODY, called="advice_request_received received"
        ),
        counting=WeeksAfter(6),
        met_by=(Event.ADVICE_RECEIVED, Event.ADVICE_REUSED),
        ended_by=(*REFUSED, Event.FINAL_PLAN_SENT, *GONE),
        matches=("adviser", "kind"),
        owner=WaitingFor.AUTHORITY,
        owner_by=OF_AN_ADVISER,
        alerts=Audience.PROFESSIONAL,
        exemptions=(
            Limb("8(2)(a)", "exceptional circumstances affect the child, the parent or the young "
                 "person in those six weeks"),
            Limb("8(2)(b)", "the child, the parent or the young person is absent from the area "
                 "for four weeks or more without a break in those six weeks", absent_for=4),
            Limb("8(2)(c)", "the child or young person does not keep an appointment for an "
                 "examination or test in those six weeks"),
        ),
        ladder=ladder("4w, 2w, 5wd, 0, overdue 2wd"),
        valid_from=SEND_LAW,
        note="There is no ground for a school's closure here. Whoever gives it, the advice is the "
        "authority's to obtain (SI 2014/1530 reg 6(1)); it is for the school, the early years "
        "provider and the health body to give their own.",
    ),
    Rule(
        id="EHC-04",
        sentence="Where the authority decides not to issue a plan, it notifies that decision.",
        citation="CFA 2014 s.36(9); SI 2014/1530 reg 10(1)",
        force=Force.MUST,
        processes=ASSESSMENT,
        not_kinds=NOT_AGAIN,
        starts=T0,
        counting=WeeksAfter(16),
        met_by=(Event.ISSUE_REFUSED, Event.ISSUE_AGREED, Event.DRAFT_SENT,
                Event.DRAFT_SERVED, Event.FINAL_PLAN_SENT),
        ended_by=(Event.ASSESSMENT_REFUSED, *BY_ANOTHER_ROUTE, *GONE, ISSUED_BEFORE),
        taken_back_by=BY_AGREEMENT,
        owner=WaitingFor.AUTHORITY,
        exemptions=four_grounds("10(4)"),
        ladder=ladder("4w, 2w, 5wd, 2wd, 0"),
        valid_from=SEND_LAW,
        note="The sixteen weeks run from the request, not from the decision to assess. A decision "
        "to issue, or a draft, answers the question as well as a refusal does.",
    ),
    Rule(
        id="EHC-05",
        sentence="The draft plan is sent by week 14, better by week 12, to leave time for the "
        "family and the consultations.",
        citation="none in law; IPSEA and councils' practice",
        force=Force.PRACTICE,
        kind=Kind.TARGET,
        processes=ASSESSMENT,
        not_kinds=NOT_AGAIN,
        starts=T0,
        counting=WeeksAfter(14),
        met_by=(Event.DRAFT_SENT, Event.DRAFT_SERVED, Event.FINAL_PLAN_SENT),
        ended_by=(*REFUSED, *GONE),
        taken_back_by=BY_AGREEMENT,
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("2w, 5wd, 0"),
        valid_from=SEND_LAW,
    ),
    Rule(
        id="EHC-06",
        sentence="The parent or young person has at least 15 days, beginning with the day on "
        "which the draft is served, to make representations, name a school and ask for a meeting.",
        citation="SI 2014/1530 reg 13(1)(a)",
        force=Force.MUST,
        kind=Kind.FLOOR,
        processes=ASSESSMENT,
        starts=starts_on(Event.DRAFT_SERVED),
        counting=DaysBeginningWith(15),
        met_by=(Event.REPRESENTATIONS_FINISHED,),
        ended_by=(Event.FINAL_PLAN_SENT, Event.ISSUE_REFUSED, *GONE),
        owner=WaitingFor.FAMILY,
        alerts=Audience.FAMILY,
        per_party=True,
        ladder=ladder("5d, 0"),
        valid_from=SEND_LAW,
        note="Whoever has finished sooner may say so; holidays do not lengthen the 15 days.",
    ),
    Rule(
        id="EHC-07",
        sentence="A consulted school or college replies; the authority decides without a reply "
        "where none comes.",
        citation="SEND Code of Practice 9.83",
        force=Force.SHOULD,
        processes=ASSESSMENT,
        starts=starts_on(
            Event.SETTING_CONSULTED, called="consultation_sent consultation_received"
        ),
        counting=DaysAfter(15),
        met_by=(Event.SETTING_ANSWERED,),
        ended_by=(Event.FINAL_PLAN_SENT, *REFUSED, *GONE),
        identified_by=("urn", "ukprn", "setting_name", "setting_type"),
        owner=WaitingFor.SCHOOL,
        alerts=Audience.SCHOOL,
        ladder=ladder("5d, 2d, 0"),
        valid_from=SEND_LAW,
        note="Counted as calendar days, from the day on which the consultation reached the school.",
    ),
    Rule(
        id="EHC-08",
        sentence="The authority sends the final plan to the parent or young person, the "
        "institution that it names and the integrated care board.",
        citation="SI 2014/1530 reg 13(2), (3); CFA 2014 ss.39(8), 40(5)",
        force=Force.MUST,
        processes=ASSESSMENT,
        not_kinds=NOT_AGAIN,
        starts=T0,
        counting=WeeksAfter(20),
        met_by=(Event.FINAL_PLAN_SENT,),
        ended_by=(*REFUSED, *BY_ANOTHER_ROUTE, *GONE),
        taken_back_by=BY_AGREEMENT,
        owner=WaitingFor.AUTHORITY,
        exemptions=four_grounds("13(3)"),
        ladder=ladder("6w, 4w, 2w, 5wd, 2wd, 0, overdue daily"),
        valid_from=SEND_LAW,
        note="Reg 13(3) takes its grounds from reg 10(4), to be asked anew for this limit. A "
        "refusal on the way ends this clock. An order, a mediation agreement or an unopposed "
        "appeal starts clocks of its own route; where the authority gives way without any of "
        "them, the twenty weeks of the request run on: R (W) v Hertfordshire CC [2023] EWHC 3138 "
        "(Admin).",
    ),
    Rule(
        id="EHC-08.no_plan_after_reversal",
        sentence="After it gave way without an order, the authority decides within ten weeks "
        "whether to issue a plan.",
        citation="LGSCO 25 007 473 and 24 022 730 (Essex): the Ombudsman's practice, not law",
        force=Force.PRACTICE,
        kind=Kind.TARGET,
        processes=ASSESSMENT,
        not_kinds=NOT_AGAIN,
        starts=AFTER_A_REFUSAL_TO_ASSESS,
        counting=WeeksAfter(10),
        met_by=(Event.ISSUE_REFUSED, Event.ISSUE_AGREED, Event.DRAFT_SENT,
                Event.DRAFT_SERVED, Event.FINAL_PLAN_SENT),
        ended_by=(*BY_ANOTHER_ROUTE, *GONE),
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("2w, 5wd, 0"),
        valid_from=SEND_LAW,
        note=OMBUDSMANS,
    ),
    Rule(
        id="EHC-08.final_after_reversal",
        sentence="After it gave way without an order, the authority sends the final plan within "
        "fourteen weeks.",
        citation="LGSCO 25 007 473 (Essex): the Ombudsman's practice, not law",
        force=Force.PRACTICE,
        kind=Kind.TARGET,
        processes=ASSESSMENT,
        not_kinds=NOT_AGAIN,
        starts=AFTER_A_REFUSAL_TO_ASSESS,
        counting=WeeksAfter(14),
        met_by=(Event.FINAL_PLAN_SENT, Event.ISSUE_REFUSED),
        ended_by=(*BY_ANOTHER_ROUTE, *GONE),
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("4w, 2w, 5wd, 0"),
        valid_from=SEND_LAW,
        note=OMBUDSMANS,
    ),
    Rule(
        id="EHC-09",
        sentence="The letter with the final plan tells of the right to appeal and its time limits, "
        "of mediation and of information, advice and support.",
        citation="SI 2014/1530 reg 14",
        force=Force.MUST,
        processes=ASSESSMENT,
        starts=starts_on(Event.FINAL_PLAN_SENT, called="final_plan"),
        counting=AtOnce(),
        met_by=(Event.FINAL_PLAN_RIGHTS_TOLD,),
        owner=WaitingFor.AUTHORITY,
        per_party=True,
        ladder=ladder("0, overdue daily"),
        valid_from=SEND_LAW,
    ),
)  # fmt: skip
