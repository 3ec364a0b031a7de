"""The EHC plan: situations for its guards, and its forms filled."""

from datetime import timedelta
from typing import Any

from statemachines import ehc_plan as plan
from statemachines import ehc_plan_ceasing as cease
from statemachines import ehc_plan_forms as form
from statemachines import ehc_plan_phases as phase
from statemachines import ehc_plan_reassessment as anew
from statemachines import ehc_plan_transfers as transfer
from statemachines import plan_amendment_forms as amendment
from statemachines.ehc_plan_exemptions import ArrangedOtherwise
from statemachines.forms import Form
from statemachines.sen2 import CeaseReason
from statemachines.situation import Line, Lookup, Sibling
from tests.statemachines.examples.given import KNOWN, MONDAY, asked, line, sibling
from tests.statemachines.examples.rights import (
    DAY,
    HILL_SCHOOL,
    RIGHTS,
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
TOO_OLD = cease.PlanEnded(cease_reason=CeaseReason.MAXIMUM_AGE)
NAMED = form.SettingNamed(**HILL_SCHOOL, resourced_provision=True)

CONSIDERED = cease.CeaseConsidered(reason="outcomes are achieved")
CONSULTED = cease.CeaseConsulted(
    consulted=TO_BOTH, head_consulted_on=MONDAY, views="the family disagrees"
)
NOTIFIED = cease.CeaseNotified(
    notified=TO_BOTH,
    reasons="needs are met without",
    cease_ground="no_longer_necessary",
    cease_reason=2,
    **RIGHTS,
)
LEFT = cease.CeaseNotified(
    notified=TO_BOTH,
    reasons="at work",
    cease_ground="left_education",
    cease_reason=4,
    reviewed_on=MONDAY,
    return_wished_for=False,
    **RIGHTS,
)
AT_LAST = cease.PlanEndedAfterNotice()
LATER = MONDAY + timedelta(days=62)
EIGHTEEN = {**KNOWN, Lookup.AGE_IN_YEARS: 18}
FOUR = {**KNOWN, Lookup.AGE_IN_YEARS: 4}
TRANSFERRED = transfer.PlanTransferredIn(
    section_i="setting",
    **HILL_SCHOOL,
    from_authority="841",
    plan_made_on=MONDAY - 300 * DAY,
    last_reviewed_on=MONDAY - 90 * DAY,
    moved_on=MONDAY,
)
GONE = transfer.PlanTransferredOut(to_authority="841", moved_on=MONDAY, became_aware_on=MONDAY)
REFUSED = anew.ReassessmentDecided(
    agreed=False,
    notified=TO_BOTH,
    ground="within_six_months",
    reasons="assessed in spring",
    last_assessed_on=MONDAY - 90 * DAY,
    **RIGHTS,
)
TRANSFERS = phase.PhaseTransferFound(phase_starts_on=MONDAY + 360 * DAY)
UNDER_FIVE = phase.UnderFiveReviewed(seen="by the nursery", outcome="review")


def recorded(move: str, what: Form, *, number: int = 1, **known: Any) -> Line:
    return line(number, plan.EHC_PLAN, move, what, cycle=0, **known)


THE_NOTICE = recorded("notify ceasing", NOTIFIED)
THE_REQUEST = recorded("request reassessment", anew.ReassessmentRequested(requester="the mother"))
WHAT_WAS_FOUND = recorded("find phase transfer", TRANSFERS)

GUARDS = {
    **taken_by(plan.EHC_PLAN),
    cease.the_head_is_consulted: (
        asked(CONSULTED),
        asked(but(CONSULTED, head_consulted_on=None)),
    ),
    cease.they_were_consulted: (
        asked(
            NOTIFIED,
            recorded("consider ceasing", CONSIDERED),
            recorded("consult on ceasing", CONSULTED, number=2),
        ),
        asked(NOTIFIED, recorded("consider ceasing", CONSIDERED)),
    ),
    cease.a_ground_is_named: (asked(NOTIFIED), asked(but(NOTIFIED, cease_ground=None))),
    cease.only_an_adult_leaves_education: (asked(LEFT, lookup=EIGHTEEN.__getitem__), asked(LEFT)),
    cease.whoever_left_was_reviewed: (asked(LEFT), asked(but(LEFT, reviewed_on=None))),
    cease.whoever_left_does_not_return: (
        asked(but(LEFT, return_wished_for=True, return_appropriate=False)),
        asked(but(LEFT, return_wished_for=True)),
    ),
    cease.the_time_to_appeal_is_over: (
        asked(AT_LAST, THE_NOTICE, on=LATER),
        asked(AT_LAST, THE_NOTICE, on=LATER - DAY),
    ),
    cease.no_appeal_is_pending: (
        asked(AT_LAST, siblings=(Sibling("dispute", "appealed", 1, "", "contents"),)),
        asked(AT_LAST, siblings=(Sibling("dispute", "appealed", 1, "", "cease"),)),
    ),
    cease.it_ends_by_itself: (
        asked(TOO_OLD, lookup=TWENTY_FIVE.__getitem__),
        asked(TOO_OLD, lookup=TWENTY_FOUR.__getitem__),
    ),
    transfer.the_plan_is_older_than_its_transfer: (
        asked(TRANSFERRED),
        asked(but(TRANSFERRED, plan_made_on=MONDAY + DAY)),
    ),
    transfer.the_family_has_moved: (asked(GONE), asked(but(GONE, moved_on=MONDAY + DAY))),
    transfer.it_is_known_when_we_became_aware: (
        asked(GONE),
        asked(but(GONE, became_aware_on=None)),
    ),
    anew.somebody_asked: (asked(REFUSED, THE_REQUEST), asked(REFUSED)),
    anew.a_refused_reassessment_has_its_ground: (asked(REFUSED), asked(but(REFUSED, ground=None))),
    anew.six_months_are_not_over: (
        asked(REFUSED, THE_REQUEST),
        asked(but(REFUSED, last_assessed_on=MONDAY - 200 * DAY), THE_REQUEST),
    ),
    anew.a_refused_reassessment_tells_of_rights: (
        asked(REFUSED),
        asked(but(REFUSED, mediation_told=False)),
    ),
    phase.one_transfer_is_named: (
        asked(TRANSFERS),
        asked(but(TRANSFERS, moves_on=MONDAY + 360 * DAY)),
    ),
    phase.it_is_not_found_yet: (asked(TRANSFERS), asked(TRANSFERS, WHAT_WAS_FOUND)),
    phase.the_child_is_under_five: (asked(UNDER_FIVE, lookup=FOUR.__getitem__), asked(UNDER_FIVE)),
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
    amendment.the_amendments_are_set_out: (asked(OPENED), asked(but(OPENED, amendments=""))),
    amendment.the_evidence_goes_with_them: (asked(OPENED), asked(but(OPENED, evidence=""))),
    amendment.nobody_is_served_before_it_is_sent: (asked(OPENED), asked(OPENED, on=MONDAY + DAY)),
}

FORMS = {
    ArrangedOtherwise: ArrangedOtherwise(
        evidence="a visit", arrangements="taught at home by a tutor",
        suitable_because="it makes all of section F", family_told=TO_BOTH,
    ),
    form.PlanMade: MADE,
    form.PlanVersion: form.PlanVersion(sections="F", sent=TO_BOTH, read_on=MONDAY),
    form.AmendmentOpened: OPENED,
    form.ReviewMeetingRecorded: form.ReviewMeetingRecorded(),
    form.ReviewCompleted: REVIEWED,
    cease.PlanEnded: TOO_OLD,
    cease.CeaseConsidered: CONSIDERED,
    cease.CeaseConsulted: CONSULTED,
    cease.CeaseNotified: NOTIFIED,
    cease.CeaseNotifiedAfterReview: cease.CeaseNotifiedAfterReview(
        **NOTIFIED.model_dump(), consulted_on=MONDAY
    ),
    cease.CertificateOfCeasing: cease.CertificateOfCeasing(),
    cease.AppealAgainstCeasing: cease.AppealAgainstCeasing(),
    cease.PlanKept: cease.PlanKept(by="order", reasons="the Tribunal ordered it"),
    cease.PlanEndedAfterNotice: AT_LAST,
    transfer.PlanTransferredIn: TRANSFERRED,
    transfer.FamilyToldOfTransfer: transfer.FamilyToldOfTransfer(
        notified=TO_BOTH, will_assess=False, review_by=MONDAY + 90 * DAY
    ),
    transfer.MoveLearnt: transfer.MoveLearnt(
        moves_on=MONDAY + DAY, to_authority="841", another_board=True, board_aware_on=MONDAY
    ),
    transfer.PlanTransferredOut: GONE,
    transfer.CommissionerChanged: transfer.CommissionerChanged(new_board="North board"),
    transfer.CommissionerTold: transfer.CommissionerTold(),
    transfer.ProvisionImpracticable: transfer.ProvisionImpracticable(provision="hydrotherapy"),
    transfer.ReviewAskedByCommissioner: transfer.ReviewAskedByCommissioner(reasons="no pool"),
    anew.ReassessmentRequested: anew.ReassessmentRequested(requester="the mother"),
    anew.ReassessmentDecided: REFUSED,
    phase.PhaseTransferFound: TRANSFERS,
    phase.PhaseSettingNamed: phase.PhaseSettingNamed(**VALE_SCHOOL, from_on=MONDAY),
    phase.UnderFiveReviewed: UNDER_FIVE,
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
