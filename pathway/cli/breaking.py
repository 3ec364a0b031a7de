"""Long lines, broken between their words where there is a screen, and nowhere else."""

import shutil
import sys
from textwrap import wrap


def screen_width() -> int | None:
    """Return how many characters wide the screen is; None where standard output is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def between_words(words: str, width: int | None) -> str:
    """Break each line that is longer than the screen; it goes on as far in as it begins, and more.

    Args:
        words: one line or several.
        width: in characters; None where nothing is to be broken. A longer word stays whole.
    """
    if width is None:
        return words
    return "\n".join(_broken(line, width) for line in words.split("\n"))


def _broken(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    begins = line[: len(line) - len(line.lstrip())]
    return "\n".join(
        wrap(
            line.strip(),
            width,
            initial_indent=begins,
            subsequent_indent=f"{begins}  " if 0 < len(begins) < width // 2 else "",
            break_long_words=False,
            break_on_hyphens=False,
        )
    )
