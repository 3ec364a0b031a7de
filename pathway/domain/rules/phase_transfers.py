"""Transfers between phases of education: the plan is reviewed and amended before a fixed day.

SI 2014/1530 reg 18. The Code says "by" where the regulation says "before"; the regulation counts.
"""

from pathway.domain.counting.notice import AtLeastBefore, BackFrom, BeforeDate
from pathway.domain.ladder import ladder
from pathway.domain.rules.endings import PLAN_OVER
from pathway.domain.rules.rule import Kind, Rule, starts_on
from pathway.domain.rules.sources import SEND_LAW
from statemachines.events import Event
from statemachines.vocabulary import Force, WaitingFor

PLAN = ("ehc_plan",)

TO_ANOTHER_PHASE = starts_on(Event.PHASE_TRANSFERS_ON, called="transfer_year", year=True)
TO_POST_16 = starts_on(Event.POST_16_TRANSFERS_ON, called="transfer_year", year=True)
FEBRUARY, MARCH = BeforeDate(2, 15), BeforeDate(3, 31)
BACK_PLANNED = "planned back from the date of SI 2014/1530 reg 18; practice"

RULES = (
    Rule(
        id="AR-16",
        sentence="Before a transfer to another phase of education, other than from secondary "
        "school to a post-16 institution, the plan is reviewed and amended.",
        citation="SI 2014/1530 reg 18(1)(b)",
        force=Force.MUST,
        processes=PLAN,
        starts=TO_ANOTHER_PHASE,
        counting=FEBRUARY,
        met_by=(Event.PHASE_SETTING_NAMED,),
        ended_by=PLAN_OVER,
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("30w, 24w, 20w, 12w, 8w, 4w, 2w, 0, overdue daily"),
        valid_from=SEND_LAW,
        note="The Code says by 15 February at the latest; the regulation says before it, and that "
        "is counted.",
    ),
    Rule(
        id="AR-16.meeting",
        sentence="The review meeting before a transfer to another phase is held twelve weeks "
        "before the plan has to be final.",
        citation=BACK_PLANNED,
        force=Force.PRACTICE,
        kind=Kind.TARGET,
        processes=PLAN,
        starts=TO_ANOTHER_PHASE,
        counting=BackFrom(FEBRUARY, weeks=12),
        met_by=(Event.REVIEW_HELD, Event.PHASE_SETTING_NAMED),
        ended_by=PLAN_OVER,
        owner=WaitingFor.SCHOOL,
        valid_from=SEND_LAW,
    ),
    Rule(
        id="AR-16.notice",
        sentence="The amendment notice before a transfer to another phase is sent eight weeks "
        "before the plan has to be final.",
        citation=BACK_PLANNED,
        force=Force.PRACTICE,
        kind=Kind.TARGET,
        processes=PLAN,
        starts=TO_ANOTHER_PHASE,
        counting=BackFrom(FEBRUARY, weeks=8),
        met_by=(Event.AMENDMENT_OPENED, Event.PHASE_SETTING_NAMED),
        ended_by=PLAN_OVER,
        owner=WaitingFor.AUTHORITY,
        valid_from=SEND_LAW,
    ),
    Rule(
        id="AR-17",
        sentence="Before a transfer from secondary school to a post-16 institution the plan is "
        "reviewed and amended.",
        citation="SI 2014/1530 reg 18(1)(a)",
        force=Force.MUST,
        processes=PLAN,
        starts=TO_POST_16,
        counting=MARCH,
        met_by=(Event.PHASE_SETTING_NAMED,),
        ended_by=PLAN_OVER,
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("30w, 24w, 20w, 12w, 8w, 4w, 2w, 0, overdue daily"),
        valid_from=SEND_LAW,
        note="The Code says by 31 March at the latest; the regulation says before it, and that is "
        "counted.",
    ),
    Rule(
        id="AR-17.meeting",
        sentence="The review meeting before a transfer to a post-16 institution is held twelve "
        "weeks before the plan has to be final.",
        citation=BACK_PLANNED,
        force=Force.PRACTICE,
        kind=Kind.TARGET,
        processes=PLAN,
        starts=TO_POST_16,
        counting=BackFrom(MARCH, weeks=12),
        met_by=(Event.REVIEW_HELD, Event.PHASE_SETTING_NAMED),
        ended_by=PLAN_OVER,
        owner=WaitingFor.SCHOOL,
        valid_from=SEND_LAW,
    ),
    Rule(
        id="AR-17.notice",
        sentence="The amendment notice before a transfer to a post-16 institution is sent eight "
        "weeks before the plan has to be final.",
        citation=BACK_PLANNED,
        force=Force.PRACTICE,
        kind=Kind.TARGET,
        processes=PLAN,
        starts=TO_POST_16,
        counting=BackFrom(MARCH, weeks=8),
        met_by=(Event.AMENDMENT_OPENED, Event.PHASE_SETTING_NAMED),
        ended_by=PLAN_OVER,
        owner=WaitingFor.AUTHORITY,
        valid_from=SEND_LAW,
    ),
    Rule(
        id="AR-18",
        sentence="Before a move from one post-16 institution to another at any other time the "
        "plan is reviewed and amended.",
        citation="SI 2014/1530 reg 18(2)",
        force=Force.MUST,
        processes=PLAN,
        starts=starts_on(Event.POST_16_MOVES_ON, called="transfer_date"),
        counting=AtLeastBefore(months=5),
        met_by=(Event.PHASE_SETTING_NAMED,),
        ended_by=PLAN_OVER,
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("12w, 8w, 4w, 0, overdue daily"),
        valid_from=SEND_LAW,
    ),
)  # fmt: skip
