"""The ways that are open when a time limit was missed, each with its source and its time.

Source:
    Children and Families Act 2014 ss.51, 55; Local Government Act 1974 ss.26, 26B; Education Act
    1996 ss.496, 497; Education Act 2002 s.29; SI 2014/3283 Sch 1 Part 7; SI 1998/3132 r.54.5; SI
    2008/2699 rr.5, 20; SI 2009/309 reg 12; Health Service Commissioners Act 1993 s.9; Equality Act
    2010 Sch 17 para 4. The words of s.26B, r.54.5 and r.20 were read; the periods for complaints
    about health were not.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from pathway.domain.counting.calendar_time import add_months

ONE_DAY = timedelta(days=1)
A_YEAR, A_QUARTER, HALF_A_YEAR = 12, 3, 6
"""In months."""


class Way(NamedTuple):
    """What may be done, by when, and by what law.

    Attributes:
        words: what the family may do.
        by: until when, in words.
        citation: where it stands; empty for what is practice alone.
        until: the last day on which one is surely in time, from the last lawful day of the limit.
    """

    words: str
    by: str
    citation: str = ""
    until: Callable[[date], date] | None = None


def twelve_months_of_notice(due_on: date) -> date:
    """Return the end of twelve months beginning with the first day of lateness."""
    return _months_beginning_with(due_on + ONE_DAY, A_YEAR)


def three_months(due_on: date) -> date:
    """Return the day three months after the last lawful day, which is a day on the safe side."""
    return add_months(due_on, A_QUARTER)


def six_months(due_on: date) -> date:
    """Return the end of six months beginning with the last lawful day."""
    return _months_beginning_with(due_on, HALF_A_YEAR)


def _months_beginning_with(day: date, months: int) -> date:
    end = add_months(day, months)
    return end - ONE_DAY if end.day == day.day else end


ASK_WHY = Way(
    "No law is broken by a later day. They may ask why, and for a day on which it will be done.",
    "at any time",
)
AUTHORITY_COMPLAINT = Way(
    "Complain to the authority, which has to be given a fair chance to put it right.",
    "before going to the Ombudsman; no law gives a day",
    "Local Government Act 1974 s.26(5)",
)
OMBUDSMAN = Way(
    "Complain to the Local Government and Social Care Ombudsman, who can find fault and recommend "
    "a remedy.",
    "within 12 months beginning with the day on which they first had notice of it; the Ombudsman "
    "may admit a later complaint",
    "Local Government Act 1974 s.26B",
    twelve_months_of_notice,
)
NEED_NOT_WAIT = Way(
    "Go to the Ombudsman without waiting any longer for the answer.",
    "within 12 months beginning with the day on which they first had notice of the matter "
    "complained of",
    "Local Government Act 1974 ss.26(5), 26B",
)
OMBUDSMAN_LATE = Way(
    "Complain to the Ombudsman all the same, with the reasons: the Ombudsman may admit a late "
    "complaint.",
    "as soon as possible",
    "Local Government Act 1974 s.26B(3)",
)
TELL_THE_OMBUDSMAN = Way(
    "Tell the Ombudsman, to whom the authority owes it.",
    "at any time",
)
JUDICIAL_REVIEW = Way(
    "Ask the High Court for an order that it be done.",
    "promptly, and in any case within 3 months after there first was ground to",
    "SI 1998/3132 r.54.5(1)",
    three_months,
)
SECRETARY_OF_STATE = Way(
    "Complain to the Secretary of State, who may direct a body that is in default of a duty or "
    "acts unreasonably.",
    "no law gives a day",
    "Education Act 1996 ss.496, 497",
)
SCHOOL_COMPLAINT = Way(
    "Complain to the school, by the procedure that it has to have.",
    "as that procedure says",
    "EA 2002 s.29; for academies SI 2014/3283 Sch 1",
)
NOT_THE_TRIBUNAL = Way(
    "The Tribunal does not enforce what it ordered, nor what was agreed; the ways below do.",
    "no time runs for it",
)
APPEAL_LATER = Way(
    "Lateness alone cannot be appealed. What is decided in the end can, with reasons and rights in "
    "its notice.",
    "within 2 months of the day on which the notice was sent, or 1 month of the mediation "
    "certificate, whichever is later",
    "CFA 2014 s.51; SI 2008/2699 r.20(1)(c)",
)
LOST_REVIEW = Way(
    "Say so in any complaint: the Ombudsman counts it as an injustice that a review which is not "
    "finished denies the right to appeal.",
    "with the complaint",
)
CUT_SHORT = Way(
    "What was decided before the end of that day was decided too soon. They may ask for it to be "
    "taken back, and for their whole time.",
    "at any time",
)
CERTIFICATE_LATE = Way(
    "A late certificate costs them no time: the month to appeal begins with it.",
    "within 1 month of the certificate",
    "SI 2008/2699 r.20(1)(c)",
)
FINAL_APPEAL = Way(
    "Appeal all the same, and ask in the same letter for more time, with the reasons.",
    "as soon as possible; a judge decides whether it is admitted",
    "SI 2008/2699 rr.5, 20",
)
CLAIM_LATE = Way(
    "Claim all the same; the Tribunal may hear a claim out of time where that is just and "
    "equitable.",
    "as soon as possible",
    "Equality Act 2010 Sch 17 para 4",
)
DISCRIMINATION = Way(
    "Where it amounts to discrimination because of disability, claim before the Tribunal.",
    "within 6 months beginning with the day on which it happened",
    "Equality Act 2010 Sch 17 para 4",
    six_months,
)
NO_PANEL_LATER = Way(
    "The regulations give no later day for an independent review.",
    "the day itself is the last",
    "SI 2012/1033 Sch 1 para 2",
)
PANEL = Way(
    "Once the board has given notice of its decision, apply for an independent review.",
    "within 15 school days after the day of that notice",
    "SI 2012/1033 Sch 1 para 2",
)
CARE_BOARD_COMPLAINT = Way(
    "Complain to the integrated care board.",
    "within 12 months of the day on which they came to know of it",
    "SI 2009/309 reg 12",
    twelve_months_of_notice,
)
HEALTH_OMBUDSMAN = Way(
    "Complain to the Health Service Ombudsman, once the board has answered.",
    "within 12 months of the day on which they first had notice of it",
    "Health Service Commissioners Act 1993 s.9(4)",
    twelve_months_of_notice,
)
