"""How advice is asked for and given in an EHC needs assessment, and what excuses its lateness.

Advice is received, and what excuses a delay is recorded, in whatever state the process is by then:
late advice is advice still.
"""

from statemachines import ehc_assessed_before as earlier
from statemachines import ehc_needs_assessment_forms as form
from statemachines import ehc_needs_assessment_guards as ask
from statemachines import exemptions
from statemachines.ehc_needs_assessment_states import BEFORE_ADVICE_IS_IN
from statemachines.events import Event
from statemachines.exempting import it_has_ended_by_then, the_family_has_been_told_why
from statemachines.grammar import Move, Reach, must
from statemachines.vocabulary import Audience, Readers, Role

CASEWORKER = frozenset({Role.CASEWORKER})
WHO_HEARS_OF_ADVICE = frozenset({Role.CASEWORKER, Role.PROFESSIONAL})

ADVICE = (
    Move(
        name="ask for advice", source=BEFORE_ADVICE_IS_IN,
        by=CASEWORKER, event=Event.ADVICE_REQUESTED, form=form.AdviceRequested,
        law=must("SI 2014/1530 reg 6(1); reg 8(1): six weeks from receipt, for each adviser"),
        when=(ask.the_body_received_it_after_it_was_sent, ask.the_closure_has_both_its_days),
        tells=frozenset({Audience.PROFESSIONAL, Audience.SCHOOL}),
    ),
    Move(
        name="record receipt of request", source=Reach.OPEN,
        by=CASEWORKER, event=Event.ADVICE_REQUEST_RECEIVED_BY_BODY,
        form=form.AdviceRequestReceived,
        law=must("SI 2014/1530 reg 8(1): the six weeks run from the day the body receives it"),
        when=(ask.this_advice_was_asked_for,),
    ),
    Move(
        name="reuse advice", source=BEFORE_ADVICE_IS_IN,
        by=CASEWORKER, event=Event.ADVICE_REUSED, form=form.AdviceReused,
        law=must("SI 2014/1530 reg 6(4): adviser, authority and family are all satisfied"),
        when=(
            ask.the_adviser_finds_it_sufficient,
            ask.the_authority_finds_it_sufficient,
            ask.the_family_finds_it_sufficient,
        ),
    ),
    Move(
        name="advice received", source=Reach.OPEN,
        by=WHO_HEARS_OF_ADVICE,
        event=Event.ADVICE_RECEIVED, form=form.AdviceReceived,
        law=must("SI 2014/1530 reg 8(1); late advice is advice still, whatever the state"),
        advised=(ask.this_advice_was_asked_for,), tells=frozenset({Audience.CASEWORKER}),
    ),
    Move(
        name="adviser exempt", source=Reach.OPEN,
        by=WHO_HEARS_OF_ADVICE,
        event=Event.ADVISER_EXEMPTED, form=exemptions.AdviserExempted,
        law=must("SI 2014/1530 reg 8(2): a limb, and impractical because of it"),
        when=(
            ask.this_advice_was_asked_for,
            exemptions.the_absence_from_the_adviser_lasts_four_weeks,
            exemptions.the_missed_appointment_is_dated,
            exemptions.the_answer_was_impractical,
            it_has_ended_by_then,
        ),
        advised=(the_family_has_been_told_why,),
    ),
    Move(
        name="record exemption", source=Reach.OPEN,
        by=frozenset({Role.DECISION_MAKER}),
        event=Event.EXEMPTION_RECORDED, form=exemptions.ExemptionRecorded,
        law=must("SI 2014/1530 regs 5(4), 10(4), 13(3), 27(3), 42(5), 44(3), 45(7): a limb, and "
                 "impractical because of it; CoP 9.43: the family is told why"),
        when=(
            exemptions.a_closure_reaches_the_request,
            exemptions.the_absence_lasts_four_weeks,
            exemptions.the_absence_after_an_order_lasts_two_weeks,
            exemptions.the_other_day_is_named,
            exemptions.compliance_was_impractical,
            it_has_ended_by_then,
        ),
        advised=(the_family_has_been_told_why,),
        tells=frozenset({Audience.FAMILY}),
    ),
    Move(
        name="record earlier assessment", source=Reach.OPEN,
        by=frozenset({Role.DECISION_MAKER}),
        event=Event.EXEMPTION_RECORDED, form=earlier.EarlierAssessment,
        law=must("CFA 2014 s.36(6)(b): within six months of an assessment the notice of s.36(7) "
                 "is not owed; the consultation of s.36(4) and the decision are"),
        when=(earlier.it_was_within_six_months,),
        advised=(the_family_has_been_told_why,), readers=Readers.FAMILY,
    ),
)  # fmt: skip
