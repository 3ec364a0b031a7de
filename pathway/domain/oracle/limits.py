"""The time limits that published timelines speak of, and which rule of ours each of them is."""

from dataclasses import dataclass
from datetime import timedelta

from pathway.domain.counting.calendar_time import WeeksAfter
from pathway.domain.oracle.meaning import (
    ASSESSMENT,
    DISPUTE,
    EXCLUSION,
    MEANING,
    PLAN,
    REVIEW,
    Need,
)
from pathway.domain.oracle.timeline import Happened, Timeline, Window
from pathway.domain.oracle.ways import ways
from pathway.domain.rules.statute_book import statute_book
from statemachines.events import Event


@dataclass(frozen=True, slots=True)
class Limit:
    """One time limit that a timeline speaks of.

    Attributes:
        rule: the id of our rule.
        policy: the process in which its clock runs.
        starts: what in the timeline starts it.
        what: what is due, where a source gives no date for it.
        met_by: what in the timeline ends it.
        alone: whether it is asked of a case in which nothing but its start has happened, since what
            comes later takes the place of its date.
    """

    rule: str
    policy: str
    starts: Happened
    what: str
    met_by: tuple[Happened, ...] = ()
    alone: bool = False

    @property
    def event(self) -> Event | None:
        """The event of ours that starts it; None where we have none yet."""
        return MEANING[self.starts].event

    @property
    def needs(self) -> tuple[Need, ...]:
        """What the engine lacks for it."""
        if statute_book().rule(self.rule).part:
            return (Need.PART,)
        lacking = MEANING[self.starts].needs
        return lacking if lacking or ways(self.starts) else (Need.ROUTE,)


REQUEST, MEETING = Happened.REQUEST_RECEIVED, Happened.REVIEW_MEETING
REVERSAL = Happened.AGREED_TO_ASSESS_AFTER_REFUSAL
ISSUED = (Happened.FINAL_PLAN_ISSUED,)
AMENDED = (Happened.FINAL_AMENDED_PLAN_ISSUED,)

SIXTEEN_WEEKS = Limit("EHC-04", ASSESSMENT, REQUEST, "decision whether to issue (16 weeks)")
FOURTEENTH_WEEK = Limit("EHC-05", ASSESSMENT, REQUEST, "week 14")
TWENTY_WEEKS = Limit("EHC-08", ASSESSMENT, REQUEST, "final plan (20 weeks)", ISSUED)
DECIDED = Limit(
    "EHC-08.no_plan_after_reversal", ASSESSMENT, REVERSAL, "decision whether to issue (10 weeks)"
)
REVERSED = Limit(
    "EHC-08.final_after_reversal", ASSESSMENT, REVERSAL, "final plan after reversal (14 weeks)",
    ISSUED,
)  # fmt: skip
FIRST_REVIEW = Limit(
    "AR-01", PLAN, Happened.FIRST_PLAN_ISSUED, "first review (12 months)", (MEETING,)
)
FOUR_WEEKS = Limit(
    "AR-10", REVIEW, MEETING, "decision after the review (4 weeks)",
    (Happened.DECISION_TO_AMEND_SENT,),
)  # fmt: skip
TWELVE_WEEKS = Limit("AR-14", REVIEW, MEETING, "final amended plan (12 weeks)", AMENDED)
FROM_LETTER = Limit(
    "APP-01", DISPUTE, Happened.DECISION_LETTER, "appeal, from the decision (2 months)", alone=True
)
FROM_CERTIFICATE = Limit(
    "APP-01.certificate", DISPUTE, Happened.MEDIATION_CERTIFICATE,
    "appeal, from the certificate (1 month)",
)  # fmt: skip
TO_APPEAL = Limit("APP-01", DISPUTE, Happened.DECISION_LETTER, "appeal, the later of the two")
SIXTH_DAY = Limit(
    "AP-03", EXCLUSION, Happened.PERMANENT_EXCLUSION, "education from the sixth school day"
)
TO_AMEND = Limit(
    "ORD-06", DISPUTE, Happened.TRIBUNAL_ORDER_AMEND, "amendment that was ordered (5 weeks)",
    ISSUED,
)  # fmt: skip
TO_MAKE = Limit(
    "ORD-04.final", ASSESSMENT, Happened.TRIBUNAL_ORDER_MAKE_PLAN,
    "plan that was ordered (11 weeks)", ISSUED,
)  # fmt: skip

BY_WORDS = {
    "final plan (20 weeks)": TWENTY_WEEKS,
    "decision whether to issue (16 weeks)": SIXTEEN_WEEKS,
    "week 14": FOURTEENTH_WEEK,
    "decision whether to issue (10 weeks from agreement)": DECIDED,
    "missed deadline (10 weeks from agreement)": DECIDED,
    "final plan (14 weeks from agreement)": REVERSED,
    "first review (12 months)": FIRST_REVIEW,
    "education from the sixth day": SIXTH_DAY,
    "2 months from decision letter": FROM_LETTER,
    "1 month from mediation certificate": FROM_CERTIFICATE,
    "extended: 25 Dec - 1 Jan rule": TO_APPEAL,
    "extended: August rule": TO_APPEAL,
}
"""The limit that a stated due date belongs to, by the words under which it was gathered."""

BY_CATEGORY = {
    "assessment_20w": TWENTY_WEEKS,
    "assessment_20w_lateness": TWENTY_WEEKS,
    "assessment_20w_total": TWENTY_WEEKS,
    "assessment_overdue": TWENTY_WEEKS,
    "assessment_after_reversal": REVERSED,
    "assessment_after_reversal_lateness": REVERSED,
    "assessment_after_reversal_overdue": REVERSED,
    "assessment_after_appeal": DECIDED,
    "annual_review_12m": FIRST_REVIEW,
    "annual_review_12w": TWELVE_WEEKS,
    "annual_review_4w": TWELVE_WEEKS,
    "tribunal_order_amend_5w": TO_AMEND,
    "tribunal_order_make_plan_11w": TO_MAKE,
    "exclusion_sixth_day": SIXTH_DAY,
    "worked_appeal_window": TO_APPEAL,
    "forum_example": FOURTEENTH_WEEK,
}
"""The limit that the finding of a timeline is about."""

ALSO_DATED = {"annual_review_4w": FOUR_WEEKS, "annual_review_12m": TWELVE_WEEKS}
"""A limit whose days the source gives, though it says nothing of whether they were kept."""


def implied_start(timeline: Timeline, limit: Limit) -> Window | None:
    """Return the day on which time must have begun to run for what a source says was due.

    Some sources give the day on which something was due and not the day from which it was counted.
    Counting back proves nothing of the day; it lets the case run, so that the lateness which the
    source states can be held against ours.
    """
    if timeline.fact(limit.starts):
        return None
    said = (due.window for due in timeline.stated_due if BY_WORDS[due.what] == limit)
    due = next((window for window in said if window), None)
    counting = statute_book().rule(limit.rule).counting
    if due is None or not isinstance(counting, WeeksAfter):
        return None
    back = timedelta(weeks=counting.count)
    return Window(due.earliest - back, due.latest - back)
