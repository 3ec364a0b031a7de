from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from pathway.persistence import register
from pathway.persistence.tables.authorities import Person
from pathway.services.measuring import measure_placements
from pathway.services.office import Actor
from statemachines.vocabulary import Role
from tests.services.brought_in import bring_in

FIRST, LAST = date(2026, 9, 7), date(2026, 10, 16)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def placement(office, around):
    return bring_in(
        office, around, "placement", FIRST,
        state="active", kind="assessment_hub", legal_basis="section_19",
        starts_on=FIRST, ends_on=LAST, started_on=FIRST,
    )  # fmt: skip


@pytest.fixture
def manager(around):
    return Actor(person=around.manager, role=Role.MANAGER)


@pytest.fixture
def commissioner(office):
    person = Person(
        authority_id=office.authority_id, name="Com Missioner", email="com@council.example",
        roles=[Role.COMMISSIONER.value],
    )  # fmt: skip
    with office.engine.begin() as connection:
        register.enter(connection, [person])
    return person


def measure(office, day):
    return measure_placements(office, at=noon(day), now=noon(day))


def letters(office):
    with office.engine.connect() as connection:
        return connection.execute(text("select recipient, body_text from outbox")).all()


def test_a_placement_is_measured_first_day_and_last_counted(office, placement):
    ((reference, length),) = measure(office, date(2026, 9, 18)).lengths

    assert reference == placement.process
    assert (length.days_agreed, length.days_so_far, length.days_over) == (40, 12, 0)


def test_an_extension_and_an_overrun_show(office, placement, move, manager):
    extension = {
        "ends_on": "2026-10-30", "reason": "nearly there", "reintegration_plan": "mornings",
    }  # fmt: skip
    move(placement.process, "extend", manager, date(2026, 10, 12), extension)

    measured = measure(office, date(2026, 11, 4))

    ((_, length),) = measured.lengths
    assert (length.days_agreed, length.days_extended, length.days_over) == (40, 14, 5)
    figures = measured.by_kind()["assessment_hub"]
    assert (figures.running, figures.over, figures.longest_over, figures.extended) == (1, 1, 5, 1)
    assert list(measured.by_provider()) == ["a provider whose name was not recorded"]


def test_a_placement_that_is_over_is_measured_no_more(office, placement, move, caseworker):
    ended = {"destination": "home_school"}
    move(placement.process, "end", caseworker, date(2026, 10, 9), ended)

    assert measure(office, date(2026, 10, 20)).lengths == ()


@pytest.mark.usefixtures("commissioner")
def test_those_who_commission_are_told_weekly_of_what_is_over(office, placement):
    quiet = measure(office, date(2026, 9, 18))
    told = measure(office, date(2026, 10, 20))
    again = measure(office, date(2026, 10, 21))
    next_week = measure(office, date(2026, 10, 26))

    assert (quiet.letters, told.letters, next_week.letters) == (0, 1, 1)
    assert again.letters == 1  # rendered again, and posted under the same key
    posted = letters(office)
    assert [recipient for recipient, _ in posted] == ["com@council.example"] * 2
    assert placement.process.partition("/")[0] in posted[0][1]
