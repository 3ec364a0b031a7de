"""Placements away from the home school: what is agreed, reviewed and kept, and for how long.

*Arranging Alternative Provision* (DfE, February 2025); *Keeping children safe in education*;
Education Act 1996 s.463.
"""

from functools import partial

from pathway.domain.counting.calendar_time import WeeksAfter
from pathway.domain.counting.notice import BeforeTheDay
from pathway.domain.counting.other import AtOnce, NoFixedPeriod, OnTheDay
from pathway.domain.counting.school_days import NextHalfTerm, ThisHalfTerm
from pathway.domain.ladder import ladder
from pathway.domain.rules.rule import Kind, Makes, Rule, Said, When, starts_on
from pathway.domain.rules.sources import (
    ARRANGING_AP,
    BEFORE_ALL_RECORDS,
)
from statemachines.events import Event
from statemachines.vocabulary import Audience, Force, WaitingFor

PLACEMENT = ("placement",)
OVER = (Event.PLACEMENT_ENDED, Event.PLACEMENT_CANCELLED)

THE_START = starts_on(
    Event.PLACEMENT_STARTS_ON, called="placement_start offsite_start placement_started"
)

says_only = partial(
    Rule,
    processes=PLACEMENT,
    part=True,
    starts=THE_START,
    owner=WaitingFor.AUTHORITY,
    valid_from=ARRANGING_AP,
)
"""What binds a placement without setting a time: listed, answered, and no clock."""

tells_the_authority = partial(
    Rule,
    processes=PLACEMENT,
    not_kinds=frozenset({"part_time_timetable"}),
    starts=starts_on(
        Event.PLACEMENT_APPROVED,
        called="commissioning",
        where=(When(Event.PLACEMENT_PROPOSED, "commissioned_by", ("school",)),),
    ),
    met_by=(Event.AUTHORITY_TOLD_OF_PLACEMENT,),
    ended_by=OVER,
    owner=WaitingFor.SCHOOL,
    alerts=Audience.SCHOOL,
    valid_from=ARRANGING_AP,
)
"""What a school says that commissions a place itself; where the authority does, it knows."""

RULES = (
    says_only(
        id="AP-12",
        sentence="The longest time, objectives, reintegration and a plan for the child are agreed "
        "before a placement starts.",
        citation="Arranging Alternative Provision (2025); Suspension guidance (2024) paras 33 to "
        "46",
        force=Force.SHOULD,
        counting=BeforeTheDay(),
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
        owner=WaitingFor.AUTHORITY,
        owner_by=Said("commissioned_by", {"school": WaitingFor.SCHOOL}, anywhere=True),
        ladder=ladder("2w, 1w, 0, overdue daily"),
        valid_from=ARRANGING_AP,
        note="After a start, by the end of the half-term in which it falls; after a review, by "
        "the end of the next one.",
    ),
    tells_the_authority(
        id="AP-14",
        sentence="A school tells the authority whenever it commissions alternative provision.",
        citation="Arranging Alternative Provision (2025)",
        force=Force.SHOULD,
        counting=NoFixedPeriod("always, with no number; AP-14.target gives a practice"),
        ladder=ladder("day 1, weekly"),
        note="The alerts are practice.",
    ),
    tells_the_authority(
        id="AP-14.target",
        sentence="A school tells the authority on the day on which it commissions alternative "
        "provision.",
        citation="practice; the guidance gives no period",
        force=Force.PRACTICE,
        kind=Kind.TARGET,
        counting=AtOnce(),
        ladder=ladder("0"),
    ),
    says_only(
        id="AP-15",
        sentence="The child stays on the home school's roll throughout.",
        citation="Arranging Alternative Provision (2025)",
        force=Force.SHOULD,
        counting=NoFixedPeriod("it holds throughout, and sets no time"),
    ),
    says_only(
        id="AP-16",
        sentence="The commissioning school has the provider's written confirmation of staff checks "
        "before the first day, and looks again each half-term.",
        citation="Keeping children safe in education (2025), alternative provision",
        force=Force.SHOULD,
        counting=BeforeTheDay(),
        note="The approval of a placement asks it; the half-termly look is that of AP-13.",
    ),
    says_only(
        id="AP-24",
        sentence="A provider that gives full-time education to five children, or to one with a "
        "plan or looked after, is registered before it does.",
        citation="Education Act 1996 s.463; ESA 2008 s.96",
        force=Force.MUST,
        counting=BeforeTheDay(),
        valid_from=BEFORE_ALL_RECORDS,
        note="The approval of a placement asks it.",
    ),
    says_only(
        id="AP-25",
        sentence="More than eighteen hours a week in the day are usually full-time education.",
        citation="DfE registration advice",
        force=Force.SHOULD,
        counting=NoFixedPeriod("it says what full-time means, and sets no time"),
    ),
    says_only(
        id="AP-26",
        sentence="Alternative provision that is no school keeps to the voluntary national "
        "standards.",
        citation="DfE, August 2025; voluntary, adopted as practice",
        force=Force.PRACTICE,
        counting=NoFixedPeriod("voluntary standards; they set no time"),
    ),
    says_only(
        id="AP-27",
        sentence="Time in unregistered provision would be limited to twelve weeks of intensive "
        "use.",
        citation="DfE response, 2025; needs legislation",
        force=Force.PROPOSED,
        kind=Kind.TARGET,
        starts=starts_on(Event.PLACEMENT_STARTED, called="placement_start"),
        counting=WeeksAfter(12),
        note="Proposed, in no law and no standard; never enforced.",
    ),
    says_only(
        id="AP-28",
        sentence="The authority goes on securing what a plan says while the child is elsewhere, "
        "and is invited to the reviews of a direction.",
        citation="CFA 2014 s.42; SI 2010/1156",
        force=Force.MUST,
        counting=NoFixedPeriod("it holds throughout, and sets no time"),
        valid_from=BEFORE_ALL_RECORDS,
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
        makes=Makes(
            "time is up", (Event.PLACEMENT_OVERRAN,), days_after=1,
            undone_by=(Event.PLACEMENT_RESUMED,),
        ),
        valid_from=BEFORE_ALL_RECORDS,
    ),
)  # fmt: skip
