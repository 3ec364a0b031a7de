"""How soon a complaint is dealt with, and what follows from the Ombudsman's letters.

The Complaint Handling Code is guidance, and its periods are the default: an authority's pack may
set others, and then those count. The periods of a public report are law.
"""

from functools import partial

from pathway.domain.counting.calendar_time import MonthsBeginningWith, WeeksAfter
from pathway.domain.counting.composite import EarlierOf
from pathway.domain.counting.other import OnTheDay
from pathway.domain.counting.working_days import OwnWorkingDays
from pathway.domain.ladder import ladder
from pathway.domain.rules.rule import Rule, starts_on
from pathway.domain.rules.sources import BEFORE_ALL_RECORDS, COMPLAINT_CODE
from statemachines.events import Event
from statemachines.vocabulary import Force, WaitingFor

COMPLAINT = ("complaint",)
ACKNOWLEDGE = ("complaints.acknowledged_within", 5)
STAGE_ONE = ("complaints.stage_one_within", 10)
STAGE_TWO = ("complaints.stage_two_within", 20)
"""The Code's periods in working days, under the names by which a pack sets others."""

OVER = (Event.COMPLAINT_WITHDRAWN, Event.COMPLAINT_CLOSED, Event.TAKEN_TO_OMBUDSMAN)
NEXT_STAGE = (Event.COMPLAINT_ESCALATED, *OVER)
SOON = "2wd, 0, overdue 2wd"
LONGER = "5wd, 2wd, 0, overdue 2wd"
AS_IF_ACKNOWLEDGED = (
    "The Code counts from the acknowledgement. One that is late, or never came, lengthens nothing "
    "here: then the answer is due when it would have been."
)

by_the_code = partial(
    Rule,
    force=Force.SHOULD,
    processes=COMPLAINT,
    owner=WaitingFor.AUTHORITY,
    valid_from=COMPLAINT_CODE,
)
by_the_act = partial(
    Rule,
    force=Force.MUST,
    processes=COMPLAINT,
    valid_from=BEFORE_ALL_RECORDS,
    note="The section was not seen; check its words.",
)

RULES = (
    by_the_code(
        id="CMP-01",
        sentence="A complaint is acknowledged.",
        citation="Complaint Handling Code 6.2",
        starts=starts_on(Event.COMPLAINT_RECEIVED, called="received"),
        counting=OwnWorkingDays((ACKNOWLEDGE,)),
        met_by=(Event.COMPLAINT_ACKNOWLEDGED, Event.COMPLAINT_ANSWERED),
        ended_by=NEXT_STAGE,
        ladder=ladder(SOON),
    ),
    by_the_code(
        id="CMP-02",
        sentence="A complaint is answered at stage one.",
        citation="Complaint Handling Code 6.3",
        starts=starts_on(Event.COMPLAINT_RECEIVED, called="received"),
        counting=EarlierOf(
            ("CMP-02.received", "CMP-02.acknowledged"), needs=("CMP-02.received",)
        ),
        met_by=(Event.COMPLAINT_ANSWERED,),
        ended_by=(Event.COMPLAINT_EXTENDED, *NEXT_STAGE),
        ladder=ladder(LONGER),
        note=AS_IF_ACKNOWLEDGED,
    ),
    by_the_code(
        id="CMP-02.received",
        sentence="The time to acknowledge a complaint, and after it the time to answer.",
        citation="Complaint Handling Code 6.2, 6.3",
        part=True,
        starts=starts_on(Event.COMPLAINT_RECEIVED, called="received"),
        counting=OwnWorkingDays((ACKNOWLEDGE, STAGE_ONE)),
    ),
    by_the_code(
        id="CMP-02.acknowledged",
        sentence="The time to answer a complaint from its acknowledgement.",
        citation="Complaint Handling Code 6.3",
        part=True,
        starts=starts_on(Event.COMPLAINT_ACKNOWLEDGED, called="acknowledged"),
        counting=OwnWorkingDays((STAGE_ONE,)),
    ),
    by_the_code(
        id="CMP-02.extended",
        sentence="A complaint is answered at stage one by the day promised instead.",
        citation="Complaint Handling Code 6.4, 6.5",
        starts=starts_on(Event.COMPLAINT_ANSWER_SET_FOR, called="promised_for"),
        counting=OnTheDay(),
        met_by=(Event.COMPLAINT_ANSWERED,),
        ended_by=NEXT_STAGE,
        ladder=ladder(LONGER),
        note="Ten working days more at most, without good reason.",
    ),
    by_the_code(
        id="CMP-03",
        sentence="The wish for stage two is acknowledged.",
        citation="Complaint Handling Code part 6, stage 2",
        starts=starts_on(Event.COMPLAINT_ESCALATED, called="escalated"),
        counting=OwnWorkingDays((ACKNOWLEDGE,)),
        met_by=(Event.STAGE_TWO_ACKNOWLEDGED, Event.STAGE_TWO_ANSWERED),
        ended_by=OVER,
        ladder=ladder(SOON),
    ),
    by_the_code(
        id="CMP-04",
        sentence="A complaint is answered at stage two.",
        citation="Complaint Handling Code part 6, stage 2",
        starts=starts_on(Event.COMPLAINT_ESCALATED, called="escalated"),
        counting=EarlierOf(
            ("CMP-04.received", "CMP-04.acknowledged"), needs=("CMP-04.received",)
        ),
        met_by=(Event.STAGE_TWO_ANSWERED,),
        ended_by=(Event.STAGE_TWO_EXTENDED, *OVER),
        ladder=ladder(LONGER),
        note=AS_IF_ACKNOWLEDGED,
    ),
    by_the_code(
        id="CMP-04.received",
        sentence="The time to acknowledge the wish for stage two, and after it the time to answer.",
        citation="Complaint Handling Code part 6, stage 2",
        part=True,
        starts=starts_on(Event.COMPLAINT_ESCALATED, called="escalated"),
        counting=OwnWorkingDays((ACKNOWLEDGE, STAGE_TWO)),
    ),
    by_the_code(
        id="CMP-04.acknowledged",
        sentence="The time to answer at stage two from its acknowledgement.",
        citation="Complaint Handling Code part 6, stage 2",
        part=True,
        starts=starts_on(Event.STAGE_TWO_ACKNOWLEDGED, called="acknowledged"),
        counting=OwnWorkingDays((STAGE_TWO,)),
    ),
    by_the_code(
        id="CMP-04.extended",
        sentence="A complaint is answered at stage two by the day promised instead.",
        citation="Complaint Handling Code part 6, stage 2",
        starts=starts_on(Event.STAGE_TWO_ANSWER_SET_FOR, called="promised_for"),
        counting=OnTheDay(),
        met_by=(Event.STAGE_TWO_ANSWERED,),
        ended_by=OVER,
        ladder=ladder(LONGER),
        note="Twenty working days more at most, without good reason.",
    ),
    by_the_act(
        id="CMP-05",
        sentence="The authority answers an enquiry of the Ombudsman by the day it was given.",
        citation="Local Government Act 1974 s.29(1)",
        starts=starts_on(Event.ENQUIRY_SET_FOR, called="answer_by"),
        counting=OnTheDay(),
        met_by=(Event.ENQUIRY_ANSWERED,),
        ended_by=(Event.OMBUDSMAN_DECIDED, Event.COMPLAINT_WITHDRAWN),
        matches=("enquiry",),
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("5wd, 2wd, 0, overdue daily"),
        note="The Act lets the Ombudsman require information; the day is in the letter.",
    ),
    by_the_code(
        id="CMP-06",
        sentence="A remedy is carried out by the day agreed for it.",
        citation="Complaint Handling Code 6.6; Local Government Act 1974 s.30",
        starts=starts_on(Event.REMEDY_SET_FOR, called="do_by"),
        counting=OnTheDay(),
        met_by=(Event.REMEDY_CARRIED_OUT,),
        matches=("remedy",),
        ladder=ladder("10wd, 5wd, 2wd, 0, overdue daily"),
        note="Each remedy has a day of its own; a later agreement on it takes the place of the "
        "earlier.",
    ),
    by_the_act(
        id="CMP-07",
        sentence="The authority tells the Ombudsman what it has done about a public report, or "
        "will do.",
        citation="Local Government Act 1974 s.31(2)",
        starts=starts_on(Event.OMBUDSMAN_REPORT_RECEIVED, called="report_received"),
        counting=MonthsBeginningWith(3),
        met_by=(Event.OMBUDSMAN_TOLD_OF_ACTION,),
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("4w, 2w, 5wd, 0, overdue daily"),
    ),
    by_the_act(
        id="CMP-08",
        sentence="The authority gives public notice of a report of the Ombudsman.",
        citation="Local Government Act 1974 s.30(5)",
        starts=starts_on(Event.OMBUDSMAN_REPORT_RECEIVED, called="report_received"),
        counting=WeeksAfter(2),
        met_by=(Event.REPORT_NOTICE_PUBLISHED,),
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("5wd, 2wd, 0, overdue daily"),
    ),
    by_the_act(
        id="CMP-09",
        sentence="Whoever complains may go to the Ombudsman within twelve months that begin with "
        "the day on which they knew of the matter.",
        citation="Local Government Act 1974 s.26B",
        starts=starts_on(Event.MATTER_BECAME_KNOWN, called="known_since"),
        counting=MonthsBeginningWith(12),
        met_by=(Event.TAKEN_TO_OMBUDSMAN,),
        ended_by=(Event.COMPLAINT_WITHDRAWN,),
        owner=WaitingFor.FAMILY,
        note="The Ombudsman may take a later complaint. The section was not seen; check its words.",
    ),
)  # fmt: skip
