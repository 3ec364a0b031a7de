"""Mediation and appeals: how long families, authorities, care boards and advisers have.

Children and Families Act 2014 ss.51 to 57; SI 2014/1530 regs 32 to 42; SI 2008/2699.
"""

from typing import Any

from pathway.domain.counting.base import Counting
from pathway.domain.counting.calendar_time import (
    DaysAfter,
    MonthsAfter,
    MonthsBeginningWith,
    WeeksAfter,
)
from pathway.domain.counting.composite import LaterOf
from pathway.domain.counting.other import AtOnce, OnTheDay
from pathway.domain.counting.working_days import (
    TribunalTime,
    WorkingDaysAfter,
    WorkingDaysBefore,
)
from pathway.domain.ladder import ladder
from pathway.domain.rules.endings import GONE, PLAN_OVER
from pathway.domain.rules.limb import Limb
from pathway.domain.rules.rule import Kind, Makes, Rule, When, starts_on
from pathway.domain.rules.sources import EQUALITY_ACT, SEND_LAW, TRIBUNAL_RULES
from pathway.domain.rules.tribunal_orders import ANSWERED, DRAFT, STARTED
from statemachines.events import Event
from statemachines.vocabulary import Audience, Force, WaitingFor

DISPUTE = ("dispute",)
ASSESSMENT = ("ehc_needs_assessment",)
APPEALED = (Event.APPEAL_LODGED,)
SETTLED = (Event.APPEAL_WITHDRAWN, Event.APPEAL_CONCEDED)
DECIDED = (
    Event.ORDER_MADE, Event.CONSENT_ORDER_MADE, Event.APPEAL_CONCEDED, Event.APPEAL_DISMISSED,
    Event.WINDOW_LAPSED, Event.DISPUTE_FINISHED,
)  # fmt: skip
"""What ends the time of everybody who might have appealed; one parent's appeal does not."""
OVER = (
    Event.APPEAL_WITHDRAWN, Event.APPEAL_CONCEDED, Event.APPEAL_DISMISSED, Event.ORDER_MADE,
    Event.CONSENT_ORDER_MADE,
)  # fmt: skip
"""What leaves nothing to be heard."""
VARIED = (Limb("42(5)", "the parties agreed another time in writing", alone=True),)

THE_NOTICE = starts_on(Event.APPEALABLE_NOTICE_SENT, called="notice_sent decision_notice_sent")


def agreed(what: str, limb: str, counting: Counting, sentence: str, **more: Any) -> Rule:
    """Declare a limb of MED-06: an agreement is carried out as if the Tribunal had ordered it."""
    return Rule(
        id=f"MED-06.{limb}",
        sentence=sentence,
        citation="SI 2014/1530 regs 42(2), 44",
        force=Force.MUST,
        starts=starts_on(
            When(Event.MEDIATION_AGREED, "agreed", (what,)), called="agreement_date agreement"
        ),
        counting=counting,
        owner=WaitingFor.AUTHORITY,
        exemptions=VARIED,
        ladder=ladder("2w, 5wd, 0, overdue daily"),
        valid_from=SEND_LAW,
        **more,
    )


def agreed_in_a_plan(what: str, limb: str, counting: Counting, sentence: str) -> Rule:
    """Declare a limb that a dispute settles itself, by recording that just this was done."""
    done = (When(Event.AGREEMENT_CARRIED_OUT, "done", (what,)),)
    over = (*SETTLED, *PLAN_OVER)
    return agreed(what, limb, counting, sentence, processes=DISPUTE, met_by=done, ended_by=over)


def agreed_in_an_assessment(
    what: str, limb: str, counting: Counting, sentence: str, met_by: tuple[Event, ...]
) -> Rule:
    """Declare a limb that the assessment settles, which the agreement opened again."""
    return agreed(
        what, limb, counting, sentence, processes=ASSESSMENT, met_by=met_by, ended_by=GONE
    )


RULES = (
    Rule(
        id="MED-01",
        sentence="The parent or young person contacts a mediation adviser before appealing.",
        citation="CFA 2014 s.55; SI 2014/1530 reg 33",
        force=Force.MUST,
        processes=DISPUTE,
        starts=THE_NOTICE,
        counting=MonthsAfter(2),
        met_by=(Event.MEDIATION_ADVISER_CONTACTED, Event.MEDIATION_CERTIFICATE_ISSUED),
        ended_by=(*APPEALED, *DECIDED),
        owner=WaitingFor.FAMILY,
        alerts=Audience.FAMILY,
        per_party=True,
        exemptions=(
            Limb(
                "55(2)",
                "the appeal is about nothing but the school or type of school",
                alone=True,
            ),
        ),
        ladder=ladder("4w, 2w, 1w"),
        valid_from=SEND_LAW,
    ),
    Rule(
        id="MED-02",
        sentence="The mediation adviser gives a certificate where the family does not want "
        "mediation, or the authority cannot arrange it in time.",
        citation="SI 2014/1530 regs 34, 36",
        force=Force.MUST,
        processes=DISPUTE,
        starts=starts_on(
            Event.MEDIATION_DECLINED, Event.MEDIATION_NOT_ARRANGED, called="adviser_told"
        ),
        counting=WorkingDaysAfter(3),
        met_by=(Event.MEDIATION_CERTIFICATE_ISSUED,),
        ended_by=DECIDED,
        per_party=True,
        owner=WaitingFor.MEDIATION_ADVISER,
        ladder=ladder("1wd, 0"),
        valid_from=SEND_LAW,
        note="The duty is the mediation adviser's.",
    ),
    Rule(
        id="MED-03",
        sentence="The authority tells the integrated care board which health issues the family "
        "wants mediated.",
        citation="SI 2014/1530 regs 35, 36",
        force=Force.MUST,
        processes=DISPUTE,
        starts=starts_on(Event.HEALTH_ISSUES_RAISED, called="family_informs_la"),
        counting=WorkingDaysAfter(3),
        met_by=(Event.COMMISSIONER_TOLD_OF_MEDIATION,),
        ended_by=DECIDED,
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("1wd, 0, overdue daily"),
        valid_from=SEND_LAW,
    ),
    Rule(
        id="MED-04",
        sentence="The authority arranges the mediation.",
        citation="SI 2014/1530 reg 36",
        force=Force.MUST,
        processes=DISPUTE,
        starts=starts_on(When(Event.MEDIATION_REQUESTED, "about", ("education", "both"))),
        counting=DaysAfter(30),
        met_by=(Event.MEDIATION_ARRANGED, Event.MEDIATION_CONCLUDED),
        ended_by=(Event.MEDIATION_CERTIFICATE_ISSUED, *SETTLED, *DECIDED),
        per_party=True,
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("day 3, day 10, day 20, 0, overdue daily"),
        valid_from=SEND_LAW,
        note="Calendar days. Where it cannot be arranged in time the adviser is told and gives a "
        "certificate within three working days.",
    ),
    Rule(
        id="MED-04.health",
        sentence="The integrated care board arranges the mediation where nothing but health "
        "provision is in issue.",
        citation="SI 2014/1530 reg 35",
        force=Force.MUST,
        processes=DISPUTE,
        starts=starts_on(
            When(Event.COMMISSIONER_TOLD_OF_MEDIATION, "about", ("health",)),
            called="board_told",
        ),
        counting=DaysAfter(30),
        met_by=(Event.MEDIATION_ARRANGED, Event.MEDIATION_CONCLUDED),
        ended_by=(Event.MEDIATION_CERTIFICATE_ISSUED, *SETTLED, *DECIDED),
        owner=WaitingFor.HEALTH,
        alerts=Audience.PROFESSIONAL,
        ladder=ladder("day 10, day 20, 0"),
        valid_from=SEND_LAW,
        note="Thirty days from the day on which the authority told the board what the issues are.",
    ),
    Rule(
        id="MED-05",
        sentence="A certificate is given after the mediation has ended.",
        citation="SI 2014/1530 reg 39",
        force=Force.MUST,
        processes=DISPUTE,
        starts=starts_on(Event.MEDIATION_CONCLUDED, called="mediation_ended"),
        counting=WorkingDaysAfter(3),
        met_by=(Event.MEDIATION_CERTIFICATE_ISSUED, Event.MEDIATION_AGREED),
        ended_by=DECIDED,
        per_party=True,
        owner=WaitingFor.MEDIATION_ADVISER,
        ladder=ladder("1wd, 0"),
        valid_from=SEND_LAW,
        note="The duty is the mediation adviser's. An agreement that leaves nothing to appeal "
        "settles it too.",
    ),
    agreed_in_an_assessment(
        "assess", "start", WeeksAfter(2),
        "The authority notifies that the assessment it agreed to begins.", STARTED,
    ),
    agreed_in_an_assessment(
        "assess", "no_plan", WeeksAfter(10),
        "After the assessment it agreed to, the authority notifies that it makes no plan.",
        ANSWERED,
    ),
    agreed_in_an_assessment(
        "assess", "final_after_assessment", WeeksAfter(14),
        "After the assessment it agreed to, the authority sends the final plan.",
        (Event.FINAL_PLAN_SENT, Event.ISSUE_REFUSED),
    ),
    agreed_in_an_assessment(
        "make_plan", "draft", WeeksAfter(5),
        "The authority sends the draft of the plan it agreed to make.", DRAFT,
    ),
    agreed_in_an_assessment(
        "make_plan", "final", WeeksAfter(11),
        "The authority sends the final plan it agreed to make.", (Event.FINAL_PLAN_SENT,),
    ),
    agreed_in_a_plan(
        "amend", "amend", WeeksAfter(5),
        "The authority issues the plan as it agreed to amend it.",
    ),
    agreed_in_a_plan(
        "name_school", "school", WeeksAfter(2),
        "The authority names the school, or type of school, that it agreed to name.",
    ),
    agreed_in_a_plan(
        "maintain", "maintain", AtOnce(),
        "The authority goes on maintaining the plan, as it agreed.",
    ),
    Rule(
        id="MED-07",
        sentence="What was agreed in mediation on a matter that cannot be appealed is carried "
        "out.",
        citation="SI 2014/1530 reg 42(3)",
        force=Force.MUST,
        processes=DISPUTE,
        starts=starts_on(
            When(Event.MEDIATION_AGREED, "agreed", ("not_appealable",)), called="agreement_date"
        ),
        counting=WeeksAfter(2),
        met_by=(When(Event.AGREEMENT_CARRIED_OUT, "done", ("not_appealable",)),),
        owner=WaitingFor.AUTHORITY,
        exemptions=VARIED,
        ladder=ladder("5wd, 2wd, 0, overdue daily"),
        valid_from=SEND_LAW,
    ),
    Rule(
        id="MED-08",
        sentence="The integrated care board tells the authority of an agreement that the authority "
        "was not party to.",
        citation="SI 2014/1530 reg 42(4)",
        force=Force.MUST,
        processes=DISPUTE,
        starts=starts_on(
            When(Event.MEDIATION_AGREED, "agreed", ("health_only",)), called="agreement_date"
        ),
        counting=WeeksAfter(1),
        met_by=(Event.AUTHORITY_TOLD_OF_AGREEMENT,),
        owner=WaitingFor.HEALTH,
        alerts=Audience.PROFESSIONAL,
        ladder=ladder("2wd, 0"),
        valid_from=SEND_LAW,
    ),
    Rule(
        id="APP-01",
        sentence="The parent or young person appeals within two months of the notice, or one month "
        "of the mediation certificate, whichever is later.",
        citation="SI 2008/2699 rr.12, 20(1)(c)",
        force=Force.MUST,
        processes=DISPUTE,
        starts=THE_NOTICE,
        counting=LaterOf(("APP-01.notice", "APP-01.certificate"), needs=("APP-01.notice",)),
        met_by=APPEALED,
        ended_by=DECIDED,
        owner=WaitingFor.FAMILY,
        alerts=Audience.FAMILY,
        per_party=True,
        ladder=ladder("4w, 2w, 1w"),
        valid_from=SEND_LAW,
        makes=Makes(
            "lapse",
            (Event.WINDOW_LAPSED,),
            days_after=1,
            held_by=(Event.MEDIATION_ADVISER_CONTACTED, Event.MEDIATION_REQUESTED),
            freed_by=(Event.MEDIATION_CERTIFICATE_ISSUED,),
        ),
        note="A judge may admit a late appeal. Whoever has contacted the adviser has a month "
        "from the certificate, so nothing lapses before it is there.",
    ),
    Rule(
        id="APP-01.notice",
        sentence="Two months from the day on which written notice of the decision was sent.",
        citation="SI 2008/2699 rr.12, 20(1)(c)",
        force=Force.MUST,
        processes=DISPUTE,
        part=True,
        starts=THE_NOTICE,
        counting=TribunalTime(MonthsAfter(2)),
        owner=WaitingFor.FAMILY,
        valid_from=SEND_LAW,
    ),
    Rule(
        id="APP-01.certificate",
        sentence="One month from the day on which the mediation certificate was issued.",
        citation="SI 2008/2699 rr.12, 20(1)(c)",
        force=Force.MUST,
        processes=DISPUTE,
        part=True,
        starts=starts_on(Event.MEDIATION_CERTIFICATE_ISSUED, called="certificate_issued"),
        counting=TribunalTime(MonthsAfter(1)),
        owner=WaitingFor.FAMILY,
        valid_from=SEND_LAW,
    ),
    Rule(
        id="APP-02",
        sentence="The authority answers the appeal.",
        citation="SI 2008/2699 rr.12, 21",
        force=Force.MUST,
        processes=DISPUTE,
        starts=starts_on(Event.APPEAL_SENT_TO_AUTHORITY, called="appeal_sent_to_LA"),
        counting=TribunalTime(WorkingDaysAfter(30)),
        met_by=(Event.APPEAL_ANSWERED, Event.APPEAL_CONCEDED),
        ended_by=(
            Event.APPEAL_WITHDRAWN, Event.ORDER_MADE, Event.CONSENT_ORDER_MADE,
            Event.APPEAL_DISMISSED,
        ),
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("15wd, 10wd, 5wd, 0, overdue daily"),
        valid_from=TRIBUNAL_RULES,
        note="Directions of the Tribunal may give another day.",
    ),
    Rule(
        id="APP-03",
        sentence="A claim of disability discrimination is brought within six months that begin "
        "with the day of what is complained of.",
        citation="Equality Act 2010 Sch 17 para 4",
        force=Force.MUST,
        processes=DISPUTE,
        starts=starts_on(Event.DISCRIMINATION_OCCURRED, called="act_complained_of"),
        counting=MonthsBeginningWith(6),
        met_by=(Event.DISCRIMINATION_CLAIM_MADE,),
        ended_by=(Event.WINDOW_LAPSED, Event.DISPUTE_SETTLED, Event.DISPUTE_WITHDRAWN),
        owner=WaitingFor.FAMILY,
        alerts=Audience.FAMILY,
        ladder=ladder("4w, 2w, 1w"),
        valid_from=EQUALITY_ACT,
        note="August and Christmas do not lengthen it; the Tribunal may where that is just and "
        "equitable.",
    ),
    Rule(
        id="APP-04",
        sentence="The authority sends the bundle ten working days before the hearing.",
        citation="none in law; practice under the Tribunal's Practice Direction on bundles (2025)",
        force=Force.PRACTICE,
        kind=Kind.TARGET,
        processes=DISPUTE,
        starts=starts_on(Event.HEARING_SET_FOR, called="hearing"),
        counting=WorkingDaysBefore(10),
        met_by=(Event.BUNDLE_SENT,),
        ended_by=OVER,
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("4w, 2w, 5wd, 0, overdue daily"),
        valid_from=TRIBUNAL_RULES,
        note="The directions of each appeal give the day that binds; see APP-04.directed.",
    ),
    Rule(
        id="APP-04.directed",
        sentence="The authority sends the bundle by the day that the Tribunal directed.",
        citation="SI 2008/2699 rr.5, 15; Practice Direction on bundles in SEND and DD cases (2025)",
        force=Force.MUST,
        processes=DISPUTE,
        starts=starts_on(Event.BUNDLE_DIRECTED_FOR, called="directed_for"),
        counting=OnTheDay(),
        met_by=(Event.BUNDLE_SENT,),
        ended_by=OVER,
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("4w, 2w, 5wd, 0, overdue daily"),
        valid_from=TRIBUNAL_RULES,
    ),
)  # fmt: skip
