"""Somebody always hears of what falls overdue; nobody is entered twice under one address."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from pathway.services.enforcing import enforce
from pathway.services.errands import list_tasks
from pathway.services.link_errors import NothingToChange
from pathway.services.staff_errors import AddressTaken, ManagesThemselves
from pathway.services.staffing import NewPerson, add_person, change_person, entries_of
from statemachines.vocabulary import Role
from tests.offices import NOON, on
from tests.services.brought_in import brought_in_placement

THE_DAY_AFTER = date(2026, 10, 10)


def rows(office, query, **values):
    with office.engine.connect() as connection:
        return connection.execute(text(query), values).all()


def sweep(office, day):
    return enforce(office, at=on(day).recorded_at, now=on(day).recorded_at)


def letters_of(office, event, policy="placement"):
    found = "select recipient, subject from outbox where key like :of order by recipient"
    return [to for to, _ in rows(office, found, of=f"%/{policy}/1/{event}/%")]


@pytest.fixture
def other_manager(office):
    """A second manager of the authority, who manages nobody in particular."""
    return add_person(
        office,
        NewPerson(name="Moe Manager", email="moe@people.example", roles=[Role.MANAGER]),
        by=None,
        at=NOON,
    )


@pytest.fixture
def overrun(office, around, open_case):
    """Lets a placement run past its planned end, and sweeps the day after."""

    def run():
        placement = brought_in_placement(office, around, open_case())
        assert placement.process in sweep(office, THE_DAY_AFTER).moved
        return placement

    return run


@pytest.mark.usefixtures("other_manager")
def test_of_an_owner_without_a_manager_every_manager_of_the_authority_hears(
    office, around, overrun
):
    change_person(office, around.caseworker, {"manager_id": None}, by=None, at=NOON)

    overrun()

    assert {"mae@people.example", "moe@people.example"} <= set(letters_of(office, 2))


@pytest.mark.usefixtures("other_manager")
def test_where_the_manager_has_left_the_other_managers_hear(office, around, overrun):
    change_person(office, around.manager, {"left_on": date(2026, 10, 1)}, by=None, at=NOON)

    overrun()

    assert "moe@people.example" in letters_of(office, 2)
    assert "mae@people.example" not in letters_of(office, 2)


@pytest.mark.usefixtures("other_manager")
def test_who_has_a_manager_is_spoken_of_to_that_one_alone(office, overrun):
    overrun()

    assert "mae@people.example" in letters_of(office, 2)
    assert "moe@people.example" not in letters_of(office, 2)


def test_an_owner_without_an_address_is_told_by_somebody_who_has_one(office, around, overrun):
    change_person(office, around.caseworker, {"email": None, "manager_id": None}, by=None, at=NOON)

    overrun()

    told = [one for one in list_tasks(office) if one.reason.startswith("tell Cas Worker")]
    assert {one.owner for one in told} == {"Mae Manager"}
    assert any("placement overran" in one.reason for one in told)
    assert "mae@people.example" in letters_of(office, 2)


@pytest.mark.usefixtures("other_manager")
def test_alerts_and_digests_of_an_owner_without_a_manager_reach_the_managers(
    office, around, overrun
):
    change_person(office, around.caseworker, {"email": None, "manager_id": None}, by=None, at=NOON)
    overrun()

    for day in (12, 13, 14):
        sweep(office, date(2026, 10, day))

    found = "select key from outbox where recipient = 'moe@people.example'"
    keys = [key for (key,) in rows(office, found)]
    assert any(key.startswith("digest/") for key in keys)
    assert any("/PL-LENGTH/" in key for key in keys), keys


def test_two_people_have_not_one_address(office, around):
    with pytest.raises(AddressTaken) as refused:
        add_person(
            office,
            NewPerson(name="Ann Other", email="CAS@people.example", roles=[Role.SENCO]),
            by=None,
            at=NOON,
        )
    with pytest.raises(AddressTaken):
        change_person(office, around.senco, {"email": "cas@people.example"}, by=None, at=NOON)

    assert f"pathway people change {around.caseworker}" in str(refused.value)
    assert rows(office, "select count(*) from people where name = 'Ann Other'") == [(0,)]


def test_a_person_changes_and_keeps_their_own_address(office, around):
    change_person(
        office, around.senco, {"name": "Sen Coe", "email": "sen@people.example"}, by=None, at=NOON
    )

    ((name,),) = rows(office, "select name from people where id = :id", id=around.senco)
    assert name == "Sen Coe"


def test_letters_that_wait_follow_somebody_to_their_new_address(office, around, open_case):
    open_case()

    change_person(office, around.mother, {"email": "new@people.example"}, by=None, at=NOON)

    to = {to for (to,) in rows(office, "select recipient from outbox")}
    assert "new@people.example" in to
    assert "mo@people.example" not in to


def test_nobody_manages_themselves_and_a_change_changes_something(office, around):
    with pytest.raises(ManagesThemselves):
        change_person(office, around.manager, {"manager_id": around.manager}, by=None, at=NOON)
    with pytest.raises(NothingToChange):
        change_person(office, around.senco, {"name": "Sen Co"}, by=None, at=NOON)


def test_who_entered_a_person_and_who_changed_what_of_them_stays_on_record(office, around):
    ann = NewPerson(name="Ann Other", email="ann@people.example", roles=[Role.CASEWORKER])
    added = add_person(office, ann, by=around.manager, at=NOON)
    later = NOON + timedelta(days=1)
    change_person(
        office, added, {"roles": ["manager"], "manager_id": around.manager},
        by=around.senco, at=later,
    )  # fmt: skip

    entered, changed = entries_of(office, added)

    assert (entered[0].recorded_at, entered[1], entered[0].before) == (NOON, "Mae Manager", None)
    assert entered[0].after["roles"] == ["caseworker"]
    assert (changed[0].recorded_at, changed[1]) == (later, "Sen Co")
    assert changed[0].before == {"roles": ["caseworker"], "manager_id": None}
    assert changed[0].after == {"roles": ["manager"], "manager_id": str(around.manager)}


def test_what_is_on_record_of_a_person_is_changed_by_nobody(office, around):
    change_person(office, around.senco, {"name": "Sen Coe"}, by=around.manager, at=NOON)

    for forgery in ("update people_entries set recorded_by = null", "delete from people_entries"):
        with office.engine.connect() as connection, pytest.raises(ProgrammingError):
            connection.execute(text(forgery))


def test_what_was_refused_is_not_on_record(office, around):
    with pytest.raises(NothingToChange):
        change_person(office, around.senco, {"name": "Sen Co"}, by=around.manager, at=NOON)

    assert entries_of(office, around.senco) == []
