"""Situations for the guards that several policies about EHC plans share.

Each of those policies takes the ones that its moves ask.
"""

from datetime import timedelta
from typing import Any

from statemachines import exempting, plan_over, representations, rights_holders, section_i
from statemachines.ehc_needs_assessment import EHC_NEEDS_ASSESSMENT
from statemachines.ehc_needs_assessment_forms import AssessmentAgreed, FinalPlan
from statemachines.forms import Form, Told
from statemachines.grammar import Guard
from statemachines.policy import Policy
from statemachines.rights_holders import NotReached, Refusal
from statemachines.section_i import SettingAnswered, SettingConsulted
from statemachines.situation import Line
from statemachines.vocabulary import Role
from tests.statemachines.examples.given import FATHER, MONDAY, MOTHER, asked, line, sibling

DAY = timedelta(days=1)

TO_BOTH = (Told(person=MOTHER, on=MONDAY), Told(person=FATHER, on=MONDAY))
TO_HER = TO_BOTH[:1]
HE_IS_ABROAD = (NotReached(person=FATHER, reason="abroad, no address known"),)
RIGHTS = {
    "appeal_right_told": True,
    "time_limits_told": True,
    "mediation_told": True,
    "advice_and_support_told": True,
}
HILL_SCHOOL = {"urn": "123456", "setting_name": "Hill School"}
VALE_SCHOOL = {"urn": "654321", "setting_name": "Vale School"}

NOTIFIED = AssessmentAgreed(notified=TO_BOTH)
REFUSED = Refusal(notified=TO_BOTH, reasons="needs are met at school", **RIGHTS)
CONSULTED = SettingConsulted(**HILL_SCHOOL, other_authority="841")
ANSWERED = SettingAnswered(**HILL_SCHOOL, answer="offer")
REPRESENTED = representations.Representations(
    person=MOTHER, representations="section F is vague", finished=TO_HER, **HILL_SCHOOL
)
FINAL = FinalPlan(
    section_i="setting", **HILL_SCHOOL, in_s38_3=False, other_authority="841", sent=TO_BOTH,
    setting_sent_on=MONDAY, commissioning_body_sent_on=MONDAY, rights_told_on=MONDAY,
    primary_need="ASD", secondary_need="SLCN", refused_ground="unsuitable",
    refused_reasons="Vale School takes children up to eleven",
)  # fmt: skip
ENDED = plan_over.EndedWithPlan()
FREED = exempting.Exempts(evidence="a letter", family_told=TO_BOTH)


def recorded(move: str, what: Form, **known: Any) -> Line:
    return line(1, EHC_NEEDS_ASSESSMENT, move, what, cycle=0, **known)


def but(form: Form, **other: Any) -> Any:
    """Give the form with other content in some fields."""
    return form.model_copy(update=other)


A_CONSULTATION = recorded("consult a setting", CONSULTED)
ITS_OWN_AUTHORITY_ALONE = recorded("consult a setting", but(CONSULTED, other_authority=""))
AN_OFFER = recorded("setting answers", ANSWERED)
AN_OBJECTION = recorded("setting answers", but(ANSWERED, answer=section_i.Answer.OBJECTION))
SHE_ASKS_FOR_VALE = recorded(
    "representations", representations.Representations(person=MOTHER, **VALE_SCHOOL)
)

GUARDS = {
    exempting.the_family_has_been_told_why: (asked(FREED), asked(but(FREED, family_told=TO_HER))),
    exempting.the_parents_have_been_told_why: (asked(FREED), asked(but(FREED, family_told=TO_HER))),
    exempting.it_has_ended_by_then: (
        asked(but(FREED, ended_on=MONDAY)),
        asked(but(FREED, ended_on=MONDAY + DAY)),
    ),
    plan_over.no_plan_is_maintained: (
        asked(ENDED, siblings=(sibling("ehc_plan", "transferred_out"),)),
        asked(ENDED, siblings=(sibling("ehc_plan", "ceasing"),)),
    ),
    rights_holders.everyone_with_rights_is_reached: (
        asked(but(NOTIFIED, notified=TO_HER, not_reached=HE_IS_ABROAD)),
        asked(but(NOTIFIED, notified=TO_HER)),
    ),
    rights_holders.it_is_dated_when_it_reached_the_last: (
        asked(NOTIFIED),
        asked(NOTIFIED, on=MONDAY + DAY),
    ),
    rights_holders.the_notice_gives_reasons: (asked(REFUSED), asked(but(REFUSED, reasons=""))),
    rights_holders.the_notice_tells_of_the_appeal: (
        asked(REFUSED),
        asked(but(REFUSED, appeal_right_told=False)),
    ),
    rights_holders.the_notice_tells_the_time_limits: (
        asked(REFUSED),
        asked(but(REFUSED, time_limits_told=False)),
    ),
    rights_holders.the_notice_tells_of_mediation: (
        asked(REFUSED),
        asked(but(REFUSED, mediation_told=False)),
    ),
    rights_holders.the_notice_tells_of_advice: (
        asked(REFUSED),
        asked(but(REFUSED, advice_and_support_told=False)),
    ),
    representations.nobody_finishes_for_another: (
        asked(REPRESENTED, role=Role.FAMILY, person=MOTHER),
        asked(REPRESENTED, role=Role.FAMILY, person=FATHER),
    ),
    section_i.the_setting_is_identified_once: (
        asked(CONSULTED),
        asked(but(CONSULTED, ukprn="10001234")),
    ),
    section_i.the_setting_had_been_consulted: (asked(ANSWERED, A_CONSULTATION), asked(ANSWERED)),
    section_i.the_setting_named_is_identified_once: (asked(FINAL), asked(but(FINAL, urn=None))),
    section_i.the_setting_named_was_consulted: (asked(FINAL, A_CONSULTATION), asked(FINAL)),
    section_i.the_other_authority_was_consulted: (
        asked(FINAL, A_CONSULTATION),
        asked(FINAL, ITS_OWN_AUTHORITY_ALONE),
    ),
    section_i.a_setting_outside_s38_3_has_offered: (
        asked(FINAL, AN_OBJECTION, AN_OFFER),
        asked(FINAL, AN_OFFER, AN_OBJECTION),
    ),
    section_i.a_refused_setting_has_its_ground: (
        asked(FINAL, SHE_ASKS_FOR_VALE),
        asked(but(FINAL, refused_ground=None), SHE_ASKS_FOR_VALE),
    ),
    section_i.a_refused_setting_has_its_reasons: (
        asked(FINAL, SHE_ASKS_FOR_VALE),
        asked(but(FINAL, refused_reasons=""), SHE_ASKS_FOR_VALE),
    ),
}


def taken_by(policy: Policy) -> dict[Guard[Any], Any]:
    """Give the situations of those shared guards that the moves of a policy ask."""
    asks = {guard for move in policy.moves for guard in (*move.when, *move.advised)}
    return {guard: situations for guard, situations in GUARDS.items() if guard in asks}
