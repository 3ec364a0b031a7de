from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathway.domain.small_numbers import Sum, hidden_numbers


def row(*numbers):
    """A row of numbers with its total."""
    table = dict(enumerate(numbers)) | {"total": sum(numbers)}
    return table, [Sum("total", tuple(range(len(numbers))))]


@pytest.mark.parametrize(
    ("numbers", "hidden"),
    [
        pytest.param((10, 20, 30), set(), id="nothing small"),
        pytest.param((0, 20, 30), set(), id="a nought says nothing about anybody"),
        pytest.param((3, 20, 30), {0, 1}, id="the next smallest goes with a single one"),
        pytest.param((3, 2, 30), {0, 1}, id="two small ones hide one another"),
        pytest.param((1, 1, 30), {0, 1, 2}, id="but not if their sum says that both are 1"),
        pytest.param((4, 4, 30), {0, 1, 2}, id="nor if it says that both are 4"),
        pytest.param((3, 20, 20, 30), {0, 1, 2}, id="all of several that are as small"),
        pytest.param((3, 0, 0), {0, "total"}, id="the total goes where no other part is left"),
        pytest.param((2, 1, 0), {0, 1, "total"}, id="a total that is small itself"),
        pytest.param((6, 0, 3), {0, 2}, id="noughts hide nothing"),
    ],
)
def test_small_numbers_are_hidden_and_what_would_betray_them(numbers, hidden):
    assert hidden_numbers(*row(*numbers)) == hidden


def test_without_a_total_only_small_numbers_are_hidden():
    assert hidden_numbers({"a": 3, "b": 20, "c": 0}) == {"a"}


def test_the_threshold_is_the_authoritys():
    assert hidden_numbers(*row(7, 20, 30), threshold=10) == {0, 1}


@pytest.mark.parametrize(("parts", "largest"), [(2, 12), (3, 9), (4, 6)])
def test_who_knows_how_numbers_are_hidden_still_cannot_tell_one(parts, largest):
    pictures = defaultdict(list)
    for numbers in product(range(largest + 1), repeat=parts):
        table, sums = row(*numbers)
        hidden = hidden_numbers(table, sums)
        shown = tuple(None if key in hidden else number for key, number in table.items())
        pictures[shown].append(numbers)

    for shown, possible in pictures.items():
        for place in range(parts):
            if shown[place] is None:
                assert len({numbers[place] for numbers in possible}) > 1


def table_of(rows):
    """A table with totals of its rows and columns and a grand total, and all its sums."""
    wide, high = range(len(rows[0])), range(len(rows))
    numbers = {(i, j): rows[i][j] for i in high for j in wide}
    numbers |= {("row", i): sum(rows[i]) for i in high}
    numbers |= {("column", j): sum(row[j] for row in rows) for j in wide}
    numbers["all"] = sum(map(sum, rows))
    sums = [Sum(("row", i), tuple((i, j) for j in wide)) for i in high]
    sums += [Sum(("column", j), tuple((i, j) for i in high)) for j in wide]
    sums.append(Sum("all", tuple(("row", i) for i in high)))
    sums.append(Sum("all", tuple(("column", j) for j in wide)))
    return numbers, sums


def test_a_number_hidden_in_its_row_is_hidden_in_its_column_too():
    numbers, sums = table_of([[3, 20, 40], [30, 25, 50], [35, 45, 55]])

    assert {(0, 0), (0, 1), (1, 0), (1, 1)} <= hidden_numbers(numbers, sums)


def test_sums_taken_from_one_another_betray_nothing():
    # The first and the last row have 29 - 20 = 9 together, and 16 - 9 = 7 of it in the last
    # column: were the 9 in that column shown, the 2 beside it would be known.
    numbers, sums = table_of([[0, 0, 5], [5, 6, 9], [0, 2, 2]])

    assert {(2, 1), (1, 2)} <= hidden_numbers(numbers, sums)


def test_limits_that_add_up_betray_nothing():
    # Without the last step, 9 and 6 would be the most that can be, and their sum would say so.
    numbers, sums = table_of([[1, 9, 1], [1, 6, 0]])

    assert ("column", 1) in hidden_numbers(numbers, sums)


cells = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 7])


@settings(max_examples=10, deadline=None)
@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=2, max_size=2))
def test_in_a_square_every_hidden_number_could_be_another(rows):
    numbers, sums = table_of(rows)
    hidden = hidden_numbers(numbers, sums)
    places = [(i, j) for i in range(2) for j in range(2)]
    limits = [range(1, 10) if p in hidden else [numbers[p]] for p in places]

    possible = [
        square
        for square in product(*limits)
        if all(
            numbers[key] == number
            for key, number in table_of([square[:2], square[2:]])[0].items()
            if key not in hidden
        )
    ]

    for n, place in enumerate(places):
        assert place not in hidden or len({square[n] for square in possible}) > 1
