"""What makes a body of rules one law: refused at start, with file, line and sentence."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from pathway.domain.counting.composite import Composite
from pathway.domain.errors import RuleMalformed
from pathway.domain.rules.rule import Kind, Rule, When
from statemachines.events import Event
from statemachines.vocabulary import Force

ID = re.compile(r"[A-Z]+-(?:\d+|[A-Z]+)(?:\.[a-z_]+)?")


def check(rules: Sequence[Rule]) -> None:
    """Refuse a body of rules that cannot be law.

    Raises:
        RuleMalformed: the first fault found, with the place where it is declared.
    """
    by_id: dict[str, list[Rule]] = {}
    for rule in rules:
        for wrong in _faults(rule):
            raise RuleMalformed(rule.place, rule.id, wrong)
        by_id.setdefault(rule.id, []).append(rule)
    for rule_id, versions in by_id.items():
        newest = versions[-1]
        for wrong in (*_overlaps(versions), *_composites(newest, by_id)):
            raise RuleMalformed(newest.place, rule_id, wrong)


def _faults(rule: Rule) -> Iterator[str]:
    for named in ("id", "sentence", "citation"):
        if not getattr(rule, named).strip():
            yield f"has no {named}"
    if not ID.fullmatch(rule.id):
        yield "has an id of another form than EHC-08, or ORD-04.final for a limb of a rule"
    if not rule.processes:
        yield "belongs to no process"
    if not rule.starts.when:
        yield "starts on nothing"
    for event in _events(rule):
        if not isinstance(event, Event):
            yield f"names an event that nobody knows, {event!r}"
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        yield f"ends on {rule.valid_to} before it begins on {rule.valid_from}"
    if rule.kind is Kind.TARGET and rule.force is Force.MUST:
        yield "is a target, which breaks no law, and calls itself MUST"
    yield from _idle(rule)
    yield from _limbs(rule)
    yield from _relaxed(rule)


def _idle(rule: Rule) -> Iterator[str]:
    """Yield what a rule says of an event that plays no such part in it."""
    for event in set(_plainly(rule.ended_by)) & set(_plainly(rule.replaced_by)):
        yield f"says of {event!s} both that it ends it and that it takes its place"
    for event in rule.counting_after.keys() - rule.starts.events:
        yield f"counts in another way after {event.value}, which does not start it"
    for event in rule.taken_back_by.keys() - set(_plainly(rule.met_by + rule.ended_by)):
        yield f"says what takes {event.value} back, which neither meets nor ends it"


def _limbs(rule: Rule) -> Iterator[str]:
    """Yield what is wrong with the grounds on which a limit is disapplied."""
    seen = set()
    for limb in rule.exemptions:
        if not limb.id.strip() or not limb.sentence.strip():
            yield f"has an exemption without its {'sentence' if limb.id.strip() else 'provision'}"
        if limb.id in seen:
            yield f"exempts by {limb.id} twice"
        seen.add(limb.id)
        provision, paragraph, _ = limb.id.partition("(")
        if paragraph and provision not in re.findall(r"\w+", rule.citation):
            yield f"exempts by {limb.id}, and its citation names no provision {provision}"


def _plainly(whens: Iterable[Event | When]) -> Iterator[Event]:
    yield from (when.event if isinstance(when, When) else when for when in whens)


def _relaxed(rule: Rule) -> Iterator[str]:
    """Yield what is wrong with a time in which the limit is said not to have bound."""
    relaxed = rule.relaxed
    if relaxed and relaxed.last < relaxed.first:
        yield f"is relaxed to {relaxed.last}, before it is from {relaxed.first}"
    if relaxed and not relaxed.citation.strip():
        yield "is relaxed by no law that it names"


def _events(rule: Rule) -> Iterator[object]:
    yield from _plainly((*rule.starts.when, *rule.starts.where))
    yield from _plainly((*rule.met_by, *rule.ended_by, *rule.replaced_by))
    yield from (*rule.starts.names.values(), *rule.starts.needs, *rule.starts.since)
    yield from rule.counting_after
    yield from (*rule.taken_back_by, *rule.taken_back_by.values())
    if rule.makes:
        yield from (*rule.makes.made_by, *rule.makes.undone_by)
        yield from (*rule.makes.held_by, *rule.makes.freed_by)


def _overlaps(versions: Iterable[Rule]) -> Iterator[str]:
    for earlier, later in pairwise(sorted(versions, key=lambda rule: rule.valid_from)):
        if later.valid_from <= (earlier.valid_to or date.max):
            yield (
                f"is valid twice on {later.valid_from}, by {earlier.place} too, which needs a "
                "valid_to before that day, or another id"
            )
    for earlier, later in pairwise(versions):
        if later.valid_from < earlier.valid_from:
            yield f"stands behind a version that begins later, that of {earlier.place}"


def _composites(rule: Rule, by_id: dict[str, list[Rule]]) -> Iterator[str]:
    for path in _paths((rule.id,), by_id):
        if path[-1] not in by_id:
            yield f"is made of {path[-1]}, which nobody declared"
        elif path[-1] in path[:-1]:
            yield f"is made of itself: {' → '.join(path)}"
    if isinstance(rule.counting, Composite):
        for needed in set(rule.counting.needs) - set(rule.counting.parts):
            yield f"needs {needed}, which is none of its parts"


def _paths(path: tuple[str, ...], by_id: dict[str, list[Rule]]) -> Iterator[tuple[str, ...]]:
    yield path
    if path[-1] in path[:-1]:
        return
    for rule in by_id.get(path[-1], ()):
        if isinstance(rule.counting, Composite):
            for part in rule.counting.parts:
                yield from _paths((*path, part), by_id)
