"""What is true of every policy, whatever it is about. A new policy is tested from its first line.

Situations and filled forms come from `tests/statemachines/examples`, one module a policy.
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
from statemachines.errors import MoveRefused, PolicyUnknown
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
from statemachines.vocabulary import Force, Role, WaitingFor
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


def each(of: str, *, with_its_policy: bool = False) -> Any:
    """Parametrise a test over every move, guard or form of every policy, named with its policy."""
    listed = {"move": lambda p: p.moves, "guard": guards, "form": forms}[of]
    cases = [(p, thing) for p in POLICIES.values() for thing in listed(p)]
    names = [f"{p.name}: {getattr(thing, 'name', None) or thing.__name__}" for p, thing in cases]
    if with_its_policy:
        return pytest.mark.parametrize(("policy", of), cases, ids=names)
    return pytest.mark.parametrize(of, [thing for _, thing in cases], ids=names)


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
def test_no_two_triggers_of_the_machine_compete_for_one_state(policy):
    for event in policy.machine.events.values():
        for source, transitions in event.transitions.items():
            assert len(transitions) == 1, (event.name, source)


@EACH_POLICY
def test_the_machine_knows_the_states_and_has_no_way_round_a_guard(policy):
    machine = policy.machine

    assert list(machine.states) == [NOT_BEGUN.name, *(state.name for state in policy.states)]
    assert not [name for name in machine.events if name.startswith("to_")]
    assert machine.models == []


@EACH_POLICY
def test_every_state_says_who_is_waited_for_and_what_it_means(policy):
    for state in policy.states:
        assert isinstance(state.waits_for, WaitingFor)
        assert state.final == (state.waits_for is WaitingFor.NOBODY), state.name
        assert state.sentence[0].isupper(), state.name
        assert state.sentence.endswith("."), state.name


@EACH_POLICY
def test_a_policy_is_found_by_its_name(policy):
    assert POLICIES[policy.name] is policy


def test_a_name_no_policy_has_is_refused_with_the_names_there_are():
    with pytest.raises(PolicyUnknown, match="there is no policy 'divination'") as refusal:
        policy("divination")

    assert set(refusal.value.known) == set(POLICIES)


@each("move")
def test_every_move_cites_its_law_or_is_marked_as_practice(move):
    assert move.law.citation
    assert isinstance(move.law.force, Force)
    cites = any(digit.isdigit() for digit in move.law.citation) or move.law.force is not Force.MUST
    assert cites, f"{move.name} is said to be law and names no section"


@each("move")
def test_every_move_names_roles_and_an_event_of_the_one_vocabulary(move):
    assert move.by
    assert move.by <= set(Role)
    assert move.event in Event
    assert {declared for _, declared in declared_by(move.form)} <= set(Event)


@each("move")
def test_every_choice_of_a_target_is_a_field_of_the_form(move):
    if isinstance(move.target, Choice):
        assert move.target.by in move.form.model_fields


@each("move", with_its_policy=True)
def test_what_follows_from_a_move_is_a_move_of_the_other_policy_and_fills_its_form(policy, move):
    situation = next(iter(situations(policy, move)))

    for consequence in move.then:
        for other in reached_by(consequence.policy):
            followed = next(m for m in other.moves if m.name == consequence.move)
            begins = NOT_BEGUN in other.sources(followed)
            assert begins == consequence.opens, (other.name, followed.name)
            assert Role.CLOCK in followed.by, "what follows is made by the clock"
            followed.form.fill(consequence.form(situation))


def reached_by(name: str) -> list[Policy]:
    return list(POLICIES.values()) if name == EVERY_OTHER else [POLICIES[name]]


def situations(policy: Policy, move: Move) -> Iterator[AnySituation]:
    """Yield situations for a move: those of its guards, and one with its form filled."""
    table = examples("GUARDS", policy)
    yield asked(examples("FORMS", policy)[move.form], *of_its_own(policy).LINES)
    for guard in (*move.when, *move.advised):
        yield from table[guard]


@each("guard", with_its_policy=True)
def test_every_guard_can_say_yes_and_can_say_no(policy, guard):
    yes, no = examples("GUARDS", policy)[guard]

    assert guard(yes) is True
    assert guard(no) is False


@each("guard")
def test_the_clause_of_a_guard_can_stand_inside_a_sentence(guard):
    clause = guard.otherwise

    assert clause
    assert not clause.endswith(".")
    assert clause[0] == clause[0].lower() or clause.split()[0].isupper()


@EACH_POLICY
def test_no_example_is_of_a_guard_or_a_form_that_the_policy_does_not_have(policy):
    module = of_its_own(policy)

    assert set(module.GUARDS) <= set(guards(policy))
    assert set(module.FORMS) <= set(forms(policy))


@each("move", with_its_policy=True)
def test_a_refusal_names_every_reason_and_survives_pickling(policy, move):
    for source, situation in itertools.product(policy.sources(move), situations(policy, move)):
        situated = in_state(policy, situation, move, source)
        expected = reasons(move, situated)
        if not expected:
            continue

        with pytest.raises(MoveRefused) as refusal:
            policy.decide(move.name, situated)

        assert refusal.value.because == expected
        assert str(pickle.loads(pickle.dumps(refusal.value))) == str(refusal.value)


@each("move", with_its_policy=True)
def test_a_move_without_a_reason_against_it_is_made(policy, move):
    for source, situation in itertools.product(policy.sources(move), situations(policy, move)):
        situated = in_state(policy, situation, move, source)
        if reasons(move, situated):
            continue

        decision = policy.decide(move.name, situated)

        assert decision.move is move
        assert decision.target in policy.targets(move, source)


def in_state(policy: Policy, situation: AnySituation, move: Move, source: State) -> AnySituation:
    """Give the situation in a state of the move, with the move's own form where it has another."""
    form = situation.form
    if type(form) is not move.form:
        form = examples("FORMS", policy)[move.form]
    if isinstance(move.target, Choice):
        form = leading_somewhere(policy, move, form)
    return replace(situation, state=source.name, form=form)


def leading_somewhere(policy: Policy, move: Move, form: Form) -> Form:
    if move.historic:
        return form.model_copy(update={move.target.by: policy.states[0].name})
    return form


def reasons(move: Move, situation: AnySituation) -> tuple[str, ...]:
    wrong_role = situation.role not in move.by
    roles = (f"only these may: {', '.join(sorted(move.by))}",) if wrong_role else ()
    unmet = tuple(guard.otherwise for guard in move.when if not guard(situation))
    advised = tuple(guard.otherwise for guard in move.advised if not guard(situation))
    warned = () if situation.form.went_ahead_because else advised
    return roles + unmet + tuple(f"{clause} ({OR_SAY_WHY})" for clause in warned)


@each("form")
def test_every_field_of_a_form_says_in_plain_english_what_belongs_in_it(form):
    assert form.__doc__
    for model in {form, *parts_of(form)}:
        for name, field in model.model_fields.items():
            assert field.description, f"{model.__name__}.{name}"
            assert not field.description.endswith("."), f"{model.__name__}.{name}"


def parts_of(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for field in model.model_fields.values():
        for part in models_in(field.annotation):
            yield part
            yield from parts_of(part)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


@each("form", with_its_policy=True)
def test_every_form_comes_back_from_json_as_it_went(policy, form):
    filled = examples("FORMS", policy)[form]
    assert type(filled) is form

    stored = filled.model_dump(mode="json")

    assert form.read(stored, form.version) == filled
    assert form.fill(filled.model_dump()) == filled
    assert form.model_json_schema()["type"] == "object"


@each("form")
def test_no_form_takes_a_field_nobody_declared(form):
    assert form.model_config["extra"] == "forbid"
    assert form.model_config["frozen"]
    for part in parts_of(form):
        assert part.model_config.get("extra") == "forbid", part.__name__
        assert part.model_config.get("frozen"), part.__name__


@each("move")
def test_there_are_words_for_everyone_who_has_to_be_told(move):
    assert move.tells <= audiences(move.event.value)


@EACH_POLICY
def test_nothing_is_left_in_the_machine_after_moves_and_refusals(policy):
    for move in policy.moves:
        for source, situation in itertools.product(policy.sources(move), situations(policy, move)):
            policy.reasons_against(move.name, in_state(policy, situation, move, source))

    assert policy.machine.models == []
