"""Education away from the home school: off-site directions, reviews, and the length agreed.

Education Act 2002 s.29A; SI 2010/1156 as amended by SI 2012/2532; *Arranging Alternative
Provision* (DfE, February 2025); *Keeping children safe in education*.
"""

from pathway.domain.counting.other import OnTheDay
from pathway.domain.counting.school_days import NextHalfTerm, SchoolDaysBefore, ThisHalfTerm
from pathway.domain.ladder import ladder
from pathway.domain.rules.rule import Kind, Makes, Rule, starts_on
from pathway.domain.rules.sources import ARRANGING_AP, BEFORE_ALL_RECORDS, OFF_SITE_DIRECTIONS
from statemachines.events import Event
from statemachines.vocabulary import Audience, Force, WaitingFor

PLACEMENT = ("placement",)
OVER = (Event.PLACEMENT_ENDED, Event.PLACEMENT_CANCELLED)
DIRECTION = frozenset({"off_site_direction"})

RULES = (
    Rule(
        id="AP-05",
        sentence="The parent, or the pupil of 18 or over, and the authority where there is a "
        "plan, are given written notice of an off-site direction.",
        citation="EA 2002 s.29A; SI 2010/1156 reg 3",
        force=Force.MUST,
        processes=PLACEMENT,
        kinds=DIRECTION,
        starts=starts_on(
            Event.PLACEMENT_STARTS_ON, called="offsite_start placement_start placement_started"
        ),
        counting=SchoolDaysBefore(2),
        met_by=(Event.OFFSITE_NOTICE_GIVEN,),
        ended_by=OVER,
        owner=WaitingFor.SCHOOL,
        alerts=Audience.SCHOOL,
        ladder=ladder("5sd, 3sd, 0"),
        valid_from=OFF_SITE_DIRECTIONS,
        note="It binds maintained schools; academies act by their articles, and it is good "
        "practice for them.",
    ),
    Rule(
        id="AP-13",
        sentence="A placement is reviewed at least once in each half-term.",
        citation="Arranging Alternative Provision (2025); Keeping children safe in education",
        force=Force.SHOULD,
        processes=PLACEMENT,
        starts=starts_on(
            Event.PLACEMENT_STARTED,
            Event.PLACEMENT_REVIEWED,
            called="placement_start last_review=placement_reviewed",
        ),
        counting=ThisHalfTerm(),
        counting_after={Event.PLACEMENT_REVIEWED: NextHalfTerm()},
        met_by=(Event.PLACEMENT_REVIEWED,),
        ended_by=OVER,
        recurs=True,
        owner=WaitingFor.PROVIDER,
        ladder=ladder("2w, 1w, 0, overdue daily"),
        valid_from=ARRANGING_AP,
        note="After a start, by the end of the half-term in which it falls; after a review, by "
        "the end of the next one.",
    ),
    Rule(
        id="PL-LENGTH",
        sentence="A placement ends, or is extended by decision, by the last day agreed.",
        citation="Arranging Alternative Provision (2025): length and objectives are agreed before "
        "it starts; the alerts are practice",
        force=Force.PRACTICE,
        kind=Kind.TARGET,
        processes=PLACEMENT,
        starts=starts_on(
            Event.PLACEMENT_ENDS_ON,
            called="planned_end",
            needs=(Event.PLACEMENT_STARTED,),
            since=(Event.PLACEMENT_STARTED, Event.PLACEMENT_STARTS_ON),
        ),
        counting=OnTheDay(),
        met_by=(Event.PLACEMENT_ENDED,),
        ended_by=(Event.PLACEMENT_CANCELLED,),
        owner=WaitingFor.AUTHORITY,
        alerts=Audience.CASEWORKER,
        ladder=ladder("50%, 75%, 90%, 100%, overdue daily"),
        makes=Makes("time is up", (Event.PLACEMENT_OVERRAN,), days_after=1),
        valid_from=BEFORE_ALL_RECORDS,
    ),
)  # fmt: skip
