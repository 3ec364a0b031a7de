"""The EHC needs assessment: situations for its guards, and its forms filled."""

from datetime import timedelta

from statemachines import ehc_assessed_before as earlier
from statemachines import ehc_needs_assessment_forms as form
from statemachines import ehc_needs_assessment_guards as ask
from statemachines import ehc_reassessment_ordered as ordered
from statemachines import ehc_reversal as reversal
from statemachines import exemptions
from statemachines.ehc_needs_assessment import EHC_NEEDS_ASSESSMENT, THE_FAMILY_HAS_BEEN_HEARD
from statemachines.ehc_reassessment import ReassessmentBegun
from statemachines.forms import Told
from statemachines.plan_over import EndedWithPlan
from statemachines.representations import Representations
from statemachines.rights_holders import Refusal
from statemachines.section_i import SectionINames, SettingAnswered, SettingConsulted
from tests.statemachines.examples.given import FATHER, MONDAY, MOTHER, asked, sibling
from tests.statemachines.examples.rights import (
    A_CONSULTATION,
    ANSWERED,
    CONSULTED,
    DAY,
    ENDED,
    FINAL,
    HE_IS_ABROAD,
    NOTIFIED,
    REFUSED,
    REPRESENTED,
    TO_BOTH,
    TO_HER,
    but,
    recorded,
    taken_by,
)

WEEK = timedelta(weeks=1)
DAY_FIFTEEN = MONDAY + 14 * DAY

ASKED = form.RequestReceived(source=1, requester="the mother", reason="he does not read")
NOTICED = form.BroughtToAttention(by_whom="the health visitor", source=3)
CONFIRMED = form.StartConfirmed(reason="the letter was in the post room over the holidays")
SCHOOLS_ADVICE = form.AdviceRequested(
    adviser="Hill School", kind="school", received_by_body_on=MONDAY
)
REUSED = form.AdviceReused(
    adviser="Dr Amin", kind="health", dated_on=MONDAY - 8 * WEEK, adviser_agrees=True,
    authority_agrees=True, family_agrees=True,
)  # fmt: skip
ADVICE = form.AdviceReceived(adviser="Hill School", kind="school", summary="reads at seven")
DRAFT = form.DraftPlan(served=TO_BOTH)
CLOSED_ALL_SUMMER = exemptions.ExemptionRecorded(
    limb="10(4)(a)", evidence="the school's term dates", impractical_because="nobody to ask",
    closed_from=MONDAY + WEEK, reopens_on=MONDAY + 6 * WEEK, family_told=TO_BOTH,
    closed_on_the_word_of="the head",
)  # fmt: skip
ABSENT = but(
    CLOSED_ALL_SUMMER, limb=exemptions.Limb.R5_4_D, away_from=MONDAY,
    away_until=MONDAY + 27 * DAY,
)  # fmt: skip
MISSED = exemptions.AdviserExempted(
    adviser="Hill School", kind="school", limb="8(2)(c)", evidence="the clinic's letter",
    impractical_because="no other appointment in the six weeks", missed_appointment_on=MONDAY,
    family_told=TO_BOTH,
)  # fmt: skip
AWAY_FOR_LONG = but(
    MISSED, limb=exemptions.AdviserLimb.ABSENT, away_from=MONDAY, away_until=MONDAY + 27 * DAY
)

AFTER_AN_ORDER = but(ABSENT, limb=exemptions.Limb.R44_3_B, away_until=MONDAY + 13 * DAY)
ASSESSED_IN_SPRING = earlier.EarlierAssessment(
    evidence="the report", family_told=TO_BOTH, last_assessed_on=MONDAY - 170 * DAY
)

THE_REQUEST = recorded("receive request", ASKED)
A_REASSESSMENT = recorded(
    "receive request", but(ASKED, kind=form.AssessmentKind.REASSESSMENT)
)  # fmt: skip
ADVICE_WAS_ASKED = recorded("ask for advice", SCHOOLS_ADVICE)
THE_DRAFT = recorded("issue draft", DRAFT)
SERVED_LATE_ON_HIM = recorded(
    "issue draft", but(DRAFT, served=(*TO_HER, Told(person=FATHER, on=MONDAY + DAY)))
)
SERVED_ON_HER = recorded("issue draft", but(DRAFT, served=TO_HER))
NOT_ON_HIM = recorded("issue draft", but(DRAFT, served=TO_HER, not_reached=HE_IS_ABROAD))
TWO_WEEKS_ABSENT = but(ABSENT, limb=exemptions.Limb.R44_3_B, away_until=MONDAY + 13 * DAY)
NOT_ASSESSED = recorded("refuse to assess", REFUSED)
NO_PLAN = recorded("refuse to issue", REFUSED)
ORDERED = reversal.ReversedByOrder(orders="assess", refused_on=MONDAY)
GAVE_WAY = reversal.ReversedByAgreement(reverses="assess", notified=TO_BOTH, refused_on=MONDAY)
AN_ORDER = recorded("reverse by order", ORDERED)
IT_GAVE_WAY = recorded("reverse by agreement", GAVE_WAY)
ANOTHER_REFUSAL = (sibling("ehc_needs_assessment", "refused_to_assess"),)
UNCHANGED = but(FINAL, section_i=SectionINames.UNCHANGED)

everyone_was_served, the_time_is_over = THE_FAMILY_HAS_BEEN_HEARD

GUARDS = {
    **taken_by(EHC_NEEDS_ASSESSMENT),
    ask.it_is_a_reassessment: (asked(ENDED, A_REASSESSMENT), asked(ENDED)),
    everyone_was_served: (asked(FINAL, NOT_ON_HIM), asked(FINAL, SERVED_ON_HER)),
    the_time_is_over: (
        asked(FINAL, SERVED_LATE_ON_HIM, on=DAY_FIFTEEN + 2 * DAY),
        asked(FINAL, SERVED_LATE_ON_HIM, on=DAY_FIFTEEN + DAY),
    ),
    ask.it_is_not_before_the_start: (
        asked(NOTIFIED, THE_REQUEST),
        asked(NOTIFIED, THE_REQUEST, on=MONDAY - DAY),
    ),
    ask.something_started_that_day: (
        asked(CONFIRMED, THE_REQUEST),
        asked(CONFIRMED, THE_REQUEST, on=MONDAY - DAY),
    ),
    ask.the_body_received_it_after_it_was_sent: (
        asked(SCHOOLS_ADVICE),
        asked(but(SCHOOLS_ADVICE, received_by_body_on=MONDAY - DAY)),
    ),
    ask.the_closure_has_both_its_days: (
        asked(but(SCHOOLS_ADVICE, closed_from=MONDAY, reopens_on=MONDAY + WEEK)),
        asked(but(SCHOOLS_ADVICE, closed_from=MONDAY)),
    ),
    ask.this_advice_was_asked_for: (
        asked(ADVICE, ADVICE_WAS_ASKED),
        asked(but(ADVICE, kind=form.Adviser.HEALTH), ADVICE_WAS_ASKED),
    ),
    ask.the_adviser_finds_it_sufficient: (
        asked(REUSED),
        asked(but(REUSED, adviser_agrees=False)),
    ),
    ask.the_authority_finds_it_sufficient: (
        asked(REUSED),
        asked(but(REUSED, authority_agrees=False)),
    ),
    ask.the_family_finds_it_sufficient: (asked(REUSED), asked(but(REUSED, family_agrees=False))),
    ask.the_draft_names_no_setting: (asked(DRAFT), asked(but(DRAFT, names_a_setting=True))),
    ask.nobody_is_served_before_it_is_sent: (asked(DRAFT), asked(DRAFT, on=MONDAY + DAY)),
    ask.a_first_plan_says_where: (
        asked(UNCHANGED, A_REASSESSMENT),
        asked(UNCHANGED, THE_REQUEST),
    ),
    reversal.this_refusal_is_meant: (
        asked(ORDERED, NOT_ASSESSED, siblings=ANOTHER_REFUSAL),
        asked(but(ORDERED, refused_on=None), NOT_ASSESSED, siblings=ANOTHER_REFUSAL),
    ),
    reversal.the_route_fits_the_refusal: (
        asked(ORDERED, NOT_ASSESSED),
        asked(ORDERED, NOT_ASSESSED, NO_PLAN),
    ),
    reversal.it_was_reversed_by_agreement: (asked(ORDERED, IT_GAVE_WAY), asked(ORDERED, AN_ORDER)),
    reversal.a_reversal_is_to_be_notified: (
        asked(NOTIFIED, AN_ORDER),
        asked(NOTIFIED, IT_GAVE_WAY),
    ),
    exemptions.the_absence_after_an_order_lasts_two_weeks: (
        asked(TWO_WEEKS_ABSENT),
        asked(but(TWO_WEEKS_ABSENT, away_until=MONDAY + 12 * DAY)),
    ),
    exemptions.compliance_was_impractical: (
        asked(CLOSED_ALL_SUMMER),
        asked(but(CLOSED_ALL_SUMMER, impractical_because="")),
    ),
    exemptions.a_closure_reaches_the_request: (
        asked(CLOSED_ALL_SUMMER, ADVICE_WAS_ASKED),
        asked(CLOSED_ALL_SUMMER, recorded("ask for advice", SCHOOLS_ADVICE, on=MONDAY - DAY)),
    ),
    exemptions.the_absence_lasts_four_weeks: (
        asked(ABSENT, THE_REQUEST),
        asked(ABSENT, recorded("receive request", ASKED, on=MONDAY + DAY)),
    ),
    exemptions.the_absence_after_an_order_lasts_two_weeks: (
        asked(AFTER_AN_ORDER, AN_ORDER),
        asked(AFTER_AN_ORDER),
    ),
    exemptions.the_other_day_is_named: (
        asked(but(AFTER_AN_ORDER, limb=exemptions.Limb.R42_5, agreed_for=MONDAY)),
        asked(but(AFTER_AN_ORDER, limb=exemptions.Limb.R42_5)),
    ),
    exemptions.the_answer_was_impractical: (
        asked(MISSED),
        asked(but(MISSED, impractical_because="")),
    ),
    earlier.it_was_within_six_months: (
        asked(ASSESSED_IN_SPRING, THE_REQUEST),
        asked(but(ASSESSED_IN_SPRING, last_assessed_on=MONDAY - 200 * DAY), THE_REQUEST),
    ),
    exemptions.the_absence_from_the_adviser_lasts_four_weeks: (
        asked(AWAY_FOR_LONG, ADVICE_WAS_ASKED),
        asked(but(AWAY_FOR_LONG, away_until=MONDAY + 26 * DAY), ADVICE_WAS_ASKED),
    ),
    exemptions.the_missed_appointment_is_dated: (
        asked(MISSED, ADVICE_WAS_ASKED),
        asked(but(MISSED, missed_appointment_on=MONDAY + 43 * DAY), ADVICE_WAS_ASKED),
    ),
}

FORMS = {
    EndedWithPlan: ENDED,
    ordered.ReassessmentOrdered: ordered.ReassessmentOrdered(),
    ordered.ReassessmentConceded: ordered.ReassessmentConceded(),
    ordered.ReassessmentMediated: ordered.ReassessmentMediated(),
    reversal.ReversedByOrder: ORDERED,
    reversal.ReversedByConcession: reversal.ReversedByConcession(about="make_plan"),
    reversal.ReversedByMediation: reversal.ReversedByMediation(agreed="assess"),
    reversal.ReversedByAgreement: GAVE_WAY,
    form.RequestReceived: ASKED,
    form.BroughtToAttention: NOTICED,
    ReassessmentBegun: ReassessmentBegun(source=1),
    form.StartConfirmed: CONFIRMED,
    form.FamilyConsulted: form.FamilyConsulted(consulted=TO_BOTH, views="please assess"),
    form.BodiesNotified: form.BodiesNotified(bodies=("health", "social_care", "school")),
    form.PanelRecommended: form.PanelRecommended(recommendation="assess", reasons="no progress"),
    form.AssessmentAgreed: NOTIFIED,
    Refusal: REFUSED,
    form.AdviceRequested: SCHOOLS_ADVICE,
    form.AdviceRequestReceived: form.AdviceRequestReceived(adviser="Hill School", kind="school"),
    form.AdviceReused: REUSED,
    form.AdviceReceived: ADVICE,
    exemptions.AdviserExempted: MISSED,
    exemptions.ExemptionRecorded: CLOSED_ALL_SUMMER,
    earlier.EarlierAssessment: ASSESSED_IN_SPRING,
    form.IssueAgreed: form.IssueAgreed(reasons="more than the school can give"),
    form.DraftPlan: DRAFT,
    Representations: REPRESENTED,
    SettingConsulted: CONSULTED,
    SettingAnswered: ANSWERED,
    form.FinalPlan: FINAL,
    form.Withdrawn: form.Withdrawn(by_whom="the mother", reason="a new school helps"),
    form.MovedOut: form.MovedOut(to_authority="841"),
    form.AssessmentBroughtIn: form.AssessmentBroughtIn(
        source="the earlier system", state="drafting", request_source=2,
        request_received_on=MONDAY, draft_served=(Told(person=MOTHER, on=MONDAY),),
    ),
}  # fmt: skip

LINES = (THE_REQUEST, ADVICE_WAS_ASKED, A_CONSULTATION, THE_DRAFT)
