"""Whom a process waits for follows from what was recorded: on the page, the list, in letters, and
in the report of time in state."""

from datetime import UTC, date, datetime
from functools import partial

import pytest
from sqlalchemy import text

from pathway.persistence import register
from pathway.persistence.tables.pupils import PupilDetail
from pathway.services.advance import Ask, begin
from pathway.services.casefiles import Wanted, list_cases, open_file
from pathway.services.scheduling import schedule_reviews
from pathway.services.time_in_state import time_in_state
from pathway.services.verifying import verify
from statemachines.vocabulary import WaitingFor
from tests.offices import NOON, on
from tests.services.brought_in import bring_in
from tests.services.slow_time_in_state import quickly, slowly

SCHEDULED, INVITED = date(2026, 9, 8), date(2026, 9, 14)
AS_AT = date(2026, 10, 1)


@pytest.fixture
def review(office, open_case, caseworker):
    case = open_case().process.split("/", 1)[0]
    return partial(scheduled, office, case, caseworker)


def scheduled(office, case, by, **content):
    ask = Ask(
        move="schedule", content={"due_on": "2026-11-30"} | content, by=by, when=on(SCHEDULED)
    )
    return begin(office, case, "annual_review", ask)


def standing(office, process):
    file = open_file(office, process.split("/", 1)[0])
    return next(one for one in file.processes if process.endswith(one.name))


def on_the_page(office, process):
    return standing(office, process).kept.waits_for


def listed(office, waiting_for):
    wanted = Wanted(policy="annual_review", waiting_for=waiting_for)
    return [one.waits_for for one in list_cases(office, wanted, today=AS_AT)]


def days_waited(office):
    report = time_in_state(office, as_at=AS_AT, policy="annual_review")
    assert {
        key: told for key, told in slowly(office, as_at=AS_AT, by=()).items()
        if key[0] == "annual_review"
    } == quickly(report)  # fmt: skip
    return {(row.state, row.waiting_for): row.days.longest for row in report.rows}


def letters(office):
    with office.engine.connect() as connection:
        query = "select body_text from outbox where key like '%annual_review%' order by key"
        return connection.execute(text(query)).scalars().all()


@pytest.mark.parametrize("arranged_by", ["school", "authority"])
def test_a_review_waits_for_whoever_arranges_it(office, review, arranged_by):
    done = review(arranged_by=arranged_by)

    other = ({"school", "authority"} - {arranged_by}).pop()
    assert done.waits_for == on_the_page(office, done.process) == arranged_by
    assert listed(office, WaitingFor(arranged_by)) == [arranged_by]
    assert listed(office, WaitingFor(other)) == []
    assert days_waited(office) == {("scheduled", arranged_by): 23}
    assert verify(office).faults == ()


def test_a_letter_says_that_the_authority_has_to_act_where_it_arranges(office, review):
    review(arranged_by="authority")

    assert letters(office)
    assert all("Next to act: the local authority" in words for words in letters(office))


def test_from_the_day_the_child_is_out_of_school_the_authority_is_waited_for(
    office, review, move, caseworker
):
    process = review().process
    put_off = {"reason": "taken off the roll", "arranged_by": "authority"}

    done = move(process, "postpone", caseworker, INVITED, put_off)

    assert done.waits_for == on_the_page(office, process) == "authority"
    assert standing(office, process).since_on == INVITED
    assert days_waited(office) == {("scheduled", "school"): 6, ("scheduled", "authority"): 17}


def test_what_is_said_late_of_a_state_counts_from_its_beginning(office, review, move, caseworker):
    process = review().process
    asked = {"requester": "her father", "arranged_by": "authority"}

    move(process, "ask for an early review", caseworker, date(2026, 9, 7), asked)

    assert days_waited(office) == {("scheduled", "school"): 0, ("scheduled", "authority"): 23}


def test_since_when_is_told_of_the_day_that_was_put_right(office, review, move, caseworker):
    process = review().process
    slip = {"line": 1, "happened_on": "2026-09-07", "reason": "a slip of the pen"}

    move(process, "correct", caseworker, INVITED, slip)

    assert standing(office, process).since_on == date(2026, 9, 7)
    assert days_waited(office) == {("scheduled", "school"): 24}


def test_who_arranges_is_put_right_everywhere(office, review, move, caseworker):
    process = review().process
    move(process, "log contact", caseworker, INVITED, {"channel": "phone", "said": "yes"})

    done = move(
        process, "correct", caseworker, INVITED,
        {"line": 1, "right_values": {"arranged_by": "authority"}, "reason": "taught at home"},
    )  # fmt: skip

    assert done.waits_for == on_the_page(office, process) == "authority"
    assert listed(office, WaitingFor.AUTHORITY) == ["authority"]
    assert days_waited(office) == {("scheduled", "authority"): 23}


@pytest.mark.parametrize(
    ("home_educated", "waits_for"), [("yes", "authority"), ("no", "school"), (None, "school")]
)
def test_the_authority_arranges_the_review_of_a_child_taught_at_home(
    office, around, home_educated, waits_for
):
    made, due = date(2025, 11, 3), datetime(2026, 7, 8, 12, tzinfo=UTC)
    bring_in(office, around, "ehc_plan", date(2026, 1, 5), state="maintained", plan_made_on=made)
    if home_educated:
        detail = PupilDetail(
            authority_id=office.authority_id, pupil_id=around.pupil, kind="home_educated",
            value=home_educated, from_on=date(2026, 3, 2), recorded_at=NOON,
        )  # fmt: skip
        with office.engine.begin() as connection:
            register.enter(connection, [detail])

    (opened,) = schedule_reviews(office, at=due, now=due).opened

    assert on_the_page(office, opened) == waits_for
