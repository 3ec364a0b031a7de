from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from pathway.domain.counting.calendar_time import WeeksAfter
from pathway.domain.oracle.caveats import CAVEATS, MISSTATEMENTS
from pathway.domain.oracle.limits import BY_CATEGORY, BY_WORDS
from pathway.domain.oracle.meaning import MEANING, Need
from pathway.domain.oracle.moves import ASSUMED, IMPLIED, script
from pathway.domain.oracle.reading import questions
from pathway.domain.oracle.timeline import EXAMPLE_YEAR, Grade, Happened, timelines
from pathway.domain.rules.statute_book import statute_book
from statemachines.registry import POLICIES


def test_every_published_timeline_is_read_with_its_source():
    found = timelines()

    assert len(found) == len({timeline.id for timeline in found}) == 29
    assert all(timeline.source.startswith("https://") for timeline in found)
    assert Counter(timeline.grade for timeline in found) == {
        Grade.EXACT: 5,
        Grade.TO_THE_MONTH: 10,
        Grade.DIRECTION: 12,
        Grade.WORKED_EXAMPLE: 2,
    }


def test_every_date_of_a_timeline_lies_in_its_window():
    for timeline in timelines():
        for dated in (*timeline.facts, *timeline.stated_due):
            assert dated.words
            if dated.window is not None:
                assert dated.window.earliest <= dated.window.latest
                assert dated.date is not None
                said = dated.date.replace("--", f"{EXAMPLE_YEAR}-")
                assert dated.window.earliest.isoformat().startswith(said[:7])


def test_every_event_and_every_limit_of_the_timelines_has_its_meaning():
    assert set(MEANING) == set(Happened)
    assert {timeline.category for timeline in timelines()} == set(BY_CATEGORY)
    assert {due.what for t in timelines() for due in t.stated_due} == set(BY_WORDS)


def test_each_timeline_asks_something_or_says_what_it_needs():
    for timeline in timelines():
        asked = questions(timeline)
        assert asked
        assert all(question.can_be_asked or question.needs for question in asked)


def waiting():
    found: dict[Need, set[str]] = {}
    for timeline in timelines():
        for question in questions(timeline):
            for need in question.needs:
                found.setdefault(need, set()).add(timeline.id)
    return found


def test_what_cannot_be_asked_is_listed_with_what_is_missing():
    assert waiting() == {
        Need.START: {"derbyshire-23-017-300"},
        Need.PART: {"ipsea-faq-appeal-xmas"},
        Need.DATES: {"ipsea-faq-appeal-xmas"},
    }


def test_what_waits_for_a_route_follows_from_the_policies_that_there_are(monkeypatch):
    fewer = {
        name: known for name, known in POLICIES.items() if name not in {"dispute", "exclusion"}
    }
    without = replace(
        fewer["ehc_needs_assessment"],
        moves=tuple(
            move
            for move in fewer["ehc_needs_assessment"].moves
            if not move.name.startswith(("reverse", "reassess"))
        ),
    )
    for place in ("meaning", "ways"):
        monkeypatch.setattr(
            f"pathway.domain.oracle.{place}.POLICIES",
            {**fewer, "ehc_needs_assessment": without},
        )

    found = waiting()

    assert found[Need.REVERSAL] == {
        "essex-25-007-473", "essex-24-022-730", "herts-news-2025-03-31", "essex-24-019-445",
    }  # fmt: skip
    assert found[Need.TRIBUNAL_ORDER] == {"wnorthants-24-020-329", "wsussex-24-011-072"}
    assert found[Need.EXCLUSION] == {"esussex-exclusion-lgl-99316"}
    assert found[Need.DISPUTE] == {"ipsea-faq-appeal-xmas"}


def test_every_fact_is_either_a_step_or_unrecorded_with_a_reason():
    for timeline in timelines():
        told = script(timeline)

        from_the_source = {s.words for s in told.steps if s.words not in {IMPLIED, ASSUMED}}
        assert len(from_the_source) + len(told.unrecorded) == len(timeline.facts)
        assert all(left.why for left in told.unrecorded)


@pytest.mark.parametrize("timeline", timelines(), ids=lambda timeline: timeline.id)
def test_steps_are_told_in_the_order_in_which_they_happened(timeline):
    days = [step.window for step in script(timeline).steps]

    assert days == sorted(days)


def test_a_start_is_counted_back_only_where_the_source_gives_none_and_is_said_to_be():
    implied = {t.id: script(t).steps for t in timelines() if any(q.implied for q in questions(t))}

    assert set(implied) == {
        "wsussex-news-2025-07-28", "bristol-22-016-420", "bucks-24-011-526", "mumsnet-2675249",
    }  # fmt: skip
    assert all(step.words == IMPLIED for steps in implied.values() for step in steps)
    [request] = implied["wsussex-news-2025-07-28"]
    assert request.window.earliest == request.window.latest == date(2023, 5, 26)


def test_every_caveat_is_about_a_timeline_and_every_misstatement_about_a_rule_that_says_otherwise():
    assert set(CAVEATS) <= {timeline.id for timeline in timelines()}
    for wrong in MISSTATEMENTS:
        counting = statute_book().rule(wrong.rule).counting
        if wrong.weeks is not None:
            assert isinstance(counting, WeeksAfter)
            assert counting.count != wrong.weeks


def test_a_refusal_that_no_source_dates_is_taken_on_the_last_day_there_is_for_it_and_said_to_be():
    steps = script(next(t for t in timelines() if t.id == "essex-25-007-473")).steps

    [refusal] = [step for step in steps if step.words == ASSUMED]
    assert refusal.way.move == "refuse to assess"
    assert refusal.window.earliest == date(2025, 1, 27)
