"""Write every policy as a page with its picture: `python -m statemachines.picture docs/policies`.

A test makes the same pages again and compares them with those of the manual.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from statemachines.drawing import svg
from statemachines.policy_page import common_page, contents, page
from statemachines.registry import POLICIES


def pages() -> Iterator[tuple[str, str]]:
    """Yield each file of the folder of policies: its name and its text."""
    yield "index.md", contents(POLICIES.values())
    yield "common_moves.md", common_page()
    for policy in POLICIES.values():
        yield f"{policy.name}.md", page(policy)
        yield f"{policy.name}.svg", svg(policy)


def write(folder: Path) -> None:
    """Write all pages into a folder, which is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
