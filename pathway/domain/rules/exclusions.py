"""Exclusions: who is told, who considers, who reviews, and education from the sixth day.

Education Act 2002 s.51A; SI 2012/1033; Education and Inspections Act 2006 s.100; Education Act
1996 s.19(3A); SI 2007/1870. School days are those of the school that excludes.
"""

from functools import partial

from pathway.domain.counting.composite import EarlierOf
from pathway.domain.counting.notice import AtLeastBefore, BeforeTheDay
from pathway.domain.counting.other import AtOnce, NoFixedPeriod
from pathway.domain.counting.school_days import NthSchoolDay, SchoolDaysAfter
from pathway.domain.ladder import ladder
from pathway.domain.rules.limb import Limb
from pathway.domain.rules.rule import Rule, Said, When, starts_on
from pathway.domain.rules.sources import EXCLUSION_EDUCATION, EXCLUSIONS
from statemachines.events import Event
from statemachines.vocabulary import Audience, Force, WaitingFor

EXCLUSION = ("exclusion",)
OVER = (Event.EXCLUSION_CANCELLED, Event.EXCLUSION_ENDED)
BACK = (*OVER, Event.BACK_AT_SCHOOL)
OF_EACH = ("excluded_from",)
"""Each exclusion of a chain has clocks of its own; its first day tells it apart."""
CONSIDERED = (Event.REINSTATEMENT_CONSIDERED, Event.BOARD_DECISION_NOTIFIED)
NOT_FULL_TIME = (
    Limb(
        "5(2)(a)",
        "the pupil is in year 11 and has taken, or missed, every public examination of that year",
        alone=True,
    ),
    Limb(
        "5(2)(b)",
        "the EHC plan sets a greatest number of hours a week, fewer than is usual at that age, and "
        "so many are provided",
        alone=True,
        while_so=True,
    ),
)
READ_OF_PLANS = (
    "Reg 5(2)(b) was read as made, of statements of special educational needs; it is taken to hold "
    "for EHC plans, which have taken their place."
)

exclusion = partial(
    Rule,
    force=Force.MUST,
    processes=EXCLUSION,
    ended_by=OVER,
    owner=WaitingFor.SCHOOL,
    alerts=Audience.SCHOOL,
    valid_from=EXCLUSIONS,
)

education = partial(exclusion, ended_by=BACK)
of_each = partial(exclusion, matches=OF_EACH)
THE_BOARD_IS_TOLD = starts_on(
    Event.BOARD_MUST_CONSIDER, called="board_notified board_told_of_exclusion"
)
DECIDED = starts_on(Event.EXCLUSION_DECIDED, called="decision")

RULES = (
    education(
        id="AP-02",
        sentence="A suspended pupil has full-time education from the sixth consecutive school day, "
        "counted along suspensions that follow one another.",
        citation="EIA 2006 s.100; SI 2007/1870 regs 3(3) as amended by SI 2014/3216, 5(2)",
        starts=starts_on(
            Event.SUSPENSION_CHAIN_BEGAN, called="first_day_suspended first_day_suspended_chain"
        ),
        counting=NthSchoolDay(6),
        met_by=(Event.EXCLUSION_EDUCATION_STARTED,),
        owner_by=Said("school_type", {"pupil_referral_unit": WaitingFor.AUTHORITY}, anywhere=True),
        exemptions=NOT_FULL_TIME,
        ladder=ladder("5sd, 3sd, 1sd, 0, overdue daily"),
        valid_from=EXCLUSION_EDUCATION,
        note="The duty is the governing body's, or the academy trust's; the authority's for "
        "pupils of a pupil referral unit. It begins once unbroken suspensions reach six school "
        f"days. {READ_OF_PLANS}",
    ),
    education(
        id="AP-03",
        sentence="A permanently excluded pupil has full-time education from the sixth school day "
        "after the first day of the exclusion.",
        citation="Education Act 1996 s.19(3A), (3B); SI 2007/1870 regs 4, 5(2)",
        starts=starts_on(Event.PERMANENT_EXCLUSION_BEGAN, called="first_day_permanent"),
        counting=SchoolDaysAfter(6),
        met_by=(Event.EXCLUSION_EDUCATION_STARTED,),
        owner=WaitingFor.AUTHORITY,
        alerts=Audience.CASEWORKER,
        exemptions=NOT_FULL_TIME,
        ladder=ladder("5sd, 3sd, 1sd, 0, overdue daily"),
        valid_from=EXCLUSION_EDUCATION,
        note=f"The duty is that of the authority in whose area the child lives. {READ_OF_PLANS}",
    ),
    education(
        id="AP-04",
        sentence="The head teacher gives notice of the education arranged, by the end of the "
        "afternoon session of the first day of the exclusion.",
        citation="SI 2007/1870 regs 6, 7 as substituted by SI 2012/1033 Sch 2 para 8",
        starts=starts_on(
            Event.SIXTH_DAY_FORESEEN,
            Event.PERMANENT_EXCLUSION_BEGAN,
            called="exclusion first_day_suspended "
            "first_day_permanent=permanent_exclusion_began",
        ),
        counting=AtOnce(),
        met_by=(Event.EXCLUSION_EDUCATION_NOTICE_GIVEN,),
        ladder=ladder("0, overdue daily"),
        note="Where it is not known by then, AP-04.later. Of suspensions that follow one another "
        "it is the one that reaches the sixth day.",
    ),
    education(
        id="AP-04.later",
        sentence="Where the education was not known on the first day, the notice is given at least "
        "48 hours before it starts.",
        citation="SI 2007/1870 regs 6, 7 as substituted by SI 2012/1033 Sch 2 para 8",
        starts=starts_on(Event.EXCLUSION_EDUCATION_STARTS_ON, called="education_starts"),
        counting=AtLeastBefore(days=2),
        met_by=(Event.EXCLUSION_EDUCATION_NOTICE_GIVEN,),
        exemptions=(
            Limb(
                "6(4)",
                "the education may start before the sixth day, and the parent agreed to a shorter "
                "notice",
                alone=True,
            ),
        ),
        ladder=ladder("0"),
    ),
    of_each(
        id="EXC-01",
        sentence="The head tells the parent of an exclusion, its length, its reasons and the right "
        "to make representations.",
        citation="SI 2012/1033 regs 5, 14, 23",
        starts=DECIDED,
        counting=NoFixedPeriod("without delay; the regulations give no number"),
        met_by=(Event.PARENT_TOLD_OF_EXCLUSION,),
        ladder=ladder("day 1, weekly"),
    ),
    of_each(
        id="EXC-02",
        sentence="The head tells the authority of an exclusion.",
        citation="SI 2012/1033 regs 5, 14, 23",
        starts=DECIDED,
        counting=NoFixedPeriod("without delay; the regulations give no number"),
        met_by=(Event.AUTHORITY_TOLD_OF_EXCLUSION,),
        ladder=ladder("day 1, weekly"),
        note="Of every suspension, however short, since September 2022.",
    ),
    of_each(
        id="EXC-02.board",
        sentence="The head tells the governing board of a permanent exclusion, and of a suspension "
        "that takes the term's total over five school days or costs a public examination or "
        "national test.",
        citation="SI 2012/1033 regs 5, 14, 23(2), (3)",
        starts=starts_on(Event.BOARD_TO_BE_TOLD_AT_ONCE, called="decision"),
        counting=NoFixedPeriod("without delay; the regulations give no number"),
        met_by=(Event.BOARD_TOLD_OF_EXCLUSION,),
        ladder=ladder("day 1, weekly"),
    ),
    of_each(
        id="EXC-02.term",
        sentence="The head tells the governing board of any other suspension once a term.",
        citation="SI 2012/1033 regs 5, 14, 23",
        starts=starts_on(Event.BOARD_TO_BE_TOLD_IN_TERM, called="decision"),
        counting=NoFixedPeriod("once a term; the regulations give no day"),
        met_by=(Event.BOARD_TOLD_OF_EXCLUSION,),
        note="That it is once a term was read in an authority's restatement.",
    ),
    of_each(
        id="EXC-03",
        sentence="The governing board considers reinstatement after a permanent exclusion, a "
        "suspension that takes the term's total over fifteen school days, or one that costs a "
        "public examination; then before the examination, if practicable.",
        citation="SI 2012/1033 regs 6, 15, 24",
        starts=THE_BOARD_IS_TOLD,
        counting=EarlierOf(("EXC-03.meeting", "EXC-03.exam"), needs=("EXC-03.meeting",)),
        met_by=CONSIDERED,
        ladder=ladder("10sd, 5sd, 2sd, 0, overdue daily"),
    ),
    of_each(
        id="EXC-03.meeting",
        sentence="Fifteen school days from the day on which the board received the notice.",
        citation="SI 2012/1033 regs 6, 15, 24",
        part=True,
        starts=THE_BOARD_IS_TOLD,
        counting=SchoolDaysAfter(15),
    ),
    of_each(
        id="EXC-03.exam",
        sentence="Before the day of the examination that would be missed.",
        citation="SI 2012/1033 regs 6, 15, 24",
        part=True,
        starts=starts_on(Event.EXAM_FALLS_ON, called="exam_date exam"),
        counting=BeforeTheDay(),
    ),
    of_each(
        id="EXC-04",
        sentence="The governing board considers reinstatement where the term's total is over five "
        "and up to fifteen school days and the parent makes representations.",
        citation="SI 2012/1033 regs 6, 15, 24",
        starts=starts_on(
            Event.BOARD_CONSIDERS_IF_ASKED,
            called="board_notified board_told_of_exclusion reps=exclusion_representations_made "
            "representations=exclusion_representations_made",
            needs=(Event.EXCLUSION_REPRESENTATIONS_MADE,),
        ),
        counting=SchoolDaysAfter(50),
        met_by=CONSIDERED,
        ladder=ladder("20sd, 10sd, 5sd, 0, overdue daily"),
        note="It runs only where the parent has made representations.",
    ),
    of_each(
        id="EXC-05",
        sentence="The governing board considers what the parent says of a suspension of up to five "
        "days; it cannot reinstate.",
        citation="SI 2012/1033 regs 6, 15, 24",
        starts=starts_on(
            Event.BOARD_HEARS_PARENT,
            called="representations reps exclusion_representations_made",
        ),
        counting=NoFixedPeriod("the regulations give no number"),
        met_by=CONSIDERED,
    ),
    exclusion(
        id="EXC-06",
        sentence="A pupil is suspended for no more than 45 school days in a school year.",
        citation="SI 2012/1033 regs 4, 13, 22",
        part=True,
        starts=starts_on(Event.SCHOOL_YEAR_STARTS, called="school_year", year=True),
        counting=NoFixedPeriod("it is a cap on the days of a school year, and sets no time"),
    ),
    of_each(
        id="EXC-07",
        sentence="The parent applies for an independent review, and for a SEN expert at it.",
        citation="SI 2012/1033 Sch 1 para 2(1)",
        starts=starts_on(
            When(Event.BOARD_DECISION_NOTIFIED, "outcome", ("upheld",)),
            called="board_decision_notice",
        ),
        counting=SchoolDaysAfter(15),
        met_by=(Event.PANEL_REVIEW_REQUESTED,),
        owner=WaitingFor.FAMILY,
        alerts=Audience.FAMILY,
        ladder=ladder("10sd, 5sd, 2sd"),
    ),
    of_each(
        id="EXC-08",
        sentence="The authority or academy trust convenes the review panel.",
        citation="SI 2012/1033 Sch 1 para 1",
        starts=starts_on(Event.PANEL_REVIEW_REQUESTED, called="irp_application"),
        counting=SchoolDaysAfter(15),
        met_by=(Event.PANEL_CONVENED,),
        owner=WaitingFor.AUTHORITY,
        owner_by=Said("school_type", {"academy": WaitingFor.SCHOOL}, anywhere=True),
        alerts=Audience.CASEWORKER,
        ladder=ladder("10sd, 5sd, 2sd, 0, overdue daily"),
        note="An application by first-class post is made on the second working day after posting.",
    ),
    of_each(
        id="EXC-09",
        sentence="The governing board reconsiders after the panel has decided.",
        citation="SI 2012/1033 regs 8, 17, 26",
        starts=starts_on(
            When(Event.PANEL_DECISION_NOTIFIED, "outcome", ("recommended", "quashed")),
            called="panel_notice",
        ),
        counting=SchoolDaysAfter(10),
        met_by=(Event.BOARD_RECONSIDERED,),
        ladder=ladder("5sd, 2sd, 0, overdue daily"),
    ),
)  # fmt: skip
