"""`pathway clocks`: its commands, those that need no database and those that do."""

from pathway.cli.lazy import Lazy, LazyGroup

WITHOUT_A_DATABASE = "pathway.cli.clocks:app"
OF_A_CASE = "pathway.cli.clocks_of_cases:app"
KEPT = "pathway.cli.clocks_kept:app"

group = LazyGroup(
    "clocks",
    (
        Lazy("due", WITHOUT_A_DATABASE, "Until when, and why. Needs no database.", "due"),
        Lazy("rules", WITHOUT_A_DATABASE, "List every rule and where it stands.", "rules"),
        Lazy("show", OF_A_CASE, "The clocks of a case, the soonest first.", "show"),
        Lazy("explain", OF_A_CASE, "Why the dates of a case are what they are.", "explain"),
        Lazy("verify", KEPT, "Draw every clock from history anew, and compare.", "verify"),
        Lazy("rebuild", KEPT, "Draw every clock from history anew, and keep it.", "rebuild"),
    ),
    help="Time limits: their dates, their reasons, their rules.",
)
