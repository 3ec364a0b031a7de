"""School days are those of the school that the pupil attends; a calendar put right moves dates."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from pathway.persistence import tasks
from pathway.services.alerting import alert
from pathway.services.explaining import Seen, explain
from pathway.services.files_then import file_then
from pathway.services.rebuilding import verify_clocks
from pathway.services.recounting import recount
from pathway.services.then import Then
from tests.offices import LONG_CHRISTMAS, SCHOOL_YEAR, go_to_school, on
from tests.services.told_clocks import due, open_one

EXCLUDED_ON = date(2026, 12, 11)
BOARD_TOLD_ON = date(2026, 12, 7)
BY_THE_AUTHORITY, BY_THE_ACADEMY = date(2027, 1, 4), date(2027, 1, 13)
TODAY = on(date(2026, 12, 14))


def exclude(office, around, caseworker):
    said = {"excluded_from": EXCLUDED_ON, "reasons": "a knife"}
    return open_one(
        office, around, "exclusion", "exclude permanently", caseworker, EXCLUDED_ON, **said
    ).process


@pytest.mark.usefixtures("academy")
def test_a_school_without_a_calendar_of_its_own_is_counted_by_the_authoritys(
    office, around, caseworker
):
    chain = exclude(office, around, caseworker)

    assert due(office, chain)["AP-03"] == BY_THE_AUTHORITY


def test_a_school_with_a_calendar_of_its_own_is_counted_by_it(keeping_its_own, around, caseworker):
    chain = exclude(keeping_its_own, around, caseworker)

    assert due(keeping_its_own, chain)["AP-03"] == BY_THE_ACADEMY
    assert verify_clocks(keeping_its_own).differences == ()


@pytest.fixture
def recorded_late(office, around, caseworker):
    """The office, and a case in it that began before the academy was recorded."""
    case = exclude(office, around, caseworker).split("/")[0]
    academy = go_to_school(office, around, LONG_CHRISTMAS.name, recorded_at=TODAY.recorded_at)
    return replace(office, schools={academy: office.calendars.of_school(LONG_CHRISTMAS)}), case


@pytest.mark.parametrize(
    ("known", "day"),
    [(on(EXCLUDED_ON).recorded_at, BY_THE_AUTHORITY), (TODAY.recorded_at, BY_THE_ACADEMY)],
)
def test_a_school_recorded_later_counts_for_nothing_that_was_known_before(
    recorded_late, known, day
):
    office, case = recorded_late

    file = file_then(office, case, then=Then(on=TODAY.on, recorded_by=known))
    (told,) = explain(office, case, "AP-03", seen=Seen(recorded_by=known, today=TODAY.on))

    assert {one.clock.rule_id: one.clock.due_on for one in file.clocks}["AP-03"] == day
    assert told.clock.due_on == day


def test_alerts_are_given_on_days_of_that_school(keeping_its_own, around, caseworker):
    # The board has until 20 January; ten days of that school before it is 14 December.
    said = {"excluded_from": BOARD_TOLD_ON, "reasons": "a knife", "board_told_on": BOARD_TOLD_ON}
    open_one(
        keeping_its_own, around, "exclusion", "exclude permanently", caseworker, BOARD_TOLD_ON,
        **said,
    )  # fmt: skip
    rungs = "select rung from rungs where rule_id = 'EXC-03' and not passed_over"

    alert(keeping_its_own, at=TODAY.recorded_at)

    with keeping_its_own.engine.connect() as connection:
        assert connection.execute(text(rungs)).scalars().all() == ["10sd"]


def test_a_calendar_put_right_moves_dates_and_who_holds_the_case_is_told_once(
    office, keeping_its_own, around, caseworker
):
    chain = exclude(office, around, caseworker)
    because = "the calendar of Ash Lane Academy was changed"

    first = recount(keeping_its_own, because=because, when=TODAY)
    again = recount(keeping_its_own, because=because, when=TODAY)

    with office.engine.connect() as connection:
        told = [t for t in tasks.open_tasks(connection) if "moved" in t.reason]
    assert due(office, chain)["AP-03"] == BY_THE_ACADEMY
    assert [(one.rule_id, one.after) for one in first.moved] == [("AP-03", "2027-01-13")]
    assert again.moved == ()
    assert len(told) == 1
    assert f"{chain} AP-03" in told[0].reason
    assert told[0].owner == "Cas Worker"


def test_counting_anew_where_nothing_changed_moves_nothing(office, around, caseworker):
    exclude(office, around, caseworker)

    found = recount(replace(office, calendars=office.calendars.of_school(SCHOOL_YEAR)),
                    because="nothing", when=TODAY)  # fmt: skip

    assert found.processes == 1
    assert found.moved == ()
