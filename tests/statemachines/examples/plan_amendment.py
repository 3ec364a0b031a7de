"""The amendment of a plan: situations for its guards, and its forms filled."""

from datetime import timedelta
from typing import Any

from statemachines import plan_amendment_forms as form
from statemachines.forms import Form
from statemachines.plan_amendment import PLAN_AMENDMENT, THE_FAMILY_HAS_BEEN_HEARD
from statemachines.plan_over import EndedWithPlan
from statemachines.representations import Representations
from statemachines.section_i import SectionINames, SettingAnswered, SettingConsulted
from statemachines.situation import Line
from tests.statemachines.examples.given import MONDAY, asked, line
from tests.statemachines.examples.rights import (
    A_CONSULTATION,
    ANSWERED,
    CONSULTED,
    DAY,
    ENDED,
    HE_IS_ABROAD,
    HILL_SCHOOL,
    REPRESENTED,
    RIGHTS,
    TO_BOTH,
    TO_HER,
    but,
    taken_by,
)

DAY_FIFTEEN = MONDAY + 14 * DAY

NOTICE = form.AmendmentNotice(
    cause="review", amendments="section F: speech therapy weekly",
    evidence="the therapist's report", served=TO_BOTH,
    review_meeting_on=MONDAY - timedelta(weeks=3),
)  # fmt: skip
FINAL = form.AmendedPlan(
    sent=TO_BOTH, section_i="setting", **HILL_SCHOOL, sections="F and I", rights_told_on=MONDAY
)
DECLINED = form.AmendmentDeclined(
    notified=TO_BOTH, reasons="the therapist now advises otherwise", **RIGHTS
)
BROUGHT_IN = form.AmendmentBroughtIn(
    source="the earlier system", state="notice_sent", notice_sent_on=MONDAY, notice_served=TO_BOTH,
    review_meeting_on=MONDAY - timedelta(weeks=3),
)  # fmt: skip


def recorded(move: str, what: Form, **known: Any) -> Line:
    return line(1, PLAN_AMENDMENT, move, what, cycle=0, **known)


THE_NOTICE = recorded("send notice", NOTICE)
SERVED_ON_HER = recorded("send notice", but(NOTICE, served=TO_HER))
NOT_ON_HIM = recorded("send notice", but(NOTICE, served=TO_HER, not_reached=HE_IS_ABROAD))

everyone_was_served, the_time_is_over = THE_FAMILY_HAS_BEEN_HEARD

GUARDS = {
    **taken_by(PLAN_AMENDMENT),
    everyone_was_served: (asked(FINAL, NOT_ON_HIM), asked(FINAL, SERVED_ON_HER)),
    the_time_is_over: (
        asked(FINAL, THE_NOTICE, on=DAY_FIFTEEN + DAY),
        asked(FINAL, THE_NOTICE, on=DAY_FIFTEEN),
    ),
    form.it_says_what_was_ordered: (
        asked(but(FINAL, section_i=SectionINames.ORDERED)),
        asked(FINAL),
    ),
    form.the_amendments_are_set_out: (asked(NOTICE), asked(but(NOTICE, amendments=""))),
    form.the_evidence_goes_with_them: (asked(NOTICE), asked(but(NOTICE, evidence=""))),
    form.nobody_is_served_before_it_is_sent: (asked(NOTICE), asked(NOTICE, on=MONDAY + DAY)),
}

FORMS = {
    EndedWithPlan: ENDED,
    form.AmendmentNotice: NOTICE,
    Representations: REPRESENTED,
    SettingConsulted: CONSULTED,
    SettingAnswered: ANSWERED,
    form.AmendedPlan: FINAL,
    form.AmendmentDeclined: DECLINED,
    form.AmendmentBroughtIn: BROUGHT_IN,
}

LINES = (THE_NOTICE, A_CONSULTATION)
