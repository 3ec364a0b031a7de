"""The EHC plan: situations for its guards, and its forms filled."""

from datetime import timedelta
from typing import Any

from statemachines import ehc_plan as plan
from statemachines import ehc_plan_forms as form
from statemachines import plan_amendment_forms as amendment
from statemachines.forms import Form
from statemachines.sen2 import CeaseReason
from statemachines.situation import Line, Lookup
from tests.statemachines.examples.given import KNOWN, MONDAY, asked, line, sibling
from tests.statemachines.examples.rights import (
    DAY,
    HILL_SCHOOL,
    TO_BOTH,
    VALE_SCHOOL,
    but,
    taken_by,
)

TWENTY_FIVE = {**KNOWN, Lookup.AGE_IN_YEARS: 25}
TWENTY_FOUR = {**KNOWN, Lookup.AGE_IN_YEARS: 24}

MADE = form.PlanMade(
    section_i="setting", **HILL_SCHOOL, setting_named_on=MONDAY, primary_need="ASD"
)
OPENED = form.AmendmentOpened(
    cause="another_time", amendments="section I: Vale School", evidence="the head's letter",
    served=TO_BOTH,
)  # fmt: skip
REVIEWED = form.ReviewCompleted(
    reviewed_on=MONDAY - timedelta(weeks=4), decided_on=MONDAY, outcome="maintain"
)
BUDGET = form.BudgetRecorded(
    taken_up=True, organised_arrangements=True, direct_payment="education", review_on=MONDAY
)
REFUSED_BUDGET = form.BudgetRecorded(taken_up=False, reasons="the school provides it all")
TOO_OLD = form.PlanEnded(cease_reason=CeaseReason.MAXIMUM_AGE)
NAMED = form.SettingNamed(**HILL_SCHOOL, resourced_provision=True)


def recorded(move: str, what: Form, **known: Any) -> Line:
    return line(1, plan.EHC_PLAN, move, what, cycle=0, **known)


GUARDS = {
    **taken_by(plan.EHC_PLAN),
    plan.no_plan_is_maintained_yet: (
        asked(MADE, siblings=(sibling("ehc_plan", "ceased"),)),
        asked(MADE, siblings=(sibling("ehc_plan", "maintained"),)),
    ),
    plan.only_a_budget_has_parts: (asked(BUDGET), asked(but(BUDGET, taken_up=False))),
    plan.a_refused_budget_has_reasons: (
        asked(REFUSED_BUDGET),
        asked(but(REFUSED_BUDGET, reasons="")),
    ),
    plan.the_review_has_its_days_in_order: (
        asked(REVIEWED),
        asked(but(REVIEWED, decided_on=MONDAY + DAY)),
    ),
    plan.it_ends_by_itself: (
        asked(TOO_OLD, lookup=TWENTY_FIVE.__getitem__),
        asked(TOO_OLD, lookup=TWENTY_FOUR.__getitem__),
    ),
    amendment.the_amendments_are_set_out: (asked(OPENED), asked(but(OPENED, amendments=""))),
    amendment.the_evidence_goes_with_them: (asked(OPENED), asked(but(OPENED, evidence=""))),
    amendment.nobody_is_served_before_it_is_sent: (asked(OPENED), asked(OPENED, on=MONDAY + DAY)),
}

FORMS = {
    form.PlanMade: MADE,
    form.PlanVersion: form.PlanVersion(sections="F", sent=TO_BOTH, read_on=MONDAY),
    form.AmendmentOpened: OPENED,
    form.ReviewMeetingRecorded: form.ReviewMeetingRecorded(),
    form.ReviewCompleted: REVIEWED,
    form.PlanEnded: TOO_OLD,
    form.SettingNamed: NAMED,
    form.SettingAttended: form.SettingAttended(**VALE_SCHOOL, rank=2, residential="A"),
    form.Admitted: form.Admitted(**HILL_SCHOOL),
    form.ProvisionRecorded: form.ProvisionRecorded(
        section="F", line="speech therapy weekly", stage="first_seen"
    ),
    form.ProvisionSecured: form.ProvisionSecured(section="G"),
    form.BudgetRecorded: BUDGET,
    form.HomeEducationRecorded: form.HomeEducationRecorded(arrangement="elective"),
    form.PlanBroughtIn: form.PlanBroughtIn(
        source="the earlier system", state="maintained", plan_made_on=MONDAY - timedelta(weeks=60),
        last_reviewed_on=MONDAY - timedelta(weeks=9),
    ),
}  # fmt: skip

LINES = (recorded("make plan", MADE),)
