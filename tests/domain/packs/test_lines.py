"""In which line of a file something stands."""

import tomllib
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from pathway.packs.lines import line_of

SHIPPED = ("cumberland", "default", "gateshead", "staffordshire")


@pytest.mark.parametrize("name", SHIPPED)
def test_the_line_of_a_value_holds_the_value(name: str) -> None:
    text = files("pathway.packs").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    lines = text.split("\n")

    every = list(paths(tomllib.loads(text)))
    for path, value in every[:: 1 + len(every) // 60]:  # a long file's are sampled, for speed
        line = lines[line_of(text, path) - 1]
        written = value.isoformat() if isinstance(value, date) else str(value).lower()
        assert written in line.lower() or f"{path[-1]} = [" in line, path


def test_the_line_is_found_behind_texts_of_several_lines_and_brackets_in_comments() -> None:
    text = 'a = """\n[b]\nx = 1\n"""\n# ] " [\nc = [ # [\n  [1, 2], # "\n\n  [3],\n]\n[b]\nx = 1\n'

    found = [line_of(text, path) for path in (("a",), ("c", 0, 1), ("c", 1), ("b",), ("b", "x"))]

    assert found == [1, 7, 9, 11, 12]


def test_a_missing_key_is_looked_for_in_the_table_that_should_have_it() -> None:
    text = "a = 1\n\n[b]\n\nx = 1\n"

    assert (line_of(text, ("b", "y")), line_of(text, ("c",))) == (3, 1)


def paths(
    value: Any, at: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths(inner, (*at, key))
    else:
        yield at, value


def test_the_line_is_found_in_lists_within_lists_within_lists() -> None:
    assert line_of("c = [[[1,\n2],\n[3]]]\n", ("c", 0, 1, 0)) == 3
    assert line_of("c = [[[1,\n2],\n[3]]]\n", ("c", 0, 0, 0)) == 1
