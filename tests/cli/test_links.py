"""Links are added, listed, changed and ended; who may not be told is not, and cannot read."""

import pytest

from tests.cli.running import done, pathway


@pytest.fixture
def stopped(known, opened):
    """The father may not be told since the second day of the case."""
    case = opened("2026-09-07")
    done("link", "change", known.pupil, known.father, "--not-told", "--as", known.caseworker,
         "--why", "an order of the court", "--at", "2026-09-08")  # fmt: skip
    return case


def test_who_may_not_be_told_gets_no_letter_and_reads_nothing_not_even_the_past(known, stopped):
    done("case", "move", stopped, "hold review meeting", "--as", known.senco, "--at", "2026-09-10",
         "--set", "pupils_words=I like it")  # fmt: skip

    to = {one["recipient"] for one in done("letters", "list") if one["stage"] != "withdrawn"}
    looks = [
        pathway("case", "show", stopped, "--as", known.father, "--at", day)
        for day in ("2026-09-07", "2026-09-10")
    ]

    assert "mo@people.example" in to
    assert "fa@people.example" not in to
    assert [(ran.code, ran.out) for ran in looks] == [(1, ""), (1, "")]


def test_the_links_of_a_pupil_are_listed_with_what_was_so_before(known, stopped):
    links = done("link", "list", known.pupil)

    fathers = [
        (one["may_be_told"], one["from_on"], one["until_on"], one["why_ended"])
        for one in links
        if one["name"] == "Fa Ther"
    ]
    assert fathers == [
        (True, "2025-09-01", "2026-09-07", "an order of the court"),
        (False, "2026-09-08", None, None),
    ]
    assert stopped


def test_a_second_link_is_refused_in_a_sentence_that_can_be_acted_on(known):
    ran = pathway(
        "link", "add", known.pupil, known.father, "--relationship", "father", "--not-told"
    )

    assert ran.code == 1
    assert ran.err == (
        "Fa Ther is linked to this pupil already, as father, and may be told; change that with "
        f"`pathway link change {known.pupil} {known.father}`, or end it first with `pathway link "
        f"end {known.pupil} {known.father}`\n"
    )


def test_a_caseworker_does_not_lift_a_prohibition_and_a_manager_does(known, stopped):
    lift = ("link", "change", known.pupil, "Fa Ther", "--told", "--why", "lifted", "--at",
            "2026-09-20")  # fmt: skip

    refused = pathway(*lift, "--as", known.caseworker)

    assert (refused.code, "takes the role manager" in refused.err) == (1, True)
    assert done(*lift, "--as", known.manager)["id"]
    assert stopped


def test_a_link_ends_and_the_pupil_is_shown_without_it(known):
    done("link", "end", known.pupil, "Fa Ther", "--why", "moved abroad", "--as", known.caseworker,
         "--at", "2026-09-10")  # fmt: skip

    shown = pathway("pupil", "show", known.pupil, "--at", "2026-09-10")
    gone = pathway("link", "end", known.pupil, "Fa Ther", "--why", "again", "--as",
                   known.caseworker, "--at", "2026-09-11")  # fmt: skip

    assert "Mo Ther" in shown.out
    assert "Fa Ther" not in shown.out
    assert (gone.code, "has no link to this pupil that holds" in gone.err) == (1, True)
