"""Migrations as they are declared: what is wrong is refused with its file, line and sentence."""

import pickle
from dataclasses import replace

import pytest

from statemachines.errors import MigrationMalformed, MigrationUnknown, PoliciesOverlap
from statemachines.grammar import NOT_BEGUN, practice
from statemachines.migrations import Migration, checked, migration, migrations_from
from statemachines.plan_amendment import PLAN_AMENDMENT
from statemachines.registry import POLICIES, VERSIONS, in_order

NEXT = replace(PLAN_AMENDMENT, version=2)
SAME = {state.name: state.name for state in PLAN_AMENDMENT.states}
OPEN = next(state.name for state in PLAN_AMENDMENT.states if not state.final)
END = next(state.name for state in PLAN_AMENDMENT.states if state.final)


@pytest.fixture(autouse=True)
def _amended(monkeypatch):
    monkeypatch.setitem(POLICIES, NEXT.name, NEXT)
    monkeypatch.setitem(VERSIONS, (NEXT.name, NEXT.version), NEXT)


def declared(**said):
    whole = {
        "policy": NEXT.name, "from_version": 1, "to_version": 2, "states": SAME,
        "because": "the steps were renamed", "law": practice("clearer words"),
    }  # fmt: skip
    return Migration(**{**whole, **said})


def test_a_migration_that_maps_every_state_is_lawful():
    one = declared()

    assert checked([one]) == {(NEXT.name, 1): one}
    assert one.state_after(OPEN) == OPEN
    assert one.state_after(NOT_BEGUN.name) == NOT_BEGUN.name


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"to_version": 1}, "leads to version 1, which is no later one"),
        ({"because": " "}, "does not say why"),
        ({"law": practice("")}, "rests on no law and no practice"),
        ({"policy": "divination"}, "cannot be: there is no policy 'divination'"),
        ({"from_version": 7, "to_version": 8}, "cannot be: plan_amendment has no version 7 here"),
        ({"states": {n: n for n in SAME if n != OPEN}}, f"does not say what becomes of {OPEN!r}"),
        ({"states": {**SAME, "asleep": OPEN}}, "names 'asleep', which is no state of version 1"),
        ({"states": {**SAME, OPEN: "gone"}}, f"leads from {OPEN!r} to 'gone', which is no state"),
        ({"states": {**SAME, OPEN: "not_begun"}}, "to 'not_begun', which is no state of version 2"),
        ({"states": {**SAME, OPEN: END}}, f"ends a process by leading from {OPEN!r} to {END!r}"),
        ({"states": {**SAME, END: OPEN}}, f"opens again a process by leading from {END!r}"),
    ],
)
def test_a_migration_that_leaves_something_open_is_refused(said, wrong):
    one = declared(**said)

    with pytest.raises(MigrationMalformed) as refusal:
        checked([one])

    assert wrong in str(refusal.value)
    assert str(pickle.loads(pickle.dumps(refusal.value))) == str(refusal.value)


def test_two_ways_from_one_version_are_refused():
    with pytest.raises(MigrationMalformed, match="is declared twice"):
        checked([declared(), declared()])


def test_a_refusal_names_the_file_and_the_line_of_the_declaration():
    one = Migration(
        policy=NEXT.name, from_version=1, to_version=2, states={}, because="", law=practice("")
    )
    line = test_a_refusal_names_the_file_and_the_line_of_the_declaration.__code__.co_firstlineno

    assert one.place == f"test_migrations.py, line {line + 1}"
    with pytest.raises(MigrationMalformed, match=f"^test_migrations.py, line {line + 1}: the migr"):
        checked([one])


@pytest.mark.parametrize("versions", [(1, 1), (2, 1)])
def test_versions_of_a_policy_that_overlap_are_refused_with_both_places(versions):
    one, other = (replace(PLAN_AMENDMENT, version=version) for version in versions)

    with pytest.raises(PoliciesOverlap) as refusal:
        list(in_order([one, other]))

    assert str(refusal.value) == (
        f"{PLAN_AMENDMENT.place}: version 1 of plan_amendment stands behind version {versions[0]}, "
        f"of {PLAN_AMENDMENT.place}; give each version a number of its own and list the oldest "
        "first"
    )
    assert PLAN_AMENDMENT.place.startswith("plan_amendment.py, line ")
    assert str(pickle.loads(pickle.dumps(refusal.value))) == str(refusal.value)


def test_where_nobody_declared_a_migration_none_leads_on():
    assert list(migrations_from(NEXT.name, 1)) == []
    with pytest.raises(MigrationUnknown, match="no migration of plan_amendment leads from version"):
        migration(NEXT.name, 1, 2)


def test_the_steps_to_the_newest_version_come_one_by_one(monkeypatch):
    last = replace(NEXT, version=3)
    monkeypatch.setitem(VERSIONS, (last.name, 3), last)
    both = checked([declared(from_version=2, to_version=3), declared()])
    monkeypatch.setattr("statemachines.migrations.DECLARED", both)

    assert [one.to_version for one in migrations_from(NEXT.name, 1)] == [2, 3]
    assert migration(NEXT.name, 2, 3).from_version == 2
