"""The clocks are derived by shortcuts; a slow and obvious way has to come to the same."""

from functools import cache
from itertools import combinations, islice

from hypothesis import given, settings
from hypothesis import strategies as st

from pathway.domain.course import Course
from pathway.domain.rules.law import KEPT, AtWork, Law
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.settlement import Settling
from pathway.domain.starts import starts
from statemachines.events import Event, Happening
from tests.domain.courses import GROUPS, courses
from tests.domain.happenings import day, happened, run


@cache
def each_rule_alone() -> list[Law]:
    law = statute_book()
    return [law.only(rule_id) for rule_id in law.ids if not law.rule(rule_id).part]


@given(st.sampled_from(GROUPS).flatmap(courses))
@settings(max_examples=60, deadline=None)
def test_asking_each_rule_alone_gives_the_same_clocks_in_the_same_order(drawn):
    together = drawn.run()

    alone = [clock for law in each_rule_alone() for clock in drawn.run(law=law)]
    assert list(together) == alone


@given(st.sampled_from(GROUPS).flatmap(courses))
@settings(max_examples=100, deadline=None)
def test_a_plain_clock_stops_with_the_first_event_that_does_or_ends_it(drawn):
    course = Course(drawn.happenings)

    for rule in statute_book().at_work(drawn.group.process, course.events):
        if is_plain(rule):
            settling = Settling(rule, course)
            for start in starts(rule.ready, course):
                assert settling.settled(start) == slowly_settled(rule, start, course)


def is_plain(rule: AtWork) -> bool:
    r = rule.ready.rule
    once = (r.recurs, r.met_by_all, r.taken_back_by, r.replaced_by)
    asked = (r.per_party, r.matches, r.identified_by, *once)
    return not any((*asked, rule.ready.times, rule.ready.backward, rule.ready.ahead))


def slowly_settled(rule: AtWork, start, course: Course):
    """Go through everything that happened, day by day."""
    done = [h for w in rule.ready.met for h in course.done(w.event) if w.fits(h.said)]
    over = [h for w in rule.ready.ended for h in course.done(w.event) if w.fits(h.said)]
    stops = [(h.on, 0, h.line) for h in done if h is not start.happening]
    stops += [(h.on, 1, h.line) for h in over]
    first = min((stop for stop in stops if stop[0] >= start.began_on), default=None)
    return first and (first[0], first[2], first[1] == 0)


def test_what_is_kept_for_one_set_of_events_is_not_taken_for_another():
    law = statute_book()
    asked = happened(Event.REQUEST_RECEIVED, "2026-09-07", 1)
    agreed = happened(Event.ASSESSMENT_AGREED, "2026-10-01", 2)

    first = run(asked, process="ehc_needs_assessment", law=law)
    second = run(asked, agreed, process="ehc_needs_assessment", law=law)
    again = run(asked, process="ehc_needs_assessment", law=law)

    assert first == again
    assert {c.settled_on for c in second if c.rule_id == "EHC-02"} == {day("2026-10-01")}
    assert {c.settled_on for c in first if c.rule_id == "EHC-02"} == {None}


def test_more_sets_of_events_than_are_kept_are_answered_all_the_same():
    law = statute_book()
    sets = [frozenset(pair) for pair in islice(combinations(Event, 2), KEPT + 100)]

    first = [law.at_work("annual_review", events) for events in sets]
    again = [law.at_work("annual_review", events) for events in sets]

    assert first == again
    assert any(first)


def test_a_rule_at_work_names_the_events_that_are_there_and_no_others():
    course = Course([Happening(Event.REQUEST_RECEIVED, day("2026-09-07"), 1)])

    for rule in statute_book().at_work("ehc_needs_assessment", course.events):
        assert {when.event for when in (*rule.met, *rule.ended)} <= course.events
        assert not rule.ready.events.isdisjoint(course.events)
