"""`pathway pupil`: pupils, found by number or name, and entered by hand."""

from typing import Annotated

import typer

from pathway.cli.lazy import Lazy, LazyGroup

LOOKS = "pathway.cli.pupils_looking:app"
ADDS = "pathway.cli.pupils_adding:add"

Said = Annotated[
    str, typer.Argument(metavar="PUPIL", help="An id, UPN, ULN or case, or a name in quotes.")
]

group = LazyGroup(
    "pupil",
    (
        Lazy("list", LOOKS, "List pupils by name.", "list"),
        Lazy("show", LOOKS, "A pupil, what is so about them, the people around them.", "show"),
        Lazy("add", ADDS, "Enter a pupil, and print the id."),
    ),
    help="List, show and add pupils.",
)
