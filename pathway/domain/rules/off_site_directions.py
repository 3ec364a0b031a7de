"""Directions to be educated off site: notice, review meetings, outcomes.

Education Act 2002 s.29A; SI 2010/1156 as amended by SI 2012/2532. They bind the governing bodies of
maintained schools; academies act by their articles, and the rules are good practice for them.
"""

from functools import partial

from pathway.domain.counting.calendar_time import DaysAfter, WeeksAfter
from pathway.domain.counting.notice import AtLeastBefore
from pathway.domain.counting.other import NoFixedPeriod
from pathway.domain.counting.school_days import SchoolDaysBefore
from pathway.domain.ladder import ladder
from pathway.domain.rules.limb import Held, Limb
from pathway.domain.rules.rule import Kind, Rule, Said, starts_on
from pathway.domain.rules.sources import (
    ARRANGING_AP,
    OFF_SITE_DIRECTIONS,
    OFF_SITE_REVIEWS,
)
from statemachines.events import Event
from statemachines.vocabulary import Audience, Force, WaitingFor

PLACEMENT = ("placement",)
OVER = (Event.PLACEMENT_ENDED, Event.PLACEMENT_CANCELLED)
DIRECTION = frozenset({"off_site_direction"})

THE_START = starts_on(
    Event.PLACEMENT_STARTS_ON, called="placement_start offsite_start placement_started"
)
THE_REVIEW = starts_on(Event.PLACEMENT_REVIEWED, called="offsite_review_meeting review_meeting")

OF_AN_ACADEMY = Said("school_type", {"academy": Force.PRACTICE}, anywhere=True)
"""What binds maintained schools; an academy acts by its articles, and it is good practice there."""

says_only = partial(
    Rule,
    processes=PLACEMENT,
    part=True,
    starts=THE_START,
    owner=WaitingFor.AUTHORITY,
    valid_from=ARRANGING_AP,
)
"""What binds a placement without setting a time: listed, answered, and no clock."""

RULES = (
    Rule(
        id="AP-05",
        sentence="The parent, or the pupil of 18 or over, and the authority where there is a "
        "plan, are given written notice of an off-site direction.",
        citation="EA 2002 s.29A; SI 2010/1156 reg 3",
        force=Force.MUST,
        force_by=OF_AN_ACADEMY,
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
    says_only(
        id="AP-06",
        sentence="The notice of a direction gives the address, whom to report to, the number of "
        "days, reasons and objectives, and the times of the sessions.",
        citation="SI 2010/1156 reg 3(4)",
        force=Force.MUST,
        force_by=OF_AN_ACADEMY,
        kinds=DIRECTION,
        counting=NoFixedPeriod("it says what the notice of AP-05 holds, and sets no time"),
        valid_from=OFF_SITE_DIRECTIONS,
    ),
    says_only(
        id="AP-07",
        sentence="The governing body holds review meetings at the intervals that the pupil's needs "
        "call for.",
        citation="SI 2010/1156 reg 4(1)(a) as amended by SI 2012/2532",
        force=Force.MUST,
        force_by=OF_AN_ACADEMY,
        kinds=DIRECTION,
        counting=NoFixedPeriod("no interval is fixed; the thirty days of 2010 are gone"),
        valid_from=OFF_SITE_REVIEWS,
    ),
    Rule(
        id="AP-08",
        sentence="Written invitations to a review meeting are sent.",
        citation="SI 2010/1156 reg 5",
        force=Force.MUST,
        force_by=OF_AN_ACADEMY,
        processes=PLACEMENT,
        kinds=DIRECTION,
        starts=starts_on(
            Event.PLACEMENT_REVIEW_SET_FOR, called="offsite_review_meeting review_meeting"
        ),
        counting=AtLeastBefore(days=6),
        met_by=(Event.PLACEMENT_REVIEW_INVITED,),
        ended_by=(Event.PLACEMENT_REVIEWED, *OVER),
        owner=WaitingFor.SCHOOL,
        alerts=Audience.SCHOOL,
        ladder=ladder("10d, 7d, 0"),
        valid_from=OFF_SITE_REVIEWS,
        note="Six days were read in an authority's restatement; check the regulation.",
    ),
    Rule(
        id="AP-09",
        sentence="Written notice of what a review decided is given.",
        citation="SI 2010/1156 reg 6",
        force=Force.MUST,
        force_by=OF_AN_ACADEMY,
        processes=PLACEMENT,
        kinds=DIRECTION,
        starts=THE_REVIEW,
        counting=DaysAfter(6),
        met_by=(Event.PLACEMENT_REVIEW_OUTCOME_SENT,),
        ended_by=OVER,
        owner=WaitingFor.SCHOOL,
        alerts=Audience.SCHOOL,
        ladder=ladder("2d, 0, overdue daily"),
        valid_from=OFF_SITE_REVIEWS,
        note="Calendar days, as the text does not say school days.",
    ),
    Rule(
        id="AP-10",
        sentence="A parent, or the authority where there is a plan, asks in writing for a review, "
        "and it is held.",
        citation="SI 2010/1156 reg 4A, inserted by SI 2012/2532 reg 5",
        force=Force.MUST,
        force_by=OF_AN_ACADEMY,
        processes=PLACEMENT,
        kinds=DIRECTION,
        starts=starts_on(Event.PLACEMENT_REVIEW_REQUESTED, called="written_request"),
        counting=NoFixedPeriod("as soon as reasonably practicable; the regulation gives no number"),
        met_by=(Event.PLACEMENT_REVIEWED,),
        ended_by=OVER,
        owner=WaitingFor.SCHOOL,
        alerts=Audience.SCHOOL,
        exemptions=(
            Limb(
                "4A(4)",
                "a review was held in the ten weeks before the day of the request",
                alone=True,
                held=Held(Event.PLACEMENT_REVIEWED, weeks=10),
            ),
        ),
        ladder=ladder("day 0, weekly"),
        valid_from=OFF_SITE_REVIEWS,
        note="A review of this placement in those ten weeks is found in its history; one held "
        "elsewhere is recorded as an exemption.",
    ),
    says_only(
        id="AP-11",
        sentence="A direction states its number of days; it may outlast the school year.",
        citation="SI 2012/2532 reg 3",
        force=Force.MUST,
        force_by=OF_AN_ACADEMY,
        kinds=DIRECTION,
        counting=NoFixedPeriod("no longest time is laid down any more; PL-LENGTH keeps the one "
                               "agreed"),
        valid_from=OFF_SITE_REVIEWS,
    ),
    says_only(
        id="AP-23.contact",
        sentence="During a direction to another mainstream school the home school is in touch "
        "every week.",
        citation="Norfolk; practice",
        force=Force.PRACTICE,
        kind=Kind.TARGET,
        kinds=DIRECTION,
        starts=starts_on(Event.PLACEMENT_STARTED, called="offsite_start"),
        counting=WeeksAfter(1),
        note="One authority's scheme, for its pack to switch on.",
    ),
    says_only(
        id="AP-23.review",
        sentence="A direction to another mainstream school is looked at every fortnight.",
        citation="Norfolk; practice",
        force=Force.PRACTICE,
        kind=Kind.TARGET,
        kinds=DIRECTION,
        starts=starts_on(
            Event.PLACEMENT_STARTED,
            Event.PLACEMENT_REVIEWED,
            called="offsite_start last_review=placement_reviewed",
        ),
        counting=WeeksAfter(2),
        met_by=(Event.PLACEMENT_REVIEWED,),
        note="One authority's scheme, for its pack to switch on.",
    ),
)  # fmt: skip
