"""Moves of a child with a plan between authorities.

SI 2014/1530 reg 15. "Working day" is not defined in the regulations: Monday to Friday but for the
bank holidays of England and Wales.
"""

from pathway.domain.counting.calendar_time import MonthsBeginningWith, WeeksAfter
from pathway.domain.counting.composite import LaterOf
from pathway.domain.counting.other import AtOnce, OnTheDay
from pathway.domain.counting.working_days import WorkingDaysBeginningWith
from pathway.domain.ladder import ladder
from pathway.domain.rules.rule import Rule, When, starts_on
from pathway.domain.rules.sources import ARRANGED_OTHERWISE, SEND_LAW
from statemachines.events import Event
from statemachines.vocabulary import Force, WaitingFor

PLAN = ("ehc_plan",)
OVER = (Event.PLAN_CEASED,)

THE_MOVE = starts_on(
    Event.FAMILY_MOVES_ON,
    Event.MOVE_BECAME_KNOWN,
    called="move_day became_aware=move_became_known",
    earliest=True,
)
THE_TRANSFER = starts_on(Event.PLAN_TRANSFERRED_IN, called="transfer_date transfer")

RULES = (
    Rule(
        id="TRF-01",
        sentence="The old authority transfers the plan on the day of the move, or, where it did "
        "not know fifteen working days before, within fifteen working days that begin with the "
        "day on which it became aware.",
        citation="SI 2014/1530 reg 15(2)",
        force=Force.MUST,
        processes=PLAN,
        starts=THE_MOVE,
        counting=LaterOf(("TRF-01.move", "TRF-01.aware")),
        met_by=(Event.PLAN_TRANSFERRED_OUT,),
        ended_by=OVER,
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("day 1, 10wd, 5wd, 0, overdue daily"),
        valid_from=SEND_LAW,
        note="The later of the two days is what the regulation says, however early or late the "
        "authority knew. It is the old authority's awareness that counts.",
    ),
    Rule(
        id="TRF-01.move",
        sentence="The day of the move.",
        citation="SI 2014/1530 reg 15(2)",
        force=Force.MUST,
        processes=PLAN,
        part=True,
        starts=starts_on(Event.FAMILY_MOVES_ON, called="move_day"),
        counting=OnTheDay(),
        owner=WaitingFor.AUTHORITY,
        valid_from=SEND_LAW,
    ),
    Rule(
        id="TRF-01.aware",
        sentence="Fifteen working days that begin with the day on which the old authority became "
        "aware.",
        citation="SI 2014/1530 reg 15(2)",
        force=Force.MUST,
        processes=PLAN,
        part=True,
        starts=starts_on(Event.MOVE_BECAME_KNOWN, called="became_aware"),
        counting=WorkingDaysBeginningWith(15),
        owner=WaitingFor.AUTHORITY,
        valid_from=SEND_LAW,
    ),
    Rule(
        id="TRF-02",
        sentence="The plan counts as made by the new authority on its old date, and its provision "
        "is due at once.",
        citation="SI 2014/1530 reg 15(3), (6); CFA 2014 s.42(5)",
        force=Force.MUST,
        processes=PLAN,
        starts=THE_TRANSFER,
        counting=AtOnce(),
        met_by=(When(Event.PROVISION_SECURED, "section", ("F",)),),
        ended_by=OVER,
        owner=WaitingFor.AUTHORITY,
        exemptions=ARRANGED_OTHERWISE,
        ladder=ladder("0, overdue daily"),
        valid_from=SEND_LAW,
        note="Where the school named is out of reach the child may be placed elsewhere until the "
        "plan is amended.",
    ),
    Rule(
        id="TRF-03",
        sentence="The new authority tells the family that the plan has been transferred, whether "
        "it will assess, and when it will review.",
        citation="SI 2014/1530 reg 15(4)",
        force=Force.MUST,
        processes=PLAN,
        starts=THE_TRANSFER,
        counting=WeeksAfter(6),
        met_by=(Event.FAMILY_TOLD_OF_TRANSFER,),
        ended_by=OVER,
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("3w, 1w, 0, overdue daily"),
        valid_from=SEND_LAW,
    ),
    Rule(
        id="TRF-04",
        sentence="The new authority reviews the plan within twelve months of its making or last "
        "review, or three months of the transfer, whichever ends later.",
        citation="SI 2014/1530 reg 15(5)",
        force=Force.MUST,
        processes=PLAN,
        starts=THE_TRANSFER,
        counting=LaterOf(
            ("TRF-04.plan", "TRF-04.transfer"), needs=("TRF-04.plan", "TRF-04.transfer")
        ),
        met_by=(Event.REVIEW_DECIDED, Event.REVIEW_COMPLETED),
        ended_by=(*OVER, Event.PLAN_TRANSFERRED_OUT),
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("8w, 6w, 4w, 0, overdue daily"),
        valid_from=SEND_LAW,
    ),
    Rule(
        id="TRF-04.plan",
        sentence="Twelve months that begin with the day on which the plan was made or last "
        "reviewed.",
        citation="SI 2014/1530 reg 15(5)",
        force=Force.MUST,
        processes=PLAN,
        part=True,
        starts=starts_on(
            Event.PLAN_REVIEWED,
            Event.PLAN_MADE,
            called="last_review last_reviewed plan_first_made=plan_made",
        ),
        counting=MonthsBeginningWith(12),
        owner=WaitingFor.AUTHORITY,
        valid_from=SEND_LAW,
    ),
    Rule(
        id="TRF-04.transfer",
        sentence="Three months that begin with the day of the transfer.",
        citation="SI 2014/1530 reg 15(5)",
        force=Force.MUST,
        processes=PLAN,
        part=True,
        starts=THE_TRANSFER,
        counting=MonthsBeginningWith(3),
        owner=WaitingFor.AUTHORITY,
        valid_from=SEND_LAW,
    ),
)  # fmt: skip
