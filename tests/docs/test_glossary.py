"""Every word of the code that people meet stands in the glossary."""

import re

import pytest

from notifications.tables import metadata as letterbox
from pathway.persistence.schema import METADATA
from statemachines.registry import POLICIES
from statemachines.vocabulary import Audience, Force, Role, WaitingFor
from tests.docs.blocks import DOCS

GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")
STATES = [(policy, state) for policy in POLICIES.values() for state in policy.states]


def part(title: str) -> str:
    """Return what stands under a heading, up to the next of its rank."""
    begin = re.search(rf"^(#+) {re.escape(title)}$", GLOSSARY, re.MULTILINE)
    assert begin, f"the glossary has no part {title!r}"
    end = re.search(rf"^#{{1,{len(begin[1])}}} ", GLOSSARY[begin.end() :], re.MULTILINE)
    return GLOSSARY[begin.end() : begin.end() + end.start() if end else None]


@pytest.mark.parametrize(
    ("policy", "state"), STATES, ids=[f"{p.name}: {s.name}" for p, s in STATES]
)
def test_every_state_means_in_the_glossary_what_it_means_in_its_policy(policy, state):
    row = f"| `{state.name}` | {state.waits_for.value} | {state.sentence} |"

    assert row in part(policy.title).splitlines()


@pytest.mark.parametrize("policy", POLICIES)
def test_every_policy_stands_in_the_glossary(policy):
    assert f"| [`{policy}`](policies/{policy}.md) |" in part("Processes and their states")


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Roles", {role.value for role in Role}),
        ("Who is waited for", {waited.value for waited in WaitingFor}),
        ("Audiences", {audience.value for audience in Audience}),
        ("Tables", {name for metadata in METADATA for name in metadata.tables}),
    ],
    ids=["roles", "who is waited for", "audiences", "tables"],
)
def test_the_glossary_has_these_words_and_no_others(title, words):
    rows = re.findall(r"^\| `(\w+)` \|", part(title), re.MULTILINE)

    assert set(rows) == words
    assert len(rows) == len(words)


def test_the_outbox_is_among_the_tables():
    assert "outbox" in letterbox.tables


def test_every_force_stands_in_the_glossary():
    assert all(f"| **{force.value}** |" in part("Force") for force in Force)


def test_words_stand_in_order_and_once():
    words = re.findall(r"^\| \*\*(.+?)\*\* \|", GLOSSARY.partition("\n## ")[0], re.MULTILINE)

    assert words == sorted(words, key=str.lower)
    assert len(words) == len(set(words))
