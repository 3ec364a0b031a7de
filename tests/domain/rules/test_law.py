"""A body of rules is refused where it cannot be law, with the place and the fault."""

from dataclasses import replace
from datetime import date

import pytest

from pathway.domain.counting.calendar_time import WeeksAfter
from pathway.domain.counting.composite import EarlierOf
from pathway.domain.errors import RuleMalformed, RuleUnknown
from pathway.domain.rules.ehc_assessment import RULES
from pathway.domain.rules.law import Law
from pathway.domain.rules.limb import Limb
from pathway.domain.rules.reading import FOLDER
from pathway.domain.rules.relaxation import Relaxation
from pathway.domain.rules.rule import Kind, When, starts_on
from pathway.domain.rules.statute_book import FILES, statute_book
from statemachines.events import Event
from statemachines.vocabulary import Force
from tests.domain.happenings import day, happened, run, the

EHC_02 = next(rule for rule in RULES if rule.id == "EHC-02")
EARLIER, LATER = date(2020, 5, 1), date(2020, 9, 25)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"citation": " "}, "EHC-02 has no citation"),
        ({"sentence": ""}, "has no sentence"),
        ({"processes": ()}, "belongs to no process"),
        ({"met_by": ("assessment_agreed",)}, "an event that nobody knows, 'assessment_agreed'"),
        ({"starts": starts_on(When("request"))}, "an event that nobody knows, 'request'"),
        ({"valid_to": date(2014, 1, 1)}, "ends on 2014-01-01 before it begins"),
        (
            {"relaxed": Relaxation(LATER, EARLIER, "nothing", "SI 2020/471")},
            "is relaxed to 2020-05-01, before it is from 2020-09-25",
        ),
        ({"relaxed": Relaxation(EARLIER, LATER, "nothing", " ")}, "by no law that it names"),
        ({"counting": EarlierOf(("EHC-02",))}, "is made of itself: EHC-02 → EHC-02"),
        ({"counting": EarlierOf(("EHC-77",))}, "is made of EHC-77, which nobody declared"),
        ({"kind": Kind.TARGET}, "is a target, which breaks no law, and calls itself MUST"),
        ({"id": "EHC02"}, "has an id of another form than EHC-08"),
        ({"exemptions": (Limb("", "a reason"),)}, "has an exemption without its provision"),
        ({"exemptions": EHC_02.exemptions * 2}, r"exempts by 5\(4\)\(a\) twice"),
        (
            {"counting_after": {Event.DRAFT_SENT: WeeksAfter(1)}},
            "counts in another way after draft_sent, which does not start it",
        ),
        (
            {"ended_by": (Event.MOVED_OUT,), "replaced_by": (Event.MOVED_OUT,)},
            "says of moved_out both that it ends it and that it takes its place",
        ),
        (
            {"taken_back_by": {Event.DRAFT_SENT: Event.MOVED_OUT}},
            "says what takes draft_sent back, which neither meets nor ends it",
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else value[:30],
)
def test_a_rule_that_cannot_be_law_is_refused_with_its_place(changes, fault):
    with pytest.raises(RuleMalformed, match=f"ehc_assessment.py, line \\d+: rule.*{fault}"):
        Law([replace(EHC_02, **changes)])


def test_composites_that_go_round_in_a_circle_are_refused():
    one = replace(EHC_02, id="X-1", counting=EarlierOf(("X-2",)))
    other = replace(EHC_02, id="X-2", counting=EarlierOf(("X-1",)))

    with pytest.raises(RuleMalformed, match="X-1 → X-2 → X-1"):
        Law([one, other])


def test_a_rule_may_not_be_valid_twice_on_one_day():
    with pytest.raises(RuleMalformed, match="is valid twice on 2014-09-01"):
        Law([EHC_02, EHC_02])


def test_versions_of_a_rule_stand_in_the_order_of_time():
    before = replace(EHC_02, valid_to=date(2026, 8, 31))
    after = replace(EHC_02, valid_from=date(2026, 9, 1))

    with pytest.raises(RuleMalformed, match="stands behind a version that begins later, that of"):
        Law([after, before])


def test_every_file_that_declares_rules_is_read():
    declaring = {
        path.stem
        for path in FOLDER.glob("*.py")
        if any(line.startswith("RULES") for line in path.read_text(encoding="utf-8").splitlines())
    }

    assert declaring == set(FILES)


def test_law_that_changed_counts_by_the_day_on_which_the_clock_started():
    before = replace(EHC_02, valid_to=date(2026, 8, 31))
    after = replace(EHC_02, valid_from=date(2026, 9, 1), counting=WeeksAfter(4))

    def due(on):
        law = Law([before, after])
        return the("EHC-02", run(happened(Event.REQUEST_RECEIVED, on, 1), law=law)).due_on

    assert due("2026-08-31") == day("2026-10-12")
    assert due("2026-09-01") == day("2026-09-29")
    assert Law([before, after]).rule("EHC-02", on=day("2026-08-31")) is before


def test_a_rule_starts_nothing_before_it_was_law():
    assert run(happened(Event.REQUEST_RECEIVED, "2013-09-01", 1)) == ()


def test_an_unknown_rule_is_answered_with_the_nearest():
    with pytest.raises(RuleUnknown, match="no rule EHC-8; did you mean EHC-08"):
        statute_book().rule("EHC-8")


def test_every_rule_that_is_practice_says_so_and_no_other():
    for rule in statute_book().rules:
        if rule.force is Force.PRACTICE:
            assert "practice" in f"{rule.citation} {rule.note}".lower(), rule.id
        assert rule.sentence.endswith("."), rule.id
        assert not rule.citation.endswith("."), rule.id
