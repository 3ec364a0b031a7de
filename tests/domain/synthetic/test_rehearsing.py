from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from pathway.domain.synthetic.facts import read
from pathway.domain.synthetic.rehearsing import rehearse
from pathway.domain.synthetic.sketch import Kind


@dataclass(frozen=True)
class Kept:
    """A line of history as a database gives it back."""

    policy: str
    occurrence: int
    move: str
    on: date
    form: dict[str, Any]


def _kept(case):
    return [
        Kept(policy, occurrence, made.line.move, made.line.on, dict(made.line.content))
        for (policy, occurrence), process in case.processes.items()
        for made in process.made
    ]


def _facts_of(life, entries):
    pupil = life.pupil
    return read(entries, born_on=pupil.born_on, sex=pupil.sex, need=pupil.need)


def test_every_move_of_a_small_authority_is_lawful(planned, stage):
    for life in planned("demo", 1).lives:
        case = rehearse(life, stage, reference=f"TEST-{life.pupil.number}")

        recorded = sum(process.version for process in case.processes.values())
        assert recorded >= len(life.moves)


@pytest.mark.parametrize("authority", ["gateshead", "cumberland", "staffordshire"])
def test_every_kind_of_life_of_a_council_is_lawful(planned, stage, authority):
    by_kind: dict[Kind, list] = {}
    for life in planned(authority, 1).lives:
        by_kind.setdefault(life.kind, []).append(life)

    for lives in by_kind.values():
        for life in lives[:8]:
            rehearse(life, stage, reference="TEST")

    assert set(by_kind) >= {Kind.OLDER, Kind.ISSUED, Kind.DISPUTED, Kind.REFUSED, Kind.CEASED}


def test_what_is_read_from_the_history_is_what_was_planned(planned, stage):
    for life in planned("demo", 3).lives:
        case = rehearse(life, stage, reference="TEST")

        assert _facts_of(life, _kept(case)) == _facts_of(life, life.moves)


def test_a_plan_issued_here_is_opened_by_the_assessment(planned, stage):
    life = next(life for life in planned("demo", 1).lives if life.kind is Kind.ISSUED)

    case = rehearse(life, stage, reference="TEST")

    assert case.processes["ehc_needs_assessment", 1].after.state == "plan_issued"
    assert case.processes["ehc_plan", 1].after.state == "maintained"


def test_no_time_to_appeal_is_left_open_that_a_sweep_would_have_closed(planned, stage):
    lives = [life for life in planned("demo", 1).lives if life.kind is Kind.REFUSED]

    for life in lives:
        case = rehearse(life, stage, reference="TEST")

        (refusal,) = (p for key, p in case.processes.items() if key[0] == "dispute")
        assert refusal.after.state == "lapsed"

    assert lives


def test_a_reversed_refusal_keeps_the_first_decision(planned, stage):
    life = next(life for life in planned("gateshead", 1).lives if life.kind is Kind.DISPUTED)

    case = rehearse(life, stage, reference="TEST")

    assert case.processes["ehc_needs_assessment", 1].after.state == "refused_to_assess"
    assert case.processes["ehc_needs_assessment", 2].after.state == "plan_issued"
    first, second = _facts_of(life, _kept(case)).assessments
    assert first.refused_on is not None
    assert second.received_on is None
