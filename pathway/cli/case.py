"""`pathway case`: open cases, look into them, move them on; and how a case is named."""

from typing import Annotated

import typer

from pathway.cli.lazy import Lazy, LazyGroup

LOOKS = "pathway.cli.case_looking:app"
MOVES = "pathway.cli.case_moving:app"

Ref = Annotated[str, typer.Argument(metavar="REF", help="A case, as K7QM-3XWD-T.")]
Process = Annotated[
    str,
    typer.Argument(
        metavar="REF[/POLICY[/N]]", help="A case, or a process of it: K7QM-3XWD-T/placement/1."
    ),
]
MoveName = Annotated[str, typer.Argument(metavar="MOVE", help='A move, as "start provision".')]
Version = Annotated[
    int | None, typer.Option(help="Only if the process still has this version.", min=0)
]
Historic = Annotated[
    bool,
    typer.Option("--historic", help="An old record is loaded: no letters, no alerts of the past."),
]

group = LazyGroup(
    "case",
    (
        Lazy("open", MOVES, "Open a case for a pupil, or another process of it.", "open"),
        Lazy("list", LOOKS, "List cases, the most pressing first.", "list"),
        Lazy("show", LOOKS, "A case: its processes, its dates, the people around it.", "show"),
        Lazy("moves", LOOKS, "What can be done now, and what cannot, with every reason.", "moves"),
        Lazy("move", MOVES, "Make a move, with all that follows, or nothing at all.", "move"),
        Lazy("history", LOOKS, "What was recorded, in the order in which it happened.", "history"),
        Lazy("chronology", LOOKS, "The whole case in the order of its days.", "chronology"),
    ),
    help="Open cases, look into them, move them on.",
)
