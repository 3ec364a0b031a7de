"""Write every made page: `python -m deploy.pages`."""

from pathlib import Path

from deploy.pages import commands, database, events, letters, rules, settings
from statemachines.picture import write

DOCS = Path(__file__).parents[2] / "docs"

PAGES = {
    "reference/cli.md": commands.page,
    "reference/database.md": database.page,
    "reference/events.md": events.page,
    "reference/letters.md": letters.page,
    "reference/rules.md": rules.page,
    "reference/settings.md": settings.page,
}
"""Each page with what writes it, beside those of the policies."""


def main() -> None:
    """Write them all."""
    write(DOCS / "policies")
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
