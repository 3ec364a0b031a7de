"""The annual review: situations for its guards, and its forms filled."""

from datetime import timedelta
from typing import Any

from statemachines import annual_review_forms as form
from statemachines import annual_review_guards as ask
from statemachines.annual_review import ANNUAL_REVIEW
from statemachines.ehc_plan_ceasing import CeaseGround
from statemachines.forms import Form
from statemachines.plan_over import EndedWithPlan
from statemachines.situation import Line, Lookup
from tests.statemachines.examples.given import KNOWN, MONDAY, MOTHER, asked, line, sibling
from tests.statemachines.examples.rights import (
    DAY,
    ENDED,
    HE_IS_ABROAD,
    RIGHTS,
    TO_BOTH,
    TO_HER,
    but,
)
from tests.statemachines.examples.rights import taken_by as shared_by

MEETING = MONDAY + timedelta(weeks=3)
YEAR_9 = {**KNOWN, Lookup.YEAR_GROUP: "9"}
LOOKED_AFTER = {**KNOWN, Lookup.LOOKED_AFTER: True}

SCHEDULED = form.ReviewScheduled(due_on=MONDAY + timedelta(weeks=12), term_starts_on=MONDAY)
INVITED = form.ReviewInvited(meeting_on=MEETING, invited=TO_BOTH)
CIRCULATED = form.AdviceCirculated(advice="the therapist on speech", circulated_to="all invited")
HELD = form.ReviewHeld(came=(MOTHER,), family_views="content", pupils_views="I like maths")
REPORT = form.ReviewReport(sent=TO_BOTH, recommends="amend")
MAINTAINED = form.ReviewDecided(
    outcome="maintain", notified=TO_BOTH, reasons="outcomes are being met", **RIGHTS
)
AMENDED = form.ReviewDecided(
    outcome="amend", notified=TO_BOTH, amendments="section F: speech therapy weekly",
    evidence="the therapist's report", notice_sent_on=MONDAY, served=TO_BOTH,
)  # fmt: skip
CEASED = form.ReviewDecided(
    outcome="cease", notified=TO_BOTH, reasons="needs are met without", family_consulted_on=MONDAY,
    head_consulted_on=MONDAY, **RIGHTS,
)  # fmt: skip

NOT_HELD = form.EarlyReviewAnswered(
    answer=form.EarlyReviewAnswer.NOT_HELD, reasons="the review is due next month"
)
ADULT = {**KNOWN, Lookup.AGE_IN_YEARS: 18}
LEFT = CeaseGround.LEFT_EDUCATION


def recorded(move: str, what: Form, **known: Any) -> Line:
    return line(1, ANNUAL_REVIEW, move, what, cycle=0, **known)


ASKED_EARLY = recorded("ask for an early review", form.EarlyReviewRequested(requester="the mother"))
FOR_A_TRANSFER = recorded("schedule", but(SCHEDULED, kind=form.ReviewKind.PHASE_TRANSFER))
THE_INVITATION = recorded("invite", INVITED)
THE_MEETING = recorded("hold meeting", HELD)
THE_REPORT = recorded("send report", REPORT)

GUARDS = {
    **shared_by(ANNUAL_REVIEW),
    ask.the_meeting_follows_the_invitation: (
        asked(INVITED),
        asked(INVITED, on=MEETING + DAY),
    ),
    ask.everyone_else_is_invited: (
        asked(INVITED),
        asked(but(INVITED, also_invited=(form.Invitee.SETTING,))),
    ),
    ask.adulthood_is_considered_from_year_9: (
        asked(but(HELD, adulthood=tuple(form.AdulthoodTheme)), lookup=YEAR_9.__getitem__),
        asked(but(HELD, adulthood=(form.AdulthoodTheme.HOUSING,)), lookup=YEAR_9.__getitem__),
    ),
    ask.a_looked_after_pupil_has_a_pep: (
        asked(but(HELD, pep_on=MONDAY), lookup=LOOKED_AFTER.__getitem__),
        asked(HELD, lookup=LOOKED_AFTER.__getitem__),
    ),
    ask.the_report_is_sent_or_overdue: (
        asked(Form(), THE_MEETING, on=MONDAY + timedelta(days=15)),
        asked(Form(), THE_MEETING, on=MONDAY + timedelta(days=14)),
    ),
    ask.the_amendments_are_set_out: (asked(AMENDED), asked(but(AMENDED, amendments=""))),
    ask.the_evidence_goes_with_them: (asked(AMENDED), asked(but(AMENDED, evidence=""))),
    ask.the_notice_goes_with_the_decision: (
        asked(AMENDED),
        asked(but(AMENDED, notice_sent_on=MONDAY + DAY)),
    ),
    ask.the_notice_is_served_on_everyone: (
        asked(but(AMENDED, served=TO_HER, not_reached=HE_IS_ABROAD)),
        asked(but(AMENDED, served=TO_HER)),
    ),
    ask.nobody_is_served_before_it_is_sent: (
        asked(AMENDED),
        asked(but(AMENDED, notice_sent_on=MONDAY + DAY)),
    ),
    ask.the_family_was_consulted_first: (
        asked(CEASED),
        asked(but(CEASED, family_consulted_on=MONDAY + DAY)),
    ),
    ask.the_head_was_consulted_first: (
        asked(CEASED),
        asked(but(CEASED, head_consulted_on=None)),
    ),
    ask.rights_are_told_unless_it_is_amended: (
        asked(MAINTAINED),
        asked(but(MAINTAINED, mediation_told=False)),
    ),
    ask.THE_GROUND_OF_CEASING[0]: (
        asked(but(CEASED, cease_ground=LEFT), lookup=ADULT.__getitem__),
        asked(but(CEASED, cease_ground=LEFT)),
    ),
    ask.THE_GROUND_OF_CEASING[1]: (
        asked(but(CEASED, cease_ground=LEFT, return_wished_for=False)),
        asked(but(CEASED, cease_ground=LEFT)),
    ),
    ask.an_early_review_was_asked_for: (
        asked(NOT_HELD, ASKED_EARLY),
        asked(NOT_HELD, recorded("schedule", SCHEDULED)),
    ),
    ask.it_can_be_declined: (
        asked(NOT_HELD, ASKED_EARLY),
        asked(but(NOT_HELD, reasons=""), ASKED_EARLY),
    ),
    ask.a_phase_transfer_is_talked_about: (
        asked(but(HELD, transfer="the college in town"), FOR_A_TRANSFER),
        asked(HELD, FOR_A_TRANSFER),
    ),
    ask.no_amendment_is_under_way: (
        asked(form.ReviewFinished(), siblings=(sibling("plan_amendment", "declined"),)),
        asked(form.ReviewFinished(), siblings=(sibling("plan_amendment", "notice_sent"),)),
    ),
}

FORMS = {
    EndedWithPlan: ENDED,
    form.ReviewScheduled: SCHEDULED,
    form.EarlyReviewRequested: form.EarlyReviewRequested(requester="the mother"),
    form.EarlyReviewAnswered: NOT_HELD,
    form.ReviewListGiven: form.ReviewListGiven(given_to="all heads"),
    form.ReviewInvited: INVITED,
    form.AdviceCirculated: CIRCULATED,
    form.ReviewHeld: HELD,
    form.ReviewReport: REPORT,
    form.ReviewDecided: AMENDED,
    form.ReviewFinished: form.ReviewFinished(amended_plan_sent_on=MONDAY),
    form.ReviewPostponed: form.ReviewPostponed(reason="snow", new_date=MEETING),
    form.ReviewBroughtIn: form.ReviewBroughtIn(
        source="the earlier system", state="met", held_on=MONDAY
    ),
}

LINES = (THE_INVITATION, THE_MEETING, THE_REPORT)
