"""The questions that the moves of a placement ask."""

from datetime import timedelta
from functools import wraps

from statemachines.events import Event
from statemachines.forms import Form
from statemachines.grammar import AnySituation, Guard, guard
from statemachines.placement_arranging_forms import (
    NoPlaceFound,
    PlacementApproved,
    PlacementProposed,
    ProviderAnswered,
    ProviderConsulted,
)
from statemachines.placement_record import (
    Terms,
    agreed_end,
    agreed_start,
    checklist_answered,
    known_as,
    offers,
    providers_asked,
    terms,
    terms_of,
)
from statemachines.placement_running_forms import (
    AttendanceRecorded,
    PlacementExtended,
    PlacementResumed,
    PlacementStarted,
)
from statemachines.placement_terms import ChecklistItem, CommissionedBy, Kind
from statemachines.situation import Situation
from statemachines.vocabulary import Role

Arranged = PlacementProposed | PlacementApproved


@guard("a part-time timetable has no end date")
def a_part_time_timetable_has_an_end(s: Situation[Arranged]) -> bool:
    return _terms(s).kind is not Kind.PART_TIME_TIMETABLE or s.form.ends_on is not None


@guard("the stay is longer than the authority's longest for this kind of placement")
def the_stay_is_within_the_longest(s: Situation[Arranged]) -> bool:
    kind = s.local.placements.get(_terms(s).kind or "")
    if kind is None or kind.longest_weeks is None or s.form.ends_on is None:
        return True
    return s.form.ends_on < s.form.starts_on + timedelta(weeks=kind.longest_weeks)


@guard("it is part time, and nothing says where the pupil is taught in the remaining time")
def the_remaining_time_is_planned(s: Situation[PlacementProposed]) -> bool:
    return s.form.full_time or bool(s.form.remaining_time)


@guard("the day by which an answer is asked for is over already")
def there_is_time_to_answer(s: Situation[ProviderConsulted]) -> bool:
    return s.form.reply_by >= s.on


@guard("this provider was not asked for a place")
def the_provider_was_asked(s: Situation[ProviderAnswered]) -> bool:
    return known_as(s.form.provider) in providers_asked(s.record)


@guard("a provider offers a place, or may still answer")
def every_provider_refused_or_is_late(s: Situation[NoPlaceFound]) -> bool:
    answers = offers(s.record)
    asked = providers_asked(s.record).items()
    return all(
        not answers[provider] if provider in answers else reply_by < s.on
        for provider, reply_by in asked
    )


@guard("whoever proposed a placement may not approve it; ask somebody else")
def somebody_else_proposed_it(s: Situation[PlacementApproved]) -> bool:
    proposed = s.record.latest(Event.PLACEMENT_PROPOSED)
    return proposed is None or proposed.person != s.person


@guard("a headteacher approves only what the school commissions")
def the_school_commissions_what_its_head_approves(s: Situation[PlacementApproved]) -> bool:
    by_school = _terms(s).commissioned_by is CommissionedBy.SCHOOL
    return s.role is not Role.HEADTEACHER or by_school


@guard("the provider's written confirmation of staff checks does not hold on the first day")
def safeguarding_is_confirmed(s: Situation[PlacementApproved]) -> bool:
    until = s.form.safeguarding_valid_until
    return until is not None and until >= s.form.starts_on


@guard("with this pupil the provider would have to be a registered school, and is not")
def the_provider_may_lawfully_teach(s: Situation[PlacementApproved]) -> bool:
    return s.form.registration.is_lawful


@guard("the pupil would leave the roll of the home school, and nothing says why")
def the_roll_stays_or_there_is_a_reason(s: Situation[PlacementApproved]) -> bool:
    return s.form.stays_on_home_roll or bool(s.form.roll_changes_because)


@guard("a child without a plan goes to a special school only if those of CFA 2014 s.34 agree")
def section_34_is_satisfied(s: Situation[PlacementApproved]) -> bool:
    has_plan = bool(s.standing("ehc_plan", "maintained", "considering_cease", "ceasing"))
    agreed = s.form.section_34 is not None and s.form.section_34.is_agreed
    return not s.form.special_school or has_plan or agreed


@guard("not each heading of the checklist is answered")
def the_checklist_is_complete(s: Situation[PlacementApproved]) -> bool:
    return not s.form.bought or checklist_answered(s.record) == frozenset(ChecklistItem)


@guard("the provider has not offered the place")
def the_provider_offers_the_place(s: Situation[PlacementApproved]) -> bool:
    return not s.form.bought or offers(s.record).get(known_as(s.form.provider.name), False)


@guard("the cost is not known, or is over the approver's limit")
def the_cost_is_within_the_limit(s: Situation[PlacementApproved]) -> bool:
    if not s.form.bought:
        return True
    limit = s.local.approval_limits.get(s.role)
    return s.form.cost is not None and (limit is None or s.form.cost <= limit)


@guard("nothing says what the notice of an off-site direction has to say (SI 2010/1156 reg 3(4))")
def a_direction_has_its_notice(s: Situation[PlacementApproved]) -> bool:
    return not _terms(s).is_a_direction or s.form.notice is not None


@guard("the first day agreed has not come")
def the_first_day_has_come(s: Situation[PlacementStarted]) -> bool:
    start = agreed_start(s.record)
    return start is None or start <= s.on


@guard("more sessions were attended than offered")
def no_more_was_attended_than_offered(s: Situation[AttendanceRecorded]) -> bool:
    return s.form.attended <= s.form.offered


@guard("no extension is left, and no manager has said why there is another")
def an_extension_is_left(s: Situation[PlacementExtended]) -> bool:
    kind = s.local.placements.get(_terms(s).kind or "")
    used = len(s.record.of(Event.PLACEMENT_EXTENDED))
    left = kind is None or kind.extensions is None or used < kind.extensions
    return left or (s.role is Role.MANAGER and bool(s.form.managers_reason))


@guard("the new last day does not lie after the present one, or is over already")
def the_new_end_is_later(s: Situation[PlacementExtended]) -> bool:
    end = agreed_end(s.record)
    return s.form.ends_on >= s.on and (end is None or s.form.ends_on > end)


@guard("the plan for the return is not revised")
def the_plan_for_the_return_is_revised(s: Situation[PlacementExtended]) -> bool:
    return bool(s.form.reintegration_plan) or not _terms(s).reintegration_intended


@guard("the authority has settled that others extend placements of this kind")
def the_authority_lets_this_role_extend(s: Situation[PlacementExtended]) -> bool:
    kind = s.local.placements.get(_terms(s).kind or "")
    return kind is None or not kind.extended_by or s.role in kind.extended_by


@guard("a headteacher extends only an off-site direction")
def a_head_extends_only_a_direction(s: Situation[PlacementExtended]) -> bool:
    return s.role is not Role.HEADTEACHER or _terms(s).is_a_direction


@guard("an off-site direction is extended only with a new notice; give its day")
def a_direction_is_extended_with_notice(s: Situation[PlacementExtended]) -> bool:
    return not _terms(s).is_a_direction or s.form.offsite_notice_given_on is not None


@guard("the last day agreed has not passed")
def the_last_day_has_passed(s: Situation[Form]) -> bool:
    end = agreed_end(s.record)
    return end is not None and end < s.on


@guard("the concern is not settled")
def the_concern_is_settled(s: Situation[PlacementResumed]) -> bool:
    return s.form.concern_settled


def unless_required(asked: Guard[PlacementApproved]) -> Guard[PlacementApproved]:
    """Return the guard for all but what a plan, an order or the sixth day requires."""

    @wraps(asked.question)
    def question(s: Situation[PlacementApproved]) -> bool:
        return _terms(s).is_required_by_law or asked(s)

    return Guard(question, asked.otherwise)


def where_required(asked: Guard[PlacementApproved]) -> Guard[PlacementApproved]:
    """Return the guard for what a plan, an order or the sixth day requires, and nothing else."""

    @wraps(asked.question)
    def question(s: Situation[PlacementApproved]) -> bool:
        return not _terms(s).is_required_by_law or asked(s)

    return Guard(question, asked.otherwise)


OF_A_PURCHASE = (
    the_checklist_is_complete,
    the_provider_offers_the_place,
    the_cost_is_within_the_limit,
)
"""What is asked before a place is bought. That the provider is approved and has a place free on
each day is asked here too, once there is a register of providers to answer it."""

BLOCKING = tuple(unless_required(asked) for asked in OF_A_PURCHASE)
WARNING = tuple(where_required(asked) for asked in OF_A_PURCHASE)


def _terms(s: AnySituation) -> Terms:
    return terms_of(s.form) if isinstance(s.form, PlacementProposed) else terms(s.record)
