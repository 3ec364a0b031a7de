"""Mediation and appeals: how long families, authorities, care boards and advisers have.

Children and Families Act 2014 ss.51 to 57; SI 2014/1530 regs 32 to 42; SI 2008/2699.
"""

from pathway.domain.counting.base import Counting
from pathway.domain.counting.calendar_time import (
    DaysAfter,
    MonthsAfter,
    MonthsBeginningWith,
    WeeksAfter,
)
from pathway.domain.counting.composite import LaterOf
from pathway.domain.counting.working_days import TribunalTime, WorkingDaysAfter
from pathway.domain.ladder import ladder
from pathway.domain.rules.rule import Limb, Rule, When, starts_on
from pathway.domain.rules.sources import EQUALITY_ACT, SEND_LAW, TRIBUNAL_RULES
from statemachines.events import Event
from statemachines.vocabulary import Audience, Force, WaitingFor

DISPUTE = ("dispute",)
APPEALED = (Event.APPEAL_LODGED,)
SETTLED = (Event.APPEAL_WITHDRAWN, Event.APPEAL_CONCEDED)
VARIED = (Limb("42(5)", "the parties agreed another time in writing"),)

THE_NOTICE = starts_on(Event.APPEALABLE_NOTICE_SENT, called="notice_sent decision_notice_sent")


def agreed(what: str, limb: str, counting: Counting, sentence: str) -> Rule:
    """Declare a limb of MED-06: an agreement is carried out as if the Tribunal had ordered it."""
    return Rule(
        id=f"MED-06.{limb}",
        sentence=sentence,
        citation="SI 2014/1530 regs 42(2), 44",
        force=Force.MUST,
        processes=DISPUTE,
        starts=starts_on(
            When(Event.MEDIATION_AGREED, "agreed", (what,)), called="agreement_date agreement"
        ),
        counting=counting,
        met_by=(Event.AGREEMENT_CARRIED_OUT,),
        ended_by=SETTLED,
        owner=WaitingFor.AUTHORITY,
        exemptions=VARIED,
        ladder=ladder("2w, 5wd, 0, overdue daily"),
        valid_from=SEND_LAW,
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
        ended_by=APPEALED,
        owner=WaitingFor.FAMILY,
        alerts=Audience.FAMILY,
        per_party=True,
        exemptions=(Limb("55(2)", "the appeal is about nothing but the school or type of school"),),
        ladder=ladder("4w, 2w, 1w"),
        valid_from=SEND_LAW,
    ),
    Rule(
        id="MED-02",
        sentence="The mediation adviser gives a certificate where the family does not want "
        "mediation.",
        citation="SI 2014/1530 reg 34",
        force=Force.MUST,
        processes=DISPUTE,
        starts=starts_on(Event.MEDIATION_DECLINED, called="adviser_told"),
        counting=WorkingDaysAfter(3),
        met_by=(Event.MEDIATION_CERTIFICATE_ISSUED,),
        owner=WaitingFor.AUTHORITY,
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
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("1wd, 0, overdue daily"),
        valid_from=SEND_LAW,
    ),
    Rule(
        id="MED-04",
        sentence="The authority, or the integrated care board where only health is in issue, "
        "arranges the mediation.",
        citation="SI 2014/1530 regs 35, 36",
        force=Force.MUST,
        processes=DISPUTE,
        starts=starts_on(Event.MEDIATION_REQUESTED),
        counting=DaysAfter(30),
        met_by=(Event.MEDIATION_ARRANGED, Event.MEDIATION_CONCLUDED),
        ended_by=(Event.MEDIATION_CERTIFICATE_ISSUED, *SETTLED),
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("day 3, day 10, day 20, 0, overdue daily"),
        valid_from=SEND_LAW,
        note="Calendar days. Where it cannot be arranged in time the adviser is told and gives a "
        "certificate within three working days.",
    ),
    Rule(
        id="MED-05",
        sentence="A certificate is given after the mediation has ended.",
        citation="SI 2014/1530 reg 39",
        force=Force.MUST,
        processes=DISPUTE,
        starts=starts_on(Event.MEDIATION_CONCLUDED, called="mediation_ended"),
        counting=WorkingDaysAfter(3),
        met_by=(Event.MEDIATION_CERTIFICATE_ISSUED,),
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("1wd, 0"),
        valid_from=SEND_LAW,
        note="The duty is the mediation adviser's.",
    ),
    agreed("assess", "start", WeeksAfter(2),
           "The authority notifies that the assessment it agreed to begins."),
    agreed("assess", "no_plan", WeeksAfter(10),
           "After the assessment it agreed to, the authority notifies that it makes no plan."),
    agreed("assess", "final_after_assessment", WeeksAfter(14),
           "After the assessment it agreed to, the authority sends the final plan."),
    agreed("make_plan", "draft", WeeksAfter(5),
           "The authority sends the draft of the plan it agreed to make."),
    agreed("make_plan", "final", WeeksAfter(11),
           "The authority sends the final plan it agreed to make."),
    agreed("amend", "amend", WeeksAfter(5),
           "The authority issues the plan as it agreed to amend it."),
    agreed("name_school", "school", WeeksAfter(2),
           "The authority names the school, or type of school, that it agreed to name."),
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
        met_by=(Event.AGREEMENT_CARRIED_OUT,),
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
        owner=WaitingFor.FAMILY,
        alerts=Audience.FAMILY,
        per_party=True,
        ladder=ladder("4w, 2w, 1w"),
        valid_from=SEND_LAW,
        note="A judge may admit a late appeal.",
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
        ended_by=(Event.APPEAL_WITHDRAWN,),
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
        owner=WaitingFor.FAMILY,
        alerts=Audience.FAMILY,
        ladder=ladder("4w, 2w, 1w"),
        valid_from=EQUALITY_ACT,
        note="August and Christmas do not lengthen it; the Tribunal may where that is just and "
        "equitable.",
    ),
)  # fmt: skip
