"""When the head has to tell the governing board of an exclusion: without delay, or once a term."""

import pytest

from statemachines.events import Event
from tests.domain.happenings import day, happened, of, run, the


def decided(on, first, until=None, line=1, **said):
    said = {"excluded_from": day(first), "until_on": until and day(until)} | said
    return happened(Event.EXCLUSION_DECIDED, on, line, **said)


def of_the_board(*happenings):
    found = run(*happenings, process="exclusion")
    return [(c.rule_id, c.started_on.isoformat()) for c in found if c.rule_id.startswith("EXC-02.")]


@pytest.mark.parametrize(
    ("until", "said", "rule_id"),
    [
        ("2026-09-18", {}, "EXC-02.term"),
        ("2026-09-21", {}, "EXC-02.board"),
        ("2026-09-15", {"exam_on": day("2026-09-15")}, "EXC-02.board"),
        (None, {}, "EXC-02.board"),
    ],
    ids=["five days", "six days", "an examination is lost", "for good"],
)
def test_the_length_of_an_exclusion_says_how_soon_the_board_is_told(until, said, rule_id):
    assert of_the_board(decided("2026-09-11", "2026-09-14", until, **said)) == [
        (rule_id, "2026-09-11")
    ]


def test_a_short_suspension_that_takes_the_term_over_five_days_is_told_without_delay():
    first = decided("2026-09-11", "2026-09-14", "2026-09-16")
    second = decided("2026-10-02", "2026-10-05", "2026-10-07", line=2)

    assert of_the_board(first, second) == [
        ("EXC-02.board", "2026-10-02"),
        ("EXC-02.term", "2026-09-11"),
    ]


def test_the_authority_is_told_of_each_without_delay_and_the_boards_notice_is_not_its():
    said = {"excluded_from": day("2026-09-14")}
    found = run(
        decided("2026-09-11", "2026-09-14", "2026-09-15"),
        happened(Event.BOARD_TOLD_OF_EXCLUSION, "2026-09-14", 2, **said),
        process="exclusion",
    )

    assert not the("EXC-02", found).met
    assert [clock.met for clock in of("EXC-02.term", found)] == [True]
