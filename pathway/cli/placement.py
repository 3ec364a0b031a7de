"""`pathway placement`: propose placements and run them; the same engine as every other process."""

from typing import Annotated

import typer

from pathway.cli.lazy import Lazy, LazyGroup

KIND = "placement"
LOOKS = "pathway.cli.placement_looking:app"
MOVES = "pathway.cli.placement_moving:app"

Ref = Annotated[
    str, typer.Argument(metavar="REF[/N]", help="A case, with the number of the placement: …/2.")
]

group = LazyGroup(
    "placement",
    (
        Lazy("propose", MOVES, "Propose a placement for a pupil; no case is needed.", "propose"),
        Lazy("list", LOOKS, "List placements, the most pressing first.", "list"),
        Lazy("show", LOOKS, "A placement: its dates, what was recorded of it.", "show"),
        Lazy("moves", LOOKS, "What can be done now, and what cannot, with every reason.", "moves"),
        Lazy("move", MOVES, "Make a move, with all that follows, or nothing at all.", "move"),
    ),
    help="Propose placements and run them.",
)
