"""What a reader is told of lines that were annulled or put right."""

from datetime import timedelta

from pathway.domain.marks import UNMARKED, Change, marks
from statemachines.graduated_approach import GRADUATED_APPROACH
from tests.domain.test_history_corrections import FIRST_DAY, MET, correction, opening, stored

NEXT_DAY = FIRST_DAY + timedelta(1)


def marked(*corrections):
    met = stored(2, MET, {"pupils_words": "yes"})
    found = marks(GRADUATED_APPROACH, [opening(), met, *corrections])
    return {number: found.get(number, UNMARKED) for number in range(1, len(corrections) + 3)}


def test_what_nobody_corrected_has_no_mark():
    assert set(marked().values()) == {UNMARKED}


def test_a_line_names_the_line_that_annuls_it():
    found = marked(correction(3, 2, did_not_happen=True))

    assert (found[2].annulled_by, found[2].put_right_by) == (3, ())
    assert (found[3].corrects, found[3].annuls, found[3].changes) == (2, True, ())


def test_a_correction_tells_what_the_line_said_when_it_was_put_right_and_says_since():
    found = marked(
        correction(3, 2, right_values={"pupils_words": "no"}),
        correction(
            4, 2, right_values={"pupils_words": "maybe"}, happened_on=NEXT_DAY.isoformat()
        ),
    )  # fmt: skip

    assert found[2].put_right_by == (3, 4)
    assert found[3].changes == (Change("pupils_words", "yes", "no"),)
    assert found[4].changes == (
        Change("day", FIRST_DAY, NEXT_DAY), Change("pupils_words", "no", "maybe"),
    )  # fmt: skip


def test_a_correction_that_is_annulled_marks_nothing_any_more_and_is_marked_itself():
    found = marked(
        correction(3, 2, did_not_happen=True), correction(4, 3, did_not_happen=True)
    )  # fmt: skip

    assert found[2] == UNMARKED
    assert found[3].annulled_by == 4
    assert (found[3].corrects, found[4].corrects) == (2, 3)


def test_a_line_put_right_and_annulled_later_is_told_with_both():
    found = marked(
        correction(3, 2, right_values={"pupils_words": "no"}),
        correction(4, 2, did_not_happen=True),
    )  # fmt: skip

    assert (found[2].annulled_by, found[2].put_right_by) == (4, (3,))


def test_of_a_line_that_nobody_can_read_it_is_told_still_that_it_was_put_right():
    unreadable = stored(2, MET, {"pupils_words": "yes"})._replace(form_version=99)
    right = correction(3, 2, right_values={"pupils_words": "no"})

    found = marks(GRADUATED_APPROACH, [opening(), unreadable, right])

    assert (found[2].put_right_by, found[3].changes) == ((3,), ())


def test_of_what_was_erased_only_the_day_is_told():
    moved = correction(
        3, 2, right_values={"pupils_words": "no"}, happened_on=NEXT_DAY.isoformat()
    )  # fmt: skip

    found = marks(GRADUATED_APPROACH, [opening(), stored(2, MET, {}), moved])

    assert found[3].changes == (Change("day", FIRST_DAY, NEXT_DAY),)
