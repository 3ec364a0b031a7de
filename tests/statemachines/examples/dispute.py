"""The dispute: situations for its guards, and its forms filled."""

from datetime import date

from statemachines import dispute_appeal_forms as appeal
from statemachines import dispute_exemptions as exempt
from statemachines import dispute_forms as form
from statemachines import dispute_guards as ask
from statemachines.appealable import DisputeKind
from statemachines.dispute import DISPUTE
from statemachines.forms import Form, Told
from statemachines.plan_over import EndedWithPlan
from statemachines.situation import Line
from tests.statemachines.examples.given import (
    FATHER,
    MONDAY,
    MOTHER,
    asked,
    line,
    sibling,
)
from tests.statemachines.examples.rights import DAY, ENDED, TO_BOTH, TO_HER, but, taken_by

NOVEMBER, DECEMBER = date(2026, 11, 7), date(2026, 12, 7)

OPENED = form.WindowOpened(kind=DisputeKind.ASSESS, sent=TO_BOTH, decided_on=MONDAY)
CONTACTED = form.AdviserContacted(contacted=TO_HER)
WANTS_MEDIATION = form.MediationRequested(
    about="both", issues="speech therapy", health_provision="nursing", requested=TO_HER,
    health_raised_on=MONDAY,
)  # fmt: skip
CERTIFICATE = form.CertificateIssued(issued=TO_HER)
AGREEMENT = form.MediationAgreement(agreed=("assess", "not_appealable"), wording="as agreed")
SETTLED = form.SettledWithoutOrder(decided_on=MONDAY, agreed="to assess")
REGISTERED = appeal.AppealRegistered(
    lodged=TO_HER, appeal_number="EH001", sent_to_authority_on=MONDAY,
    hearing_on=DECEMBER, bundle_by_on=NOVEMBER,
)  # fmt: skip
ORDER = appeal.OrderMade(orders=("assess", "other"), wording="the appeal is allowed")
CEASE_DISMISSED = appeal.OrderMade(orders=("dismiss_cease",))
CONCEDED = appeal.AppealConceded(about=("assess",))
DISMISSED = appeal.AppealDismissed(reasons="the needs are met")
COMPLIED = appeal.OrderCompliedWith(done=("other",), how="a letter")
FINISHED = form.DisputeFinished()
LAPSED = form.WindowLapsed()
ABSENT = exempt.DisputeExemption(
    limb="44(3)(b)", evidence="tickets", impractical_because="nobody to talk to",
    away_from=MONDAY, away_until=MONDAY + 13 * DAY, family_told=TO_BOTH,
)  # fmt: skip
VARIED = exempt.DisputeExemption(limb="42(5)", evidence="the letters", agreed_for=MONDAY)


def recorded(move: str, what: Form, **known: object) -> Line:
    return line(1, DISPUTE, move, what, cycle=0, **known)


THE_NOTICE = recorded("open window", OPENED)
A_CEASE_NOTICE = recorded("open window", but(OPENED, kind=DisputeKind.CEASE))
A_CONTENTS_NOTICE = recorded("open window", but(OPENED, kind=DisputeKind.CONTENTS))
SHE_CONTACTED = recorded("contact mediation adviser", CONTACTED)
HER_CERTIFICATE = recorded("issue certificate", CERTIFICATE)
HIS_CERTIFICATE = recorded(
    "issue certificate", but(CERTIFICATE, issued=(Told(person=FATHER, on=MONDAY),))
)
HER_LATE_CERTIFICATE = recorded(
    "issue certificate", but(CERTIFICATE, issued=(Told(person=MOTHER, on=NOVEMBER),))
)
THE_ANSWER = recorded("answer appeal", appeal.AppealAnswered())
THE_ORDER = recorded("record order", ORDER)
DONE = recorded("comply with order", COMPLIED)
UNDER_WAY = (sibling("ehc_needs_assessment", "assessing"),)

GUARDS = {
    **taken_by(DISPUTE),
    ask.it_is_about_the_plan: (
        asked(ENDED, recorded("open window", but(OPENED, kind=DisputeKind.AMEND))),
        asked(ENDED, THE_NOTICE),
    ),
    ask.the_window_is_over: (
        asked(LAPSED, THE_NOTICE, on=NOVEMBER + DAY),
        asked(LAPSED, THE_NOTICE, HER_LATE_CERTIFICATE, on=NOVEMBER + DAY),
    ),
    ask.nobody_waits_for_a_certificate: (
        asked(LAPSED, THE_NOTICE, SHE_CONTACTED, HER_CERTIFICATE),
        asked(LAPSED, THE_NOTICE, SHE_CONTACTED, HIS_CERTIFICATE),
    ),
    ask.health_issues_are_dated: (
        asked(WANTS_MEDIATION),
        asked(but(WANTS_MEDIATION, health_raised_on=None)),
    ),
    ask.the_appeal_is_not_answered_yet: (asked(CONCEDED), asked(CONCEDED, THE_ANSWER)),
    ask.it_is_not_about_ceasing: (
        asked(DISMISSED, THE_NOTICE),
        asked(DISMISSED, A_CEASE_NOTICE),
    ),
    ask.only_a_cease_appeal_is_so_dismissed: (
        asked(CEASE_DISMISSED, A_CEASE_NOTICE),
        asked(CEASE_DISMISSED, THE_NOTICE),
    ),
    ask.it_is_about_this_decision: (
        asked(SETTLED, THE_NOTICE),
        asked(but(SETTLED, decided_on=MONDAY + DAY), THE_NOTICE),
    ),
    ask.everything_is_done: (asked(FINISHED, THE_ORDER, DONE), asked(FINISHED, THE_ORDER)),
    ask.no_assessment_is_under_way: (
        asked(FINISHED, THE_ORDER),
        asked(FINISHED, THE_ORDER, siblings=UNDER_WAY),
    ),
    exempt.compliance_was_impractical: (
        asked(ABSENT),
        asked(but(ABSENT, impractical_because="")),
    ),
    exempt.the_absence_lasts_two_weeks: (
        asked(ABSENT, THE_ORDER),
        asked(but(ABSENT, away_until=MONDAY + 12 * DAY), THE_ORDER),
    ),
    exempt.the_other_day_is_named: (asked(VARIED), asked(but(VARIED, agreed_for=None))),
}

FORMS = {
    EndedWithPlan: ENDED,
    form.WindowOpened: OPENED,
    form.DisagreementRaised: form.DisagreementRaised(about="transport", who_asks="the mother"),
    form.DiscriminationComplainedOf: form.DiscriminationComplainedOf(
        what_happened="left out of a school trip"
    ),
    form.AdviserContacted: CONTACTED,
    form.MediationDeclined: form.MediationDeclined(declined=TO_HER),
    form.MediationRequested: WANTS_MEDIATION,
    form.CommissionerTold: form.CommissionerTold(about="health", board="the board"),
    form.MediationArranged: form.MediationArranged(meeting_on=MONDAY, arranged=TO_HER),
    form.MediationNotArranged: form.MediationNotArranged(reason="nobody free", told=TO_HER),
    form.MediationConcluded: form.MediationConcluded(outcome="not_agreed", concluded=TO_HER),
    form.CertificateIssued: CERTIFICATE,
    form.MediationAgreement: AGREEMENT,
    form.AgreementCarriedOut: form.AgreementCarriedOut(done=("not_appealable",)),
    form.AuthorityToldOfAgreement: form.AuthorityToldOfAgreement(board="the board"),
    form.SettledWithoutOrder: SETTLED,
    form.Withdrawn: form.Withdrawn(by_whom="the mother", reason="a new school helps"),
    form.WindowLapsed: LAPSED,
    form.DisputeFinished: FINISHED,
    form.DisputeBroughtIn: form.DisputeBroughtIn(
        source="the earlier system", state="open_window", kind=DisputeKind.ISSUE, sent=TO_HER,
        lodged=TO_HER, sent_to_authority_on=MONDAY, hearing_on=MONDAY,
    ),
    appeal.AppealRegistered: REGISTERED,
    appeal.ClaimMade: appeal.ClaimMade(respondent="school", occurred_on=MONDAY),
    appeal.AppealSent: appeal.AppealSent(appeal_number="EH001", hearing_on=MONDAY),
    appeal.HearingSet: appeal.HearingSet(hearing_on=MONDAY, bundle_by_on=MONDAY),
    appeal.AppealAnswered: appeal.AppealAnswered(summary="the needs are met"),
    appeal.BundleSent: appeal.BundleSent(sent_to="the Tribunal and the mother"),
    appeal.OrderMade: ORDER,
    appeal.AppealConceded: CONCEDED,
    appeal.AppealDismissed: DISMISSED,
    appeal.AppealWithdrawn: appeal.AppealWithdrawn(by_whom="the mother"),
    appeal.AppealReinstated: appeal.AppealReinstated(reason="withdrawn by mistake"),
    appeal.OrderCompliedWith: COMPLIED,
    appeal.Recommendation: appeal.Recommendation(body="health", what="a nurse weekly"),
    exempt.DisputeExemption: ABSENT,
}  # fmt: skip

LINES = (THE_NOTICE,)
