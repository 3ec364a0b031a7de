"""What must be true of the clocks of any course of events at all."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pathway.domain.alerts_due import alerts_due
from pathway.domain.course import AHEAD
from pathway.domain.projection import next_alert
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.rungs import next_rung, rungs_between
from statemachines.events import Event, Happening
from tests.domain.calendars_for_tests import CALENDARS
from tests.domain.happenings import FATHER, MOTHER, run

PROCESSES = sorted({p for rule in statute_book().rules for p in rule.processes})
DAYS = st.dates(date(2026, 5, 1), date(2027, 5, 31))
UNRELATED = (Event.CONTACT_LOGGED, Event.CONCERN_RAISED, Event.HANDED_OVER, Event.DELAY_TOLD)


def events_of(process: str) -> list[Event]:
    found = set()
    for rule in statute_book().rules:
        if process in rule.processes:
            met = [w if isinstance(w, Event) else w.event for w in (*rule.met_by, *rule.ended_by)]
            found |= {*rule.starts.events, *met, *rule.starts.needs}
    return sorted(found)


@st.composite
def courses(draw) -> tuple[str, list[Happening]]:
    """A process and its course: up to nine lines, each with an event and perhaps one ahead."""
    process = draw(st.sampled_from(PROCESSES))
    own = [event for event in events_of(process) if event not in AHEAD]
    ahead = [event for event in events_of(process) if event in AHEAD]
    happenings = []
    for line in range(1, draw(st.integers(1, 9)) + 1):
        on = draw(DAYS)
        said = draw(st.sampled_from([{}, {"adviser": "A", "kind": "health"}, {"urn": "100001"}]))
        party = draw(st.sampled_from([None, MOTHER, FATHER]))
        event = draw(st.sampled_from(own or [Event.CONTACT_LOGGED]))
        happenings.append(Happening(event, on, line, party, said))
        if ahead and draw(st.booleans()):
            later = on + timedelta(draw(st.integers(1, 90)))
            happenings.append(Happening(draw(st.sampled_from(ahead)), later, line, None, said))
    return process, happenings


def forget_lines(found) -> list[tuple[object, ...]]:
    return sorted((str(c._replace(started_by=0, settled_by=None)),) for c in found)


@given(courses(), st.data())
@settings(max_examples=50, deadline=None)
def test_an_unrelated_event_never_changes_a_clock(drawn, data):
    process, course = drawn
    unrelated = Happening(data.draw(st.sampled_from(UNRELATED)), data.draw(DAYS), 99)

    assert run(*course, unrelated, process=process) == run(*course, process=process)


@given(courses(), st.data())
@settings(max_examples=50, deadline=None)
def test_what_counts_is_when_it_happened_not_when_it_was_written_down(drawn, data):
    process, course = drawn
    lines = sorted({h.line for h in course})
    places = dict(zip(lines, data.draw(st.permutations(lines)), strict=True))
    otherwise = sorted((replace(h, line=places[h.line]) for h in course), key=lambda h: h.line)

    assert forget_lines(run(*otherwise, process=process)) == forget_lines(
        run(*course, process=process)
    )


@given(courses())
@settings(max_examples=50, deadline=None)
def test_no_clock_settles_before_it_starts(drawn):
    process, course = drawn
    for clock in run(*course, process=process):
        assert clock.settled_on is None or clock.settled_on >= clock.started_on


@given(courses())
@settings(max_examples=50, deadline=None)
def test_every_clock_has_an_identity_of_its_own_and_a_date_or_a_reason(drawn):
    process, course = drawn
    found = run(*course, process=process)

    assert len({clock.identity for clock in found}) == len(found)
    assert all((clock.due_on is None) == (clock.why_no_date is not None) for clock in found)


@given(courses())
@settings(max_examples=50, deadline=None)
def test_telling_the_reasons_changes_no_clock(drawn):
    process, course = drawn

    told = run(*course, process=process, explain=True)

    assert tuple(c._replace(explanation=()) for c in told) == run(*course, process=process)
    assert all(clock.explanation for clock in told)


@given(st.lists(st.tuples(st.sampled_from([MOTHER, FATHER]), DAYS, st.booleans()), max_size=6))
@settings(max_examples=50, deadline=None)
def test_two_parents_clocks_never_settle_each_other(said):
    course = [
        Happening(
            Event.REPRESENTATIONS_FINISHED if finished else Event.DRAFT_SERVED, on, line, parent
        )
        for line, (parent, on, finished) in enumerate(said, 1)
    ]
    of_mother = [h for h in course if h.party == MOTHER]

    together = run(*course, process="ehc_needs_assessment")
    alone = run(*of_mother, process="ehc_needs_assessment")

    assert [c for c in together if c.party == MOTHER] == [c for c in alone if c.party == MOTHER]


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


@given(courses(), st.data())
@settings(max_examples=50, deadline=None)
def test_an_open_clock_has_at_most_one_next_rung_and_a_settled_one_none(drawn, data):
    process, course = drawn
    after = data.draw(DAYS)
    until = after + timedelta(60)
    for clock in run(*course, process=process):
        rule = statute_book().rule(clock.rule_id)
        coming = next_rung(clock, rule, CALENDARS, after=after)
        within = rungs_between(clock, rule, CALENDARS, after=after, until=until)
        if clock.settled_on:
            assert (coming, within) == (None, ())
        elif coming and coming.on <= until:
            assert within[0] == coming
        else:
            assert within == ()


@given(courses(), st.data())
@settings(max_examples=50, deadline=None)
def test_what_is_due_of_a_ladder_is_the_last_of_each_alert_and_the_first_still_to_come(drawn, data):
    process, course = drawn
    since = data.draw(DAYS)
    until = since + timedelta(data.draw(st.integers(0, 60)))
    for clock in run(*course, process=process):
        rule = statute_book().rule(clock.rule_id)

        due = alerts_due(clock, rule, CALENDARS, since=since, until=until)

        missed = rungs_between(clock, rule, CALENDARS, after=since - timedelta(1), until=until)
        last = {rung.name: rung for rung in missed if rung.move is None}
        assert {rung.name: rung for rung in (*due.earlier, *due.given)} == last
        assert due.coming == next_alert(clock, CALENDARS, after=until)
        for given_one in due.given:
            alike = [rung for rung in due.earlier if bool(rung.every) == bool(given_one.every)]
            assert all(rung.on <= given_one.on for rung in alike)
