"""What an authority owes after it has conceded an appeal before answering it.

SI 2014/1530 reg 45 as substituted by SI 2015/359; the four weeks of older texts are gone.
"""

from functools import partial

from pathway.domain.counting.calendar_time import WeeksAfter
from pathway.domain.counting.other import AtOnce
from pathway.domain.ladder import ladder
from pathway.domain.rules.endings import GONE, PLAN_OVER
from pathway.domain.rules.limb import Limb
from pathway.domain.rules.rule import Rule, Trigger, When, starts_on
from pathway.domain.rules.sources import UNOPPOSED_APPEALS
from pathway.domain.rules.tribunal_orders import (
    ABSENT,
    ANSWERED,
    ASSESSMENT,
    DISPUTE,
    DRAFT,
    FROM_DRAFT,
    LONG,
    MONTHS,
    PERSONAL,
    SOON,
    STARTED,
    WEEKS,
    done,
)
from statemachines.events import Event
from statemachines.vocabulary import Force, WaitingFor

UNOPPOSED = (
    Limb("45(7)(a)", PERSONAL),
    Limb("45(7)(b)", ABSENT, absent_for=2),
    Limb("45(7)(c)", "one of the grounds of reg 13(3) is met"),
)

READ_IN_A_SUMMARY = "The paragraph was read in an advice service's summary; check it."


def conceded(what: str) -> Trigger:
    """Declare the authority's notice that it does not oppose an appeal as a trigger."""
    return starts_on(When(Event.APPEAL_CONCEDED, "about", (what,)), called="LA_notice_to_tribunal")


unopposed = partial(
    Rule,
    force=Force.MUST,
    processes=DISPUTE,
    ended_by=PLAN_OVER,
    owner=WaitingFor.AUTHORITY,
    exemptions=UNOPPOSED,
    valid_from=UNOPPOSED_APPEALS,
)

RULES = (
    unopposed(
        id="ORD-10.start",
        sentence="Having conceded, the authority notifies that it must assess or reassess.",
        citation="SI 2014/1530 reg 45(3) as substituted by SI 2015/359",
        starts=conceded("assess"),
        counting=WeeksAfter(2),
        met_by=STARTED,
        processes=ASSESSMENT,
        ended_by=GONE,
        ladder=ladder(SOON),
    ),
    unopposed(
        id="ORD-10.no_plan",
        sentence="Having conceded and assessed, the authority notifies that it makes no plan.",
        citation="SI 2014/1530 reg 45(3A)(a) as substituted by SI 2015/359",
        starts=conceded("assess"),
        counting=WeeksAfter(10),
        met_by=ANSWERED,
        processes=ASSESSMENT,
        ended_by=GONE,
        ladder=ladder(MONTHS),
    ),
    unopposed(
        id="ORD-10.final",
        sentence="Having conceded and assessed, the authority sends the final plan.",
        citation="SI 2014/1530 reg 45(3A)(b) as substituted by SI 2015/359",
        starts=conceded("assess"),
        counting=WeeksAfter(14),
        met_by=(Event.FINAL_PLAN_SENT, Event.ISSUE_REFUSED),
        processes=ASSESSMENT,
        ended_by=GONE,
        ladder=ladder(LONG),
    ),
    unopposed(
        id="ORD-11",
        sentence="Having conceded, the authority issues the amended plan.",
        citation="SI 2014/1530 reg 45(4) as substituted by SI 2015/359",
        starts=conceded("amend"),
        met_by=done("amend"),
        counting=WeeksAfter(5),
        ladder=ladder(WEEKS),
    ),
    unopposed(
        id="ORD-12.school",
        sentence="Having conceded, the authority names the school, or type of school, asked for.",
        citation="SI 2014/1530 reg 45(5) as substituted by SI 2015/359",
        starts=conceded("name_school"),
        met_by=done("name_school"),
        counting=WeeksAfter(2),
        ladder=ladder(SOON),
    ),
    unopposed(
        id="ORD-12.draft",
        sentence="Having conceded, the authority sends the draft plan.",
        citation="SI 2014/1530 reg 45(6) as substituted by SI 2015/359",
        starts=conceded("make_plan"),
        counting=WeeksAfter(5),
        met_by=DRAFT,
        processes=ASSESSMENT,
        ended_by=GONE,
        ladder=ladder(FROM_DRAFT),
    ),
    unopposed(
        id="ORD-12.final",
        sentence="Having conceded, the authority sends the final plan.",
        citation="SI 2014/1530 reg 45(6) as substituted by SI 2015/359",
        starts=conceded("make_plan"),
        counting=WeeksAfter(11),
        met_by=(Event.FINAL_PLAN_SENT,),
        processes=ASSESSMENT,
        ended_by=GONE,
        ladder=ladder(FROM_DRAFT),
    ),
    unopposed(
        id="ORD-12.maintain",
        sentence="Having conceded an appeal against ceasing, the authority goes on maintaining "
        "the plan.",
        citation="SI 2014/1530 reg 45 as substituted by SI 2015/359",
        starts=conceded("maintain"),
        counting=AtOnce(),
        met_by=done("maintain"),
        ladder=ladder("0, overdue daily"),
        exemptions=(),
        note=READ_IN_A_SUMMARY,
    ),
    unopposed(
        id="ORD-12.amend",
        sentence="Having conceded an appeal against ceasing, and to amend the plan, the authority "
        "issues it as amended.",
        citation="SI 2014/1530 reg 45 as substituted by SI 2015/359",
        starts=conceded("maintain_and_amend"),
        counting=WeeksAfter(5),
        met_by=done("maintain_and_amend"),
        ladder=ladder(WEEKS),
        note=READ_IN_A_SUMMARY,
    ),
)  # fmt: skip
