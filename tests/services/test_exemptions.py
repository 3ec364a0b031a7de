"""A school's closure as a ground, from that school's own calendar: both sides, and what it leaves.

E13 of the worked dates: requested on 8 June 2026, the head asked on 16 July, closed from 22 July,
open again on 2 September, so twenty weeks end on 26 October.
"""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from pathway.domain.rules.statute_book import statute_book
from pathway.services.advance import Ask, advance
from pathway.services.casekeys import process_key
from pathway.services.explaining import Seen, Standing, explain
from pathway.services.office import Actor
from pathway.services.rebuilding import verify_clocks
from pathway.services.timeliness import timeliness
from statemachines.errors import MoveRefused
from statemachines.vocabulary import Role
from tests.domain.calendars_for_tests import A_SCHOOL
from tests.domain.checked_steps import Doubter
from tests.offices import go_to_school, on
from tests.services.told_clocks import due, open_one, running

REQUESTED, ASKED, TWENTY_WEEKS = date(2026, 6, 8), date(2026, 7, 16), date(2026, 10, 26)
CONFIRMED = {"closed_from": "2026-07-22", "reopens_on": "2026-09-02"}
LATE = date(2026, 11, 9)
DECISIONS = frozenset({"decide to assess", "decide to issue", "record exemption"})
DAYS = [REQUESTED, ASKED, date(2026, 9, 7), date(2026, 7, 22), date(2026, 9, 2), date(2026, 11, 13)]


@pytest.fixture
def hill_school(office, around):
    """The school that the pupil goes to."""
    return go_to_school(office, around, "Hill")


@pytest.fixture
def known(office, hill_school):
    """The office, in which that school has a calendar of its own, and the authority has none."""
    own = office.calendars.of_school(replace(A_SCHOOL, name="Hill"))
    none = office.calendars.of_school(None)
    return replace(office, calendars=none, schools={hill_school: own})


@pytest.fixture
def make(known, around, caseworker):
    """Makes a move in the office that knows the school's calendar, as whoever may make it."""
    decides = Actor(person=around.manager, role=Role.DECISION_MAKER)

    def make_one(process, name, day, **content):
        by = decides if name in DECISIONS else caseworker
        ask = Ask(move=name, content=content, by=by, when=on(day))
        return advance(known, process_key(process), ask)

    return make_one


@pytest.fixture
def assessing(known, around, caseworker, make):
    """An assessment under way, in which nobody has asked the school yet."""
    process = open_one(
        known, around, "ehc_needs_assessment", "receive request", caseworker, REQUESTED,
        source="1", requester="parent",
    ).process  # fmt: skip
    make(process, "decide to assess", date(2026, 7, 13), notified=both(around, date(2026, 7, 13)))
    return process


@pytest.fixture
def exempt(assessing, around, make):
    """Asks the head on a day, and records the closure as the ground after the summer."""

    def record(asked_on, **said):
        make(assessing, "ask for advice", asked_on, adviser="Hill", kind="school")
        told = both(around, date(2026, 9, 7))
        return make(
            assessing, "record exemption", date(2026, 9, 7), limb="13(3)(a)",
            evidence="the school's dates", impractical_because="nobody could be asked before",
            family_told=told, **said,
        )  # fmt: skip

    return record


def both(around, day):
    return [{"person": str(one), "on": str(day)} for one in (around.mother, around.father)]


def kept(office):
    rows = "select rule_id, started_by, due_on, settled_on, disapplied from clocks order by 1, 2"
    with office.engine.connect() as connection:
        return {(r.rule_id, r.started_by): r for r in connection.execute(text(rows)).all()}


def told(office, process, rule):
    found = explain(office, process.split("/")[0], rule, seen=Seen(today=date(2026, 9, 7)))
    return found[0]


@pytest.mark.parametrize("asked_on", [date(2026, 7, 15), ASKED, date(2026, 8, 26)])
def test_a_head_asked_within_the_window_of_the_schools_own_calendar(
    known, assessing, exempt, asked_on
):
    exempt(asked_on, **CONFIRMED)

    assert kept(known)["EHC-08", 1].disapplied == "13(3)(a)"
    assert due(known, assessing)["EHC-08"] == TWENTY_WEEKS, "E13"
    assert "EHC-08" in running(known, assessing)
    assert verify_clocks(known).differences == ()


def test_a_head_asked_after_it_is_refused_with_window_and_days(known, exempt):
    with pytest.raises(MoveRefused) as refusal:
        exempt(date(2026, 8, 27), **CONFIRMED)

    (because,) = refusal.value.because
    assert because == (
        "the head of the school was asked on 27 August 2026, and the closure was by the calendar "
        "of Hill from 22 July 2026 until it opens again on 2 September 2026: the window runs from "
        "15 July 2026 to 26 August 2026, and that day is outside"
    )
    assert kept(known)["EHC-08", 1].disapplied is None


def test_the_days_of_the_calendar_are_confirmed_by_the_officer(exempt):
    with pytest.raises(MoveRefused, match="the first closed day is 22 July 2026, the day after"):
        exempt(ASKED)


def test_without_a_calendar_the_officers_word_is_asked_for_and_will_do(
    office, assessing, around, exempt
):
    nobodys = replace(office, calendars=office.calendars.of_school(None))

    with pytest.raises(MoveRefused):
        exempt(date(2026, 8, 27))
    content = {
        "limb": "13(3)(a)", "evidence": "an e-mail", "impractical_because": "nobody was there",
        "family_told": both(around, date(2026, 9, 7)), **CONFIRMED, "reopens_on": "2026-09-07",
    }  # fmt: skip
    ask = Ask(
        move="record exemption", content=content, when=on(date(2026, 9, 7)),
        by=Actor(person=around.manager, role=Role.DECISION_MAKER),
    )  # fmt: skip
    with pytest.raises(MoveRefused, match="no calendar of that school or provider tells"):
        advance(nobodys, process_key(assessing), ask)
    ask = replace(ask, content={**content, "closed_on_the_word_of": "Ms Hill, head"})
    advance(nobodys, process_key(assessing), ask)

    assert kept(office)["EHC-08", 1].disapplied == "13(3)(a)"


def test_an_exemption_pauses_nothing_and_moves_no_date(known, assessing, exempt, around, make):
    make(assessing, "ask for advice", date(2026, 7, 14), adviser="Dr Amin", kind="health",
         received_by_body_on="2026-07-15")  # fmt: skip
    before = kept(known)

    exempt(ASKED, **CONFIRMED)
    after = kept(known)
    make(assessing, "decide to issue", date(2026, 10, 28))
    make(assessing, "issue draft", date(2026, 11, 2), served=both(around, date(2026, 11, 2)))

    changed = {key[0] for key, row in before.items() if after[key] != row}
    assert changed == {"EHC-08"}
    assert after["EHC-08", 1].due_on == before["EHC-08", 1].due_on == TWENTY_WEEKS
    assert due(known, assessing)["EHC-03"] == date(2026, 8, 26), "an adviser's has no such ground"
    assert due(known, assessing)["EHC-06"] == date(2026, 11, 16), "later steps keep their periods"


def test_an_explained_clock_tells_the_window_the_request_and_the_working_target(
    known, assessing, exempt
):
    exempt(ASKED, **CONFIRMED, working_target_on="2026-11-13")

    one = told(known, assessing, "EHC-08")

    steps = "\n".join(one.clock.explanation)
    assert one.standing is Standing.DISAPPLIED
    assert one.clock.due_on == TWENTY_WEEKS
    assert "The exemption was recorded on Monday 7 September 2026 (line 4 of the history)." in steps
    assert (
        "The closure lasted from Wednesday 22 July 2026 until the reopening on Wednesday 2 "
        "September 2026: 42 days, and it takes 28."
    ) in steps
    assert (
        "Its window runs from one week before that, Wednesday 15 July 2026, to one week before "
        "the reopening, Wednesday 26 August 2026."
    ) in steps
    assert (
        "Advice was asked for on Thursday 16 July 2026 (line 3 of the history), which lies within "
        "it."
    ) in steps
    assert (
        "The authority's own working target is Friday 13 November 2026; it moves no legal date."
    ) in steps
    assert (
        list(Doubter(statute_book().rule("EHC-08"), DAYS, known.calendars).doubts(one.clock)) == []
    )


def test_reports_count_with_and_without_it(known, exempt):
    exempt(ASKED, **CONFIRMED)

    found = timeliness(known, as_at=LATE, period=(REQUESTED, LATE), by=())

    twenty = next(one for one in found.judged if one.measure.rule_id == "EHC-08")
    assert (twenty.count.open_late, twenty.count.open_late_exempt) == (1, 1)
