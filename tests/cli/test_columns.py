"""How tables are set for people."""

from contextlib import redirect_stdout
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from pathway.cli.columns import BELOW, GAP, Cell, set_in_columns
from pathway.cli.main import main
from tests.cli.running import pathway


def set_plainly(headings, *rows, width=80, folds=()):
    cells = [[Cell(words) for words in row] for row in rows]
    return set_in_columns(headings, cells, width=width, folds=folds).plain.splitlines()


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


CASE = ("6HN5-FM43-Q", "Tansy Pretendale", "graduated_approach/1", "2023-03-05", "Caseworker 1")
OF_A_CASE = ("case", "pupil", "process", "next date", "held by")


@pytest.mark.parametrize("width", range(20, 90, 5))
def test_no_reference_no_day_and_no_name_is_ever_broken_inside(width):
    lines = set_plainly(OF_A_CASE, CASE, width=width)

    words = " ".join(CASE).split()
    assert [word for word in words if not any(word in line.split() for line in lines)] == []
    assert max(map(len, lines)) <= max(width, len("graduated_approach/1") + len(BELOW))


def test_columns_that_find_no_room_are_folded_below_their_row_the_least_of_all_first():
    assert set_plainly(OF_A_CASE, CASE, width=60) == [
        "case         pupil          process               next date",
        "6HN5-FM43-Q  Tansy          graduated_approach/1  2023-03-05",
        "             Pretendale",
        "    held by Caseworker 1",
    ]
    assert set_plainly(OF_A_CASE, CASE, width=60, folds=("process", "next date")) == [
        "case         pupil             next date   held by",
        "6HN5-FM43-Q  Tansy Pretendale  2023-03-05  Caseworker 1",
        "    process graduated_approach/1",
    ]


def test_what_is_folded_breaks_between_words_too_and_nothing_is_said_of_empty_cells():
    long = "the authority considers a review every three to six months"

    lines = set_plainly(("rule", "what", "for"), ("AR-15", long, ""), width=30, folds=("what",))

    assert lines == [
        "rule   for",
        "AR-15",
        "    what the authority",
        "    considers a review every",
        "    three to six months",
    ]


def test_where_there_is_no_screen_nothing_is_broken_or_folded():
    long = "word " * 200

    heading, line = set_plainly(("rule", "what"), ("AR-15", long), width=None)

    assert heading == "rule   what"
    assert line == f"AR-15  {long}"


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


class Terminal(StringIO):
    """A screen."""

    def isatty(self):
        return True


def on_terminal(monkeypatch, *words):
    monkeypatch.setenv("COLUMNS", "80")
    with redirect_stdout(screen := Terminal()), pytest.raises(SystemExit) as end:
        main([str(word) for word in words])
    assert not end.value.code
    return Text.from_ansi(screen.getvalue()).plain.splitlines()


LOOKS = (
    "case list", "case show CASE", "case moves CASE", "case history CASE --full",
    "case chronology CASE", "clocks show CASE", "clocks explain CASE", "pupil list", "people list",
    "pupil show Quillfeather", "report deadlines", "report time-in-state", "clocks rules EHC-08",
    "clocks due EHC-08 --on request_received=2026-09-07",
)  # fmt: skip


@pytest.mark.parametrize("words", LOOKS)
def test_at_80_columns_every_line_ends_between_words(words, opened, monkeypatch):
    asked = words.replace("CASE", opened()).split()
    whole = set(pathway(*asked).out.split())

    lines = on_terminal(monkeypatch, *asked)

    assert lines
    assert [line for line in lines if len(line) > 80 and " " in line.strip()] == []
    assert {word for line in lines for word in line.split()} <= whole | {"·"}


def test_where_there_is_no_terminal_a_row_is_one_line_whatever_the_columns(opened, monkeypatch):
    case = opened()
    monkeypatch.setenv("COLUMNS", "20")

    heading, line, *_ = pathway("case", "list").out.splitlines()

    assert line.startswith(f"{case}  Canary Quillfeather  graduated_approach/1")
    assert heading.index("state") == line.index("assess")
