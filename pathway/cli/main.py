"""The command `pathway`: its table of commands, and what a refusal looks like."""

import sys
from collections.abc import Sequence

from notifications.errors import NotificationError
from pathway.cli.lazy import Lazy, LazyGroup, plugins
from pathway.domain.errors import PathwayError
from pathway.embedded.errors import EmbeddedServerError
from statemachines.errors import PolicyError
from statemachines.mistakes import MISTAKES, of_a_policy

REFUSED = 1
INTERRUPTED = 130
"""How a shell knows a command that Ctrl-C ended."""
STOPPED = (
    "stopped by Ctrl-C; what was begun and not finished is as it was before: look, then repeat"
)

COMMANDS = (
    Lazy("authority", "pathway.cli.authorities:app", "List and open local authorities."),
    Lazy("people", "pathway.cli.people:group", "List and add those who act, or are told."),
    Lazy("pupil", "pathway.cli.pupils:group", "List, show and add pupils."),
    Lazy("link", "pathway.cli.links:group", "Link people to pupils: parents, schools, others."),
    Lazy("import", "pathway.cli.imports:app", "Bring in files of pupils."),
    Lazy("calendars", "pathway.cli.calendars:app", "When schools are open."),
    Lazy("case", "pathway.cli.case:group", "Open cases, look into them, move them on."),
    Lazy("placement", "pathway.cli.placement:group", "Propose placements and run them."),
    Lazy("clocks", "pathway.cli.clock_commands:group", "Time limits, their dates and reasons."),
    Lazy("tasks", "pathway.cli.tasks:app", "What people have been asked to do."),
    Lazy("letters", "pathway.cli.letters:app", "Letters: waiting, sent, given up."),
    Lazy("report", "pathway.cli.report:group", "Deadlines, timeliness, time in state."),
    Lazy("proposals", "pathway.cli.proposals:app", "What is proposed and not law."),
    Lazy("policies", "pathway.cli.policies:app", "Versions of policies; migrate processes."),
    Lazy("packs", "pathway.cli.packs:app", "Packs: what authorities have settled; check one."),
    Lazy(
        "history",
        "pathway.cli.history:app",
        "Prove that nobody changed what was recorded; erase by law.",
    ),
    Lazy("db", "pathway.cli.db:app", "The database: its schema, where it is."),
    Lazy("simulate", "pathway.cli.simulate:simulate", "Make a synthetic authority."),
    Lazy("oracle", "pathway.cli.oracle:oracle", "Compare with the Ombudsman's timelines."),
)

TOLD = {
    "up": "Start everything, show how it is, stop it all on Ctrl-C.",
    "sweep": "Let time act once: moves that are due, alerts, digests.",
}
"""What the commands of `flows` are listed with, so that listing them imports nothing."""

root = LazyGroup(
    "pathway",
    (*COMMANDS, *plugins(TOLD)),
    help="Pathway: cases of the SEND graduated approach, their moves and their time limits.",
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command. Exit 0 when done, 1 when refused, 2 when misunderstood, 130 on Ctrl-C."""
    try:
        root.main(args=arguments, prog_name="pathway")
    except SystemExit as end:
        if end.code == INTERRUPTED:
            sys.stderr.write(f"{STOPPED}\n")
        raise
    except (PathwayError, PolicyError, NotificationError, EmbeddedServerError) as refusal:
        sys.stderr.write(f"{refusal}\n")
        sys.exit(REFUSED)
    except MISTAKES as wrong:
        mistake = of_a_policy(wrong)
        if mistake is None:
            raise
        sys.stderr.write(f"{mistake}\n")
        sys.exit(REFUSED)
