"""The fenced blocks of a page, and what its reader is told to type and to see."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])

FENCE = re.compile(r"^```(.*)$")
HERE_DOCUMENT = re.compile(r"<<'?(\w+)'?[^\n]*\n.*?\n\1\n", re.DOTALL)
OPENS_A_COMMAND = re.compile(r'"?\$\(')
ENDS_A_COMMAND = frozenset({"|", "||", "&&", ";", ")", "&"})


@dataclass(frozen=True)
class Block:
    """A fenced block: on which line it begins, its language, the words behind it, what it says."""

    line: int
    language: str
    words: tuple[str, ...]
    text: str


def name(page: Path) -> str:
    """Name a page as links do."""
    return str(page.relative_to(ROOT))


def blocks(page: Path) -> list[Block]:
    """Read the fenced blocks of a page."""
    found, within, began, info = [], list[str](), 0, ""
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        fence = FENCE.match(line)
        if fence and not began:
            began, info, within = number, fence[1], []
        elif fence:
            language, *words = info.split() or [""]
            found.append(Block(began, language, tuple(words), "\n".join(within) + "\n"))
            began = 0
        elif began:
            within.append(line)
    return found


def commands(script: str) -> Iterator[list[str]]:
    """Yield the words of every call of `pathway` in a script, variables and all."""
    plain = HERE_DOCUMENT.sub("\n", script).replace("\\\n", " ")
    for line in OPENS_A_COMMAND.sub("VALUE ; ", plain).replace(')"', " ; ").splitlines():
        if "pathway " in line:
            yield from _calls(line)


def _calls(line: str) -> Iterator[list[str]]:
    words = shlex.shlex(line, posix=True, punctuation_chars=True)
    words.commenters, words.whitespace_split = "#", True
    call: list[str] | None = None
    for word in (*words, ";"):
        if call is None and word.endswith("pathway"):
            call = []
        elif call is not None and (word in ENDS_A_COMMAND or word.startswith((">", "<"))):
            yield call
            call = None
        elif call is not None:
            call.append(word)
