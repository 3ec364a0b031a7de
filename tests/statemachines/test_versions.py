"""Which versions of a policy are known, and what is said of one that is not."""

import pickle
from dataclasses import replace
from datetime import date

import pytest

from statemachines import registry
from statemachines.errors import PolicyUnknown, PolicyValidityBroken, PolicyVersionUnknown
from statemachines.graduated_approach import GRADUATED_APPROACH
from statemachines.registry import POLICIES, VERSIONS, in_order, policy, policy_on, versions_of

NEXT = replace(GRADUATED_APPROACH, version=GRADUATED_APPROACH.version + 1)


@pytest.fixture
def amended(monkeypatch):
    monkeypatch.setitem(POLICIES, NEXT.name, NEXT)
    monkeypatch.setitem(VERSIONS, (NEXT.name, NEXT.version), NEXT)


@pytest.mark.usefixtures("amended")
def test_a_policy_is_its_newest_version_unless_another_is_asked_for():
    assert policy(NEXT.name) is NEXT
    assert policy(NEXT.name, NEXT.version) is NEXT
    assert policy(NEXT.name, GRADUATED_APPROACH.version) is GRADUATED_APPROACH
    assert versions_of(NEXT.name) == (GRADUATED_APPROACH.version, NEXT.version)


def test_a_version_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(PolicyVersionUnknown) as refusal:
        policy("placement", 99)

    assert str(refusal.value) == (
        "placement has no version 99 here, only 1; use a release that has it"
    )
    assert str(pickle.loads(pickle.dumps(refusal.value))) == str(refusal.value)


def test_of_an_unknown_policy_every_version_is_unknown():
    with pytest.raises(PolicyUnknown):
        policy("divination", 1)


def test_no_version_is_declared_twice_and_the_newest_is_the_last():
    declared = [(one.name, one.version) for one in (*registry.EARLIER, *POLICIES.values())]

    assert len(declared) == len(set(declared)) == len(VERSIONS)
    assert all(known.version == versions_of(name)[-1] for name, known in POLICIES.items())


LAST_DAY, CHANGE = date(2028, 8, 31), date(2028, 9, 1)
ENDING = replace(GRADUATED_APPROACH, valid_to=LAST_DAY)
CHANGED = replace(NEXT, valid_from=CHANGE)


@pytest.mark.parametrize(
    ("day", "version"),
    [(date(2013, 1, 1), 1), (date(2026, 9, 7), 1), (LAST_DAY, 1), (CHANGE, 2)],
    ids=["before all of them", "under the first", "on its last day", "on the day of the change"],
)
def test_a_process_begins_under_the_version_of_the_day_on_which_it_began(monkeypatch, day, version):
    monkeypatch.setitem(POLICIES, CHANGED.name, CHANGED)
    monkeypatch.setitem(VERSIONS, (CHANGED.name, 1), ENDING)
    monkeypatch.setitem(VERSIONS, (CHANGED.name, 2), CHANGED)

    assert policy_on(CHANGED.name, day).version == version


def test_versions_that_follow_on_one_another_day_by_day_are_in_order():
    assert list(in_order([ENDING, CHANGED])) == [ENDING, CHANGED]


@pytest.mark.parametrize(
    ("versions", "wrong"),
    [
        ([GRADUATED_APPROACH, CHANGED], "begins on 2028-09-01, and version 1 has no end"),
        ([replace(ENDING, valid_to=date(2028, 8, 30)), CHANGED],
         "begins on 2028-09-01, and version 1 ends on 2028-08-30"),
        ([replace(ENDING, valid_to=CHANGE), CHANGED],
         "begins on 2028-09-01, and version 1 ends on 2028-09-01"),
        ([replace(ENDING, valid_to=date(2014, 1, 1))], "ends on 2014-01-01 before it begins on"),
        ([ENDING], "ends on 2028-08-31, and no version follows it"),
    ],
    ids=["no end", "a day of none", "a day of two", "ends first", "nothing follows"],
)  # fmt: skip
def test_a_day_without_a_version_or_with_two_is_refused_at_start(versions, wrong):
    with pytest.raises(PolicyValidityBroken, match=wrong) as refusal:
        list(in_order(versions))

    assert str(refusal.value).startswith(f"{versions[-1].place}: version {versions[-1].version} of")
    assert str(pickle.loads(pickle.dumps(refusal.value))) == str(refusal.value)


def test_every_policy_says_from_when_it_holds_and_the_newest_has_no_end():
    assert list(in_order(VERSIONS.values())) == list(VERSIONS.values())
    assert all(known.valid_to is None for known in POLICIES.values())
