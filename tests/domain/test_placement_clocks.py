"""What a school tells the authority of the places it commissions, and of part-time timetables."""

from statemachines.events import Event
from tests.domain.happenings import day, happened, of, run, the

TOLD = Event.AUTHORITY_TOLD_OF_PLACEMENT


def approved(by, *more, kind="alternative_provision"):
    return run(
        happened(Event.PLACEMENT_PROPOSED, "2026-09-07", 1, commissioned_by=by),
        happened(Event.PLACEMENT_APPROVED, "2026-09-14", 2),
        *more,
        process="placement", kind=kind,
    )  # fmt: skip


def part_time(*more):
    started = happened(Event.PLACEMENT_STARTED, "2026-11-02", 3)
    return run(started, *more, process="placement", kind="part_time_timetable")


def test_a_school_that_commissions_a_place_tells_the_authority_on_that_day():
    found = approved("school")

    assert the("AP-14", found).why_no_date
    assert the("AP-14.target", found).due_on == day("2026-09-14")


def test_telling_the_authority_meets_both():
    found = approved("school", happened(TOLD, "2026-09-15", 3))

    assert the("AP-14", found).met
    assert the("AP-14.target", found).settled_on == day("2026-09-15")


def test_where_the_authority_commissions_it_nobody_has_to_tell_it():
    assert of("AP-14", approved("authority")) == []


def test_a_part_time_timetable_is_told_of_by_its_own_practice_and_not_as_a_place():
    found = part_time(happened(TOLD, "2026-11-09", 4))

    assert the("AP-22.told", found).due_on == day("2026-11-16")
    assert the("AP-22.told", found).met
    assert of("AP-14", approved("school", kind="part_time_timetable")) == []


def test_a_part_time_timetable_lasts_six_weeks_where_the_authority_has_set_nothing():
    assert the("AP-22", part_time()).due_on == day("2026-12-14")
