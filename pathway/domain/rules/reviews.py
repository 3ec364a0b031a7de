"""Reviews of an EHC plan: the twelve months, the meeting, the decision, the amendment.

Children and Families Act 2014 s.44; SI 2014/1530 regs 18 to 22; R (L, M and P) v Devon CC [2022]
EWHC 493 (Admin). Which day restarts the twelve months is not settled: the meeting, as the earliest
candidate, is the cautious one, and it is that day which `plan_reviewed` is dated on.
"""

from pathway.domain.counting.calendar_time import (
    MonthsBeginningWith,
    WeeksAfter,
)
from pathway.domain.counting.notice import AtLeastBefore, BackFrom
from pathway.domain.counting.other import NoFixedPeriod, OnTheDay
from pathway.domain.ladder import ladder
from pathway.domain.rules.endings import PLAN_OVER
from pathway.domain.rules.rule import Kind, Makes, Rule, Said, When, starts_on
from pathway.domain.rules.sources import SEND_LAW
from statemachines.events import Event
from statemachines.vocabulary import Audience, Force, WaitingFor

PLAN = ("ehc_plan",)
REVIEW = ("annual_review",)
DECIDED = (Event.REVIEW_DECIDED, Event.REVIEW_COMPLETED)
NO_LONGER = (*DECIDED, *PLAN_OVER)
HERE_NOW = Event.PLAN_TRANSFERRED_IN
"""A plan that came from another authority is reviewed next by TRF-04, whichever rule ran before."""
NOT_AMENDING = When(Event.REVIEW_DECIDED, "outcome", ("maintain", "cease"))
REVIEWED_BEFORE = When(Event.PLAN_REVIEWED, "last_reviewed_on")
"""A plan taken over from an earlier system that had been reviewed there."""
YEAR_9 = 9
ADULTHOOD = (
    "education", "employment", "housing", "independence", "health", "continuing_care",
)  # fmt: skip
"""What the meeting has to consider from year 9, as the form of the meeting calls it."""

ARRANGED = Said("arranged_by", {"authority": WaitingFor.AUTHORITY}, anywhere=True)
"""The head's duties, where the child attends a school that reg 20(12) names and the authority has
required it of the head; the authority's own elsewhere (reg 21)."""

THE_MEETING_AHEAD = starts_on(
    Event.REVIEW_MEETING_SET_FOR, called="review_meeting review_meeting_on meeting"
)
THE_MEETING = starts_on(Event.REVIEW_HELD, called="review_meeting meeting")
PLAN_FIRST_MADE = starts_on(Event.PLAN_MADE, called="plan_first_made")
LAST_REVIEWED = starts_on(Event.PLAN_REVIEWED, called="last_reviewed last_review")

RULES = (
    Rule(
        id="AR-01",
        sentence="The first review is completed within twelve months that begin with the day on "
        "which the plan was first made.",
        citation="CFA 2014 s.44(1)(a); SEND Code of Practice 9.169",
        force=Force.MUST,
        processes=PLAN,
        starts=PLAN_FIRST_MADE,
        counting=MonthsBeginningWith(12),
        met_by=DECIDED,
        ended_by=(*PLAN_OVER, REVIEWED_BEFORE, HERE_NOW),
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("16w, 12w, 8w, 6w, 4w, 0, overdue daily"),
        valid_from=SEND_LAW,
        note="A review is completed by the authority's decision, not by the meeting (AR-03): "
        "advice is circulated by six weeks before, and the meeting held by four weeks before.",
    ),
    Rule(
        id="AR-02",
        sentence="Each further review is completed within twelve months that begin with the day "
        "on which the plan was last reviewed.",
        citation="CFA 2014 s.44(1)(b); SEND Code of Practice 9.169",
        force=Force.MUST,
        processes=PLAN,
        starts=LAST_REVIEWED,
        counting=MonthsBeginningWith(12),
        met_by=DECIDED,
        ended_by=(*PLAN_OVER, HERE_NOW),
        recurs=True,
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("16w, 12w, 8w, 6w, 4w, 0, overdue daily"),
        valid_from=SEND_LAW,
        note="Which day counts as last reviewed is not settled; the meeting is the cautious one. "
        "An amended plan does not by itself restart the twelve months.",
    ),
    Rule(
        id="AR-03",
        sentence="The review meeting is held four weeks before the twelve months end, since the "
        "review is complete only with the authority's decision, which has four weeks.",
        citation="planned back from the twelve months of CFA 2014 s.44(1) by the four weeks of "
        "SI 2014/1530 regs 20(10), 21(9); practice",
        force=Force.PRACTICE,
        kind=Kind.TARGET,
        processes=PLAN,
        starts=starts_on(
            Event.PLAN_MADE,
            Event.PLAN_REVIEWED,
            called="plan_first_made last_reviewed=plan_reviewed last_review=plan_reviewed",
        ),
        counting=BackFrom(MonthsBeginningWith(12), weeks=4),
        met_by=(Event.REVIEW_HELD, *DECIDED),
        ended_by=(*PLAN_OVER, HERE_NOW),
        recurs=True,
        owner=WaitingFor.SCHOOL,
        ladder=ladder("8w, 4w, 2w, 0"),
        valid_from=SEND_LAW,
        note="The law is the decision, within four weeks of the meeting (AR-10) and within the "
        "twelve months (AR-01, AR-02; SEND Code of Practice 9.169); a later meeting breaks none "
        "where the decision still comes in time.",
    ),
    Rule(
        id="AR-04",
        sentence="The authority gives heads the list of reviews due in a term.",
        citation="SEND Code of Practice 9.172",
        force=Force.MUST,
        processes=REVIEW,
        starts=starts_on(Event.TERM_STARTS, called="term_start"),
        counting=AtLeastBefore(weeks=2),
        met_by=(Event.REVIEW_LIST_GIVEN,),
        ended_by=(Event.REVIEW_HELD, *NO_LONGER),
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("6w, 4w, 0"),
        valid_from=SEND_LAW,
        note="It is the Code that says must.",
    ),
    Rule(
        id="AR-05",
        sentence="The parent or young person, the head, an officer of the authority, health and "
        "social care are invited to the review meeting.",
        citation="SI 2014/1530 regs 20(2), 21(2)",
        force=Force.MUST,
        processes=REVIEW,
        starts=THE_MEETING_AHEAD,
        counting=NoFixedPeriod("the invitation has no period of its own; the notice of the day "
                               "has (AR-06)"),
        met_by=(Event.REVIEW_INVITED,),
        ended_by=(Event.REVIEW_HELD, Event.REVIEW_POSTPONED, *NO_LONGER),
        owner=WaitingFor.SCHOOL,
        owner_by=ARRANGED,
        alerts=Audience.SCHOOL,
        valid_from=SEND_LAW,
    ),
    Rule(
        id="AR-06",
        sentence="Everyone invited is told the day of the review meeting.",
        citation="SI 2014/1530 regs 20(3), 21(3)",
        force=Force.MUST,
        processes=REVIEW,
        starts=THE_MEETING_AHEAD,
        counting=AtLeastBefore(weeks=2),
        met_by=(Event.REVIEW_INVITED,),
        ended_by=(Event.REVIEW_HELD, Event.REVIEW_POSTPONED, *NO_LONGER),
        owner=WaitingFor.SCHOOL,
        owner_by=ARRANGED,
        alerts=Audience.SCHOOL,
        ladder=ladder("6w, 4w, 3w, 0"),
        valid_from=SEND_LAW,
    ),
    Rule(
        id="AR-07",
        sentence="Advice is obtained and circulated to everyone invited.",
        citation="SI 2014/1530 regs 20(4), 21(4)",
        force=Force.MUST,
        processes=REVIEW,
        starts=THE_MEETING_AHEAD,
        counting=AtLeastBefore(weeks=2),
        met_by=(Event.REVIEW_ADVICE_CIRCULATED,),
        ended_by=(Event.REVIEW_HELD, Event.REVIEW_POSTPONED, *NO_LONGER),
        owner=WaitingFor.SCHOOL,
        owner_by=ARRANGED,
        alerts=Audience.SCHOOL,
        ladder=ladder("6w, 3w, 0"),
        valid_from=SEND_LAW,
    ),
    Rule(
        id="AR-08",
        sentence="From year 9 every review considers preparation for adulthood.",
        citation="SI 2014/1530 regs 20(6), (7), 21(6)",
        force=Force.MUST,
        processes=REVIEW,
        from_year=YEAR_9,
        starts=THE_MEETING_AHEAD,
        counting=OnTheDay(),
        met_by=(When(Event.REVIEW_HELD, "adulthood", ADULTHOOD, every=True),),
        ended_by=(Event.REVIEW_HELD, Event.REVIEW_POSTPONED, *NO_LONGER),
        owner=WaitingFor.SCHOOL,
        owner_by=ARRANGED,
        alerts=Audience.SCHOOL,
        ladder=ladder("2w"),
        valid_from=SEND_LAW,
        note="It is due at the meeting itself; a meeting that leaves a part out is a breach.",
    ),
    Rule(
        id="AR-09",
        sentence="A written report of the review meeting goes to everyone who was invited.",
        citation="SI 2014/1530 regs 20(8), (9), 21(7); SEND Code of Practice 9.176",
        force=Force.MUST,
        processes=REVIEW,
        starts=THE_MEETING,
        counting=WeeksAfter(2),
        met_by=(Event.REVIEW_REPORT_SENT,),
        ended_by=NO_LONGER,
        owner=WaitingFor.SCHOOL,
        owner_by=ARRANGED,
        alerts=Audience.SCHOOL,
        ladder=ladder("5wd, 2wd, 0"),
        makes=Makes(
            "pass to authority", (Event.REVIEW_PASSED_ON, *DECIDED), days_after=1, once_met=True,
        ),
        valid_from=SEND_LAW,
        note="The head's duty where the child attends a school named in reg 20(12), otherwise the "
        "authority's.",
    ),
    Rule(
        id="AR-10",
        sentence="The authority decides to maintain, amend or cease the plan and notifies it.",
        citation="SI 2014/1530 regs 20(10), 21(9)",
        force=Force.MUST,
        processes=REVIEW,
        starts=THE_MEETING,
        counting=WeeksAfter(4),
        met_by=(Event.REVIEW_DECIDED,),
        ended_by=PLAN_OVER,
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("10wd, 5wd, 2wd, 0, overdue daily"),
        valid_from=SEND_LAW,
    ),
    Rule(
        id="AR-11",
        sentence="Where the plan is to be amended, the notice with the actual changes and the "
        "evidence for them goes out in the same four weeks.",
        citation="SI 2014/1530 regs 20(10), 22(2); R (L, M and P) v Devon CC [2022] EWHC 493 "
        "(Admin)",
        force=Force.MUST,
        processes=REVIEW,
        starts=THE_MEETING,
        counting=WeeksAfter(4),
        met_by=(Event.AMENDMENT_NOTICE_SENT,),
        ended_by=(NOT_AMENDING, Event.REVIEW_COMPLETED, *PLAN_OVER),
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("10wd, 5wd, 2wd, 0, overdue daily"),
        valid_from=SEND_LAW,
    ),
)  # fmt: skip
