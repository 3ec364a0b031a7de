"""The page of settings: every variable of the environment that Pathway reads."""

import sys
from dataclasses import fields
from pathlib import Path

from deploy.pages.sheet import sheet, table
from pathway.environment import Settings

ABOUT = """\
Pathway is told about its surroundings by these variables, read once at start, and by nothing else.
A value that cannot be is refused at start, with the variable's name and what was expected.
What an authority has settled for itself stands in its [pack](packs.md)."""

HOWS = """\
- A real mail server: [send real mail](../how-to/send-real-mail.md).
- A PostgreSQL of your own: \
[use your own PostgreSQL](../how-to/use-your-own-postgresql.md)."""


def page() -> str:
    """Write the page."""
    rows = [
        (f"`{known.metadata['variable']}`", known.metadata["meaning"],
         _default(known.metadata["default"]))
        for known in fields(Settings)
    ]  # fmt: skip
    return sheet(
        "`pathway/environment.py`",
        "# Settings",
        ABOUT,
        table(("Variable", "What it is", "Unless it is set"), rows),
        HOWS,
    )


def _default(value: str) -> str:
    """Write a default; a folder beside the environment is the same words on every machine."""
    beside = Path(sys.prefix).parent
    if value and Path(value).is_relative_to(beside):
        return f"the folder `{Path(value).relative_to(beside)}` beside the environment"
    return f"`{value}`" if value else "nothing"
