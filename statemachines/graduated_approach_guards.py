"""The questions that the moves of the graduated approach ask."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from statemachines.events import Event
from statemachines.forms import Form, Told
from statemachines.graduated_approach_forms import (
    AgreesReview,
    AssessmentFinished,
    Closed,
    ClosedNeedsMet,
    CloseReason,
    Escalated,
    PlacedInAp,
    ProvisionStarted,
    RatesOutcomes,
    ReintegrationBegun,
    ReintegrationBrokeDown,
    ReintegrationCompleted,
    Reopened,
    ReturnChecked,
    ReviewBegun,
)
from statemachines.graduated_approach_record import (
    agreed_review,
    closed_on,
    each_once,
    finished_cycles,
    outcomes_of,
    plan_of_return,
)
from statemachines.grammar import NOT_BEGUN, guard, telling
from statemachines.rights_holders import NotReached
from statemachines.situation import Situation
from statemachines.vocabulary import Role

STILL_RUNNING = ("active", "overrun", "suspended")
"""Where a placement is not over: a pupil past the agreed end is still taught there, and one whose
place is suspended still holds it; nobody else has taken the pupil back until it is ended."""


@guard("no return to school has been completed yet")
def the_pupil_has_returned(s: Situation[ReturnChecked]) -> bool:
    return s.record.has(Event.REINTEGRATION_COMPLETED)


def _open_cases(s: Situation[Form]) -> list[str]:
    cases = (other for other in s.siblings if other.policy == "graduated_approach")
    return [case.reference for case in cases if case.state not in {"closed", NOT_BEGUN.name}]


def _which_is_open(s: Situation[Form]) -> str:
    return f"the pupil has another open case, {', '.join(_open_cases(s))}; go on with that one"


@telling(_which_is_open)
@guard("the pupil has another open case; go on with that one")
def no_other_case_is_open(s: Situation[Form]) -> bool:
    return not _open_cases(s)


@guard("the pupil's views are not recorded, nor why they could not be had")
def the_pupils_view_is_recorded(s: Situation[AssessmentFinished]) -> bool:
    return s.form.pupils_view.is_recorded


@guard("not each parent's views are recorded, nor why they could not be had")
def each_parents_view_is_recorded(s: Situation[AssessmentFinished]) -> bool:
    return s.parents() <= {view.person for view in s.form.parents_views if view.is_recorded}


@guard("no outcome has a measure")
def an_outcome_has_a_measure(s: Situation[ProvisionStarted]) -> bool:
    return any(outcome.measure for outcome in s.form.outcomes)


@guard("no provision is written down: who does what, how often and for how long")
def provision_is_written_down(s: Situation[ProvisionStarted]) -> bool:
    return bool(s.form.provision)


@guard("the day agreed for the review does not lie ahead")
def the_review_lies_ahead(s: Situation[AgreesReview]) -> bool:
    return s.form.review_on > s.on


@guard("the review is agreed for later than the authority's longest cycle allows")
def the_review_comes_within_the_longest_cycle(s: Situation[AgreesReview]) -> bool:
    weeks = s.local.longest_cycle_weeks
    return weeks is None or s.form.review_on <= s.on + timedelta(weeks=weeks)


@guard("the day agreed for the review has not come, and no reason is given for reviewing early")
def the_review_is_due_or_there_is_a_reason(s: Situation[ReviewBegun]) -> bool:
    agreed = agreed_review(s.record)
    return bool(s.form.reason) or (agreed is not None and agreed <= s.on)


@guard("not each outcome of this cycle's plan is rated, once, by its number")
def each_outcome_is_rated(s: Situation[RatesOutcomes]) -> bool:
    outcomes = outcomes_of(s.record, s.cycle)
    rated = [rating.outcome for rating in s.form.ratings]
    return s.state != "review" or each_once(rated, upto=len(outcomes))


@guard("not each outcome is met")
def each_outcome_is_met(s: Situation[ClosedNeedsMet]) -> bool:
    return all(rating.reached == "met" for rating in s.form.ratings)


@guard("not each parent is informed: give the day, or why they were not told")
def each_parent_is_informed(s: Situation[ClosedNeedsMet]) -> bool:
    return s.parents() <= _people(s.form.parents_told) | _people(s.form.parents_not_told)


@guard("the placement named is not an active one of this case")
def the_placement_named_is_active(s: Situation[PlacedInAp]) -> bool:
    active = {placement.reference for placement in s.standing("placement", "active")}
    return s.form.placement in active


@guard("a placement is active, past its end or suspended; end it first")
def no_placement_still_runs(s: Situation[Form]) -> bool:
    return not s.standing("placement", *STILL_RUNNING)


@guard("no placement is active to which the pupil could go back")
def there_is_a_placement_to_go_back_to(s: Situation[ReintegrationBrokeDown]) -> bool:
    back = s.form.leads_to == "temporary_ap"
    return not back or bool(s.standing("placement", "active"))


@guard("the steps of the way back are not in the order of their days, from the first day back on")
def the_steps_back_are_in_order(s: Situation[ReintegrationBegun]) -> bool:
    days = [s.form.starts_on, *(stage.from_on for stage in s.form.stages)]
    return days == sorted(days)


@guard("not each measure of the plan for the return is answered, once, by its number")
def each_measure_is_answered(s: Situation[ReintegrationCompleted]) -> bool:
    plan = plan_of_return(s.record)
    answered = [answer.measure for answer in s.form.measures]
    return each_once(answered, upto=len(plan.measures) if plan else 0)


@guard("fewer sessions were attended than the plan asks for, and no manager has said why it is so")
def enough_sessions_were_attended(s: Situation[ReintegrationCompleted]) -> bool:
    plan = plan_of_return(s.record)
    planned = plan.attendance_share if plan else None
    share = s.local.attendance_share if planned is None else planned
    excused = s.role is Role.MANAGER and bool(s.form.managers_reason)
    reached = share is None or _share(s.form) >= share
    return reached or excused


@guard("fewer cycles are finished than the authority asks for before specialists come in")
def enough_cycles_are_finished(s: Situation[Escalated]) -> bool:
    return finished_cycles(s.record) >= (s.local.cycles_before_specialist or 0)


@guard("record the death first, so that no letter reaches the family")
def a_death_is_recorded_as_one(s: Situation[Closed]) -> bool:
    return s.form.reason is not CloseReason.DIED or s.record.has(Event.DEATH_RECORDED)


@guard("it was closed longer ago than the authority allows for reopening; open a new case")
def it_was_closed_recently(s: Situation[Reopened]) -> bool:
    weeks, closed = s.local.reopen_within_weeks, closed_on(s.record)
    return weeks is None or closed is None or s.on <= closed + timedelta(weeks=weeks)


def _people(entries: Iterable[Told | NotReached]) -> frozenset[UUID]:
    return frozenset(entry.person for entry in entries)


def _share(form: ReintegrationCompleted) -> float:
    return form.sessions_attended / form.sessions_offered if form.sessions_offered else 0.0
