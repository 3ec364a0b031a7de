"""Which change of care board starts which clock, and whose awareness counts."""

from statemachines.events import Event
from tests.domain.happenings import day, happened, of, run, the

BOTH = {"another_board": True}


def learnt(*further, **said):
    return run(
        happened(Event.MOVE_BECAME_KNOWN, "2026-09-01", 1, **said), *further, process="ehc_plan"
    )


def moves_on(**said):
    return happened(Event.FAMILY_MOVES_ON, "2027-01-16", 1, **said)


def test_a_move_that_leaves_the_care_board_as_it_was_starts_no_clock_of_a_board():
    found = learnt(moves_on(another_board=False), another_board=False)

    assert [clock.rule_id for clock in found] == ["TRF-01"]


def test_a_board_that_knew_long_before_has_until_the_day_of_the_move_as_the_authority_has():
    aware = happened(Event.OLD_BOARD_LEARNT_OF_MOVE, "2026-09-01", 1, **BOTH)

    found = learnt(moves_on(**BOTH), aware, **BOTH)

    assert the("TRF-05", found).due_on == the("TRF-01", found).due_on == day("2027-01-16")


def test_a_board_that_learnt_of_it_later_than_the_authority_counts_from_its_own_awareness():
    aware = happened(Event.OLD_BOARD_LEARNT_OF_MOVE, "2027-01-18", 2, **BOTH)

    found = learnt(moves_on(**BOTH), aware, **BOTH)

    assert the("TRF-05", found).due_on == day("2027-02-05")
    assert the("TRF-01", found).due_on == day("2027-01-16")


def test_a_move_whose_day_nobody_knows_has_an_open_clock_that_says_why_it_has_no_date():
    clock = the("TRF-05", learnt(**BOTH))

    assert clock.due_on is None
    assert clock.why_no_date == "neither TRF-05.move nor TRF-05.aware has begun"


def test_a_change_of_general_practitioner_starts_only_the_clock_of_a_change_without_a_move():
    said = {"new_board": "North", "board_aware_on": day("2026-12-14")}
    found = run(
        happened(Event.COMMISSIONER_CHANGED, "2026-12-21", 1, **said),
        happened(Event.OLD_BOARD_LEARNT_OF_CHANGE, "2026-12-14", 1, **said),
        process="ehc_plan",
    )

    assert [(clock.rule_id, clock.due_on) for clock in found] == [
        ("TRF-05.within", day("2027-01-06"))
    ]


def test_a_new_board_counts_from_its_awareness_and_not_from_what_it_found_later():
    said = {"provision": "hydrotherapy", "board_aware_on": day("2026-12-14")}
    found = run(
        happened(Event.PROVISION_FOUND_IMPRACTICABLE, "2027-01-05", 1, **said),
        happened(Event.NEW_BOARD_LEARNT_OF_CHANGE, "2026-12-14", 1, **said),
        process="ehc_plan",
    )

    assert [clock.due_on for clock in of("TRF-06", found)] == [day("2027-01-06")]
