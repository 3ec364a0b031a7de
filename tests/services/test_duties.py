"""Whose duty a date is, and how it binds, on the page of a case, now and as it was."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import text

from pathway.services.advance import Ask, begin
from pathway.services.casefiles import open_file
from pathway.services.explaining import Seen, explain
from pathway.services.files_then import file_then
from pathway.services.office import Actor
from pathway.services.reports_deadlines import deadlines
from pathway.services.then import Then
from statemachines.vocabulary import Role
from tests.offices import on
from tests.services.told_clocks import open_one

SCHEDULED, INVITED, MEETING = date(2026, 9, 8), date(2026, 9, 14), date(2026, 11, 16)


@pytest.fixture
def review(office, open_case, caseworker):
    case = open_case().process.split("/", 1)[0]
    return partial(scheduled, office, case, caseworker)


def scheduled(office, case, by, **content):
    ask = Ask(
        move="schedule", content={"due_on": "2026-11-30"} | content, by=by, when=on(SCHEDULED)
    )
    return begin(office, case, "annual_review", ask).process


def both(around, day):
    return [{"person": around.mother, "on": day}, {"person": around.father, "on": day}]


def invite(move, process, by, around, **content):
    told = both(around, INVITED)
    said = {"meeting_on": MEETING.isoformat(), "invited": told}
    return move(process, "invite", by, INVITED, said | content)


def owners(file, process):
    review = file.clocks
    return {one.clock.rule_id: one.owner for one in review if process.endswith(one.process)}


@pytest.mark.parametrize("arranged_by", ["school", "authority"])
def test_what_a_review_needs_is_owed_by_whoever_arranges_it(
    office, review, move, caseworker, around, arranged_by
):
    process = review(arranged_by=arranged_by)
    invite(move, process, caseworker, around)

    owed = owners(open_file(office, process.split("/", 1)[0]), process)

    assert owed["AR-07"] == arranged_by


def test_as_at_a_day_before_that_changed_it_is_owed_by_whoever_arranged_it_then(
    office, review, move, caseworker, around
):
    process = review(arranged_by="school")
    invite(move, process, caseworker, around)
    put_off = {"reason": "taken off the roll", "arranged_by": "authority"}
    move(process, "postpone", caseworker, date(2026, 10, 5), put_off)
    move(process, "invite", caseworker, date(2026, 10, 6), {
        "meeting_on": "2026-11-23",
        "invited": both(around, date(2026, 10, 6)),
    })  # fmt: skip
    case = process.split("/", 1)[0]

    then = file_then(office, case, then=Then(on=date(2026, 9, 20)))

    assert owners(then, process)["AR-07"] == "school"
    assert owners(open_file(office, case), process)["AR-07"] == "authority"


def test_an_explanation_says_that_the_authority_has_to_act_where_it_arranges(
    office, review, move, caseworker, around
):
    process = review(arranged_by="authority")
    invite(move, process, caseworker, around)

    [told] = explain(office, process.split("/", 1)[0], "AR-07", seen=Seen(today=INVITED))

    by = 'as "arranged by" is said to be authority'
    assert f"It is for the local authority to act, {by}." in told.clock.explanation
    assert told.rights[0].words.startswith("Complain to the authority")


@pytest.fixture
def direction(office, around, caseworker, move):
    def approved(school_type):
        starts_on, ends_on = date(2026, 10, 5), date(2026, 12, 11)
        process = open_one(
            office, around, "placement", "propose", caseworker, SCHEDULED,
            kind="off_site_direction", legal_basis="schools_direction", school_type=school_type,
            commissioned_by="school", reason="mental_health", aim="to find out what helps",
            starts_on=starts_on, ends_on=ends_on, sessions_a_week=10, full_time=True,
        ).process  # fmt: skip
        move(process, "approve", Actor(person=around.manager, role=Role.MANAGER), INVITED, {
            "provider": {"name": "The Hub", "urn": "123456"}, "bought": False,
            "starts_on": starts_on, "ends_on": ends_on, "safeguarding_valid_until": ends_on,
            "registration": {"registered": True}, "went_ahead_because": "the notice follows",
        })  # fmt: skip

    return approved


@pytest.mark.parametrize(
    ("school_type", "force"), [("maintained", "MUST"), ("academy", "PRACTICE")]
)
@pytest.mark.parametrize("then", [None, Then(on=INVITED)], ids=["now", "as at a day"])
def test_open_deadlines_are_reported_with_the_force_that_they_have_here(
    office, direction, school_type, force, then
):
    direction(school_type)

    report = deadlines(office, today=INVITED, ahead=timedelta(weeks=52), then=then)

    [holder] = report.owners
    forces = {one.deadline.rule_id: one.force for one in holder.owed}
    assert forces["AP-05"] == force


def test_a_history_that_cannot_be_read_costs_no_report_of_open_deadlines(
    office, owner_engine, direction
):
    direction("academy")
    with owner_engine.begin() as connection:
        connection.execute(text('update contents set content = \'{"starts_on": "Canary"}\''))

    report = deadlines(office, today=INVITED, ahead=timedelta(weeks=52))

    [holder] = report.owners
    assert {one.deadline.rule_id: one.force for one in holder.owed}["AP-05"] == "MUST"
