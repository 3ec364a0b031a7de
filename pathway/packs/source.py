"""The file of a pack as it was read, and where in it something stands."""

import tomllib
from dataclasses import dataclass
from typing import Any

from pathway.domain.pack_errors import Fault, PackMalformed
from pathway.packs.lines import Path, line_of, line_of_error


@dataclass(frozen=True, slots=True)
class Source:
    """A pack's file.

    Attributes:
        file: its name, as an error gives it.
        text: what it says.
        document: the same, read.
    """

    file: str
    text: str
    document: dict[str, Any]

    def fault(self, path: Path, wrong: str) -> Fault:
        """Return a fault with the line where it stands; the path may be of a missing key."""
        return Fault(self.file, line_of(self.text, path), dotted(path), wrong)


def read_source(content: bytes, *, file: str) -> Source:
    """Read a pack's file.

    Args:
        content: UTF-8, with or without a byte order mark.
        file: its name, as an error is to give it.

    Raises:
        PackMalformed: it is not UTF-8, or not TOML.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        said = "it is not written in UTF-8; save the file in that encoding"
        raise PackMalformed([Fault(file, line, "", said)]) from wrong
    try:
        return Source(file, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as wrong:
        said = f"it is not TOML: {str(wrong).partition(' (at ')[0]}"
        raise PackMalformed([Fault(file, line_of_error(wrong, text), "", said)]) from wrong


def dotted(path: Path) -> str:
    """Write a path as people do: `calendar.terms[3]`, entries of a list counted from 1."""
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")
