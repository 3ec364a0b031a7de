"""A chain of exclusions: situations for its guards, and its forms filled."""

from datetime import date, timedelta
from typing import Any

from statemachines import exclusion_exemptions as exempt
from statemachines import exclusion_forms as form
from statemachines import exclusion_guards as ask
from statemachines.exclusion import EXCLUSION
from statemachines.forms import Form
from statemachines.situation import Line, Lookup, Sibling
from tests.statemachines.examples.given import KNOWN, MONDAY, asked, line, sibling
from tests.statemachines.examples.rights import DAY, HE_IS_ABROAD, TO_BOTH, TO_HER, but, taken_by

WEEK = timedelta(weeks=1)
LOOKED_AFTER = {**KNOWN, Lookup.LOOKED_AFTER: True}
YEAR_11 = {**KNOWN, Lookup.YEAR_GROUP: "11"}

THREE_DAYS = form.Suspension(
    excluded_from=MONDAY, until_on=MONDAY + 2 * DAY, reasons="hit another pupil",
    parents_told=TO_BOTH, board_told_on=MONDAY, authority_told_on=MONDAY,
)  # fmt: skip
FOUR_WEEKS = but(THREE_DAYS, until_on=MONDAY + 25 * DAY)
NEXT_WEEK = but(THREE_DAYS, excluded_from=MONDAY + WEEK, until_on=MONDAY + WEEK + DAY)
FOR_GOOD = form.PermanentExclusion(
    excluded_from=MONDAY, reasons="brought a knife", early_review_considered=True
)
TOLD = form.ParentsTold(excluded_from=MONDAY, told=TO_HER, not_reached=HE_IS_ABROAD)
KEPT = form.SuspensionConsidered(excluded_from=MONDAY, outcome="kept", notified=TO_BOTH)
UPHELD = form.PermanentConsidered(
    excluded_from=MONDAY, outcome="upheld", notified=TO_BOTH, review_right_told=True,
    sen_expert_told=True,
)  # fmt: skip
APPLIED = form.ReviewAppliedFor(excluded_from=MONDAY, applicant="the mother", sen_expert=True)
CANCELLED = form.ExclusionCancelled(excluded_from=MONDAY, reason="the wrong pupil")
CLOSED = form.ChainClosed()
EXEMPTED = exempt.ExclusionExempted(
    limb="5(2)(a)", evidence="the timetable of examinations", family_told=TO_BOTH
)
CAPPED = exempt.ExclusionExempted(
    limb="5(2)(b)", evidence="section F", family_told=TO_BOTH, hours_in_plan=12, hours_provided=12
)
ITS_PLAN = (sibling("ehc_plan", "maintained"),)


def recorded(move: str, what: Form, *, number: int = 1, **known: Any) -> Line:
    return line(number, EXCLUSION, move, what, cycle=0, **known)


SUSPENDED = recorded("suspend", THREE_DAYS)
SUSPENDED_FOR_WEEKS = recorded("suspend", FOUR_WEEKS)
EXCLUDED = recorded("exclude permanently", FOR_GOOD)
BOARD_UPHELD = recorded("consider permanent exclusion", UPHELD, number=2)
LAST_YEAR = Sibling("exclusion", "closed", 1, "", None, MONDAY - 20 * WEEK)

GUARDS = {
    **taken_by(EXCLUSION),
    ask.no_chain_of_this_year_is_there: (
        asked(THREE_DAYS, siblings=(LAST_YEAR,)),
        asked(THREE_DAYS, siblings=(Sibling("exclusion", "closed", 1, "", None, MONDAY),)),
    ),
    ask.it_lies_in_the_year_of_the_chain: (
        asked(NEXT_WEEK, SUSPENDED),
        asked(but(NEXT_WEEK, excluded_from=MONDAY + 52 * WEEK), SUSPENDED),
    ),
    ask.it_overlaps_no_other: (
        asked(NEXT_WEEK, SUSPENDED),
        asked(but(NEXT_WEEK, excluded_from=MONDAY + 2 * DAY), SUSPENDED),
    ),
    ask.the_year_stays_within_45_days: (
        asked(but(NEXT_WEEK, until_on=MONDAY + 64 * DAY), SUSPENDED),
        asked(but(NEXT_WEEK, until_on=MONDAY + 65 * DAY), SUSPENDED),
    ),
    ask.an_early_review_was_considered: (
        asked(but(FOR_GOOD, early_review_considered=False)),
        asked(
            but(FOR_GOOD, early_review_considered=False),
            siblings=(sibling("ehc_plan", "maintained"),),
        ),
    ),
    ask.the_pupil_is_out_that_day: (
        asked(form.EducationStarted(), SUSPENDED, on=MONDAY + 2 * DAY),
        asked(form.EducationStarted(), SUSPENDED, on=MONDAY + 3 * DAY),
    ),
    ask.it_is_of_this_chain: (asked(KEPT, SUSPENDED), asked(KEPT)),
    ask.it_is_a_suspension: (asked(KEPT, SUSPENDED), asked(KEPT, EXCLUDED)),
    ask.it_is_permanent: (asked(UPHELD, EXCLUDED), asked(UPHELD, SUSPENDED)),
    ask.the_board_may_reinstate: (
        asked(but(KEPT, outcome="reinstated"), SUSPENDED_FOR_WEEKS),
        asked(but(KEPT, outcome="reinstated"), SUSPENDED),
    ),
    ask.the_notice_tells_of_the_review: (
        asked(UPHELD),
        asked(but(UPHELD, sen_expert_told=False)),
    ),
    ask.every_parent_is_told: (asked(TOLD), asked(but(TOLD, not_reached=()))),
    ask.it_is_dated_when_the_last_was_told: (asked(TOLD), asked(TOLD, on=MONDAY + DAY)),
    ask.the_board_has_not_considered_it: (
        asked(CANCELLED, SUSPENDED),
        asked(CANCELLED, SUSPENDED, recorded("consider suspension", KEPT, number=2)),
    ),
    exempt.the_pupil_is_in_year_11: (
        asked(EXEMPTED, lookup=YEAR_11.__getitem__),
        asked(EXEMPTED),
    ),
    exempt.a_plan_is_maintained: (asked(CAPPED, siblings=ITS_PLAN), asked(CAPPED)),
    exempt.the_hours_of_the_plan_are_provided: (
        asked(CAPPED),
        asked(but(CAPPED, hours_provided=11.5)),
    ),
    ask.the_board_has_done_its_part: (
        asked(CLOSED, SUSPENDED),
        asked(CLOSED, SUSPENDED_FOR_WEEKS),
    ),
    ask.the_time_to_apply_is_over: (
        asked(CLOSED, EXCLUDED, BOARD_UPHELD, on=date(2026, 9, 29)),
        asked(CLOSED, EXCLUDED, BOARD_UPHELD, on=date(2026, 9, 28)),
    ),
    ask.the_virtual_school_knows: (
        asked(
            CLOSED,
            recorded("suspend", but(THREE_DAYS, virtual_school_told_on=MONDAY)),
            lookup=LOOKED_AFTER.__getitem__,
        ),
        asked(CLOSED, SUSPENDED, lookup=LOOKED_AFTER.__getitem__),
    ),
}

FORMS = {
    form.Suspension: NEXT_WEEK,
    form.PermanentExclusion: but(FOR_GOOD, excluded_from=MONDAY + 3 * WEEK),
    form.ExclusionReported: form.ExclusionReported(out_from=MONDAY, reporter="the mother"),
    form.ParentsTold: TOLD,
    form.BoardTold: form.BoardTold(excluded_from=MONDAY),
    form.AuthorityTold: form.AuthorityTold(excluded_from=MONDAY),
    form.OthersTold: form.OthersTold(excluded_from=MONDAY, virtual_school_told_on=MONDAY),
    form.EducationArranged: form.EducationArranged(
        provider="Hope Centre", starts_on=MONDAY + WEEK, notice_given_on=MONDAY
    ),
    form.EducationNotice: form.EducationNotice(given_to="the mother", says="from 9 o'clock"),
    form.EducationStarted: form.EducationStarted(provider="Hope Centre"),
    exempt.ExclusionExempted: EXEMPTED,
    form.PupilReturned: form.PupilReturned(meeting_on=MONDAY),
    form.RepresentationsMade: form.RepresentationsMade(excluded_from=MONDAY, says="unjust"),
    form.SuspensionConsidered: KEPT,
    form.PermanentConsidered: UPHELD,
    form.ReviewAppliedFor: APPLIED,
    form.PanelConvened: form.PanelConvened(excluded_from=MONDAY),
    form.PanelDecided: form.PanelDecided(excluded_from=MONDAY, outcome="quashed"),
    form.BoardReconsidered: form.BoardReconsidered(excluded_from=MONDAY, outcome="upheld"),
    form.ExclusionCancelled: CANCELLED,
    form.ChainClosed: CLOSED,
    form.ExclusionBroughtIn: form.ExclusionBroughtIn(
        source="the earlier system", state="notified", excluded_from=MONDAY,
        until_on=MONDAY + DAY, decided_on=MONDAY,
    ),
}  # fmt: skip

LINES = (SUSPENDED,)
