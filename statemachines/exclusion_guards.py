"""The questions that the moves of a chain of exclusions ask."""

from datetime import date, timedelta

from statemachines.ehc_plan_states import IN_FORCE
from statemachines.events import Event, Happening
from statemachines.exclusion_days import (
    LONGEST_IN_A_YEAR,
    Duty,
    Exclusion,
    duty,
    exclusions_in,
    same_school_year,
    school_days,
    total_of_the_year,
)
from statemachines.exclusion_forms import (
    ChainClosed,
    ExclusionCancelled,
    ExclusionNotified,
    OfOneExclusion,
    ParentsTold,
    PermanentConsidered,
    PermanentExclusion,
    ReviewAppliedFor,
    Suspension,
    SuspensionConsidered,
)
from statemachines.forms import Form
from statemachines.grammar import AnySituation, guard
from statemachines.school_year import SchoolYear
from statemachines.situation import Lookup, Situation

TO_APPLY = 15
"""School days after the notice in which an independent review may be applied for (EXC-07)."""


@guard("there is a chain of exclusions for this school year already; add this one to it")
def no_chain_of_this_year_is_there(s: Situation[ExclusionNotified]) -> bool:
    others = (other.began_on for other in s.siblings if other.policy == "exclusion")
    return not any(began and same_school_year(began, s.form.excluded_from) for began in others)


@guard("it lies in another school year than the exclusions of this chain; open a chain of its own")
def it_lies_in_the_year_of_the_chain(s: Situation[ExclusionNotified]) -> bool:
    days = [one.first for one in _known(s)] or [line.on for line in s.record.lines[:1]]
    return all(same_school_year(day, s.form.excluded_from) for day in days)


@guard("an exclusion of this chain begins on that day already, or lasts into this one")
def it_overlaps_no_other(s: Situation[ExclusionNotified]) -> bool:
    first, last = s.form.excluded_from, s.form.entries().get("until_on") or date.max
    return not any(_takes(one, first, last) for one in _known(s))


@guard("the pupil would be suspended for more than 45 school days in this school year (EXC-06)")
def the_year_stays_within_45_days(s: Situation[Suspension]) -> bool:
    first, last = s.form.excluded_from, s.form.until_on
    new = Exclusion(0, first, last, s.form.half_days)
    return total_of_the_year([*_known(s), new], first, _year(s)) <= LONGEST_IN_A_YEAR


@guard("the pupil has an EHC plan, and an early review of it was not considered first")
def an_early_review_was_considered(s: Situation[PermanentExclusion]) -> bool:
    has_plan = s.standing("ehc_plan", *(state.name for state in IN_FORCE))
    return not has_plan or s.form.early_review_considered


@guard("no exclusion of this chain keeps the pupil out on that day")
def the_pupil_is_out_that_day(s: Situation[Form]) -> bool:
    known = _known(s)
    return not known or any(one.permanent or one.until() >= s.on for one in known)


@guard("no exclusion of this chain begins on that day")
def it_is_of_this_chain(s: Situation[OfOneExclusion]) -> bool:
    return _meant(s) is not None


@guard("the exclusion that begins on that day is permanent")
def it_is_a_suspension(s: Situation[SuspensionConsidered]) -> bool:
    one = _meant(s)
    return one is None or not one.permanent


@guard("the exclusion that begins on that day is a suspension")
def it_is_permanent(s: Situation[PermanentConsidered | ReviewAppliedFor]) -> bool:
    one = _meant(s)
    return one is None or one.permanent


@guard(
    "the board cannot reinstate where the term's suspensions come to five days or fewer (EXC-05)"
)
def the_board_may_reinstate(s: Situation[SuspensionConsidered]) -> bool:
    one = _meant(s)
    hears_only = one is not None and duty(one, _known(s), _year(s)) is Duty.HEARS_PARENT
    return s.form.outcome != "reinstated" or not hears_only


@guard("the notice does not tell of the independent review and of the SEN expert")
def the_notice_tells_of_the_review(s: Situation[PermanentConsidered]) -> bool:
    told = s.form.review_right_told and s.form.sen_expert_told
    return s.form.outcome == "reinstated" or told


@guard("somebody with parental responsibility has neither been told nor accounted for")
def every_parent_is_told(s: Situation[ParentsTold]) -> bool:
    return s.parents() <= s.form.accounts_for()


@guard("the move has another date than the day on which the last of them was told")
def it_is_dated_when_the_last_was_told(s: Situation[ParentsTold]) -> bool:
    days = [told.on for told in s.form.told]
    return not days or max(days) == s.on


@guard("the governing board has considered it already; nobody cancels it then")
def the_board_has_not_considered_it(s: Situation[ExclusionCancelled]) -> bool:
    return s.form.excluded_from not in _considered(s)


@guard("the governing board still has to consider an exclusion of this chain")
def the_board_has_done_its_part(s: Situation[ChainClosed]) -> bool:
    return not any(_awaits_the_board(one, s) for one in _known(s))


@guard("there is still time to apply for an independent review")
def the_time_to_apply_is_over(s: Situation[ChainClosed]) -> bool:
    applied = {_about(h) for h in s.record.dated(Event.PANEL_REVIEW_REQUESTED)}
    notices = s.record.dated(Event.BOARD_DECISION_NOTIFIED)
    upheld = [h for h in notices if h.said["outcome"] == "upheld" and _about(h) not in applied]
    return not any(_days_since(notice.on, s) < TO_APPLY for notice in upheld)


@guard("the pupil is looked after, and nothing says that the virtual school head was told")
def the_virtual_school_knows(s: Situation[ChainClosed]) -> bool:
    told = (line.form.entries().get("virtual_school_told_on") for line in s.record.lines)
    return s.lookup(Lookup.LOOKED_AFTER) is not True or any(told)


def _known(s: AnySituation) -> list[Exclusion]:
    return exclusions_in(s.record.happenings)


def _meant(s: AnySituation) -> Exclusion | None:
    return next((one for one in _known(s) if one.first == s.form.excluded_from), None)


def _year(s: AnySituation) -> SchoolYear | None:
    known: SchoolYear | None = s.lookup(Lookup.SCHOOL_YEAR)  # type: ignore[assignment]
    return known


def _takes(one: Exclusion, first: date, last: date) -> bool:
    if one.first == first:
        return True
    return not one.permanent and one.first <= last and first <= one.until()


def _about(happening: Happening) -> object:
    return happening.said.get("excluded_from")


def _considered(s: AnySituation) -> set[object]:
    return {_about(h) for h in s.record.dated(Event.REINSTATEMENT_CONSIDERED)}


def _awaits_the_board(one: Exclusion, s: AnySituation) -> bool:
    if one.cancelled_on is not None or one.first in _considered(s):
        return False
    asked = {_about(h) for h in s.record.dated(Event.EXCLUSION_REPRESENTATIONS_MADE)}
    what = duty(one, _known(s), _year(s))
    return what is Duty.MUST_CONSIDER or one.first in asked


def _days_since(day: date, s: AnySituation) -> int:
    """Return how many school days have passed after a day, up to the day before the move."""
    first, last = day + timedelta(days=1), s.on - timedelta(days=1)
    return len(school_days(first, last, _year(s)))
