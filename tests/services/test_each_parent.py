"""Each parent is told of provision and of progress, and a clock says who is missing."""

from datetime import date

import pytest
from sqlalchemy import text

from pathway.services.explaining import Seen, explain
from pathway.services.linking import change_link, end_link
from pathway.services.links_kept import link_meant
from pathway.services.rebuilding import verify_clocks
from tests.offices import on

PLAN = {
    "outcomes": [{"aim": "reads a page aloud", "measure": "twenty words without help"}],
    "provision": [
        {"what": "paired reading", "who": "TA", "how_often": "daily", "how_long": "20 minutes"}
    ],
    "review_on": "2026-11-20",
}
STARTED = date(2026, 9, 9)


def settled(office, rule):
    found = "select settled_on, met from clocks where rule_id = :rule"
    with office.engine.connect() as connection:
        return tuple(connection.execute(text(found), {"rule": rule}).one())


def untold(office, process, rule="SS-02", day=date(2026, 9, 30)):
    (one,) = explain(office, process.split("/")[0], rule, seen=Seen(today=day))[:1]
    return one.untold


@pytest.fixture
def start(open_case, move, senco, around):
    """Starts provision, and says who was told that day."""

    def start_telling(*people):
        opened = open_case()
        views = {
            "strengths": "counts well",
            "needs": "reads slowly",
            "pupils_view": {"words": "I like sums"},
            "parents_views": [
                {"person": str(who), "words": "yes"} for who in (around.mother, around.father)
            ],
        }
        move(opened.process, "finish assessment", senco, date(2026, 9, 8), views)
        told = [{"person": str(who), "on": STARTED.isoformat()} for who in people]
        move(opened.process, "start provision", senco, STARTED, {**PLAN, "parents_told": told})
        return opened.process

    return start_telling


def told(who, day):
    return {"parents_told": [{"person": str(who), "on": day.isoformat()}]}


def test_to_tell_one_of_two_parents_is_not_to_tell_the_parents(office, around, start, move, senco):
    process = start(around.mother)
    assert settled(office, "SS-02") == (None, False)
    assert untold(office, process) == ("Fa Ther",)

    later = date(2026, 9, 14)
    move(process, "tell parents of provision", senco, later, told(around.father, later))

    assert settled(office, "SS-02") == (later, True)
    assert untold(office, process) == ()
    assert verify_clocks(office).differences == ()


def test_both_told_at_once_is_told(office, around, start):
    start(around.mother, around.father)

    assert settled(office, "SS-02") == (STARTED, True)
    assert settled(office, "SS-02.target") == (STARTED, True)


def test_a_report_to_one_parent_is_not_yet_the_report_to_the_parents(
    office, around, start, move, senco
):
    process, first, second = start(), date(2027, 6, 1), date(2027, 6, 8)
    sent = [{"person": str(around.mother), "on": first.isoformat()}]
    move(process, "send annual report", senco, first, {"sent": sent})
    assert settled(office, "SS-06.2026") == (None, False)

    sent = [{"person": str(around.father), "on": second.isoformat()}]
    move(process, "send annual report", senco, second, {"sent": sent})

    assert settled(office, "SS-06.2026") == (second, True)


def test_a_parent_who_may_not_be_told_has_not_to_be(office, around, start, caseworker):
    process = start(around.mother)
    link = link_meant(office, around.pupil, around.father, on=STARTED, said="").link.id
    forbidden = date(2026, 9, 16)

    change_link(
        office, around.pupil, link, {"may_be_told": False}, by=caseworker, when=on(forbidden),
        why="a court order",
    )  # fmt: skip

    assert settled(office, "SS-02") == (forbidden, True)
    assert untold(office, process) == ()
    assert verify_clocks(office).differences == ()


def test_a_parent_whose_link_ended_changes_nothing_about_what_was_done_before(
    office, around, start, caseworker
):
    start(around.mother, around.father)
    link = link_meant(office, around.pupil, around.father, on=STARTED, said="").link.id

    end_link(
        office, around.pupil, link, by=caseworker, when=on(date(2026, 9, 20)), why="moved abroad"
    )

    assert settled(office, "SS-02") == (STARTED, True)
    assert verify_clocks(office).differences == ()


def test_who_may_not_be_told_at_the_start_was_never_awaited(office, around, start, caseworker):
    link = link_meant(office, around.pupil, around.father, on=STARTED, said="").link.id
    change_link(
        office, around.pupil, link, {"may_be_told": False}, by=caseworker,
        when=on(date(2026, 9, 1)), why="a court order",
    )  # fmt: skip

    start(around.mother)

    assert settled(office, "SS-02") == (STARTED, True)
