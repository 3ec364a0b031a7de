"""How tables are set for people."""

import pytest
from rich.cells import cell_len
from rich.console import Console

from pathway.cli.columns import GAP, Cell, set_in_columns


def set_plainly(headings, *rows, width=80):
    cells = [[Cell(words) for words in row] for row in rows]
    return set_in_columns(headings, cells, width=width).plain.splitlines()


def test_columns_are_as_wide_as_what_stands_in_them():
    lines = set_plainly(("case", "state"), ("K7QM", "do"), ("A", "assess"))

    assert lines == ["case  state", "K7QM  do", "A     assess"]


def test_a_long_cell_breaks_between_words_and_the_table_is_no_wider_than_the_screen():
    lines = set_plainly(
        ("rule", "what"), ("AR-02", "a review is due within twelve months"), width=24
    )

    assert max(map(len, lines)) <= 24
    assert lines[1:] == ["AR-02  a review is due", "       within twelve", "       months"]


def test_the_widest_columns_are_narrowed_first():
    lines = set_plainly(("a", "b"), ("short", "x " * 60), width=40)

    assert all(line.startswith(("a", "short", " " * 5 + GAP)) for line in lines)


def test_a_column_nobody_can_read_is_not_made():
    lines = set_plainly(("one", "two"), ("twelve words", "twelve words"), width=3)

    assert lines == ["one       two", "twelve    twelve", "words     words"]


def test_wide_characters_take_the_room_they_take_on_the_screen():
    heading, line = set_plainly(("name", "state"), ("李小龍", "do"))

    assert cell_len(heading.partition("state")[0]) == cell_len(line.partition("do")[0]) == 8


def test_an_empty_row_is_a_line():
    assert set_plainly(("a", "b"), ("", ""), ("x", "y")) == ["a  b", "", "x  y"]


@pytest.mark.parametrize("words", ["[red]", "a [b] c", "[/]"])
def test_brackets_are_words_and_no_colours(words):
    with (console := Console(width=80)).capture() as shown:
        console.print(set_in_columns(("a",), [[Cell(words)]], width=80), soft_wrap=True)

    assert words in shown.get()


def test_what_stands_out_is_coloured_on_a_terminal():
    console = Console(force_terminal=True, color_system="standard", width=80)
    with console.capture() as shown:
        console.print(set_in_columns(("a",), [[Cell("late", "red")]], width=80), soft_wrap=True)

    assert "\x1b[31mlate\x1b[0m" in shown.get()
