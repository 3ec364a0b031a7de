"""The complaint: situations for its guards, and its forms filled."""

from statemachines import complaint as policy
from statemachines import complaint_forms as form
from statemachines.complaint import COMPLAINT
from statemachines.forms import Form
from statemachines.situation import Line
from tests.statemachines.examples.given import CASEWORKER, MANAGER, MONDAY, MOTHER, asked, line
from tests.statemachines.examples.rights import DAY, but

RECEIVED = form.ComplaintReceived(
    about="the plan is late", complainant=MOTHER, wanted="the plan", known_since_on=MONDAY
)
LONGER = form.StageOneExtended(
    reason="the officer is away", ombudsman_told_of=True, answer_by_on=MONDAY
)
AGAIN_LONGER = form.StageTwoExtended(
    reason="files had to be found", ombudsman_told_of=True, answer_by_on=MONDAY
)
ANSWER = form.Answered(finding="upheld", answer="we are sorry", next_stage_told_of=True)
AGREED = form.RemedyAgreed(remedy="an apology", do_by_on=MONDAY, pounds=150)
DONE = form.RemedyCarriedOut(remedy="an apology", evidence="the letter")
CLOSED = form.ComplaintClosed(learnt="late cases are looked at weekly")


def recorded(move: str, what: Form, **known: object) -> Line:
    return line(1, COMPLAINT, move, what, cycle=0, **known)


THE_COMPLAINT = recorded("receive complaint", RECEIVED)
HIS_ANSWER = recorded("answer", ANSWER, person=CASEWORKER)
THE_REMEDY = recorded("agree remedy", AGREED)
ITS_END = recorded("carry out remedy", DONE)

GUARDS = {
    policy.the_promised_day_is_to_come: (asked(LONGER), asked(LONGER, on=MONDAY + DAY)),
    policy.the_ombudsman_is_named: (asked(LONGER), asked(but(LONGER, ombudsman_told_of=False))),
    policy.the_next_stage_is_named: (asked(ANSWER), asked(but(ANSWER, next_stage_told_of=False))),
    policy.somebody_else_answers: (
        asked(ANSWER, HIS_ANSWER, person=MANAGER),
        asked(ANSWER, HIS_ANSWER, person=CASEWORKER),
    ),
    policy.this_remedy_was_agreed: (asked(DONE, THE_REMEDY), asked(DONE)),
    policy.every_remedy_is_carried_out: (
        asked(CLOSED, THE_REMEDY, ITS_END),
        asked(CLOSED, THE_REMEDY),
    ),
}

FORMS = {
    form.ComplaintReceived: RECEIVED,
    form.TakenToOmbudsman: form.TakenToOmbudsman(ombudsman_reference="26 001 001"),
    form.Acknowledged: form.Acknowledged(understood="the plan is late"),
    form.StageOneExtended: LONGER,
    form.StageTwoExtended: AGAIN_LONGER,
    form.Answered: ANSWER,
    form.Escalated: form.Escalated(why="nothing was said about the therapy"),
    form.EnquiryReceived: form.EnquiryReceived(enquiry="first", answer_by_on=MONDAY),
    form.EnquiryAnswered: form.EnquiryAnswered(enquiry="first"),
    form.OmbudsmanDecided: form.OmbudsmanDecided(decision="remedy", findings="fault"),
    form.ReportReceived: form.ReportReceived(findings="fault"),
    form.NoticePublished: form.NoticePublished(where="the county's newspaper"),
    form.ActionTold: form.ActionTold(action="paid, and trained"),
    form.RemedyAgreed: AGREED,
    form.RemedyCarriedOut: DONE,
    form.ComplaintWithdrawn: form.ComplaintWithdrawn(by_whom="the mother"),
    form.ComplaintClosed: CLOSED,
    form.ComplaintBroughtIn: form.ComplaintBroughtIn(
        source="the earlier system", state="stage_one", received_on=MONDAY, acknowledged_on=MONDAY
    ),
}

LINES = (THE_COMPLAINT, THE_REMEDY)
