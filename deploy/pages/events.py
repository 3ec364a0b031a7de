"""The page of events: the one vocabulary, with who says each and which rules listen to it."""

import inspect
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from deploy.pages.sheet import codes, in_a_sentence, sheet, table
from pathway.domain.rules.rule import Rule, When
from pathway.domain.rules.statute_book import statute_book
from statemachines.common_moves import BroughtIn
from statemachines.events import Event
from statemachines.forms import declared_by
from statemachines.registry import POLICIES

ABOUT = """\
An event is something that happened, or was agreed to happen, on a day.
*Sent*, *served*, *received* and *notified* are different events and never stand for one another.
An event comes from a move, or from a date field of a move's form: a *declared* event.
Every clock starts and settles on one.

"Also called" gives the names under which `pathway clocks due RULE --on EVENT=DATE` takes the \
event besides its own; such a name holds for the rules behind it.

`death_recorded` ends every clock, and so does `brought_in` where the record was over already."""

DERIVED = "derived"

SECTION = re.compile(r"    # (.+)\.")
MEMBER = re.compile(r'    [A-Z0-9_]+ = "(\w+)"(?:  #: (.+))?')


def page() -> str:
    """Write the page."""
    said, starts, settles, called = _said_by(), _started(), _settled(), _also_called()
    parts: list[str] = []
    for title, members in sections().items():
        rows = [
            (
                f"`{name}`",
                note,
                _sayer(name, note, said),
                ", ".join(starts[name]),
                ", ".join(settles[name]),
                called.get(name, ""),
            )
            for name, note in members
        ]
        heads = ("Event", "Note", "Said by", "Starts", "Settles or ends", "Also called")
        parts += [f"## {title}", table(heads, rows)]
    return sheet("`statemachines/events.py`", "# Events", ABOUT, *parts)


def sections() -> Mapping[str, list[tuple[str, str]]]:
    """Return the parts of the vocabulary as its file has them: a title, and names with notes."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in inspect.getsource(Event).splitlines():
        if title := SECTION.fullmatch(line):
            found[title[1]] = []
        elif member := MEMBER.fullmatch(line):
            list(found.values())[-1].append((member[1], member[2] or ""))
    return found


def _said_by() -> Mapping[str, str]:
    """Return by event the moves whose own it is, and those whose forms declare it."""
    said: dict[str, dict[str, None]] = defaultdict(dict)
    for policy in POLICIES.values():
        within = f" ({in_a_sentence(policy.title)})"
        for move in policy.moves:
            own = "" if _is_common(move.name) else within
            said[move.event.value][f"*{move.name}*{own}"] = None
            for field, event in declared_by(move.form):
                everywhere = field in BroughtIn.model_fields
                by = f"*{move.name}*{'' if everywhere else within}, by `{field}`"
                said[event.value][by] = None
    return {name: "; ".join(who) for name, who in said.items()}


def _sayer(name: str, note: str, said: Mapping[str, str]) -> str:
    return DERIVED if note.startswith(DERIVED) else said.get(name, "no move yet")


def _is_common(move: str) -> bool:
    return all(any(one.name == move for one in policy.moves) for policy in POLICIES.values())


def _started() -> Mapping[str, list[str]]:
    found = defaultdict(list)
    for rule in statute_book().newest:
        for event in sorted(rule.starts.events):
            found[event.value].append(rule.id)
    return found


def _settled() -> Mapping[str, list[str]]:
    found = defaultdict(list)
    for rule in statute_book().newest:
        for event in dict.fromkeys(map(_event, (*rule.met_by, *rule.ended_by, *rule.replaced_by))):
            found[event.value].append(rule.id)
    return found


def _also_called() -> Mapping[str, str]:
    """Return by event its other names, those that hold for the same rules together."""
    rules_of: dict[tuple[str, str], list[str]] = defaultdict(list)
    for rule in statute_book().newest:
        for event, name in _names(rule):
            if name != event:
                rules_of[event, name].append(rule.id)
    together: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (event, name), rules in rules_of.items():
        together[event][", ".join(rules)].append(name)
    return {
        event: "; ".join(f"{codes(names)} in {rules}" for rules, names in of.items())
        for event, of in together.items()
    }


def _names(rule: Rule) -> Iterator[tuple[str, str]]:
    for name, event in rule.starts.names.items():
        yield event.value, name


def _event(event: Event | When) -> Event:
    return event.event if isinstance(event, When) else event
