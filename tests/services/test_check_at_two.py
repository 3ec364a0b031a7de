"""The progress check at age two: due where a case is open before the third birthday."""

from datetime import date

import pytest
from sqlalchemy import text

from pathway.services.enforcing import enforce
from pathway.services.office import Actor
from statemachines.errors import MoveRefused
from statemachines.vocabulary import Role
from tests.offices import on, people_around_a_pupil
from tests.services.told_clocks import begin_in, clocks_of, due, open_one, running

BORN, OPENED = date(2024, 5, 10), date(2026, 9, 7)
CONCERN = {"concern": "says few words", "year_group": "E2", "primary_need": "SLCN"}


@pytest.fixture
def toddler(office):
    return people_around_a_pupil(office, born_on=BORN)


@pytest.fixture
def opens(office):
    def opened(around, day=OPENED, **more):
        senco = Actor(person=around.senco, role=Role.SENCO)
        said = {**CONCERN, **more}
        return open_one(
            office, around, "graduated_approach", "open case", senco, day, **said
        ).process

    return opened


def test_the_check_is_due_before_the_third_birthday(office, toddler, opens):
    case = opens(toddler)

    assert due(office, case)["SS-10"] == date(2027, 5, 9)


def test_a_check_that_is_recorded_meets_it(office, toddler, opens, move):
    case, done_on = opens(toddler), date(2026, 10, 5)

    move(case, "record check at two", Actor(person=toddler.senco, role=Role.SENCO), done_on)

    assert [(c.settled_on, c.met) for c in clocks_of(office, case) if c.rule == "SS-10"] == [
        (done_on, True)
    ]


def test_a_child_of_school_age_has_no_such_check(office, opens, move):
    around = people_around_a_pupil(office, born_on=date(2015, 5, 10))
    case = opens(around, year_group="6")

    with pytest.raises(MoveRefused, match="the child is five or older"):
        move(case, "record check at two", Actor(person=around.senco, role=Role.SENCO), OPENED)


def test_a_check_done_before_the_case_was_opened_meets_it_as_well(office, toddler, opens):
    case = opens(toddler, two_year_check_on=date(2026, 7, 6))

    assert "SS-10" not in running(office, case)
    assert "SS-10" in due(office, case)


def test_a_case_opened_before_the_second_birthday_has_it_from_then_on(office, opens):
    case = opens(people_around_a_pupil(office, born_on=date(2025, 2, 28)))

    assert due(office, case)["SS-10"] == date(2028, 2, 27)


def test_a_child_of_three_or_more_has_no_such_clock(office, opens):
    case = opens(people_around_a_pupil(office, born_on=date(2023, 9, 7)))

    assert "SS-10" not in due(office, case)


def letters(office, kind):
    query = text("select subject, body_text, body_html from outbox where key like :kind")
    with office.engine.connect() as connection:
        return [" ".join(row) for row in connection.execute(query, {"kind": kind})]


def sweep(office, day):
    at = on(day).recorded_at
    return enforce(office, at=at, now=at)


def test_an_alert_of_the_check_names_no_day_that_tells_the_birthday(office, toddler, opens):
    opens(toddler)

    swept = sweep(office, date(2027, 5, 7))

    assert swept.failed == ()
    words = letters(office, "%/SS-10/%")
    assert words
    assert not any("9 May" in said or "10 May" in said for said in words)
    assert all("Its day is left out of this e-mail" in said for said in words)
    assert all("still to be done" in said for said in words)


def test_a_digest_names_no_day_that_tells_the_birthday(office, toddler, opens):
    caseworker = Actor(person=toddler.caseworker, role=Role.CASEWORKER)
    asked = {"requester": "parent", "source": "1"}
    begin_in(
        office, opens(toddler), "ehc_needs_assessment", "receive request", caseworker,
        date(2027, 3, 1), **asked,
    )  # fmt: skip

    sweep(office, date(2027, 5, 12))

    digests = [said for said in letters(office, "digest%") if "the second and the third" in said]
    assert len(digests) == len(["the caseworker's", "the manager's"])
    assert not any("9 May" in said or "10 May" in said for said in digests)
    assert all("its day is in the case" in said for said in digests)
