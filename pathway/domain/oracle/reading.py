"""What a published timeline asks of us: which rule, from which event, and what the engine can do.

Nothing is passed over in silence: what a timeline needs and the engine has not yet, or the source
does not say, is listed with the timeline.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pathway.domain.oracle.meaning import (
    ASSESSMENT,
    DISPUTE,
    EXCLUSION,
    MEANING,
    PLAN,
    REVIEW,
    Need,
)
from pathway.domain.oracle.timeline import Happened, Lateness, StatedDue, Timeline, Window
from statemachines.events import Event


@dataclass(frozen=True, slots=True)
class Limit:
    """One time limit that a timeline speaks of.

    Attributes:
        rule: the id of our rule; None where the route has no rule of ours yet.
        policy: the process in which its clock runs.
        starts: what in the timeline starts it.
        met_by: what in the timeline ends it.
    """

    rule: str | None
    policy: str
    starts: Happened
    met_by: tuple[Happened, ...] = ()

    @property
    def event(self) -> Event | None:
        """The event of ours that starts it; None where we have none yet."""
        return MEANING[self.starts].event

    @property
    def needs(self) -> tuple[Need, ...]:
        """What the engine lacks for it."""
        return MEANING[self.starts].needs


REQUEST, MEETING = Happened.REQUEST_RECEIVED, Happened.REVIEW_MEETING
ISSUED = (Happened.FINAL_PLAN_ISSUED,)
AMENDED = (Happened.FINAL_AMENDED_PLAN_ISSUED,)

SIXTEEN_WEEKS = Limit("EHC-04", ASSESSMENT, REQUEST)
FOURTEENTH_WEEK = Limit("EHC-05", ASSESSMENT, REQUEST)
TWENTY_WEEKS = Limit("EHC-08", ASSESSMENT, REQUEST, ISSUED)
REVERSED = Limit(None, ASSESSMENT, Happened.AGREED_TO_ASSESS_AFTER_REFUSAL, ISSUED)
FIRST_REVIEW = Limit("AR-01", PLAN, Happened.FIRST_PLAN_ISSUED, (MEETING,))
FOUR_WEEKS = Limit("AR-10", REVIEW, MEETING, (Happened.DECISION_TO_AMEND_SENT,))
TWELVE_WEEKS = Limit("AR-14", REVIEW, MEETING, AMENDED)
FROM_LETTER = Limit("APP-01", DISPUTE, Happened.DECISION_LETTER)
FROM_CERTIFICATE = Limit("APP-01", DISPUTE, Happened.MEDIATION_CERTIFICATE)
SIXTH_DAY = Limit("AP-03", EXCLUSION, Happened.PERMANENT_EXCLUSION)
TO_AMEND = Limit("ORD-06", DISPUTE, Happened.TRIBUNAL_ORDER_AMEND, ISSUED)
TO_MAKE = Limit("ORD-04.final", DISPUTE, Happened.TRIBUNAL_ORDER_MAKE_PLAN, ISSUED)

BY_WORDS = {
    "final plan (20 weeks)": TWENTY_WEEKS,
    "decision whether to issue (16 weeks)": SIXTEEN_WEEKS,
    "week 14": FOURTEENTH_WEEK,
    "decision whether to issue (10 weeks from agreement)": REVERSED,
    "missed deadline (10 weeks from agreement)": REVERSED,
    "final plan (14 weeks from agreement)": REVERSED,
    "first review (12 months)": FIRST_REVIEW,
    "education from the sixth day": SIXTH_DAY,
    "2 months from decision letter": FROM_LETTER,
    "1 month from mediation certificate": FROM_CERTIFICATE,
    "extended: 25 Dec - 1 Jan rule": FROM_CERTIFICATE,
    "extended: August rule": FROM_CERTIFICATE,
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
    "assessment_after_appeal": REVERSED,
    "annual_review_12m": FIRST_REVIEW,
    "annual_review_12w": TWELVE_WEEKS,
    "annual_review_4w": TWELVE_WEEKS,
    "tribunal_order_amend_5w": TO_AMEND,
    "tribunal_order_make_plan_11w": TO_MAKE,
    "exclusion_sixth_day": SIXTH_DAY,
    "worked_appeal_window": FROM_LETTER,
    "forum_example": FOURTEENTH_WEEK,
}
"""The limit that the finding of a timeline is about."""

ALSO_DATED = {"annual_review_4w": FOUR_WEEKS, "annual_review_12m": TWELVE_WEEKS}
"""A limit whose days the source gives, though it says nothing of whether they were kept."""

NO_DATE_STATED = "no due date stated"
STILL_NOT = (Happened.AS_AT, Happened.NO_PROVISION_AS_AT)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that a timeline puts to our clocks.

    Attributes:
        limit: which time limit it is about.
        what: how the source names it.
        started: when time began to run; None where the source does not say.
        due: by when it was due, according to the Ombudsman; None where only lateness is stated.
        late_by: how late it was, according to the Ombudsman.
        late: whether the Ombudsman found it late; None where the source does not say.
        done: when it was done, or the day on which it still was not.
        needs: what is missing to ask it.
    """

    limit: Limit
    what: str
    started: Window | None
    due: Window | None
    late_by: Lateness | None
    late: bool | None
    done: Window | None
    needs: tuple[Need, ...]

    @property
    def can_be_asked(self) -> bool:
        """Whether our clock can be started on what the timeline says."""
        return not self.needs


def questions(timeline: Timeline) -> tuple[Asked, ...]:
    """List what a timeline asks of our clocks: one question for each limit it speaks of."""
    stated = tuple(_stated(timeline))
    spoken_of = [BY_CATEGORY[timeline.category]]
    if timeline.category in ALSO_DATED:
        spoken_of.append(ALSO_DATED[timeline.category])
    known = {asked.limit for asked in stated}
    more = (_asked(timeline, limit, None) for limit in spoken_of if limit not in known)
    return (*stated, *more)


def _stated(timeline: Timeline) -> Iterator[Asked]:
    for due in timeline.stated_due:
        yield _asked(timeline, BY_WORDS[due.what], due)


def _asked(timeline: Timeline, limit: Limit, due: StatedDue | None) -> Asked:
    started = timeline.fact(limit.starts)
    done = timeline.fact(*limit.met_by) or timeline.fact(*STILL_NOT)
    needs = (*limit.needs, *_missing_start(timeline, limit))
    # The lateness a source states is that of the limit it is about, and of no other.
    about_this = limit == BY_CATEGORY[timeline.category]
    return Asked(
        limit=limit,
        what=due.what if due else NO_DATE_STATED,
        started=started.window if started else None,
        due=due.window if due else None,
        late_by=timeline.late_by if about_this else None,
        late=True if about_this and timeline.stated_lateness else None,
        done=done.window if done else None,
        needs=needs,
    )


def _missing_start(timeline: Timeline, limit: Limit) -> tuple[Need, ...]:
    told = [fact for fact in timeline.facts if fact.event is limit.starts]
    if not told:
        return (Need.START,)
    return () if any(fact.window for fact in told) else (Need.YEAR,)
