"""One question about one rule: given these days, until when? Answered by what runs the clocks."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from pathway.domain.calendars import Calendars
from pathway.domain.clocks import Clock, reckon
from pathway.domain.counting.composite import Composite, StoredDate
from pathway.domain.course import Subject
from pathway.domain.errors import (
    EventGivenTwice,
    EventMissing,
    EventUnexpected,
    NotInForce,
    RuleHasLimbs,
)
from pathway.domain.rules.law import Law, Prepared
from pathway.domain.rules.rule import Rule, Trigger
from statemachines.events import Event, Happening


def enquire(rule_id: str, days: Mapping[str, date], law: Law, calendars: Calendars) -> Clock:
    """Return the clock that a rule starts on given days, with its explanation.

    What a rule asks besides (that parents made representations, that it is a reassessment) is
    taken to be so.

    Args:
        rule_id: a rule or limb.
        days: the day of each event, by our name for it or one of the rule's own.
        law: the rules.
        calendars: the days to count in.

    Raises:
        RuleUnknown: there is no such rule.
        RuleHasLimbs: the rule gives several dates, and no limb was named.
        EventUnexpected: an event plays no part in the rule.
        EventGivenTwice: two names of one event came with two days.
        EventMissing: the event that the rule counts from was not given.
        NotInForce: the rule was not law on that day.
        CalendarRunsOut: a calendar does not reach so far.
        SchoolCalendarMissing: school days are counted, and no school's calendar was given.
    """
    rule_id = exact_id(rule_id, law)
    ready = law.versions(rule_id)[-1]
    happenings = tuple(_happenings(ready, days, law))
    subject, horizon = _subject(ready.rule, happenings), max(h.on for h in happenings)
    found = reckon(happenings, subject, law.only(rule_id), calendars, horizon, strict=True)
    if not found.clocks:
        raise _nothing_started(rule_id, happenings, law)
    return found.explained()[0]


def exact_id(rule_id: str, law: Law) -> str:
    """Return the id of the one rule or limb that is meant, however it is written.

    Raises:
        RuleUnknown: there is no such rule.
        RuleHasLimbs: the rule gives several dates, and no limb was named.
    """
    known = {name.upper(): name for name in law.ids}
    written = known.get(rule_id.strip().upper(), rule_id.strip())
    limbs = law.limbs(known.get(written.upper(), written.upper()))
    if limbs and written not in law.ids:
        raise RuleHasLimbs(written.upper(), limbs)
    return law.rule(written).id


def events_of(rule: Rule, law: Law) -> dict[str, Event]:
    """Return what may be given to a rule: each event by our name for it and by the rule's own."""
    named: dict[str, Event] = {}
    for trigger in _triggers(rule, law):
        asked = [when.event for when in trigger.when]
        asked += [*trigger.needs, *trigger.since]
        asked += [trigger.confirmed_by] if trigger.confirmed_by else []
        named |= {event.value: event for event in asked}
        named |= {plain(name): event for name, event in trigger.names.items()}
    if isinstance(rule.counting, StoredDate):
        named[rule.counting.event.value] = rule.counting.event
    return named


def takes_a_year(rule: Rule, law: Law) -> bool:
    """Tell whether a year may be given for a day: 2027 stands for its September."""
    return any(trigger.year for trigger in _triggers(rule, law))


def plain(name: str) -> str:
    """Write a name as event names are written: "2nd birthday" as "2nd_birthday"."""
    return re.sub(r"[^a-z0-9]+", "_", name.strip().lower()).strip("_")


def _triggers(rule: Rule, law: Law) -> Iterator[Trigger]:
    yield rule.starts
    if isinstance(rule.counting, Composite):
        for part in rule.counting.parts:
            yield from _triggers(law.rule(part), law)


def _happenings(ready: Prepared, days: Mapping[str, date], law: Law) -> Iterator[Happening]:
    rule, named = ready.rule, events_of(ready.rule, law)
    given: dict[Event, date] = {}
    for name, day in days.items():
        if plain(name) not in named:
            raise EventUnexpected(rule.id, name, tuple(named))
        event = named[plain(name)]
        if given.setdefault(event, day) != day:
            raise EventGivenTwice(rule.id, event.value)
    if not ready.events & given.keys():
        raise EventMissing(rule.id, _expected(rule, named))
    besides = (*rule.starts.needs, *(when.event for when in rule.starts.where))
    for event in besides:
        given.setdefault(event, min(given.values()))
    asked = (*rule.starts.when, *rule.starts.where)
    for event, day in given.items():
        said = {w.said: w.among[0] for w in asked if w.event is event and w.said}
        yield Happening(event, day, said=said)


def _expected(rule: Rule, named: Mapping[str, Event]) -> tuple[str, ...]:
    return tuple(name for name, event in named.items() if event in rule.starts.events)


def _subject(rule: Rule, happenings: tuple[Happening, ...]) -> Subject:
    """Return a subject that the rule is for."""
    return Subject(
        kind=min(rule.kinds, default=None),
        year_group=rule.from_year,
        born_on=min(h.on for h in happenings) if rule.under_age else None,
    )


def _nothing_started(rule_id: str, happenings: tuple[Happening, ...], law: Law) -> NotInForce:
    versions = [ready.rule for ready in law.versions(rule_id)]
    spans = tuple(
        f"from {rule.valid_from}" + (f" to {rule.valid_to}" if rule.valid_to else "")
        for rule in versions
    )
    starting = [h.on for h in happenings if h.event in versions[-1].starts.events]
    return NotInForce(rule_id, min(starting), spans)
