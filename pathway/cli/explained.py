"""How an explained clock looks, to people and to programs: one form, wherever it is asked for."""

from typing import Any

from pathway.cli.screen import say
from pathway.domain.counting.base import long
from pathway.domain.rights import Right
from pathway.services.explaining import Explained, Standing

HEADINGS = {
    Standing.OPEN: "If it is missed, the family may",
    Standing.MISSED: "It has been missed. The family may",
    Standing.LATE: "It was met late. For the delay, the family may",
    Standing.ENDED: "It ended without being met. If that was wrong, the family may",
    Standing.DISAPPLIED: "It is disapplied. If that is disputed, the family may",
}
"""What stands above the rights; nothing follows where it was met in time."""


def show_explained(one: Explained) -> None:
    """Show a clock: its date, the steps to it, its law, what would change it, and the rights."""
    clock = one.clock
    due = long(clock.due_on) if clock.due_on else f"no date: {clock.why_no_date}"
    party = f" · for {one.party}" if one.party else ""
    say(f"{clock.rule_id} · {clock.force.value} · {clock.kind.value} · {due}{party}", style="bold")
    say(f"  {one.process} · {one.standing.value} · {one.citation}", style="dim")
    for number, step in enumerate(clock.explanation, 1):
        say(f"  {number}. {step}")
    if one.untold:
        say(f"  Still to be told: {', '.join(one.untold)}")
    _show_list("Where to read it", [f"{link.words}: {link.address}" for link in one.links])
    _show_list("What would change it", one.changes)
    _show_list(HEADINGS.get(one.standing, ""), [str(right) for right in _open_to_them(one)])
    if one.standing is Standing.MET:
        say("  It was met in time: nothing follows.")
    say()


def explained_as_json(one: Explained) -> dict[str, Any]:
    """Return a clock as programs read it."""
    clock = one.clock
    return {
        "process": one.process,
        "rule": clock.rule_id,
        "party": one.party,
        "due_on": clock.due_on,
        "safe_on": clock.safe_on,
        "last_working_day": clock.last_working_day,
        "kind": clock.kind.value,
        "force": clock.force.value,
        "owner": clock.owner.value,
        "citation": one.citation,
        "settled_on": clock.settled_on,
        "met": clock.met,
        "disapplied": clock.disapplied,
        "explanation": clock.explanation,
        "why_no_date": clock.why_no_date,
        "standing": one.standing.value,
        "untold": one.untold,
        "links": [{"words": link.words, "address": link.address} for link in one.links],
        "changes": one.changes,
        "rights": [_right_as_json(right) for right in _open_to_them(one)],
    }


def _open_to_them(one: Explained) -> tuple[Right, ...]:
    return () if one.standing is Standing.MET else one.rights


def _show_list(heading: str, items: list[str] | tuple[str, ...]) -> None:
    if items:
        say(f"  {heading}:")
    for item in items:
        say(f"    - {item}")


def _right_as_json(right: Right) -> dict[str, Any]:
    return {
        "words": right.words,
        "by": right.by,
        "until": right.until,
        "citation": right.citation or None,
        "force": right.force.value,
    }
