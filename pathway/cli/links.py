"""`pathway link`: who belongs to a pupil, what they may be told, and how."""

from enum import StrEnum
from typing import Annotated

import typer

from pathway.cli.lazy import Lazy, LazyGroup

LOOKS = "pathway.cli.links_looking:list_them"
ADDS = "pathway.cli.links_adding:add"
CHANGES = "pathway.cli.links_changing:app"


class ToldAs(StrEnum):
    """As whom a linked person is told."""

    FAMILY = "family"
    YOUNG_PERSON = "young_person"
    REPRESENTATIVE = "representative"
    SCHOOL = "school"
    PROVIDER = "provider"
    PROFESSIONAL = "professional"


class Channel(StrEnum):
    """How a person is told."""

    EMAIL = "e-mail"
    POST = "post"
    PHONE = "phone"


Linked = Annotated[
    str, typer.Argument(metavar="PERSON", help="An id, e-mail or whole name; or the link's id.")
]

group = LazyGroup(
    "link",
    (
        Lazy("list", LOOKS, "List the links of a pupil, those that ended too."),
        Lazy("add", ADDS, "Link a person to a pupil."),
        Lazy("change", CHANGES, "Change a link from a day on; what was so before stays.", "change"),
        Lazy("end", CHANGES, "Let a link hold no more from a day on; its past stays.", "end"),
    ),
    help="Link people to pupils: parents, schools, others.",
)
