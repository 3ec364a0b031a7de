"""A reader of the manual: types what stands in its blocks, and compares what it says comes out."""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT, Block, blocks

NURSERY = Path(__file__).with_name("nursery.py")
SHOWN = "K7QM-3XWD-T"
"""The reference that the manual shows, where a reader has another."""

MADE_BY = ("simulate", "--authority", "demo", "--seed", "1", "--until", "yesterday")
"""How `make demo` makes the demonstration's authority."""

ELSEWHERE = "elsewhere"
REFUSED = "refused"


@dataclass(frozen=True)
class Town:
    """A house with the demonstration's authority in it, and a terminal.

    Attributes:
        folder: where commands are typed; the examples of the manual are there.
        environment: what the terminal's commands are told.
    """

    folder: Path
    environment: dict[str, str]

    def types(self, page: Path, before: str = "") -> None:
        """Type every block of a page, in order, in one shell, and compare what is shown.

        Args:
            page: the page.
            before: what is typed before it, and stands in no block.
        """
        read = blocks(page)
        typed = [b for b in read if b.language == "sh" and ELSEWHERE not in b.words]
        for said in self.folder.glob("said.*"):
            said.unlink()
        script = self.folder / "typed.sh"
        script.write_text(self._script(typed, before), encoding="utf-8")
        done = subprocess.run(
            ["bash", script], cwd=self.folder, env=self.environment, check=False,
            stdin=subprocess.DEVNULL, capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode:
            last = next(b for b in reversed(typed) if self._said(b) is not None)
            pytest.fail(f"{page.name}, line {last.line}: {self._said(last)}{done.stderr}")
        wrong = list(self._unlike(read))
        assert not wrong, f"{page.name} shows what is not said: {wrong}"

    @property
    def reference(self) -> str:
        """The reference of the case that was opened last; empty before that."""
        kept = self.folder / "reference"
        return kept.read_text(encoding="utf-8") if kept.exists() else ""

    def _script(self, typed: Iterable[Block], before: str) -> str:
        lines = ["set -eu -o pipefail", f"REF={self.reference}", before]
        for block in typed:
            to = f'> "{self.folder}/said.{block.line}" 2>&1'
            if REFUSED in block.words:
                lines += ["set +e", "{", block.text, f"}} {to}", "[ $? = 1 ] || exit 91", "set -e"]
            else:
                lines += ["{", block.text, f"}} {to}"]
            lines += [f'printf %s "$REF" > "{self.folder}/reference"']
        return "\n".join(lines)

    def _said(self, block: Block) -> str | None:
        file = self.folder / f"said.{block.line}"
        return file.read_text(encoding="utf-8") if file.exists() else None

    def _unlike(self, read: Iterable[Block]) -> Iterator[tuple[int, str]]:
        """Yield the lines that a page shows and that were not said, with where they stand."""
        said = ""
        for block in read:
            now = self._said(block) if block.language == "sh" else None
            if now is not None:
                said = now.replace(self.reference, SHOWN) if self.reference else now
            elif block.language == "text":
                yield from ((block.line, line) for line in _missing(block.text.splitlines(), said))


def _missing(shown: Iterable[str], said: str) -> Iterator[str]:
    """Yield what is shown and not said after what stands before it; `…` is anything."""
    lines = [" ".join(line.split()) for line in said.splitlines()]
    at = 0
    for line in shown:
        parts = " ".join(line.split()).split("…")
        wanted = re.compile(".*".join(re.escape(part.strip()) for part in parts))
        found = next((n for n in range(at, len(lines)) if wanted.fullmatch(lines[n])), None)
        if found is None:
            yield line
        else:
            at = found + 1


def shim(folder: Path, address: Path) -> None:
    """Put a command `pathway` into a folder, which has its calls made by the nursery."""
    folder.mkdir()
    command = folder / "pathway"
    command.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -S -E "{NURSERY}" "{address}" "$@"\n', encoding="utf-8"
    )
    command.chmod(0o755)


def root_with_examples(folder: Path) -> None:
    """Put the examples of the manual where its commands look for them."""
    (folder / "docs").symlink_to(ROOT / "docs")
