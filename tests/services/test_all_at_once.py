"""One case that holds a process of every kind at once: none of them touches another's clocks.

Each process has a story. All stories are told in one case, day by day, so that the processes take
turns; then each is told once more for a pupil with nothing else, and its clocks have to be alike.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

import pytest
from sqlalchemy import text

from pathway.services.advance import Ask, advance
from pathway.services.casekeys import process_key
from pathway.services.office import Actor
from statemachines.registry import POLICIES
from statemachines.vocabulary import Role
from tests.offices import Around, on, people_around_a_pupil
from tests.services.brought_in import bring_in
from tests.services.told_clocks import clocks_of, open_one

Content = Mapping[str, Any]


class Step(NamedTuple):
    """A move of a story: made on a day, by somebody in a role, with a filled form."""

    day: date
    move: str
    role: Role
    content: Callable[[Around], Content]


def step(day: str, move: str, role: Role = Role.CASEWORKER, **content: Any) -> Step:
    return Step(date.fromisoformat(day), move, role, lambda _: content)


def to_both(day: str, move: str, field: str, role: Role, **content: Any) -> Step:
    def filled(around: Around) -> Content:
        reached = [{"person": who, "on": day} for who in (around.mother, around.father)]
        return {field: reached, **content}

    return Step(date.fromisoformat(day), move, role, filled)


BRING_IN = "bring in"
STORIES: dict[str, tuple[Step, ...]] = {
    "graduated_approach": (
        step("2026-09-07", "open case", Role.SENCO, concern="reads with great effort",
             year_group="5", primary_need="SLCN"),
        step("2026-10-14", "hold review meeting", Role.SENCO, parents_words="he likes sums"),
        to_both("2027-01-11", "send annual report", "sent", Role.SENCO),
    ),
    "placement": (
        step("2026-09-08", BRING_IN, state="active", kind="off_site_direction",
             legal_basis="schools_direction", starts_on="2026-09-08", started_on="2026-09-08",
             ends_on="2026-12-11"),
        step("2026-10-15", "review", continues=True),
    ),
    "ehc_needs_assessment": (
        step("2026-09-09", "receive request", source=1),
        to_both("2026-10-12", "decide to assess", "notified", Role.DECISION_MAKER),
        step("2026-10-13", "ask for advice", adviser="Dr Ash", kind="health",
             received_by_body_on="2026-10-14"),
    ),
    "ehc_plan": (
        step("2026-03-09", BRING_IN, state="maintained", plan_made_on="2026-03-09"),
        step("2026-10-16", "record setting named", urn="100001"),
        step("2026-11-09", "confirm provision", section="F"),
    ),
    "plan_amendment": (
        to_both("2026-10-19", BRING_IN, "notice_served", Role.DATA_LOADER, state="notice_sent",
                notice_sent_on="2026-10-19"),
        step("2026-11-10", "consult a setting", urn="100002"),
    ),
    "annual_review": (
        step("2026-10-05", BRING_IN, state="met", held_on="2026-10-05"),
        to_both("2026-10-20", "send report", "sent", Role.SENCO),
    ),
    "exclusion": (
        step("2026-10-21", "suspend", Role.HEADTEACHER, excluded_from="2026-10-21",
             until_on="2026-11-06", reasons="a fight"),
        to_both("2026-10-22", "tell parents", "told", Role.HEADTEACHER,
                excluded_from="2026-10-21"),
    ),
    "education_gap": (
        step("2026-11-30", "raise gap", Role.FAMILY, cause="illness", ill_since="2026-11-30"),
        step("2026-12-02", "foresee fifteen days", evidence="the consultant"),
    ),
    "dispute": (
        to_both("2026-11-02", BRING_IN, "sent", Role.DATA_LOADER, state="open_window",
                kind="contents"),
        to_both("2026-11-16", "contact mediation adviser", "contacted", Role.CASEWORKER),
    ),
    "complaint": (
        step("2026-11-03", "receive complaint", Role.FAMILY, about="the plan is late"),
        step("2026-11-05", "acknowledge", understood="the plan is late"),
    ),
}  # fmt: skip
PEOPLE = {
    Role.SENCO: "senco", Role.HEADTEACHER: "senco", Role.FAMILY: "mother",
    Role.DECISION_MAKER: "manager",
}  # fmt: skip


def tell(office, around: Around, policies: Mapping[str, tuple[Step, ...]]) -> dict[str, str]:
    """Tell some stories in one case, in the order of their days; return each one's process."""
    told: dict[str, str] = {}
    steps = [(s.day, policy, n) for policy in policies for n, s in enumerate(policies[policy])]
    for day, policy, n in sorted(steps):
        one = policies[policy][n]
        content = one.content(around)
        by = Actor(person=getattr(around, PEOPLE.get(one.role, "caseworker")), role=one.role)
        if one.move == BRING_IN:
            told[policy] = bring_in(office, around, policy, day, **content).process
        elif n == 0:
            told[policy] = open_one(office, around, policy, one.move, by, day, **content).process
        else:
            ask = Ask(move=one.move, content=content, by=by, when=on(day))
            advance(office, process_key(told[policy]), ask)
    return told


def kept(office, process):
    return sorted(clocks_of(office, process), key=str)


@pytest.fixture
def together(office, around):
    return tell(office, around, STORIES)


def test_every_kind_of_process_is_told_of():
    assert set(STORIES) == set(POLICIES)


def test_they_stand_in_one_case(together):
    assert {process.partition("/")[0] for process in together.values()} == {
        together["complaint"].partition("/")[0]
    }


def test_each_has_the_clocks_that_it_would_have_alone(office, together):
    for policy, story in STORIES.items():
        alone = tell(office, people_around_a_pupil(office), {policy: story})

        found = kept(office, together[policy])
        assert found, policy
        assert found == kept(office, alone[policy]), policy


def test_none_of_them_opened_or_moved_another(office, together):
    asked = text(
        "select p.policy, count(*) from history h join processes p"
        " on p.authority_id = h.authority_id and p.id = h.process_id group by p.policy"
    )
    with office.engine.connect() as connection:
        lines = dict(connection.execute(asked).tuples().all())

    assert together
    assert lines == {policy: len(story) for policy, story in STORIES.items()}
