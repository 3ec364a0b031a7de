"""What makes a body of rules one law: refused at start, with file, line and sentence."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from pathway.domain.counting.composite import Composite
from pathway.domain.errors import RuleMalformed
from pathway.domain.rules.rule import Rule, When
from statemachines.events import Event


def check(rules: Sequence[Rule]) -> None:
    """Refuse a body of rules that cannot be law.

    Raises:
        RuleMalformed: the first fault found, with the place where it is declared.
    """
    for rule in rules:
        for wrong in _faults(rule):
            raise RuleMalformed(declared_at(rule.id), rule.id, wrong)
    by_id: dict[str, list[Rule]] = {}
    for rule in rules:
        by_id.setdefault(rule.id, []).append(rule)
    for rule_id, versions in by_id.items():
        for wrong in (*_overlaps(versions), *_composites(versions[-1], by_id)):
            raise RuleMalformed(declared_at(rule_id), rule_id, wrong)


def declared_at(rule_id: str) -> str:
    """Say in which file and line a rule is declared, as well as can be found out."""
    for name, module in sorted(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if ".rules." in name and file:
            lines = Path(file).read_text(encoding="utf-8").splitlines()
            for number, line in enumerate(lines, 1):
                if f'"{rule_id}"' in line:
                    return f"{Path(file).name}, line {number}"
    return "the rules"


def _faults(rule: Rule) -> Iterator[str]:
    for named in ("id", "sentence", "citation"):
        if not getattr(rule, named).strip():
            yield f"has no {named}"
    if not rule.processes:
        yield "belongs to no process"
    if not rule.starts.when:
        yield "starts on nothing"
    for event in _events(rule):
        if not isinstance(event, Event):
            yield f"names an event that nobody knows, {event!r}"
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        yield f"ends on {rule.valid_to} before it begins on {rule.valid_from}"


def _events(rule: Rule) -> Iterator[object]:
    for when in (*rule.starts.when, *rule.met_by, *rule.ended_by):
        yield when.event if isinstance(when, When) else when
    yield from (*rule.starts.names.values(), *rule.starts.needs, *rule.starts.since)
    yield from rule.counting_after
    yield from (*rule.taken_back_by, *rule.taken_back_by.values())
    if rule.makes:
        yield from (*rule.makes.made_by, *rule.makes.undone_by)
        yield from (*rule.makes.held_by, *rule.makes.freed_by)


def _overlaps(versions: Iterable[Rule]) -> Iterator[str]:
    ordered = sorted(versions, key=lambda rule: rule.valid_from)
    for earlier, later in pairwise(ordered):
        if later.valid_from <= (earlier.valid_to or date.max):
            yield f"is valid twice on {later.valid_from}"


def _composites(rule: Rule, by_id: dict[str, list[Rule]]) -> Iterator[str]:
    for path in _paths((rule.id,), by_id):
        if path[-1] not in by_id:
            yield f"is made of {path[-1]}, which nobody declared"
        elif path[-1] in path[:-1]:
            yield f"is made of itself: {' → '.join(path)}"


def _paths(path: tuple[str, ...], by_id: dict[str, list[Rule]]) -> Iterator[tuple[str, ...]]:
    yield path
    if path[-1] in path[:-1]:
        return
    for rule in by_id.get(path[-1], ()):
        if isinstance(rule.counting, Composite):
            for part in rule.counting.parts:
                yield from _paths((*path, part), by_id)
