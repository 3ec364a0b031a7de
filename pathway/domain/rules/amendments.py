"""Amending a plan: fifteen days for the family, eight weeks from the notice, twelve in all.

SI 2014/1530 regs 20(10), 22 and 28; R (L, M and P) v Devon CC [2022] EWHC 493 (Admin).
"""

from pathway.domain.counting.calendar_time import DaysBeginningWith, WeeksAfter
from pathway.domain.counting.composite import EarlierOf
from pathway.domain.counting.other import NoFixedPeriod
from pathway.domain.ladder import ladder
from pathway.domain.rules.endings import PLAN_OVER
from pathway.domain.rules.reviews import NOT_AMENDING, PLAN, REVIEW, THE_MEETING
from pathway.domain.rules.rule import Kind, Rule, starts_on
from pathway.domain.rules.sources import SEND_LAW
from statemachines.events import Event
from statemachines.vocabulary import Audience, Force, WaitingFor

AMENDMENT = ("plan_amendment",)
AMENDED = (Event.AMENDED_PLAN_SENT, Event.AMENDMENT_DECLINED)

RULES = (
    Rule(
        id="AR-12",
        sentence="The parent or young person has at least 15 days, beginning with the day on "
        "which the amendment notice is served, to make representations.",
        citation="SI 2014/1530 reg 22(2)(c)",
        force=Force.MUST,
        kind=Kind.FLOOR,
        processes=AMENDMENT,
        starts=starts_on(Event.AMENDMENT_NOTICE_SERVED, called="notice_served"),
        counting=DaysBeginningWith(15),
        met_by=(Event.REPRESENTATIONS_FINISHED,),
        ended_by=(*AMENDED, *PLAN_OVER),
        owner=WaitingFor.FAMILY,
        alerts=Audience.FAMILY,
        per_party=True,
        ladder=ladder("5d, 0"),
        valid_from=SEND_LAW,
    ),
    Rule(
        id="AR-13",
        sentence="The authority sends the amended plan, or notice that it will not amend.",
        citation="SI 2014/1530 reg 22(3), (4)",
        force=Force.MUST,
        processes=AMENDMENT,
        starts=starts_on(Event.AMENDMENT_NOTICE_SENT, called="notice_sent"),
        counting=WeeksAfter(8),
        met_by=AMENDED,
        ended_by=PLAN_OVER,
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("4w, 2w, 5wd, 2wd, 0, overdue daily"),
        valid_from=SEND_LAW,
        note="Eight weeks from the notice, not from the meeting; reg 22 has no grounds of "
        "exemption.",
    ),
    Rule(
        id="AR-14",
        sentence="The amended plan is sent within twelve weeks of the review meeting, and within "
        "eight of the notice, whichever ends first.",
        citation="SI 2014/1530 regs 20(10), 22; R (L, M and P) v Devon CC [2022] EWHC 493 (Admin)",
        force=Force.MUST,
        processes=REVIEW,
        starts=THE_MEETING,
        counting=EarlierOf(("AR-14.ceiling", "AR-13"), needs=("AR-14.ceiling",)),
        met_by=(*AMENDED, Event.REVIEW_COMPLETED),
        ended_by=(NOT_AMENDING, *PLAN_OVER),
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("4w, 2w, 5wd, 0, overdue daily"),
        valid_from=SEND_LAW,
    ),
    Rule(
        id="AR-14.ceiling",
        sentence="Twelve weeks from the review meeting: four for the decision and the notice, "
        "eight for the amended plan.",
        citation="R (L, M and P) v Devon CC [2022] EWHC 493 (Admin)",
        force=Force.MUST,
        processes=REVIEW,
        part=True,
        starts=THE_MEETING,
        counting=WeeksAfter(12),
        owner=WaitingFor.AUTHORITY,
        valid_from=SEND_LAW,
    ),
    Rule(
        id="AR-20",
        sentence="A plan that is amended at any other time is amended as if after a review.",
        citation="SI 2014/1530 reg 28; SEND Code of Practice 9.193 to 9.198",
        force=Force.MUST,
        processes=PLAN,
        part=True,
        starts=starts_on(Event.AMENDMENT_OPENED, called="decision_to_amend"),
        counting=NoFixedPeriod("no period runs from the decision; from the notice on AR-12 and "
                               "AR-13 do"),
        owner=WaitingFor.AUTHORITY,
        valid_from=SEND_LAW,
        note="AR-20.floor and AR-20.final give the days that follow from the notice.",
    ),
    Rule(
        id="AR-20.floor",
        sentence="At least fifteen days for representations, as after a review.",
        citation="SI 2014/1530 regs 22(2)(c), 28",
        force=Force.MUST,
        kind=Kind.FLOOR,
        processes=AMENDMENT,
        part=True,
        starts=starts_on(Event.AMENDMENT_NOTICE_SERVED, called="notice_served"),
        counting=DaysBeginningWith(15),
        owner=WaitingFor.FAMILY,
        valid_from=SEND_LAW,
    ),
    Rule(
        id="AR-20.final",
        sentence="The amended plan within eight weeks of the notice, as after a review.",
        citation="SI 2014/1530 regs 22(3), (4), 28",
        force=Force.MUST,
        processes=AMENDMENT,
        part=True,
        starts=starts_on(Event.AMENDMENT_NOTICE_SENT, called="notice_sent"),
        counting=WeeksAfter(8),
        owner=WaitingFor.AUTHORITY,
        valid_from=SEND_LAW,
    ),
)  # fmt: skip
