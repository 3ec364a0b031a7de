"""In which line of a TOML file something is said; the standard library's reader gives no lines.

A file is cut off after some line, what is open there is closed, and the standard reader reads it.
The shortest such beginning in which a path exists ends with the line that says it. So no second
grammar of TOML is needed, and multi-line values and tables in a row come out right.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from typing import Any

Path = tuple[str | int, ...]
"""The way to a value: keys of tables, and numbers in lists, from 0."""

CLOSERS = ("", "]", "]]", "]]]", '"""', "'''", '"""]', "''']")
"""What may be open at the end of a line: lists within lists, and texts of several lines."""


def line_of(text: str, path: Path) -> int:
    """Return the line, from 1, that says what stands at a path, or at what exists of it.

    Args:
        text: TOML that can be read as a whole.
        path: the way to the value; the nearest table around it will do where it does not exist.
    """
    existing = _existing(tomllib.loads(text), path)
    lines = [f"{line}\n" for line in text.split("\n")]
    counts = range(1, len(lines) + 1)
    return 1 + bisect_left(counts, x=True, key=lambda count: _says(lines[:count], existing))


def line_of_error(error: tomllib.TOMLDecodeError, text: str) -> int:
    """Return the line, from 1, at which the standard reader gave up."""
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) if found else max(1, text.count("\n"))


def _existing(document: Any, path: Path) -> Path:
    return next(path[:n] for n in range(len(path), -1, -1) if _exists(document, path[:n]))


def _exists(document: Any, path: Path) -> bool:
    for step in path:
        if step not in _steps(document):
            return False
        document = document[step]
    return True


def _steps(document: Any) -> Container[object]:
    if isinstance(document, list):
        return range(len(document))
    return document.keys() if isinstance(document, dict) else ()


def _says(lines: Sequence[str], path: Path) -> bool:
    return any(_exists(document, path) for document in _readings(lines))


def _readings(lines: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield how the longest readable beginning of some lines reads."""
    for count in range(len(lines), 0, -1):
        for closer in CLOSERS:
            try:
                yield tomllib.loads("".join(lines[:count]) + closer)
            except tomllib.TOMLDecodeError:
                continue
            return
