"""Lists as they were: what was so on a day, or what had been recorded by a moment."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from pathway.persistence import reading, register
from pathway.persistence.tables.authorities import Person
from pathway.persistence.tables.pupils import Link
from pathway.services.as_it_was import cases_then
from pathway.services.casefiles import Wanted, list_cases
from pathway.services.deadlines_then import deadlines_then
from pathway.services.errors import NameUnknown, RoleUnfit
from pathway.services.explaining import Seen, explain
from pathway.services.files_then import file_then
from pathway.services.reaching import Reader
from pathway.services.reports_deadlines import deadlines
from pathway.services.then import Then
from statemachines.vocabulary import Role, WaitingFor
from tests.services.test_alerting import PLAN

OPENED, ASSESSED, PROVIDED = date(2026, 9, 7), date(2026, 9, 9), date(2026, 9, 11)


@pytest.fixture
def provided(open_case, move, senco, around):
    """A case that was opened, assessed and provided for, two days after each other."""
    process = open_case(OPENED).process
    views = {
        "strengths": "draws",
        "needs": "reads slowly",
        "pupils_view": {"words": "I like sums"},
        "parents_views": [
            {"person": str(around.mother), "words": "yes"},
            {"person": str(around.father), "words": "yes"},
        ],
    }
    move(process, "finish assessment", senco, ASSESSED, views)
    move(process, "start provision", senco, PROVIDED, PLAN)
    return process


def states(office, then, **wanted):
    return [one.state for one in cases_then(office, Wanted(**wanted), then=then)]


@pytest.mark.usefixtures("provided")
@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 9, 6), []),
        (OPENED, ["assess"]),
        (date(2026, 9, 8), ["assess"]),
        (ASSESSED, ["plan"]),
        (PROVIDED, ["do"]),
    ],
)
def test_a_process_stood_where_it_stood_at_the_end_of_that_day(office, on, state):
    assert states(office, Then(on=on)) == state


@pytest.mark.usefixtures("provided")
def test_as_at_today_the_list_is_the_list(office):
    today = date(2026, 9, 14)

    then = cases_then(office, Wanted(), then=Then(on=today))

    assert then == list_cases(office, Wanted(), today=today)
    assert then[0].next_on is not None


@pytest.mark.usefixtures("provided")
def test_what_had_not_been_recorded_was_not_known(office):
    known_on = datetime(2026, 9, 10, tzinfo=UTC)

    assert states(office, Then(on=PROVIDED, recorded_by=known_on)) == ["plan"]
    assert states(office, Then(on=PROVIDED, recorded_by=datetime(2026, 9, 1, tzinfo=UTC))) == []


def test_a_contact_recorded_late_leaves_the_past_as_it_was(office, provided, move, caseworker):
    contact = {"channel": "phone", "said": "all is well"}
    late = {"person": str(caseworker.person), **contact}
    move(provided, "log contact", caseworker, date(2026, 9, 8), late)

    assert states(office, Then(on=date(2026, 9, 8))) == ["assess"]


@pytest.mark.usefixtures("provided")
@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"policy": "placement"}, 0),
        ({"waiting_for": WaitingFor.SCHOOL}, 1),
        ({"waiting_for": WaitingFor.FAMILY}, 0),
        ({"overdue": True}, 0),
        ({"state": "assess"}, 1),
        ({"state": "do"}, 0),
    ],
)
def test_the_list_of_then_is_narrowed_like_the_list_of_today(office, wanted, count):
    assert len(states(office, Then(on=OPENED), **wanted)) == count


def test_outsiders_are_not_shown_the_past(office, around):
    parent = Reader(around.mother, frozenset({Role.FAMILY}), OPENED)

    with pytest.raises(RoleUnfit, match="to list cases as they were takes the role"):
        cases_then(office, Wanted(), then=Then(on=OPENED), reader=parent)


@pytest.mark.usefixtures("provided")
def test_as_at_today_the_deadlines_are_those_of_the_clock_table(office):
    today, ahead = date(2026, 9, 14), timedelta(days=400)

    then = deadlines(office, today=today, ahead=ahead, then=Then(on=today))

    assert then == deadlines(office, today=today, ahead=ahead)
    assert then.owners[0].owed


@pytest.mark.usefixtures("provided")
def test_a_date_that_nobody_had_set_yet_was_owed_by_nobody(office):
    def rules(on):
        report = deadlines(office, today=on, ahead=timedelta(days=400), then=Then(on=on))
        return {one.deadline.rule_id for owner in report.owners for one in owner.owed}

    assert "SS-04" not in rules(ASSESSED)
    assert "SS-04" in rules(PROVIDED)


@pytest.mark.parametrize("wanted", [{"state": "asess"}, {"policy": "placemnt"}])
def test_a_mistyped_name_is_refused_and_is_no_empty_list(office, wanted):
    with pytest.raises(NameUnknown, match="did you mean"):
        cases_then(office, Wanted(**wanted), then=Then(on=OPENED))


def test_a_case_was_held_by_whoever_held_it_then(office, provided, move, caseworker, around):
    colleague, handed_over = uuid4(), date(2026, 9, 14)
    entered = text(
        "insert into people (authority_id, id, name, email, roles)"
        " values (:authority, :id, 'Col League', 'col@people.example', '{caseworker}')"
    )
    with office.engine.begin() as connection:
        connection.execute(entered, {"authority": office.authority_id, "id": colleague})
    before = list_cases(office, Wanted(), today=PROVIDED)[0].owner
    move(provided, "hand over", caseworker, handed_over, {"new_owner": str(colleague)})
    not_yet, since = Then(on=PROVIDED), Then(on=handed_over)
    unknown = Then(on=handed_over, recorded_by=datetime(2026, 9, 12, tzinfo=UTC))

    for then, owner, holder in (
        (not_yet, before, around.caseworker),
        (unknown, before, around.caseworker),
        (since, "Col League", colleague),
    ):
        (listed,) = cases_then(office, Wanted(), then=then)
        assert listed.owner == owner
        assert len(cases_then(office, Wanted(owner=holder), then=then)) == 1
        assert len(cases_then(office, Wanted(owner=uuid4()), then=then)) == 0
        assert file_then(office, listed.reference, then=then).file.owner == owner
        dates = deadlines_then(office, then=then, until=date(2027, 9, 1))
        assert {(one.owner_id, one.owner) for one in dates} == {(holder, owner)}


def test_those_around_a_pupil_were_those_whose_links_were_known(office, provided, around):
    aunt, day = uuid4(), Then(on=PROVIDED)
    with office.engine.begin() as connection:
        connection.execute(
            text(
                "update links set until_on = '2026-09-10', why_ended = 'lives elsewhere',"
                " ended_at = '2026-09-12T12:00Z', ended_by = :by where person_id = :father"
            ),
            {"father": around.father, "by": around.caseworker},
        )
        entered = Person(
            authority_id=office.authority_id, id=aunt, name="Ann T", roles=[Role.FAMILY]
        )
        link = Link(
            authority_id=office.authority_id, pupil_id=around.pupil, person_id=aunt,
            relationship="aunt", audience="family", from_on=OPENED,
            recorded_at=datetime(2026, 9, 12, 12, tzinfo=UTC),
        )  # fmt: skip
        register.enter(connection, [entered])
        register.enter(connection, [link])

    for known, father_is, aunt_is in ((11, True, False), (13, False, True)):
        then = replace(day, recorded_by=datetime(2026, 9, known, 18, tzinfo=UTC))
        found = file_then(office, provided.partition("/")[0], then=then)
        linked = {one.id for one in found.links}
        assert (around.father in linked, aunt in linked) == (father_is, aunt_is)
        seen = Seen(today=PROVIDED, recorded_by=then.recorded_by)
        (law, *_) = explain(office, found.file.reference, "SS-02", seen=seen)
        fathers_name = {one.id: one.name for one in links_now(office, around)}[around.father]
        assert (fathers_name in law.untold) is father_is


def links_now(office, around):
    with office.engine.connect() as connection:
        return reading.links(connection, around.pupil)
