"""How lists of processes look."""

from collections.abc import Sequence
from datetime import date

from pathway.cli.screen import red, say, show_json, table
from pathway.persistence.reading_list import ListedProcess


def list_of_cases(found: Sequence[ListedProcess], *, today: date, as_json: bool, none: str) -> None:
    """Show processes, the most pressing first; where there is none, say what `none` says."""
    if as_json:
        show_json([_listed(one) for one in found])
        return
    if not found:
        say(none)
        return
    table(
        ("case", "pupil", "process", "state", "waiting for", "next date", "overdue", "held by"),
        [
            (
                one.reference,
                f"{one.given_name} {one.family_name}",
                f"{one.policy}/{one.occurrence}",
                one.state + (f" · cycle {one.cycle}" if one.cycle else ""),
                one.waits_for,
                red(one.next_on, when=one.next_on is not None and one.next_on < today),
                red(one.overdue or None),
                one.owner,
            )
            for one in found
        ],
    )


def _listed(one: ListedProcess) -> dict[str, object]:
    return {
        "case": one.reference,
        "pupil": f"{one.given_name} {one.family_name}",
        "process": f"{one.policy}/{one.occurrence}",
        "state": one.state,
        "cycle": one.cycle,
        "waiting_for": one.waits_for,
        "next_on": one.next_on,
        "overdue": one.overdue,
        "owner": one.owner,
    }
