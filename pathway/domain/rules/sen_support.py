"""SEN support before any plan: telling parents, agreed reviews, meetings and reports.

Children and Families Act 2014 ss.66 and 68; SEND Code of Practice chapters 5 and 6. The law fixes
no time between the steps of the graduated approach; whatever fixes one is practice.
"""

from functools import partial

from pathway.domain.counting.notice import BeforeAnniversary
from pathway.domain.counting.other import InTheSameWeek, NoFixedPeriod, OnTheDay
from pathway.domain.counting.school_days import InTheSchoolYear
from pathway.domain.ladder import ladder
from pathway.domain.rules.rule import Kind, Makes, Rule, starts_on
from pathway.domain.rules.sources import SEND_LAW
from statemachines.events import Event
from statemachines.vocabulary import Audience, Force, WaitingFor

CASE = ("graduated_approach",)
CLOSED = (Event.CLOSED, Event.CLOSED_NEEDS_MET)

PROVISION_BEGINS = starts_on(
    Event.PROVISION_STARTED, called="provision_begins sen_provision_starts"
)
SCHOOL_YEAR = starts_on(Event.SCHOOL_YEAR_STARTS, called="school_year", year=True)

EACH_PARENT = (
    "Each parent with parental responsibility is told, and it is done when the last of them is: by "
    "Education Act 1996 s.576, which CFA 2014 s.83(7) applies, whoever has that responsibility is "
    "a parent, and no provision lets one stand for the other. That is a reading; s.576 also makes "
    "a parent of whoever has care of the child, whom only a link with parental responsibility "
    "brings in here. Who may not be told has not to be."
)
"""How "the child's parent" is read where a parent is told."""

says_only = partial(
    Rule,
    processes=CASE,
    part=True,
    starts=PROVISION_BEGINS,
    owner=WaitingFor.SCHOOL,
    valid_from=SEND_LAW,
)
"""What binds SEN support without setting a time: listed, answered, and no clock."""

RULES = (
    says_only(
        id="SS-01",
        sentence="The school uses its best endeavours to secure the provision called for.",
        citation="CFA 2014 s.66",
        force=Force.MUST,
        counting=NoFixedPeriod("it holds throughout, and sets no time"),
    ),
    Rule(
        id="SS-02",
        sentence="The school tells the parent when it begins to make special educational "
        "provision for a child without a plan.",
        citation="CFA 2014 s.68; Education Act 1996 s.576",
        force=Force.MUST,
        processes=CASE,
        starts=PROVISION_BEGINS,
        counting=NoFixedPeriod("the section gives no number; the parent is told when provision "
                               "begins"),
        met_by=(Event.PARENT_TOLD_OF_PROVISION,),
        each_parent=True,
        ended_by=CLOSED,
        owner=WaitingFor.SCHOOL,
        alerts=Audience.SCHOOL,
        ladder=ladder("day 7, weekly"),
        valid_from=SEND_LAW,
        note=f"The alerts are practice. A parent who cannot be found never stops the support. "
        f"{EACH_PARENT}",
    ),
    Rule(
        id="SS-02.target",
        sentence="The parent is told in the week in which provision begins.",
        citation="practice; no law gives a period",
        force=Force.PRACTICE,
        kind=Kind.TARGET,
        processes=CASE,
        starts=PROVISION_BEGINS,
        counting=InTheSameWeek(),
        met_by=(Event.PARENT_TOLD_OF_PROVISION,),
        each_parent=True,
        ended_by=CLOSED,
        owner=WaitingFor.SCHOOL,
        alerts=Audience.SCHOOL,
        ladder=ladder("0"),
        valid_from=SEND_LAW,
    ),
    Rule(
        id="SS-03",
        sentence="Support goes round in cycles of assess, plan, do and review, and each plan "
        "agrees the day of its review.",
        citation="SEND Code of Practice 6.44 to 6.56",
        force=Force.SHOULD,
        processes=CASE,
        starts=PROVISION_BEGINS,
        counting=NoFixedPeriod("a cycle lasts until the review that its plan agrees (SS-04); no "
                               "length is laid down"),
        met_by=(Event.PLAN_CONTINUED, Event.CYCLE_STARTED, Event.PLAN_REVISED,
                Event.CLOSED_NEEDS_MET),
        ended_by=CLOSED,
        owner=WaitingFor.SCHOOL,
        alerts=Audience.SCHOOL,
        valid_from=SEND_LAW,
    ),
    Rule(
        id="SS-04",
        sentence="The plan is reviewed in line with the day that was agreed for it.",
        citation="SEND Code of Practice 6.53 to 6.54",
        force=Force.SHOULD,
        processes=CASE,
        starts=starts_on(Event.REVIEW_AGREED_FOR, called="plan_agreed_review_date"),
        counting=OnTheDay(),
        met_by=(Event.PLAN_CONTINUED, Event.CYCLE_STARTED, Event.PLAN_REVISED,
                Event.CLOSED_NEEDS_MET),
        ended_by=(Event.CLOSED, Event.PLACED_IN_AP, Event.ADVICE_ACTED_ON),
        recurs=True,
        owner=WaitingFor.SCHOOL,
        alerts=Audience.SCHOOL,
        ladder=ladder("3w, 1w, 0, overdue daily"),
        makes=Makes("begin review", (Event.REVIEW_BEGUN,)),
        valid_from=SEND_LAW,
        note="A review that has begun is not yet a review: what follows from it settles the clock. "
        "The day is that of a plan which is carried out: it falls away where the pupil is taught "
        "elsewhere, as the placement has reviews of its own and the way back leads to a review, "
        "and where the plan is written anew on specialists' advice. That is a reading, not law.",
    ),
    Rule(
        id="SS-05",
        sentence="The school meets the parents at least three times in each school year.",
        citation="SEND Code of Practice 6.65",
        force=Force.SHOULD,
        processes=CASE,
        starts=SCHOOL_YEAR,
        counting=InTheSchoolYear(3, "meeting"),
        met_by=(Event.REVIEW_MEETING_HELD,),
        ended_by=CLOSED,
        owner=WaitingFor.SCHOOL,
        alerts=Audience.SCHOOL,
        ladder=ladder("day 50, day 155, day 270"),
        valid_from=SEND_LAW,
        note="In a year of which only a part is left, one for each term still to come; that and "
        "the alerts about half-way through each term are practice.",
    ),
    Rule(
        id="SS-06",
        sentence="The school reports to the parents on the child's progress once in each school "
        "year.",
        citation="SEND Code of Practice 6.64",
        force=Force.MUST,
        processes=CASE,
        starts=SCHOOL_YEAR,
        counting=InTheSchoolYear(1, "report"),
        met_by=(Event.ANNUAL_REPORT_SENT,),
        each_parent=True,
        ended_by=CLOSED,
        owner=WaitingFor.SCHOOL,
        alerts=Audience.SCHOOL,
        ladder=ladder("6w, 0"),
        valid_from=SEND_LAW,
        note=f"The Code speaks of parents. {EACH_PARENT}",
    ),
    says_only(
        id="SS-07",
        sentence="Specialists are involved where progress stays low despite support that was "
        "matched to the need.",
        citation="SEND Code of Practice 6.58 to 6.59",
        force=Force.SHOULD,
        counting=NoFixedPeriod("it turns on evidence, not on time"),
    ),
    says_only(
        id="SS-08",
        sentence="School or parent consider asking for an EHC needs assessment where purposeful "
        "action has not worked.",
        citation="SEND Code of Practice 6.63",
        force=Force.SHOULD,
        counting=NoFixedPeriod("it turns on evidence; no number of cycles has to come first"),
    ),
    says_only(
        id="SS-09",
        sentence="In the early years the cycle is the same, with agreed days and growing "
        "frequency.",
        citation="SEND Code of Practice 5.36 to 5.48",
        force=Force.SHOULD,
        starts=starts_on(Event.REVIEW_AGREED_FOR, called="agreed_date"),
        counting=OnTheDay(),
        note="The clock of the agreed day is SS-04's.",
    ),
    Rule(
        id="SS-10",
        sentence="The provider checks a child's progress between the second and the third "
        "birthday, and gives the parents a written summary.",
        citation="EYFS framework s.2; SEND Code of Practice 5.23",
        force=Force.MUST,
        processes=CASE,
        starts=starts_on(Event.TURNS_TWO, called="2nd_birthday second_birthday"),
        counting=BeforeAnniversary(1),
        met_by=(Event.TWO_YEAR_CHECK_DONE,),
        ended_by=CLOSED,
        owner=WaitingFor.PROVIDER,
        alerts=Audience.SCHOOL,
        ladder=ladder("day 0, day 183, day 274, 0"),
        valid_from=SEND_LAW,
        note="It is the duty of a provider of early years education; a clock of it runs where a "
        "case is open before the third birthday.",
    ),
    says_only(
        id="SS-11",
        sentence="After sixteen, support is reviewed regularly, on agreed days.",
        citation="SEND Code of Practice 7.13 to 7.22",
        force=Force.SHOULD,
        starts=starts_on(Event.REVIEW_AGREED_FOR, called="agreed_date"),
        counting=OnTheDay(),
        note="The clock of the agreed day is SS-04's.",
    ),
)  # fmt: skip
