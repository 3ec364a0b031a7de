"""How the people around a pupil look."""

from collections.abc import Iterable

from pathway.cli.screen import table
from pathway.persistence.reading import LinkRow


def show_links(links: Iterable[LinkRow]) -> None:
    """Print the people linked to a pupil."""
    table(
        ("id", "name", "is", "told as", "responsible", "by", "may be told"),
        [
            (
                k.id, k.name, k.relationship, k.audience, k.parental_responsibility,
                k.email if k.channel == "e-mail" and k.email else k.channel, k.may_be_told,
            )
            for k in links
        ],
        title="People",
    )  # fmt: skip
