"""The questions that the moves of an annual review ask."""

from datetime import date, timedelta
from functools import wraps
from typing import cast

from statemachines.annual_review_forms import (
    AdulthoodTheme,
    EarlyReviewAnswer,
    EarlyReviewAnswered,
    Invitee,
    ReviewDecided,
    ReviewHeld,
    ReviewInvited,
    ReviewKind,
    ReviewOutcome,
)
from statemachines.ehc_plan_ceasing import (
    GroundsForCeasing,
    only_an_adult_leaves_education,
    whoever_left_does_not_return,
)
from statemachines.events import Event
from statemachines.forms import Form
from statemachines.grammar import AnySituation, Guard, guard
from statemachines.situation import Lookup, Situation

REPORT_IS_DUE_IN = timedelta(weeks=2)
"""Written report after the meeting, AR-09: SI 2014/1530 regs 20(8) and 21(7)."""

ADULTHOOD_FROM_YEAR = 9


def last_day_of(event: Event, s: AnySituation) -> date | None:
    """Return the day on which something last happened, or None where it never did."""
    days = [happening.on for happening in s.record.dated(event)]
    return days[-1] if days else None


def kind_of_review(s: AnySituation) -> ReviewKind | None:
    """Return what the review is for, as its opening says."""
    return s.record.lines[0].form.entries().get("kind") if s.record.lines else None


def reviewed_on(s: AnySituation) -> date:
    """Return the day of the meeting, from which the next twelve months run."""
    return last_day_of(Event.REVIEW_HELD, s) or s.on


@guard("the meeting would be before its invitation")
def the_meeting_follows_the_invitation(s: Situation[ReviewInvited]) -> bool:
    return s.form.meeting_on >= s.on


@guard("the setting, the authority's officer, health and social care have not all been invited")
def everyone_else_is_invited(s: Situation[ReviewInvited]) -> bool:
    streamlined = kind_of_review(s) is ReviewKind.UNDER_FIVE  # CoP 9.178 lets it be so
    return streamlined or set(Invitee) <= set(s.form.also_invited)


@guard("nobody has asked for an early review")
def an_early_review_was_asked_for(s: Situation[EarlyReviewAnswered]) -> bool:
    return s.record.has(Event.EARLY_REVIEW_REQUESTED)


@guard("only a review that nothing but the request calls for can be declined, and with reasons")
def it_can_be_declined(s: Situation[EarlyReviewAnswered]) -> bool:
    if s.form.answer is EarlyReviewAnswer.HELD:
        return True
    opened = s.record.lines[0].event if s.record.lines else None
    return opened is Event.EARLY_REVIEW_REQUESTED and bool(s.form.reasons)


@guard("a transfer to another phase lies ahead, and nothing says what comes next and where")
def a_phase_transfer_is_talked_about(s: Situation[ReviewHeld]) -> bool:
    return kind_of_review(s) is not ReviewKind.PHASE_TRANSFER or bool(s.form.transfer)


@guard("from year 9 the meeting considers every part of preparation for adulthood")
def adulthood_is_considered_from_year_9(s: Situation[ReviewHeld]) -> bool:
    considered = set(AdulthoodTheme) <= set(s.form.adulthood)
    return considered or not _is_in_or_after_year_9(s)


@guard("the pupil is looked after, and the day of the personal education plan is missing")
def a_looked_after_pupil_has_a_pep(s: Situation[ReviewHeld]) -> bool:
    return s.form.pep_on is not None or s.lookup(Lookup.LOOKED_AFTER) is not True


@guard("the report has not been sent, and the two weeks for it are not over")
def the_report_is_sent_or_overdue(s: Situation[Form]) -> bool:
    met = last_day_of(Event.REVIEW_HELD, s)
    overdue = met is not None and s.on > met + REPORT_IS_DUE_IN
    return overdue or s.record.has(Event.REVIEW_REPORT_SENT)


def _is_to_amend(s: Situation[ReviewDecided]) -> bool:
    return s.form.outcome is ReviewOutcome.AMEND


@guard("to amend: the notice does not set out the actual amendments")
def the_amendments_are_set_out(s: Situation[ReviewDecided]) -> bool:
    return not _is_to_amend(s) or bool(s.form.amendments)


@guard("to amend: the evidence for the amendments does not go with the notice")
def the_evidence_goes_with_them(s: Situation[ReviewDecided]) -> bool:
    return not _is_to_amend(s) or bool(s.form.evidence)


@guard("to amend: the notice is not dated, or dated after the decision it goes with")
def the_notice_goes_with_the_decision(s: Situation[ReviewDecided]) -> bool:
    sent = s.form.notice_sent_on
    return not _is_to_amend(s) or (sent is not None and sent <= s.on)


@guard("to amend: somebody who holds the rights has neither been served nor accounted for")
def the_notice_is_served_on_everyone(s: Situation[ReviewDecided]) -> bool:
    served = {told.person for told in s.form.served}
    excused = {missed.person for missed in s.form.not_reached}
    return not _is_to_amend(s) or s.rights_holders() <= served | excused


@guard("to amend: nobody can be served with the notice before it is sent")
def nobody_is_served_before_it_is_sent(s: Situation[ReviewDecided]) -> bool:
    sent = s.form.notice_sent_on or date.min
    return not _is_to_amend(s) or all(told.on >= sent for told in s.form.served)


@guard("to cease: the family has not been consulted first")
def the_family_was_consulted_first(s: Situation[ReviewDecided]) -> bool:
    return s.form.outcome is not ReviewOutcome.CEASE or _before(s.form.family_consulted_on, s)


@guard("to cease: the head or principal has not been consulted first")
def the_head_was_consulted_first(s: Situation[ReviewDecided]) -> bool:
    return s.form.outcome is not ReviewOutcome.CEASE or _before(s.form.head_consulted_on, s)


def to_cease(asked: Guard[GroundsForCeasing]) -> Guard[ReviewDecided]:
    """Return a guard of ceasing for decisions to cease, and for no other."""

    @wraps(asked.question)
    def question(s: Situation[ReviewDecided]) -> bool:
        return s.form.outcome is not ReviewOutcome.CEASE or asked(cast("AnySituation", s))

    return Guard(question, f"to cease: {asked.otherwise}")


THE_GROUND_OF_CEASING = tuple(
    map(to_cease, (only_an_adult_leaves_education, whoever_left_does_not_return))
)
"""SI 2014/1530 regs 29 and 30; the review that regulation 30 wants is the one decided upon."""


@guard("the notice does not tell of the appeal, its time limits, mediation and advice")
def rights_are_told_unless_it_is_amended(s: Situation[ReviewDecided]) -> bool:
    told = (
        s.form.appeal_right_told,
        s.form.time_limits_told,
        s.form.mediation_told,
        s.form.advice_and_support_told,
    )
    return _is_to_amend(s) or all(told)


@guard("an amendment of the plan is still under way")
def no_amendment_is_under_way(s: Situation[Form]) -> bool:
    return not s.standing("plan_amendment", "notice_sent")


def _before(day: date | None, s: AnySituation) -> bool:
    return day is not None and day <= s.on


def _is_in_or_after_year_9(s: AnySituation) -> bool:
    year = str(s.lookup(Lookup.YEAR_GROUP))
    return year.isdecimal() and int(year) >= ADULTHOOD_FROM_YEAR
