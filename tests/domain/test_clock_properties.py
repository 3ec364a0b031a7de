"""What must be true of the clocks of any course of events at all.

Each property is asked of every group of rules, and each course starts every rule of its group: so
none of these can be true because nothing ran.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pathway.domain.alerts_due import alerts_due
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.rungs import next_alert, next_rung, rungs_between
from statemachines.events import Event, Happening
from tests.domain.calendars_for_tests import CALENDARS
from tests.domain.courses import DAYS, GROUPS, LIVE, courses, forms, named_by, started, whens
from tests.domain.happenings import FATHER, MOTHER, run

EACH_GROUP = pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
OF_EACH_PERSON = [rule for rule in LIVE if rule.per_party]
A_FEW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def rules_of(found) -> set[str]:
    return {statute_book().rule(clock.rule_id).id for clock in found}


def forget_lines(found) -> list[tuple[object, ...]]:
    """Leave out lines, and whose duty it is: of that the line holds that was recorded last."""
    forgotten = {"started_by": 0, "settled_by": None, "owner": None, "force": None}
    return sorted((str(c._replace(**forgotten)),) for c in found)


def test_every_rule_that_may_start_a_clock_is_among_those_that_are_drawn():
    drawn = {rule.id for group in GROUPS for rule in group.rules}

    assert drawn == {rule.id for rule in statute_book().rules if not rule.part}


@EACH_GROUP
@given(st.data())
@A_FEW
def test_each_course_starts_every_rule_of_its_group(group, data):
    found = data.draw(courses(group)).run()

    assert {rule.id for rule in group.rules} <= rules_of(found)


@EACH_GROUP
@given(st.data())
@A_FEW
def test_an_event_that_a_rule_does_not_name_changes_none_of_its_clocks(group, data):
    drawn = data.draw(courses(group))
    event = data.draw(st.sampled_from(Event))
    party = data.draw(st.sampled_from([None, MOTHER, FATHER]))
    other = Happening(event, data.draw(DAYS), 99, party, data.draw(forms(event)))

    before, after = drawn.run(), drawn.run(other)

    for rule_id in rules_of((*before, *after)):
        if event not in named_by(statute_book().rule(rule_id)):
            assert [c for c in after if rules_of([c]) == {rule_id}] == [
                c for c in before if rules_of([c]) == {rule_id}
            ]


@EACH_GROUP
@given(st.data())
@A_FEW
def test_what_counts_is_when_it_happened_not_when_it_was_written_down(group, data):
    drawn = data.draw(courses(group))
    lines = sorted({h.line for h in drawn.happenings})
    places = dict(zip(lines, data.draw(st.permutations(lines)), strict=True))
    otherwise = sorted(
        (replace(h, line=places[h.line]) for h in drawn.happenings), key=lambda h: h.line
    )

    assert forget_lines(drawn._replace(happenings=otherwise).run()) == forget_lines(drawn.run())


@EACH_GROUP
@given(st.data())
@A_FEW
def test_no_clock_settles_before_it_starts(group, data):
    for clock in data.draw(courses(group)).run():
        assert clock.settled_on is None or clock.settled_on >= clock.started_on


@EACH_GROUP
@given(st.data())
@A_FEW
def test_every_clock_has_an_identity_of_its_own_and_a_date_or_a_reason(group, data):
    found = data.draw(courses(group)).run()

    assert len({clock.identity for clock in found}) == len(found)
    assert all((clock.due_on is None) == (clock.why_no_date is not None) for clock in found)


@EACH_GROUP
@given(st.data())
@A_FEW
def test_telling_the_reasons_changes_no_clock(group, data):
    drawn = data.draw(courses(group))

    told = drawn.run(explain=True)

    assert tuple(c._replace(explanation=()) for c in told) == drawn.run()
    assert all(clock.explanation for clock in told)


@pytest.mark.parametrize("rule", OF_EACH_PERSON, ids=lambda rule: rule.id)
@given(st.data())
@settings(max_examples=15, deadline=None)
def test_no_step_of_one_parent_touches_the_time_of_the_other(rule, data):
    """Each line has an event of its own besides the person's, as a form gives it.

    The move that time makes is the process's and not a parent's, so it is left out.
    """
    steps = st.tuples(st.sampled_from(sorted({w.event for w in whens(rule)})), DAYS)
    lines = [[data.draw(started(rule, n))[-1], who] for n, who in enumerate((MOTHER, FATHER), 1)]
    for line, (event, on) in enumerate(data.draw(st.lists(steps, max_size=7)), 3):
        who = data.draw(st.sampled_from([MOTHER, FATHER]))
        lines.append([Happening(event, on, line, None, data.draw(forms(event))), who])

    def hers(told):
        both = (replace(h, party=party) for h, who in told for party in (None, who))
        found = run(*both, process=rule.processes[0])
        own = (c for c in found if c.rule_id == rule.id and c.party == MOTHER)
        return [c._replace(makes_on=None) for c in own]

    assert hers(lines)
    assert hers(lines) == hers([line for line in lines if line[1] == MOTHER])


NOTICE = date(2026, 5, 4)
OF_ONE_PARENT = st.sampled_from(
    [
        Event.MEDIATION_ADVISER_CONTACTED, Event.MEDIATION_DECLINED, Event.MEDIATION_REQUESTED,
        Event.MEDIATION_NOT_ARRANGED, Event.MEDIATION_ARRANGED, Event.MEDIATION_CONCLUDED,
        Event.MEDIATION_CERTIFICATE_ISSUED, Event.APPEAL_LODGED,
    ]
)  # fmt: skip


@given(st.lists(st.tuples(OF_ONE_PARENT, st.sampled_from([MOTHER, FATHER]), DAYS), max_size=9))
@settings(max_examples=100, deadline=None)
def test_in_a_dispute_no_step_of_one_parent_touches_the_time_of_the_other(steps):
    """Each line has an event of its own besides the person's, as a form gives it."""
    notices = [(Event.APPEALABLE_NOTICE_SENT, parent, NOTICE) for parent in (MOTHER, FATHER)]
    lines = [
        [Happening(event, on, line, who, {"about": "both"}) for who in (None, parent)]
        for line, (event, parent, on) in enumerate([*notices, *steps], 1)
    ]
    of_mother = [line for line in lines if line[1].party == MOTHER]

    def hers(course):
        found = run(*(h for line in course for h in line), process="dispute")
        return [c._replace(makes_on=None) for c in found if c.party == MOTHER]

    assert hers(lines) == hers(of_mother)


@EACH_GROUP
@given(st.data())
@A_FEW
def test_an_open_clock_has_at_most_one_next_rung_and_a_settled_one_none(group, data):
    after = data.draw(DAYS)
    until = after + timedelta(60)
    for clock in data.draw(courses(group)).run():
        rule = statute_book().rule(clock.rule_id)
        coming = next_rung(clock, rule, CALENDARS, after=after)
        within = rungs_between(clock, rule, CALENDARS, after=after, until=until)
        if clock.settled_on:
            assert (coming, within) == (None, ())
        elif coming and coming.on <= until:
            assert within[0] == coming
        else:
            assert within == ()


@EACH_GROUP
@given(st.data())
@A_FEW
def test_what_is_due_of_a_ladder_is_the_last_of_each_alert_and_the_first_still_to_come(group, data):
    since = data.draw(DAYS)
    until = since + timedelta(data.draw(st.integers(0, 60)))
    for clock in data.draw(courses(group)).run():
        rule = statute_book().rule(clock.rule_id)

        due = alerts_due(clock, rule, CALENDARS, since=since, until=until)

        missed = rungs_between(clock, rule, CALENDARS, after=since - timedelta(1), until=until)
        last = {rung.name: rung for rung in missed if rung.move is None}
        assert {rung.name: rung for rung in (*due.earlier, *due.given)} == last
        assert due.coming == next_alert(clock, rule, CALENDARS, after=until)
        for given_one in due.given:
            alike = [rung for rung in due.earlier if bool(rung.every) == bool(given_one.every)]
            assert all(rung.on <= given_one.on for rung in alike)
