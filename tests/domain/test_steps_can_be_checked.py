"""Every number of every explanation can be checked: on its law, its event or the step before."""

from datetime import date

import pytest

from pathway.domain.enquiry import enquire, events_of
from pathway.domain.oracle.timeline import timelines
from pathway.domain.projection import project
from pathway.domain.rules.statute_book import statute_book
from tests.domain.calendars_for_tests import CALENDARS
from tests.domain.checked_steps import Doubter
from tests.domain.oracle.test_verdict import CALENDARS as SHIPPED
from tests.domain.oracle.test_verdict import rehearsed
from tests.domain.rules.test_cases import CASES

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.reason}")
def test_of_each_case_of_each_rule(case):
    clock = enquire(case.rule, case.days, statute_book(), CALENDARS)
    rule = statute_book().rule(clock.rule_id, on=clock.started_on)

    assert events_of(rule, statute_book())
    assert list(Doubter(rule, case.days.values(), CALENDARS).doubts(clock)) == []


@pytest.mark.parametrize("latest", [False, True])
@pytest.mark.parametrize("timeline", timelines(), ids=lambda timeline: timeline.id)
def test_of_each_clock_of_each_published_timeline(timeline, latest):
    case = rehearsed(timeline, latest=latest)

    for key in case.processes:
        dossier, after = case.dossier(key), case.processes[key].after
        drawn = project(SHIPPED, dossier, after, on=TODAY, fired={})
        events = {happening.on for happening in after.record.happenings}
        for clock in drawn.reckoned.explained():
            rule = statute_book().rule(clock.rule_id, on=clock.started_on)
            assert list(Doubter(rule, events | {clock.started_on}, SHIPPED).doubts(clock)) == []


@pytest.mark.parametrize(
    ("told", "instead"),
    [
        pytest.param("6 × 7 = 42", "6 × 7 = 43", id="a product that is none"),
        pytest.param("Monday 19 October 2026", "Tuesday 20 October 2026", id="a day too late"),
        pytest.param("Source: SI 2014/1530", "Source: within 9 weeks, SI 2014/1530",
                     id="a number that no law gives"),
        pytest.param("Monday 7 September 2026", "Monday 14 September 2026",
                     id="an event on another day"),
    ],
)  # fmt: skip
def test_a_wrong_number_is_doubted(told, instead):
    clock = enquire("EHC-02", {"T0": date(2026, 9, 7)}, statute_book(), CALENDARS)
    doubter = Doubter(statute_book().rule("EHC-02"), [date(2026, 9, 7)], CALENDARS)
    assert any(told in step for step in clock.explanation)

    wrong = tuple(step.replace(told, instead, 1) for step in clock.explanation)

    assert list(doubter.doubts(clock._replace(explanation=wrong)))
