"""What is true of every policy, whatever it is about. A new policy is tested from its first line.

Situations and filled forms come from `tests/statemachines/examples`, one module a policy. A test
looks at a whole policy and names all that it finds wrong there: one test a move would say no more,
and takes ten times as long.
"""

import importlib
import itertools
import pickle
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from notifications.letters import audiences
from statemachines.errors import FormUnfilled, MoveRefused, PolicyUnknown
from statemachines.events import Event
from statemachines.forms import Form, declared_by
from statemachines.grammar import (
    EVERY_OTHER,
    NOT_BEGUN,
    AnySituation,
    Choice,
    Guard,
    Move,
    Reach,
    State,
)
from statemachines.policy import OR_SAY_WHY, Policy
from statemachines.registry import POLICIES, policy
from statemachines.unfilled import Unfilled, Untouched
from statemachines.vocabulary import Force, Readers, Role, WaitingFor
from tests.statemachines.examples import common_moves as common
from tests.statemachines.examples.given import asked

EACH_POLICY = pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)


def of_its_own(policy: Policy) -> ModuleType:
    return importlib.import_module(f"tests.statemachines.examples.{policy.name}")


def examples(table: str, policy: Policy) -> dict[Any, Any]:
    return {**getattr(common, table), **getattr(of_its_own(policy), table)}


def guards(policy: Policy) -> list[Guard[Any]]:
    of_each_move = [(*move.when, *move.advised) for move in policy.moves]
    return list(dict.fromkeys(itertools.chain(*of_each_move)))


def forms(policy: Policy) -> list[type[Form]]:
    return list(dict.fromkeys(move.form for move in policy.moves))


def steps(policy: Policy, state: State) -> set[State]:
    return {
        target
        for move in policy.open_to(state.name)
        if not move.historic
        for target in policy.targets(move, state)
    }


def reachable(policy: Policy, state: State) -> set[State]:
    seen, frontier = {state}, [state]
    while frontier:
        new = steps(policy, frontier.pop()) - seen
        seen |= new
        frontier.extend(new)
    return seen


def situations(policy: Policy, move: Move) -> Iterator[AnySituation]:
    """Yield a move in each of its states: with its form filled, and as its guards' examples are."""
    table = examples("GUARDS", policy)
    filled = examples("FORMS", policy)[move.form]
    of_guards = [table[guard] for guard in (*move.when, *move.advised)]
    for situation in (asked(filled, *of_its_own(policy).LINES), *itertools.chain(*of_guards)):
        form = situation.form if type(situation.form) is move.form else filled
        if move.historic:
            form = form.model_copy(update={"state": policy.states[0].name})
        for source in policy.sources(move):
            yield replace(situation, state=source.name, form=form)


def reasons(move: Move, situation: AnySituation) -> tuple[str, ...]:
    """Say what should stand against a move, found in another way than the policy finds it."""
    wrong_role = situation.role not in move.by
    people = sorted(role.value.replace("_", " ") for role in move.by if role is not Role.CLOCK)
    those = f"only these may: {', '.join(people)}" if people else "only time itself does this"
    roles = (those,) if wrong_role else ()
    unmet = tuple(guard.clause(situation) for guard in move.when if not guard(situation))
    advised = tuple(guard.clause(situation) for guard in move.advised if not guard(situation))
    warned = () if situation.form.went_ahead_because else advised
    return roles + unmet + tuple(f"{clause} ({OR_SAY_WHY})" for clause in warned)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models that an annotation names, and those that their fields name."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models_in(field.annotation)
    for argument in get_args(annotation):
        yield from models_in(argument)


def models(policy: Policy) -> set[type[BaseModel]]:
    return {model for form in forms(policy) for model in models_in(form)}


@EACH_POLICY
def test_a_guard_looks_at_known_fields_of_a_form_and_never_breaks_on_one_not_filled_in(policy):
    broken = [
        (move.name, guard.name, field)
        for move in policy.moves
        for situation in situations(policy, move)
        for guard in (*move.when, *move.advised)
        for field in unknown_fields(guard, move, situation)
    ]

    assert broken == []


def unknown_fields(guard: Guard[Any], move: Move, situation: AnySituation) -> Iterator[str]:
    """Yield what a guard looks for that the form of the move does not have."""
    for form in (Unfilled(move.form), Untouched(move.form)):
        try:
            guard(replace(situation, form=form))
        except FormUnfilled as lacking:
            if lacking.field not in move.form.model_fields:
                yield lacking.field


@EACH_POLICY
def test_every_state_can_be_reached_without_loading_old_records(policy):
    assert reachable(policy, NOT_BEGUN) == {NOT_BEGUN, *policy.states}


@EACH_POLICY
def test_every_open_state_leads_to_an_end(policy):
    stuck = [
        state.name
        for state in policy.states
        if not any(reached.final for reached in reachable(policy, state))
    ]

    assert stuck == []


@EACH_POLICY
def test_an_end_is_an_end_unless_a_move_names_it_to_open_it_again(policy):
    leaving = [
        (end.name, move.name)
        for end in policy.states
        if end.final
        for move in policy.open_to(end.name)
        if isinstance(move.source, Reach) and set(policy.targets(move, end)) != {end}
    ]

    assert leaving == []


@EACH_POLICY
def test_no_state_has_two_moves_of_one_name(policy):
    for state in (NOT_BEGUN, *policy.states):
        listed = [move.name for move in policy.moves if state in policy.sources(move)]
        assert len(listed) == len(set(listed)), state.name


@EACH_POLICY
def test_no_two_transitions_of_one_trigger_compete_for_a_state(policy):
    competing = [
        (event.name, source)
        for event in policy.machine.events.values()
        for source, transitions in event.transitions.items()
        if len(transitions) > 1
    ]

    assert competing == []


@EACH_POLICY
def test_the_machine_knows_the_states_and_has_no_way_round_a_guard(policy):
    machine = policy.machine

    assert list(machine.states) == [NOT_BEGUN.name, *(state.name for state in policy.states)]
    assert not [name for name in machine.events if name.startswith("to_")]


@EACH_POLICY
def test_every_state_says_who_is_waited_for_and_what_it_means(policy):
    for state in policy.states:
        assert state.final == (state.waits_for is WaitingFor.NOBODY), state.name
        assert state.sentence[0].isupper(), state.name
        assert state.sentence.endswith("."), state.name


def test_a_policy_is_found_by_its_name_and_no_other():
    assert all(policy(name).name == name for name in POLICIES)

    with pytest.raises(PolicyUnknown, match="there is no policy 'divination'") as refusal:
        policy("divination")

    assert set(refusal.value.known) == set(POLICIES)


@EACH_POLICY
def test_every_move_cites_its_law_or_is_marked_as_practice(policy):
    def cites(move: Move) -> bool:
        names_a_section = any(digit.isdigit() for digit in move.law.citation)
        return bool(move.law.citation) and (names_a_section or move.law.force is not Force.MUST)

    assert [move.name for move in policy.moves if not cites(move)] == []


@EACH_POLICY
def test_every_move_names_its_roles_and_events_of_the_one_vocabulary(policy):
    for move in policy.moves:
        assert move.by, move.name
        assert move.by <= set(Role), move.name
        assert {move.event, *(event for _, event in declared_by(move.form))} <= set(Event)


@EACH_POLICY
def test_every_choice_of_a_target_is_a_field_of_the_form(policy):
    choosing = [move for move in policy.moves if isinstance(move.target, Choice)]

    assert [move.name for move in choosing if move.target.by not in move.form.model_fields] == []


@EACH_POLICY
def test_what_follows_from_a_move_is_a_move_elsewhere_and_fills_its_form(policy):
    for move in policy.moves:
        situation = next(situations(policy, move))
        for consequence in move.then:
            for other in reached_by(consequence.policy):
                followed = next(m for m in other.moves if m.name == consequence.move)
                begins = NOT_BEGUN in other.sources(followed)
                assert begins == consequence.opens, (move.name, followed.name)
                assert Role.CLOCK in followed.by, "what follows is made by the clock"
                followed.form.fill(consequence.form(situation))


def reached_by(name: str) -> list[Policy]:
    return list(POLICIES.values()) if name == EVERY_OTHER else [POLICIES[name]]


@EACH_POLICY
def test_every_guard_can_say_yes_and_can_say_no(policy):
    table = examples("GUARDS", policy)
    assert [guard.name for guard in guards(policy) if guard not in table] == []

    answers = {guard: tuple(map(guard, table[guard])) for guard in guards(policy)}

    assert [guard.name for guard, said in answers.items() if said != (True, False)] == []


@EACH_POLICY
def test_the_clause_of_a_guard_can_stand_inside_a_sentence(policy):
    for clause in (guard.otherwise for guard in guards(policy)):
        assert clause
        assert not clause.endswith("."), clause
        assert clause[0].islower() or clause.split()[0].isupper(), clause


@EACH_POLICY
def test_no_example_is_of_a_guard_or_a_form_that_the_policy_does_not_have(policy):
    module = of_its_own(policy)

    assert set(module.GUARDS) <= set(guards(policy))
    assert set(module.FORMS) <= set(forms(policy))


@EACH_POLICY
def test_a_move_is_refused_for_every_reason_at_once_and_made_where_there_is_none(policy):
    for move in policy.moves:
        for situation in situations(policy, move):
            expected = reasons(move, situation)
            if expected:
                with pytest.raises(MoveRefused) as refusal:
                    policy.decide(move.name, situation)
                assert refusal.value.because == expected
                assert str(pickle.loads(pickle.dumps(refusal.value))) == str(refusal.value)
            else:
                decision = policy.decide(move.name, situation)
                assert decision.move is move
                assert decision.target in policy.targets(move, decision.source)

    assert policy.machine.models == [], "something is left in the machine"


@EACH_POLICY
def test_every_field_says_in_plain_english_what_belongs_in_it(policy):
    fields = [
        (f"{model.__name__}.{name}", field.description or "")
        for model in models(policy)
        for name, field in model.model_fields.items()
    ]

    assert [name for name, words in fields if not words or words.endswith(".")] == []
    assert [form.__name__ for form in forms(policy) if not form.__doc__] == []


@EACH_POLICY
def test_every_form_comes_back_from_json_as_it_went(policy):
    filled = examples("FORMS", policy)
    for form in forms(policy):
        stored = filled[form].model_dump_json()

        assert type(filled[form]) is form
        assert form.model_validate_json(stored) == filled[form]
        assert form.read(filled[form].model_dump(mode="json"), form.version) == filled[form]
        assert form.model_json_schema()["type"] == "object"


@EACH_POLICY
def test_no_form_and_no_part_of_one_can_be_changed_or_takes_a_field_nobody_declared(policy):
    settings = {model.__name__: model.model_config for model in models(policy)}

    assert [name for name, how in settings.items() if how.get("extra") != "forbid"] == []
    assert [name for name, how in settings.items() if not how.get("frozen")] == []


@EACH_POLICY
def test_there_are_words_for_everyone_who_has_to_be_told(policy):
    unwritten = [
        (move.event.value, audience.value)
        for move in policy.moves
        for audience in sorted(move.tells - audiences(move.event.value))
    ]

    assert unwritten == []


@EACH_POLICY
def test_what_only_the_safeguarding_audience_may_read_is_told_to_nobody_by_letter(policy):
    told = [
        move.name for move in policy.moves if move.read_by is Readers.SAFEGUARDING and move.tells
    ]

    assert told == []


@EACH_POLICY
def test_a_concern_is_read_by_the_safeguarding_audience_alone(policy):
    readers = {move.read_by for move in policy.moves if move.event is Event.CONCERN_RAISED}

    assert readers == {Readers.SAFEGUARDING}


@EACH_POLICY
def test_who_is_waited_for_is_said_by_a_field_that_forms_have(policy):
    fields = {name for form in forms(policy) for name in form.model_fields}

    assert {state.as_said for state in policy.states if state.as_said} <= fields
