"""Children who are not in school full time: illness, part-time timetables, no school at all.

Education Act 1996 s.19; SI 2024/208; *Working together to improve school attendance*; *Arranging
education for children who cannot attend school because of health needs* (DfE, December 2023).
"""

from functools import partial

from pathway.domain.counting.calendar_time import WeeksAfter
from pathway.domain.counting.composite import EarlierOf, StoredDate
from pathway.domain.counting.other import AtOnce, NoFixedPeriod
from pathway.domain.counting.own_weeks import OwnWeeks
from pathway.domain.counting.school_days import NthSchoolDay
from pathway.domain.ladder import ladder
from pathway.domain.rules.rule import Kind, Rule, starts_on
from pathway.domain.rules.sources import ATTENDANCE, BEFORE_ALL_RECORDS, HEALTH_NEEDS
from statemachines.events import Event
from statemachines.vocabulary import Audience, Force, WaitingFor

GAP = ("education_gap",)
PLACEMENT = ("placement",)
BACK = (Event.BACK_AT_SCHOOL, Event.GAP_ENDED)
REFUSED = (*BACK, Event.GAP_REFUSED)
PART_TIME = starts_on(
    Event.PLACEMENT_STARTED,
    called="ptt_start ptt_end=placement_ends_on stored_end_date=placement_ends_on",
)

a_gap = partial(
    Rule,
    processes=GAP,
    ended_by=BACK,
    owner=WaitingFor.SCHOOL,
    alerts=Audience.SCHOOL,
    valid_from=ATTENDANCE,
)
part_time = partial(
    Rule,
    processes=PLACEMENT,
    kinds=frozenset({"part_time_timetable"}),
    starts=PART_TIME,
    ended_by=(Event.PLACEMENT_CANCELLED,),
    owner=WaitingFor.SCHOOL,
    alerts=Audience.SCHOOL,
    valid_from=BEFORE_ALL_RECORDS,
)

RULES = (
    a_gap(
        id="AP-01",
        sentence="The authority arranges suitable full-time education for a child of compulsory "
        "school age who would otherwise have none.",
        citation="Education Act 1996 s.19(1), (3A)",
        force=Force.MUST,
        starts=starts_on(
            Event.GAP_RAISED,
            Event.EDUCATION_BROKE_OFF,
            Event.GAP_RECONSIDERED,
            called="authority_learnt_on",
        ),
        counting=NoFixedPeriod("the section gives no number; after an exclusion AP-02 and AP-03 "
                               "do"),
        met_by=(Event.EDUCATION_ARRANGED,),
        ended_by=REFUSED,
        owner=WaitingFor.AUTHORITY,
        alerts=Audience.CASEWORKER,
        ladder=ladder("day 1, day 5, weekly"),
        valid_from=BEFORE_ALL_RECORDS,
        note="The alerts are practice. It runs anew where education breaks off, or a refusal is "
        "reconsidered.",
    ),
    a_gap(
        id="AP-18",
        sentence="The school makes a sickness return once a pupil has missed, or is expected to "
        "miss, fifteen school days through illness.",
        citation="SI 2024/208; Working together to improve school attendance",
        force=Force.MUST,
        starts=starts_on(
            Event.SICKNESS_ABSENCE_BEGAN,
            Event.WILL_MISS_FIFTEEN_DAYS,
            called="sickness_days_forecast first_day_of_illness "
            "expected=will_miss_fifteen_days",
            earliest=True,
        ),
        counting=EarlierOf(("AP-18.count", "AP-18.forecast")),
        met_by=(Event.SICKNESS_RETURN_MADE,),
        ladder=ladder("10sd, 5sd, 3sd, 0, overdue daily"),
        note="The duty arises as soon as fifteen days are expected, which may be the first day; "
        "the fifteenth is the last.",
    ),
    a_gap(
        id="AP-18.count",
        sentence="The fifteenth school day missed through illness in the school year.",
        citation="SI 2024/208; Working together to improve school attendance",
        force=Force.MUST,
        part=True,
        starts=starts_on(
            Event.SICKNESS_ABSENCE_BEGAN, called="sickness_days_forecast first_day_of_illness"
        ),
        counting=NthSchoolDay(15, used_up="ill_days_before"),
        note="The days count whether they follow one another or not, in all in the school year.",
    ),
    a_gap(
        id="AP-18.forecast",
        sentence="The day on which fifteen days are expected.",
        citation="SI 2024/208",
        force=Force.MUST,
        part=True,
        starts=starts_on(Event.WILL_MISS_FIFTEEN_DAYS, called="expected"),
        counting=AtOnce(),
    ),
    a_gap(
        id="AP-19",
        sentence="The school makes an attendance return for a pupil who attends irregularly or is "
        "absent without leave for ten school days.",
        citation="SI 2024/208",
        force=Force.MUST,
        starts=starts_on(
            Event.UNAUTHORISED_ABSENCE_BEGAN, called="first_day_absent irregular_attendance"
        ),
        counting=NthSchoolDay(10),
        met_by=(Event.ATTENDANCE_RETURN_MADE,),
        ladder=ladder("5sd, 2sd, 0"),
        note="Ten days without a break in the regulations; returns are made at intervals agreed "
        "with the authority.",
    ),
    a_gap(
        id="AP-20",
        sentence="The authority arranges education as soon as it is clear that a child will miss "
        "fifteen days or more because of health needs.",
        citation="Arranging education for children who cannot attend school because of health "
        "needs (DfE, December 2023)",
        force=Force.SHOULD,
        starts=starts_on(Event.WILL_MISS_FIFTEEN_DAYS, called="clear_will_miss_15"),
        counting=AtOnce(),
        met_by=(Event.EDUCATION_ARRANGED,),
        ended_by=REFUSED,
        owner=WaitingFor.AUTHORITY,
        alerts=Audience.CASEWORKER,
        ladder=ladder("0, overdue 3wd, overdue 5wd"),
        valid_from=HEALTH_NEEDS,
        note="Fifteen days are a forecast, not a time to wait.",
    ),
    part_time(
        id="AP-21",
        sentence="A part-time timetable is for the shortest time and has an end, which is agreed "
        "when it begins.",
        citation="Working together to improve school attendance; Suspension guidance",
        force=Force.SHOULD,
        counting=StoredDate(
            Event.PLACEMENT_ENDS_ON,
            why_none="no end was agreed, and a part-time timetable must have one",
        ),
        met_by=(Event.PLACEMENT_ENDED,),
        ladder=ladder("2w, 1w, 0, day 42, overdue daily"),
    ),
    part_time(
        id="AP-22",
        sentence="A part-time timetable lasts no longer than the authority's scheme has it, six "
        "weeks where it has none.",
        citation="schemes of authorities, six to eight weeks; practice",
        force=Force.PRACTICE,
        kind=Kind.TARGET,
        counting=OwnWeeks("placements.part_time_timetable.longest_weeks", otherwise=6),
        met_by=(Event.PLACEMENT_ENDED,),
        ladder=ladder("1w, 0"),
        note="Schemes differ between six and eight weeks; an authority sets its own in its pack.",
    ),
    part_time(
        id="AP-22.told",
        sentence="The authority is told of a part-time timetable within two weeks.",
        citation="schemes of authorities; practice",
        force=Force.PRACTICE,
        kind=Kind.TARGET,
        counting=WeeksAfter(2),
        met_by=(Event.AUTHORITY_TOLD_OF_PLACEMENT,),
        ended_by=(Event.PLACEMENT_ENDED, Event.PLACEMENT_CANCELLED),
        ladder=ladder("5d, 0"),
    ),
    a_gap(
        id="AP-17",
        sentence="Each session is marked with the code for where the pupil is: B, D, K, C2 or I.",
        citation="SI 2024/208",
        force=Force.MUST,
        part=True,
        starts=starts_on(Event.GAP_RAISED, called="session"),
        counting=NoFixedPeriod("it is done at each session, and sets no time"),
    ),
)  # fmt: skip
