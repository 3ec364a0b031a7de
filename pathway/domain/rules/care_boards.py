"""Another integrated care board becomes responsible for a child with a plan.

SI 2014/1530 reg 16. It tells a move to the area of another authority, reg 16(1), from a change for
any other reason, reg 16(2): another general practitioner, a move within the area. Each board has
its own awareness; the authority's is neither's.
"""

from functools import partial

from pathway.domain.counting.composite import LaterOf
from pathway.domain.counting.other import OnTheDay
from pathway.domain.counting.working_days import WorkingDaysBeginningWith
from pathway.domain.ladder import ladder
from pathway.domain.rules.rule import Rule, When, starts_on
from pathway.domain.rules.sources import SEND_LAW
from statemachines.events import Event
from statemachines.vocabulary import Audience, Force, WaitingFor

of_a_board = partial(
    Rule,
    force=Force.MUST,
    processes=("ehc_plan",),
    ended_by=(Event.PLAN_CEASED,),
    owner=WaitingFor.HEALTH,
    alerts=Audience.PROFESSIONAL,
    valid_from=SEND_LAW,
)

BY_MOVE = ("another_board", ("True",))
THE_MOVE = When(Event.FAMILY_MOVES_ON, *BY_MOVE)
AWARE_OF_THE_MOVE = When(Event.OLD_BOARD_LEARNT_OF_MOVE, *BY_MOVE)
NOT_SAID = ("None",)
"""What a field that was left empty holds."""

RULES = (
    of_a_board(
        id="TRF-05",
        sentence="The old integrated care board tells the new one on the day of the move to "
        "another authority, or, where it did not know fifteen working days before, within fifteen "
        "working days that begin with the day on which it became aware.",
        citation="SI 2014/1530 reg 16(1)",
        starts=starts_on(
            THE_MOVE,
            AWARE_OF_THE_MOVE,
            When(Event.MOVE_BECAME_KNOWN, *BY_MOVE),
            called="move_day move became_aware=old_board_learnt_of_move "
            "awareness=old_board_learnt_of_move",
            earliest=True,
        ),
        counting=LaterOf(("TRF-05.move", "TRF-05.aware")),
        met_by=(Event.COMMISSIONER_TOLD,),
        ladder=ladder("5wd, 0"),
        note="Only where the move brings another board. The later of the two days is what the "
        "regulation says; it is the old board's awareness that counts, not the authority's.",
    ),
    of_a_board(
        id="TRF-05.move",
        sentence="The day of the move that brings another board.",
        citation="SI 2014/1530 reg 16(1)",
        part=True,
        starts=starts_on(THE_MOVE, called="move_day"),
        counting=OnTheDay(),
    ),
    of_a_board(
        id="TRF-05.aware",
        sentence="Fifteen working days that begin with the day on which the old board became aware "
        "of the move.",
        citation="SI 2014/1530 reg 16(1)",
        part=True,
        starts=starts_on(AWARE_OF_THE_MOVE, called="became_aware awareness"),
        counting=WorkingDaysBeginningWith(15),
    ),
    of_a_board(
        id="TRF-05.within",
        sentence="Where another board becomes responsible without a move to another authority, the "
        "old one tells it within fifteen working days that begin with the day on which it became "
        "aware.",
        citation="SI 2014/1530 reg 16(2)",
        starts=starts_on(
            Event.OLD_BOARD_LEARNT_OF_CHANGE,
            When(Event.COMMISSIONER_CHANGED, "board_aware_on", NOT_SAID),
            called="awareness became_aware",
        ),
        counting=WorkingDaysBeginningWith(15),
        met_by=(Event.COMMISSIONER_TOLD,),
        ladder=ladder("5wd, 0"),
        note="Where nobody said when the old board became aware, the day of the change is taken.",
    ),
    of_a_board(
        id="TRF-06",
        sentence="A new integrated care board that cannot arrange the provision asks the "
        "authority, within fifteen working days that begin with the day on which it became aware "
        "of the change, to assess or review, and the authority agrees.",
        citation="SI 2014/1530 reg 16(3)",
        starts=starts_on(
            Event.NEW_BOARD_LEARNT_OF_CHANGE,
            When(Event.PROVISION_FOUND_IMPRACTICABLE, "board_aware_on", NOT_SAID),
            called="awareness became_aware",
        ),
        counting=WorkingDaysBeginningWith(15),
        met_by=(Event.REVIEW_ASKED_BY_COMMISSIONER,),
        ladder=ladder("5wd, 0"),
        note="Counted from the new board's awareness of the change, not from the day on which it "
        "found that it cannot arrange the provision. Where nobody said when it became aware, the "
        "day of that finding is taken, which may be too late.",
    ),
)  # fmt: skip
