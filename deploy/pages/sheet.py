"""What every made page looks like: a note on where it comes from, then its parts."""

from collections.abc import Iterable

from statemachines.form_table import table

__all__ = ["codes", "in_a_sentence", "sheet", "table"]


def sheet(source: str, *parts: str) -> str:
    """Put a page together.

    Args:
        source: where in the code its words come from.
        parts: headings, paragraphs and tables; empty ones are left out.
    """
    made = f"<!-- Made from {source} by `make pages`; change it there. -->"
    return "\n\n".join(part for part in (made, *parts) if part) + "\n"


def codes(names: Iterable[object], *, between: str = ", ") -> str:
    """Write names as code."""
    return between.join(f"`{name}`" for name in names)


def in_a_sentence(title: str) -> str:
    """Write a title as it stands within a sentence: "placement", and still "EHC plan"."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]
