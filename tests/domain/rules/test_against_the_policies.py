"""The rules ask of the policies' histories only what those can say."""

from enum import Enum
from typing import get_args

import pytest

from pathway.domain.anchors import DERIVED, derived
from pathway.domain.counting.composite import Composite
from pathway.domain.course import AHEAD, Course, Subject
from pathway.domain.rules.prepared import OVER
from pathway.domain.rules.rule import Rule, When
from pathway.domain.rules.statute_book import statute_book
from statemachines.events import Event
from statemachines.forms import declared_by
from statemachines.registry import POLICIES
from statemachines.vocabulary import Role
from tests.domain.happenings import day, happened

LIVE = [rule for rule in statute_book().rules if not rule.part]
CLOCKED = [
    (rule, process)
    for rule in statute_book().rules
    for process in rule.processes
    if process in POLICIES and not rule.part
]
COMPOSED = [(rule, process) for rule, process in CLOCKED if isinstance(rule.counting, Composite)]


def events_of(process: str) -> set[Event]:
    moves = POLICIES[process].moves
    declared = {event for move in moves for _, event in declared_by(move.form)}
    return {move.event for move in moves} | declared


def events(whens) -> set[Event]:
    return {when.event if isinstance(when, When) else when for when in whens}


def id_of(value: object) -> str:
    return value.id if isinstance(value, Rule) else str(value)


@pytest.mark.parametrize(("rule", "process"), CLOCKED, ids=id_of)
def test_what_a_rule_waits_for_is_recorded_in_its_process_or_derived(rule, process):
    assert rule.starts.events & (events_of(process) | DERIVED)


def test_a_rule_is_of_processes_that_there_are():
    assert {process for rule in statute_book().rules for process in rule.processes} <= set(POLICIES)


def test_a_record_that_was_over_when_it_was_taken_over_is_known_by_its_state():
    over = {state.name for policy in POLICIES.values() for state in policy.states if state.final}

    assert set(OVER) == over


@pytest.mark.parametrize(("rule", "process"), CLOCKED, ids=id_of)
def test_what_starts_a_clock_in_a_process_can_also_settle_it_there(rule, process):
    recorded = events_of(process)
    starts = rule.starts.events & recorded

    settles = events(rule.met_by or rule.ended_by) & recorded

    assert not starts or settles


@pytest.mark.parametrize(("rule", "process"), COMPOSED, ids=id_of)
def test_each_part_that_a_rule_is_made_of_is_recorded_where_the_rule_runs(rule, process):
    for part in rule.counting.parts:
        starts = statute_book().rule(part).starts

        assert starts.events & (events_of(process) | DERIVED), part


@pytest.mark.parametrize(("rule", "process"), CLOCKED, ids=id_of)
def test_the_move_that_time_makes_is_a_move_of_the_policy_that_the_clock_may_make(rule, process):
    if rule.makes is None:
        return
    moves = [move for move in POLICIES[process].moves if move.name == rule.makes.move]

    assert moves
    assert all("clock" in {role.value for role in move.by} for move in moves)
    assert {move.event for move in moves} <= set(rule.makes.made_by)


@pytest.mark.parametrize("rule", LIVE, ids=id_of)
def test_all_that_starts_meets_ends_or_replaces_a_clock_is_recorded_where_it_runs(rule):
    asked = (*rule.starts.when, *rule.met_by, *rule.ended_by, *rule.replaced_by)
    taken_back = {*rule.taken_back_by, *rule.taken_back_by.values()}

    recorded = set().union(*(events_of(process) for process in rule.processes))

    assert events(asked) | taken_back <= recorded | DERIVED


def test_what_only_the_clock_may_do_follows_from_something():
    followed = {
        (consequence.policy, consequence.move)
        for policy in POLICIES.values()
        for move in policy.moves
        for consequence in move.then
    }
    made = {(p, rule.makes.move) for rule, p in CLOCKED if rule.makes}

    for policy in POLICIES.values():
        for move in policy.moves:
            if move.by == {Role.CLOCK}:
                assert (policy.name, move.name) in followed | made


def test_every_form_that_agrees_a_day_ahead_declares_an_event_that_is_known_to_lie_ahead():
    declared = {event for process in POLICIES for event in events_of(process)}

    assert {event for event in declared if event.value.endswith("_for")} <= AHEAD


def test_school_years_are_derived_as_far_as_one_looks_ahead():
    opened = happened(Event.CASE_OPENED, "2026-09-14", 1)

    found = derived(Course([opened]), Subject(), until=day("2028-09-02"))

    assert [str(h.on) for h in found] == ["2026-09-14", "2027-09-01", "2028-09-01"]


DEPENDING = [
    (process, said)
    for rule in statute_book().newest
    for process in rule.processes
    for said in (rule.owner_by, rule.force_by)
    if said
]


@pytest.mark.parametrize(("process", "said"), DEPENDING)
def test_what_a_duty_depends_on_is_asked_by_a_form_of_its_process(process, said):
    forms = {move.form for move in POLICIES[process].moves}
    asked = [form.model_fields[said.field] for form in forms if said.field in form.model_fields]
    words = {str(word) for field in asked for word in words_of(field.annotation)}

    assert said.among.keys() <= words
    assert said.among.keys() < words, "something is left for the rule's own"


def words_of(annotation) -> list[object]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return list(annotation)
    return [word for one in get_args(annotation) for word in words_of(one)]
