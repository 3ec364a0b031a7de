"""Which versions of a policy are known, and what is said of one that is not."""

import pickle
from dataclasses import replace

import pytest

from statemachines import registry
from statemachines.errors import PolicyUnknown, PolicyVersionUnknown
from statemachines.graduated_approach import GRADUATED_APPROACH
from statemachines.registry import POLICIES, VERSIONS, policy, versions_of

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
