"""Every ground that a rule declares can be recorded where the rule runs, and frees of it there."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, Literal, get_args, get_origin

import pytest

from pathway.domain.clocks import reckon
from pathway.domain.counting.calendar_time import WeeksAfter
from pathway.domain.course import Subject
from pathway.domain.exemptions import EXEMPTING
from pathway.domain.rules.limb import Limb
from pathway.domain.rules.rule import Rule
from pathway.domain.rules.statute_book import statute_book
from statemachines.absences import AFTER_A_REASSESSMENT, FOR_ADVICE, FROM_THE_REQUEST, LONGEST
from statemachines.forms import Form
from statemachines.grammar import Move
from statemachines.registry import POLICIES
from statemachines.vocabulary import Role
from tests.domain.calendars_for_tests import CALENDARS
from tests.domain.happenings import day, happened
from tests.statemachines.examples.given import asked

LIVE = [rule for rule in statute_book().rules if not rule.part]
GROUNDS = [(rule, limb) for rule in LIVE for limb in rule.exemptions]
EACH_GROUND = pytest.mark.parametrize(
    ("rule", "limb"), GROUNDS, ids=[f"{rule.id}: {limb.id}" for rule, limb in GROUNDS]
)
OFFICERS = {Role.DECISION_MAKER, Role.CASEWORKER, Role.HEADTEACHER, Role.PROFESSIONAL}


def named_in(form: type[Form]) -> frozenset[str]:
    """Return the grounds that a form can name."""
    field = form.model_fields.get("limb")
    kind: Any = field and field.annotation
    if get_origin(kind) is Literal:
        return frozenset(get_args(kind))
    return frozenset(one.value for one in kind) if isinstance(kind, type) else frozenset()


def recording(rule: Rule, limb: Limb) -> Iterator[Move]:
    """Yield the moves, of policies in whose processes the rule runs, that can name the ground."""
    for process in rule.processes:
        for move in POLICIES[process].moves:
            if move.event in EXEMPTING and limb.id in named_in(move.form):
                yield move


def named(form: type[Form], limb: Limb) -> Any:
    kind: Any = form.model_fields["limb"].annotation
    return kind(limb.id) if isinstance(kind, type) and issubclass(kind, Enum) else limb.id


@EACH_GROUND
def test_a_move_of_each_policy_in_which_the_rule_runs_can_record_the_ground(rule, limb):
    for process in rule.processes:
        moves = [m for m in POLICIES[process].moves if m.event in EXEMPTING]

        assert any(limb.id in named_in(move.form) for move in moves), process


@EACH_GROUND
def test_it_records_evidence_the_officer_whom_it_told_its_end_and_a_target(rule, limb):
    for move in recording(rule, limb):
        fields = move.form.model_fields

        assert fields["evidence"].is_required(), move.name
        assert {"family_told", "ended_on", "working_target_on"} <= set(fields), move.name
        assert move.by <= OFFICERS, move.name
        assert [g for g in move.advised if g.name.endswith("been told why")], move.name


@EACH_GROUND
def test_both_tests_are_asked_where_the_law_asks_both(rule, limb):
    for move in recording(rule, limb):
        bare = move.form.model_construct(
            limb=named(move.form, limb), evidence="a letter", impractical_because=""
        )
        second = [guard for guard in move.when if guard.name.endswith("was impractical")]

        assert all(guard(asked(bare)) for guard in second) is limb.alone, move.name


@EACH_GROUND
def test_an_absence_is_counted_as_an_absence_and_nothing_else_is(rule, limb):
    weeks = 2 if limb.id.startswith(("44", "45")) else 4
    absent = "absent from the area" in limb.sentence

    assert limb.absent_for == (weeks if absent else None), rule.id


@EACH_GROUND
def test_recorded_on_the_day_on_which_a_clock_began_it_disapplies_it_and_moves_nothing(rule, limb):
    when = rule.starts.when[0]
    said = {when.said: tuple(when.among) if not when.every else when.among} if when.said else {}
    content = dict.fromkeys(rule.matches, "the same")
    start = happened(when.event, "2026-09-14", 1, **content, **said)
    needed = [happened(event, "2026-09-14", 1) for event in rule.starts.needs]
    free = happened(next(recording(rule, limb)).event, "2026-09-14", 2, limb=limb.id, **content)

    before, after = (
        [one for one in found(rule, *lines) if one.rule_id == rule.id]
        for lines in ((start, *needed), (start, *needed, free))
    )

    assert [one.disapplied for one in before] == [None]
    assert [one.disapplied for one in after] == [limb.id]
    assert [one.due_on for one in after] == [one.due_on for one in before]


def found(rule: Rule, *happenings: Any) -> Any:
    kind = next(iter(rule.kinds), None)
    subject = Subject(rule.processes[0], kind, date(2016, 5, 3), 9)
    return reckon(happenings, subject, statute_book(), CALENDARS, day("2026-10-30")).clocks


def weeks_of(rule: Rule) -> int:
    assert isinstance(rule.counting, WeeksAfter), rule.id
    return rule.counting.count


def test_the_times_in_which_an_absence_counts_are_those_of_the_rules():
    by_regulation = {
        limb.id[:-3]: weeks_of(rule) for rule, limb in GROUNDS if limb.absent_for == 4
    }  # fmt: skip

    assert by_regulation == {**FROM_THE_REQUEST, "8(2)": FOR_ADVICE, "27(3)": AFTER_A_REASSESSMENT}


def test_the_longest_times_after_an_order_or_a_concession_are_those_of_the_rules():
    longest: dict[str, set[int]] = {}
    for rule, limb in GROUNDS:
        if limb.absent_for == 2:
            (what,) = rule.starts.when[0].among
            longest.setdefault(what, set()).add(weeks_of(rule))

    assert {what: max(weeks) for what, weeks in longest.items()} == LONGEST


def test_no_ground_stands_in_a_form_that_no_rule_of_that_process_knows():
    known: Mapping[str, set[str]] = {
        process: {limb.id for rule, limb in GROUNDS if process in rule.processes}
        for process in POLICIES
    }
    for process, policy in POLICIES.items():
        for move in policy.moves:
            if move.event in EXEMPTING:
                assert named_in(move.form) <= known[process], (process, move.name)
