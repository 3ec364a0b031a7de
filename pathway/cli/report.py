"""`pathway report`: what is owed by whom, and how long things take."""

from pathway.cli.lazy import Lazy, LazyGroup

group = LazyGroup(
    "report",
    (
        Lazy(
            "time-in-state",
            "pathway.cli.report_time_in_state:show_time_in_state",
            "How long cases stay in each state, and wait for whom.",
        ),
        Lazy(
            "timeliness",
            "pathway.cli.report_timeliness:show_timeliness",
            "What was done in time, beside the published figures.",
        ),
        Lazy(
            "deadlines",
            "pathway.cli.report_deadlines:show_deadlines",
            "The open deadlines by who holds the case: overdue first, then what comes.",
        ),
    ),
    help="Deadlines, timeliness, and time in state.",
)
