"""What is measured of an authority is what its lines say once all corrections are applied."""

from datetime import date

import pytest

from pathway.persistence import recorded

DAY = date(2026, 9, 9)


def entries(office):
    with office.engine.connect() as connection:
        (case,) = recorded.cases(connection)
    return {entry.move: (entry.on, dict(entry.form)) for entry in case.entries}


@pytest.fixture
def met(open_case, move, senco):
    process = open_case().process
    move(process, "hold review meeting", senco, DAY, {"pupils_words": "I read a book"})
    return process


@pytest.fixture
def correct(move, senco):
    def correct_one(process, line, **said):
        content = {"line": line, "reason": "a slip of the pen", **said}
        return move(process, "correct", senco, date(2026, 9, 10), content)

    return correct_one


def test_a_line_counts_with_its_right_values_on_its_right_day(office, met, correct):
    correct(met, 2, happened_on="2026-09-08", right_values={"pupils_words": "I read two"})

    on, form = entries(office)["hold review meeting"]

    assert (on, form["pupils_words"]) == (date(2026, 9, 8), "I read two")


def test_an_annulled_line_does_not_count(office, met, correct):
    correct(met, 2, did_not_happen=True)

    assert "hold review meeting" not in entries(office)


def test_a_line_whose_annulment_was_annulled_counts_again(office, met, correct):
    correct(met, 2, did_not_happen=True)
    correct(met, 3, did_not_happen=True)

    on, form = entries(office)["hold review meeting"]

    assert (on, form["pupils_words"]) == (DAY, "I read a book")
