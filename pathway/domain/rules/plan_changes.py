"""What changes a plan besides its yearly review: age, phase, reassessment, ceasing.

Children and Families Act 2014 ss.44 and 45; SI 2014/1530 regs 18, 23 to 31; SEND Code of Practice
9.166 to 9.210.
"""

from pathway.domain.counting.calendar_time import (
    DaysAfter,
    MonthsAfter,
    WeeksAfter,
)
from pathway.domain.counting.composite import LaterOf
from pathway.domain.counting.other import NoFixedPeriod
from pathway.domain.counting.working_days import TribunalTime
from pathway.domain.ladder import ladder
from pathway.domain.rules.endings import GONE, PLAN_OVER
from pathway.domain.rules.rule import Kind, Makes, Rule, When, starts_on
from pathway.domain.rules.sources import SEND_LAW, four_grounds
from statemachines.events import Event
from statemachines.vocabulary import Audience, Force, WaitingFor

PLAN = ("ehc_plan",)
ASSESSMENT = ("ehc_needs_assessment",)
REVIEW = ("annual_review",)
AGAIN = frozenset({"reassessment"})
FIVE = 5

UNDER_FIVE = starts_on(
    Event.PLAN_MADE,
    Event.PLAN_REVIEWED,
    Event.UNDER_FIVE_REVIEWED,
    called="plan_first_made last_review=plan_reviewed last_reviewed=plan_reviewed",
)

RULES = (
    Rule(
        id="AR-15",
        sentence="For a child under five the authority considers a review every three to six "
        "months.",
        citation="SEND Code of Practice 9.178",
        force=Force.SHOULD,
        kind=Kind.TARGET,
        processes=PLAN,
        under_age=FIVE,
        starts=UNDER_FIVE,
        counting=MonthsAfter(3),
        met_by=(Event.UNDER_FIVE_REVIEWED, Event.REVIEW_COMPLETED),
        ended_by=PLAN_OVER,
        recurs=True,
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("4w, 2w"),
        valid_from=SEND_LAW,
        note="This is the first day of the range; AR-15.latest is its last.",
    ),
    Rule(
        id="AR-15.latest",
        sentence="The range of three to six months in which the review of a child under five is "
        "considered ends.",
        citation="SEND Code of Practice 9.178",
        force=Force.SHOULD,
        kind=Kind.TARGET,
        processes=PLAN,
        under_age=FIVE,
        starts=UNDER_FIVE,
        counting=MonthsAfter(6),
        met_by=(Event.UNDER_FIVE_REVIEWED, Event.REVIEW_COMPLETED),
        ended_by=PLAN_OVER,
        recurs=True,
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("4w, 2w"),
        valid_from=SEND_LAW,
        note="Where the child is five before the range ends, there is no such day.",
    ),
    Rule(
        id="AR-19",
        sentence="A parent, young person or school may ask for an early review at any time; the "
        "authority decides whether to hold one.",
        citation="CFA 2014 s.44; SEND Code of Practice 9.166 to 9.172",
        force=Force.SHOULD,
        processes=REVIEW,
        starts=starts_on(Event.EARLY_REVIEW_REQUESTED, called="request early_review_request"),
        counting=NoFixedPeriod("no period is laid down for the answer"),
        met_by=(Event.EARLY_REVIEW_ANSWERED, Event.REVIEW_INVITED, Event.REVIEW_HELD),
        ended_by=PLAN_OVER,
        owner=WaitingFor.AUTHORITY,
        valid_from=SEND_LAW,
    ),
    Rule(
        id="AR-19.reply",
        sentence="A request for an early review is answered within fifteen days.",
        citation="practice; no law gives a period",
        force=Force.PRACTICE,
        kind=Kind.TARGET,
        processes=REVIEW,
        starts=starts_on(Event.EARLY_REVIEW_REQUESTED, called="request early_review_request"),
        counting=DaysAfter(15),
        met_by=(Event.EARLY_REVIEW_ANSWERED, Event.REVIEW_INVITED, Event.REVIEW_HELD),
        ended_by=PLAN_OVER,
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("5d, 0"),
        valid_from=SEND_LAW,
    ),
    Rule(
        id="AR-21",
        sentence="The authority notifies whether it will reassess.",
        citation="SI 2014/1530 regs 24, 25(1); SEND Code of Practice 9.188",
        force=Force.MUST,
        processes=(*PLAN, *ASSESSMENT),
        starts=starts_on(
            Event.REASSESSMENT_REQUESTED,
            When(Event.REQUEST_RECEIVED, "kind", ("reassessment",)),
            called="reassess_request_received",
        ),
        counting=DaysAfter(15),
        met_by=(Event.REASSESSMENT_DECIDED, Event.ASSESSMENT_AGREED, Event.ASSESSMENT_REFUSED),
        ended_by=GONE,
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("8d, 5d, 2wd, 0, overdue daily"),
        valid_from=SEND_LAW,
        note="Calendar days. The authority may refuse within six months of an assessment, or "
        "where none is necessary.",
    ),
    Rule(
        id="AR-22",
        sentence="After a reassessment the authority sends the final plan.",
        citation="SI 2014/1530 reg 27(2)",
        force=Force.MUST,
        processes=ASSESSMENT,
        kinds=AGAIN,
        starts=starts_on(
            Event.REASSESSMENT_DECIDED,
            Event.ASSESSMENT_AGREED,
            When(Event.REFUSAL_REVERSED, "reverses", ("assess",)),
            called="reassess_decision_notified",
        ),
        counting=WeeksAfter(14),
        met_by=(Event.FINAL_PLAN_SENT,),
        ended_by=(Event.ISSUE_REFUSED, *GONE),
        taken_back_by={Event.ISSUE_REFUSED: Event.REFUSAL_REVERSED},
        owner=WaitingFor.AUTHORITY,
        exemptions=four_grounds("27(3)"),
        ladder=ladder("6w, 4w, 2w, 5wd, 0, overdue daily"),
        valid_from=SEND_LAW,
    ),
    Rule(
        id="AR-23",
        sentence="Before it ceases a plan the authority informs and consults the parent or young "
        "person, and the head.",
        citation="CFA 2014 s.45; SI 2014/1530 reg 31",
        force=Force.MUST,
        processes=PLAN,
        starts=starts_on(Event.CEASE_CONSIDERED, called="considering_ceasing"),
        counting=NoFixedPeriod("no number is given; the consultation comes before the decision"),
        met_by=(Event.CEASE_CONSULTED,),
        ended_by=(Event.PLAN_KEPT, *PLAN_OVER),
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("day 7, weekly"),
        valid_from=SEND_LAW,
        note="Without it the decision can be void: Hampshire CC v GC [2026] EWCA Civ 20. The "
        "alerts are practice.",
    ),
    Rule(
        id="AR-24",
        sentence="The plan is maintained until the time to appeal is over, or the appeal is "
        "finally decided.",
        citation="CFA 2014 s.45(4)",
        force=Force.MUST,
        kind=Kind.FLOOR,
        processes=PLAN,
        starts=starts_on(Event.CEASE_NOTIFIED, called="cease_decision_notice notice_sent"),
        counting=LaterOf(("AR-24.notice", "AR-24.certificate"), needs=("AR-24.notice",)),
        ended_by=(Event.PLAN_KEPT, *PLAN_OVER),
        owner=WaitingFor.FAMILY,
        alerts=Audience.CASEWORKER,
        makes=Makes(
            "end plan", (Event.PLAN_CEASED,), days_after=1, held_by=(Event.APPEAL_LODGED,)
        ),
        valid_from=SEND_LAW,
        note="Where an appeal is made the plan is maintained beyond this day, until the end of "
        "the appeal.",
    ),
    Rule(
        id="AR-24.notice",
        sentence="Two months to appeal from the notice that the plan ceases.",
        citation="SI 2008/2699 r.20(1)(c)",
        force=Force.MUST,
        kind=Kind.FLOOR,
        processes=PLAN,
        part=True,
        starts=starts_on(Event.CEASE_NOTIFIED, called="cease_decision_notice notice_sent"),
        counting=TribunalTime(MonthsAfter(2)),
        owner=WaitingFor.FAMILY,
        valid_from=SEND_LAW,
    ),
    Rule(
        id="AR-24.certificate",
        sentence="One month to appeal from the mediation certificate.",
        citation="SI 2008/2699 r.20(1)(c)",
        force=Force.MUST,
        kind=Kind.FLOOR,
        processes=PLAN,
        part=True,
        starts=starts_on(Event.MEDIATION_CERTIFICATE_ISSUED, called="certificate_issued"),
        counting=TribunalTime(MonthsAfter(1)),
        owner=WaitingFor.FAMILY,
        valid_from=SEND_LAW,
    ),
    Rule(
        id="AR-25",
        sentence="A temporary absence abroad does not by itself end an authority's responsibility "
        "for a plan.",
        citation="Hampshire CC v GC [2026] EWCA Civ 20",
        force=Force.MUST,
        processes=PLAN,
        part=True,
        starts=starts_on(Event.CEASE_CONSIDERED, called="absence_abroad"),
        counting=NoFixedPeriod("it says who is responsible, and sets no time"),
        owner=WaitingFor.AUTHORITY,
        valid_from=SEND_LAW,
    ),
)  # fmt: skip
