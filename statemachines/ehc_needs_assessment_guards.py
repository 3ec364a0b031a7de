"""The questions that the moves of an EHC needs assessment ask."""

from statemachines.ehc_clock_start import starts
from statemachines.ehc_needs_assessment_forms import (
    AdviceNamed,
    AdviceRequested,
    AdviceReused,
    AssessmentAsked,
    AssessmentBroughtIn,
    AssessmentKind,
    DraftPlan,
    FinalPlan,
)
from statemachines.events import Event
from statemachines.forms import Form
from statemachines.grammar import AnySituation, guard
from statemachines.section_i import SectionINames
from statemachines.situation import Situation


def is_reassessment(s: AnySituation) -> bool:
    """Tell whether there was a plan already when the process was opened."""
    opening = s.record.lines[0].form if s.record.lines else s.form
    asked = isinstance(opening, AssessmentAsked | AssessmentBroughtIn)
    return asked and opening.entries()["kind"] is AssessmentKind.REASSESSMENT


@guard("it is dated before the request was received and before the pupil came to attention")
def it_is_not_before_the_start(s: Situation[Form]) -> bool:
    begun = starts(s.record.happenings)
    return not begun or begun[0].on <= s.on


@guard("on that day no request was received, nor was the pupil brought to attention")
def something_started_that_day(s: Situation[Form]) -> bool:
    return any(event.on == s.on for event in starts(s.record.happenings))


@guard("the request cannot have been received before it was sent")
def the_body_received_it_after_it_was_sent(s: Situation[AdviceRequested]) -> bool:
    return s.form.received_by_body_on is None or s.form.received_by_body_on >= s.on


@guard("a closure needs its first closed day and, after that, the day of reopening")
def the_closure_has_both_its_days(s: Situation[AdviceRequested]) -> bool:
    closed, reopens = s.form.closed_from, s.form.reopens_on
    if closed is None or reopens is None:
        return closed is reopens
    return closed < reopens


@guard("this adviser was not asked for advice of this kind")
def this_advice_was_asked_for(s: Situation[AdviceNamed]) -> bool:
    asked = (line.form for line in s.record.of(Event.ADVICE_REQUESTED))
    named = (form for form in asked if isinstance(form, AdviceNamed))
    return any((f.adviser, f.kind) == (s.form.adviser, s.form.kind) for f in named)


@guard("the adviser does not find the earlier advice sufficient")
def the_adviser_finds_it_sufficient(s: Situation[AdviceReused]) -> bool:
    return s.form.adviser_agrees


@guard("the authority does not find the earlier advice sufficient")
def the_authority_finds_it_sufficient(s: Situation[AdviceReused]) -> bool:
    return s.form.authority_agrees


@guard("the family does not find the earlier advice sufficient")
def the_family_finds_it_sufficient(s: Situation[AdviceReused]) -> bool:
    return s.form.family_agrees


@guard("a draft may not name a school or other institution")
def the_draft_names_no_setting(s: Situation[DraftPlan]) -> bool:
    return not s.form.names_a_setting


@guard("nobody can be served with the draft before it is sent")
def nobody_is_served_before_it_is_sent(s: Situation[DraftPlan]) -> bool:
    return all(told.on >= s.on for told in s.form.served)


@guard("it is no reassessment, and goes on without a plan")
def it_is_a_reassessment(s: Situation[Form]) -> bool:
    return is_reassessment(s)


@guard("a first plan has no earlier section I that could stay as it is")
def a_first_plan_says_where(s: Situation[FinalPlan]) -> bool:
    return s.form.section_i is not SectionINames.UNCHANGED or is_reassessment(s)
