"""How the people around a pupil look."""

from collections.abc import Iterable
from datetime import date

from pathway.cli.screen import table
from pathway.persistence.reading import LinkRow


def show_links(links: Iterable[LinkRow], *, on: date) -> None:
    """Print the people whose link to a pupil holds on a day."""
    table(
        ("id", "name", "is", "told as", "responsible", "by", "may be told"),
        [
            (
                k.id, k.name, k.relationship, k.audience, k.parental_responsibility,
                k.email if k.channel == "e-mail" and k.email else k.channel, k.may_be_told,
            )
            for k in links
            if k.held_on(on)
        ],
        title="People",
        folds=("id", "by", "told as"),
    )  # fmt: skip
