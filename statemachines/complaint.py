"""A complaint about how the authority acted: two stages of its own, the Ombudsman, and remedies.

A complaint is received in whatever form, from whatever state the pupil's other processes are in,
from a closed case or from none. So is the wish for the next stage, and so is the Ombudsman's. The
letters here go to the office alone: whoever complains is answered by name, and what one parent
complains of is no news for the other.

Source:
    Complaint Handling Code of the Local Government and Social Care Ombudsman (2024), parts 5 and 6;
    Local Government Act 1974 ss.26 to 31.
"""

from statemachines import complaint_forms as form
from statemachines.common_moves import common_moves
from statemachines.complaint_forms import Decision
from statemachines.events import Event
from statemachines.forms import Form
from statemachines.grammar import (
    NOT_BEGUN,
    AnySituation,
    Choice,
    Move,
    Reach,
    State,
    guard,
    must,
    practice,
    should,
)
from statemachines.in_force import BEFORE_ALL_RECORDS
from statemachines.policy import Policy
from statemachines.situation import Situation
from statemachines.vocabulary import EVERYONE, Audience, Readers, Role, WaitingFor

STAGE_ONE = State(
    "stage_one", WaitingFor.AUTHORITY, "The authority looks into the complaint and answers it.",
)  # fmt: skip
ANSWERED = State(
    "answered", WaitingFor.FAMILY,
    "The authority has answered; whoever complained may go to the next stage or the Ombudsman.",
)  # fmt: skip
STAGE_TWO = State(
    "stage_two", WaitingFor.AUTHORITY,
    "Somebody else at the authority looks at the complaint again.",
)  # fmt: skip
OMBUDSMAN = State(
    "ombudsman", WaitingFor.AUTHORITY,
    "The Ombudsman has the complaint; the authority answers the Ombudsman's questions.",
)  # fmt: skip
REMEDYING = State(
    "remedying", WaitingFor.AUTHORITY, "The authority puts right what was found.",
)  # fmt: skip
CLOSED = State("closed", WaitingFor.NOBODY, "The complaint is closed.", final=True)

ANYONE = EVERYONE | {Role.CLOCK}
DEALS_WITH_IT = frozenset({Role.CASEWORKER, Role.BUSINESS_SUPPORT, Role.MANAGER})
ANSWERS = frozenset({Role.CASEWORKER, Role.MANAGER})
OFFICE = frozenset({Audience.CASEWORKER, Audience.MANAGER})
MAY_HAVE_REMEDIES = frozenset({ANSWERED, OMBUDSMAN, REMEDYING})


@guard("it is promised for a day that has passed")
def the_promised_day_is_to_come(
    s: Situation[form.StageOneExtended | form.StageTwoExtended],
) -> bool:
    return s.form.answer_by_on >= s.on


@guard("they were not told how to reach the Ombudsman")
def the_ombudsman_is_named(s: Situation[form.Extended]) -> bool:
    return s.form.ombudsman_told_of


@guard("the answer does not tell how to take the complaint further")
def the_next_stage_is_named(s: Situation[form.Answered]) -> bool:
    return s.form.next_stage_told_of


@guard("the same person answered at stage one")
def somebody_else_answers(s: Situation[form.Answered]) -> bool:
    return s.person not in {line.person for line in s.record.of(Event.COMPLAINT_ANSWERED)}


@guard("a remedy of that name was not agreed")
def this_remedy_was_agreed(s: Situation[form.RemedyCarriedOut]) -> bool:
    return s.form.remedy in _remedies(s, Event.REMEDY_AGREED)


@guard("a remedy that was agreed has not been carried out")
def every_remedy_is_carried_out(s: Situation[Form]) -> bool:
    return _remedies(s, Event.REMEDY_AGREED) <= _remedies(s, Event.REMEDY_CARRIED_OUT)


def _remedies(s: AnySituation, event: Event) -> set[str]:
    forms = (line.form for line in s.record.of(event))
    return {form_.remedy for form_ in forms if isinstance(form_, form.Remedy)}


OWN_STAGES = (
    Move(
        name="receive complaint", source=frozenset({NOT_BEGUN}), target=STAGE_ONE,
        by=ANYONE, event=Event.COMPLAINT_RECEIVED, form=form.ComplaintReceived,
        law=should("Complaint Handling Code 6.2: acknowledged and logged in five working days; "
                   "never gated"),
        tells=OFFICE, readers=Readers.AUTHORITY,
    ),
    Move(
        name="acknowledge", source=frozenset({STAGE_ONE}),
        by=DEALS_WITH_IT, event=Event.COMPLAINT_ACKNOWLEDGED, form=form.Acknowledged,
        law=should("Complaint Handling Code 6.2"), readers=Readers.AUTHORITY,
    ),
    Move(
        name="extend", source=frozenset({STAGE_ONE}),
        by=DEALS_WITH_IT, event=Event.COMPLAINT_EXTENDED, form=form.StageOneExtended,
        law=should("Complaint Handling Code 6.4 and 6.5: ten working days more at most, without "
                   "good reason"),
        when=(the_promised_day_is_to_come,), advised=(the_ombudsman_is_named,),
        readers=Readers.AUTHORITY,
    ),
    Move(
        name="answer", source=frozenset({STAGE_ONE}), target=ANSWERED,
        by=ANSWERS, event=Event.COMPLAINT_ANSWERED, form=form.Answered,
        law=should("Complaint Handling Code 6.3, 6.7 and 6.8: in ten working days of the "
                   "acknowledgement"),
        advised=(the_next_stage_is_named,), readers=Readers.AUTHORITY,
    ),
    Move(
        name="escalate", source=frozenset({STAGE_ONE, ANSWERED}), target=STAGE_TWO,
        by=ANYONE, event=Event.COMPLAINT_ESCALATED, form=form.Escalated,
        law=should("Complaint Handling Code part 6, stage 2: no reasons have to be given"),
        tells=OFFICE, readers=Readers.AUTHORITY,
    ),
    Move(
        name="acknowledge", source=frozenset({STAGE_TWO}),
        by=DEALS_WITH_IT, event=Event.STAGE_TWO_ACKNOWLEDGED, form=form.Acknowledged,
        law=should("Complaint Handling Code part 6, stage 2: in five working days"),
        readers=Readers.AUTHORITY,
    ),
    Move(
        name="extend", source=frozenset({STAGE_TWO}),
        by=DEALS_WITH_IT, event=Event.STAGE_TWO_EXTENDED, form=form.StageTwoExtended,
        law=should("Complaint Handling Code part 6, stage 2: twenty working days more at most, "
                   "without good reason"),
        when=(the_promised_day_is_to_come,), advised=(the_ombudsman_is_named,),
        readers=Readers.AUTHORITY,
    ),
    Move(
        name="answer", source=frozenset({STAGE_TWO}), target=ANSWERED,
        by=ANSWERS, event=Event.STAGE_TWO_ANSWERED, form=form.Answered,
        law=should("Complaint Handling Code part 6, stage 2: in twenty working days of the "
                   "acknowledgement, by somebody else"),
        advised=(the_next_stage_is_named, somebody_else_answers), readers=Readers.AUTHORITY,
    ),
)  # fmt: skip

THE_OMBUDSMAN = (
    Move(
        name="take to Ombudsman",
        source=frozenset({NOT_BEGUN, STAGE_ONE, ANSWERED, STAGE_TWO, REMEDYING, CLOSED}),
        target=OMBUDSMAN,
        by=ANYONE, event=Event.TAKEN_TO_OMBUDSMAN, form=form.TakenToOmbudsman,
        law=must("LGA 1974 ss.26 to 26B: from anywhere; whether it is too early or too late is "
                 "for the Ombudsman"),
        tells=OFFICE, readers=Readers.AUTHORITY,
    ),
    Move(
        name="record enquiry", source=frozenset({OMBUDSMAN}),
        by=DEALS_WITH_IT, event=Event.OMBUDSMAN_ENQUIRED, form=form.EnquiryReceived,
        law=must("LGA 1974 s.29: the Ombudsman may require information"),
        tells=OFFICE, readers=Readers.AUTHORITY,
    ),
    Move(
        name="answer enquiry", source=frozenset({OMBUDSMAN}),
        by=DEALS_WITH_IT, event=Event.ENQUIRY_ANSWERED, form=form.EnquiryAnswered,
        law=must("LGA 1974 s.29"), readers=Readers.AUTHORITY,
    ),
    Move(
        name="record decision", source=frozenset({OMBUDSMAN}),
        target=Choice(
            "decision", (REMEDYING, CLOSED),
            leading={
                Decision.REMEDY: REMEDYING,
                Decision.PUT_RIGHT: CLOSED,
                Decision.NO_FAULT: CLOSED,
                Decision.NOT_INVESTIGATED: CLOSED,
            },
        ),
        by=DEALS_WITH_IT, event=Event.OMBUDSMAN_DECIDED, form=form.OmbudsmanDecided,
        law=must("LGA 1974 s.30"), tells=OFFICE, readers=Readers.AUTHORITY,
    ),
    Move(
        name="record report", source=frozenset({OMBUDSMAN}), target=REMEDYING,
        by=DEALS_WITH_IT, event=Event.OMBUDSMAN_REPORT_RECEIVED, form=form.ReportReceived,
        law=must("LGA 1974 ss.30 and 31: public notice in two weeks, an answer in three months"),
        tells=OFFICE, readers=Readers.AUTHORITY,
    ),
    Move(
        name="publish notice", source=frozenset({REMEDYING}),
        by=DEALS_WITH_IT, event=Event.REPORT_NOTICE_PUBLISHED, form=form.NoticePublished,
        law=must("LGA 1974 s.30(5)"), readers=Readers.AUTHORITY,
    ),
    Move(
        name="tell Ombudsman of action", source=frozenset({REMEDYING}),
        by=DEALS_WITH_IT, event=Event.OMBUDSMAN_TOLD_OF_ACTION, form=form.ActionTold,
        law=must("LGA 1974 s.31(2)"), readers=Readers.AUTHORITY,
    ),
)  # fmt: skip

PUTTING_RIGHT = (
    Move(
        name="agree remedy", source=MAY_HAVE_REMEDIES,
        by=ANSWERS, event=Event.REMEDY_AGREED, form=form.RemedyAgreed,
        law=should("Complaint Handling Code 6.6: what is promised is tracked until it is done"),
        tells=frozenset({Audience.CASEWORKER}), readers=Readers.AUTHORITY,
    ),
    Move(
        name="carry out remedy", source=MAY_HAVE_REMEDIES,
        by=DEALS_WITH_IT, event=Event.REMEDY_CARRIED_OUT, form=form.RemedyCarriedOut,
        law=should("Complaint Handling Code 6.6"),
        when=(this_remedy_was_agreed,), readers=Readers.AUTHORITY,
    ),
    Move(
        name="withdraw", source=Reach.OPEN, target=CLOSED,
        by=DEALS_WITH_IT | {Role.FAMILY, Role.REPRESENTATIVE},
        event=Event.COMPLAINT_WITHDRAWN, form=form.ComplaintWithdrawn,
        law=practice("whoever complains may stop; what was found to be wrong is put right all the "
                     "same"),
        readers=Readers.AUTHORITY,
    ),
    Move(
        name="close", source=frozenset({ANSWERED, REMEDYING}), target=CLOSED,
        by=DEALS_WITH_IT, event=Event.COMPLAINT_CLOSED, form=form.ComplaintClosed,
        law=should("Complaint Handling Code 6.6: not before what was promised is done"),
        when=(every_remedy_is_carried_out,), readers=Readers.AUTHORITY,
    ),
)  # fmt: skip

COMPLAINT = Policy(
    name="complaint",
    version=1,
    valid_from=BEFORE_ALL_RECORDS,
    title="Complaint",
    law="Complaint Handling Code (Ombudsman, 2024); Local Government Act 1974 Part III",
    states=(STAGE_ONE, ANSWERED, STAGE_TWO, OMBUDSMAN, REMEDYING, CLOSED),
    moves=(
        *OWN_STAGES, *THE_OMBUDSMAN, *PUTTING_RIGHT, *common_moves(form.ComplaintBroughtIn),
    ),
)  # fmt: skip
