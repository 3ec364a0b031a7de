"""Who a pack is for, what it builds on, and from when to when it speaks."""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from pathway.domain.pack_tables import Table
from pathway.domain.pack_values import Day, Text

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]

DEFAULT = "default"
"""The pack that all others build on; it builds on none itself."""


class Span(Table):
    """From when to when something holds, both days included; None where there is no bound."""

    valid_from: Day | None = None
    valid_to: Day | None = None

    @property
    def first(self) -> date:
        """The first day, as a day."""
        return self.valid_from or date.min

    @property
    def last(self) -> date:
        """The last day, as a day."""
        return self.valid_to or date.max

    def covers(self, other: "Span") -> bool:
        """Tell whether it holds on every day on which another does."""
        return self.first <= other.first and other.last <= self.last


class Header(Span):
    """The keys at the head of a pack's file.

    Attributes:
        name: the name of the pack, which is that of its file.
        title: the name of the authority.
        la_code: its three-digit number.
        extends: the pack that it builds on.
    """

    name: Name
    title: Text
    la_code: Annotated[str, StringConstraints(pattern=r"^\d{3}$")] | None = None
    extends: Name = DEFAULT


class Change(Span):
    """The keys at the head of an `[[effective]]` table: from when to when it holds."""

    valid_from: Day = Field(alias="from")
    valid_to: Day | None = Field(None, alias="to")


def keys_of(head: type[Table]) -> frozenset[str]:
    """Return the keys of a head, as a file writes them."""
    return frozenset(field.alias or name for name, field in head.model_fields.items())
