"""A gap in education: situations for its guards, and its forms filled."""

from typing import Any

from statemachines import education_gap_forms as form
from statemachines import education_gap_guards as ask
from statemachines.education_gap import EDUCATION_GAP
from statemachines.forms import Form
from statemachines.situation import Line
from tests.statemachines.examples.given import MONDAY, asked, line, sibling
from tests.statemachines.examples.rights import DAY, TO_BOTH, but

RAISED = form.GapRaised(cause="illness", last_educated_on=MONDAY, clear_on=MONDAY)
FOR_A_PLACEMENT = but(RAISED, cause=form.GapCause.SUSPENDED_PLACEMENT)
ACCEPTED = form.GapAccepted(
    full_time=False, less_for_health=True, less_because="two hours a day are what he can bear",
    hours_a_week=10, told=TO_BOTH,
)  # fmt: skip
REFUSED = form.GapRefused(reasons="the school teaches him", told=TO_BOTH, complaint_told=True)


def recorded(move: str, what: Form, **known: Any) -> Line:
    return line(1, EDUCATION_GAP, move, what, cycle=0, **known)


BY_A_PLACEMENT = recorded("raise gap", FOR_A_PLACEMENT)

GUARDS = {
    ask.education_ended_before_it_was_raised: (
        asked(RAISED),
        asked(but(RAISED, last_educated_on=MONDAY + DAY)),
    ),
    ask.less_than_full_time_is_for_health: (
        asked(ACCEPTED),
        asked(but(ACCEPTED, less_for_health=False)),
    ),
    ask.the_family_knows_how_to_complain: (
        asked(REFUSED),
        asked(but(REFUSED, complaint_told=False)),
    ),
    ask.no_placement_is_suspended_any_more: (
        asked(Form(), BY_A_PLACEMENT, siblings=(sibling("placement", "active"),)),
        asked(Form(), BY_A_PLACEMENT, siblings=(sibling("placement", "suspended"),)),
    ),
}

FORMS = {
    Form: Form(),
    form.GapRaised: RAISED,
    form.AbsenceForeseen: form.AbsenceForeseen(evidence="the consultant's letter"),
    form.AbsenceBegan: form.AbsenceBegan(says="tonsillitis"),
    form.ReturnMade: form.ReturnMade(says="absent for fifteen days"),
    form.GapTakenUp: form.GapTakenUp(medical_view="cannot attend", childs_view="misses friends"),
    form.GapAccepted: ACCEPTED,
    form.GapRefused: REFUSED,
    form.GapReconsidered: form.GapReconsidered(reason="a complaint"),
    form.EducationBegun: form.EducationBegun(provider="Home tuition service", hours_a_week=25),
    form.GapReviewed: form.GapReviewed(says="goes well", next_review_on=MONDAY + 42 * DAY),
    form.EducationBrokenOff: form.EducationBrokenOff(reason="the tutor left"),
    form.BackAtSchool: form.BackAtSchool(says="step by step"),
    form.GapEnded: form.GapEnded(reason="moved"),
    form.GapBroughtIn: form.GapBroughtIn(
        source="the earlier system", state="arranging", raised_on=MONDAY
    ),
}

LINES = (BY_A_PLACEMENT,)
