"""A task that an alert made ends by itself with its date; who ends one by hand is kept."""

from datetime import date

import pytest
from sqlalchemy import text

from pathway.persistence import alert_tasks
from pathway.services.enforcing import enforce
from pathway.services.errands import end_task, list_ended, list_tasks
from pathway.services.staffing import change_person
from tests.offices import NOON, on
from tests.services.brought_in import brought_in_placement

OVER = date(2026, 10, 10)


def sweep(office, day):
    return enforce(office, at=on(day).recorded_at, now=on(day).recorded_at)


def about_the_end(office):
    return [one for one in list_tasks(office) if "placement" in one.reason.lower()]


@pytest.fixture
def alerted(office, around, open_case):
    """A placement of whose end an owner without e-mail was alerted by a task."""
    change_person(office, around.caseworker, {"email": None}, by=None, at=NOON)
    placement = brought_in_placement(office, around, open_case())
    for day in (date(2026, 10, 2), date(2026, 10, 8), date(2026, 10, 9)):
        sweep(office, day)
    assert about_the_end(office)
    return placement


def test_a_task_of_an_alert_ends_with_its_date_and_says_how(office, alerted, move, caseworker):
    ended = {"destination": "home_school"}

    move(alerted.process, "end", caseworker, date(2026, 10, 9), ended)

    assert about_the_end(office) == []
    hows = {one.how_ended for one in list_ended(office, limit=50)}
    assert "by itself: it was done on 2026-10-09" in hows
    assert {one.ended_by for one in list_ended(office, limit=50)} == {None}


@pytest.mark.usefixtures("alerted")
def test_a_sweep_ends_the_tasks_of_dates_that_stopped_otherwise(office):
    with office.engine.begin() as connection:
        stopped = "update clocks set settled_on = '2026-10-09', met = false"
        connection.execute(text(stopped + " where rule_id like 'PL-%'"))

    sweep(office, date(2026, 10, 9))

    assert not [one for one in about_the_end(office) if "/PL-" in one.reason]
    hows = {one.how_ended for one in list_ended(office, limit=50)}
    assert "by itself: its date ended undone on 2026-10-09" in hows


@pytest.mark.usefixtures("alerted")
def test_a_task_that_somebody_else_is_about_to_end_is_left_to_them_and_not_waited_for(office):
    stopped = "update clocks set settled_on = '2026-10-09', met = false where rule_id like 'PL-%'"
    with office.engine.begin() as connection:
        connection.execute(text(stopped))
    now = on(date(2026, 10, 9)).recorded_at

    with office.engine.begin() as other, office.engine.begin() as connection:
        connection.execute(text("set local lock_timeout = '5s'"))
        theirs = alert_tasks.end_over(other, at=now)
        ours = alert_tasks.end_over(connection, at=now)

    assert theirs > 0
    assert ours == 0


def test_a_task_to_tell_somebody_stays_until_somebody_has(
    office, around, open_case, move, caseworker
):
    change_person(office, around.mother, {"email": None}, by=None, at=NOON)
    opened = open_case()

    move(opened.process, "close", caseworker, date(2026, 9, 20), {"reason": "moved"})

    reasons = [one.reason for one in list_tasks(office)]
    assert "tell Mo Ther by post: case opened" in reasons


def test_who_ended_a_task_is_kept(office, around, open_case):
    change_person(office, around.mother, {"email": None}, by=None, at=NOON)
    open_case()
    (task,) = list_tasks(office)
    at = on(date(2026, 9, 9)).recorded_at

    end_task(office, str(task.id), how="telephoned", by=around.manager, at=at)

    (ended,) = list_ended(office, limit=5)
    assert (ended.how_ended, ended.ended_by) == ("telephoned", "Mae Manager")
