"""Why a clock says what it says, in numbered plain sentences that can be checked one by one."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from pathway.domain.calendars import Calendars
from pathway.domain.counting.base import Counting, long, plural
from pathway.domain.counting.composite import Composite, EarlierOf
from pathway.domain.course import Course
from pathway.domain.duty import Duty, duty_of, value_of
from pathway.domain.exemptions import Disapplied
from pathway.domain.rules.law import Prepared
from pathway.domain.rules.limb import Limb
from pathway.domain.rules.rule import Kind, Manner, Rule, Said
from pathway.domain.settlement import Settlement
from pathway.domain.starts import Start
from pathway.domain.sums import Part, Sum, counting_for
from statemachines.events import Happening
from statemachines.vocabulary import Force, WaitingFor

BINDS = {
    Force.MUST: "the law requires it",
    Force.SHOULD: "statutory guidance: depart from it only with reasons",
    Force.PRACTICE: "good practice, no legal force",
    Force.LOCAL: "what the authority has set itself, no legal force",
    Force.PROPOSED: "proposed, not law, never enforced",
}


class Besides(NamedTuple):
    """What is told besides the chain from event to date.

    Attributes:
        exempt: on what ground the limit is disapplied, if on any.
        settlement: what settled the clock, if anything did.
        briefly: whether grounds and notes are left out, which are for those who work by it.
    """

    exempt: Disapplied | None
    settlement: Settlement | None
    briefly: bool = False


TO_ACT = {
    WaitingFor.FAMILY: "the family",
    WaitingFor.SCHOOL: "the school",
    WaitingFor.PROVIDER: "the provider",
    WaitingFor.HEALTH: "the health service",
    WaitingFor.AUTHORITY: "the local authority",
    WaitingFor.TRIBUNAL: "the Tribunal",
    WaitingFor.MEDIATION_ADVISER: "the mediation adviser",
    WaitingFor.NOBODY: "nobody",
}


def explain(
    ready: Prepared,
    start: Start,
    total: Sum,
    calendars: Calendars,
    *,
    course: Course,
    last_working_day: date | None,
    besides: Besides,
) -> tuple[str, ...]:
    """Return the chain from event to date.

    Args:
        ready: the rule.
        start: what started the clock.
        total: what its date adds up to.
        calendars: the days that were counted.
        course: what happened in the process.
        last_working_day: the last working day on or before the date, where it is known and fits.
        besides: what is told besides.
    """
    owner, force = duty_of(ready.rule, start.happening, course)
    return (
        *_begins(ready.rule, start),
        _rule(ready.rule, force),
        *_whose(ready.rule, (owner, force), start, course),
        *_arithmetic(ready.rule, start, total, calendars),
        *_what_it_means(ready.rule, total, last_working_day, calendars),
        *(() if besides.briefly else _grounds(ready, besides.exempt)),
        *_settled(ready.rule, total.due, besides.settlement),
        *([f"Note: {ready.rule.note}"] if ready.rule.note and not besides.briefly else []),
    )


def _begins(rule: Rule, start: Start) -> Iterator[str]:
    happening = start.happening
    yield f"{name_of(happening)}: {long(happening.on)}{_line(happening.line)}."
    if start.confirmed:
        yield f"An officer confirmed {long(start.on)} as the day on which the clock started."
    elif rule.starts.earliest and len(rule.starts.when) > 1:
        others = " or ".join(when.event.value.replace("_", " ") for when in rule.starts.when)
        unless = ", unless a named officer confirms another day" if rule.starts.confirmed_by else ""
        yield f"The clock starts with the earliest of {others}{unless}."


def _rule(rule: Rule, force: Force) -> str:
    binds = f"{force.value} ({BINDS[force]})"
    return f"{rule.id}, {binds}: {rule.sentence} Source: {rule.citation}."


def _whose(rule: Rule, duty: Duty, start: Start, course: Course) -> Iterator[str]:
    """Yield whose duty it is and how it binds, where that depends on what was said."""
    owner, force = duty
    if rule.owner_by:
        who = f"It is for {TO_ACT[owner]} to act"
        yield f"{who}{_as_said(rule.owner_by, start, course)}."
    if rule.force_by and force is not rule.force:
        why = _as_said(rule.force_by, start, course)
        yield f"It is {force.value} here and not {rule.force.value}{why}."


def _as_said(said: Said[WaitingFor] | Said[Force], start: Start, course: Course) -> str:
    matter, value = said.field.replace("_", " "), value_of(said, start.happening, course)
    if not value:
        return f', as nothing is said under "{matter}"'
    return f', as "{matter}" is said to be {value.replace("_", " ")}'


def _arithmetic(rule: Rule, start: Start, total: Sum, calendars: Calendars) -> Iterator[str]:
    counting = counting_for(rule, start.happening)
    if isinstance(counting, Counting) and (
        total.lifted or total.why_none in (None, counting.why_none())
    ):
        yield from counting.steps(start.on, calendars)
    elif total.why_none and not total.lifted:
        yield f"There is no date: {total.why_none}."
    for part in total.parts:
        yield _part(part)
        for step in part.counting.steps(part.start, calendars):
            yield f"{part.rule.id}: {step}"
    if total.parts and isinstance(counting, Composite):
        yield from _compared(counting, rule, total)
    elif total.due and not isinstance(counting, Counting):
        yield f"The day agreed is {long(total.due)}."
    yield from _relaxed(rule, start, total, counting)


def _compared(composite: Composite, rule: Rule, total: Sum) -> Iterator[str]:
    """Say which part decided; of several ends, one that did not bind decides nothing."""
    chosen, relaxed = total.due or total.lifted, rule.relaxed
    for part in total.parts if isinstance(composite, EarlierOf) else ():
        if total.due and part.due < total.due and relaxed and relaxed.lifts(part.due):
            yield f"{part.rule.id}: this does not bind: {relaxed.why_none(part.due)}."
    if chosen:
        yield f"The {composite.which} of these is {long(chosen)}."


def _relaxed(rule: Rule, start: Start, total: Sum, counting: Manner) -> Iterator[str]:
    """Say why a law of a time left no date, or why there is one although the clock ran then."""
    if total.lifted:
        yield f"There is no fixed date: {total.why_none}."
    elif rule.relaxed and total.due:
        end = counting.planned_for(total.due) if isinstance(counting, Counting) else total.due
        again = rule.relaxed.why_again(start.on, end)
        if again:
            yield again


def _part(part: Part) -> str:
    began, event = part.happening, part.happening.event.value.replace("_", " ")
    return (
        f"{part.rule.id} ({part.rule.citation}) is counted from {event} on {long(began.on)}"
        f"{_line(began.line)}."
    )


def _what_it_means(
    rule: Rule, total: Sum, last_working_day: date | None, calendars: Calendars
) -> Iterator[str]:
    if total.due is None:
        return
    if rule.kind is Kind.FLOOR:
        yield f"It is a floor: what it protects may not be ended before {long(total.due)} is over."
        return
    if rule.kind is Kind.TARGET:
        yield "It is a target: no law is broken by a later day."
    if last_working_day is None:
        known_to = long(calendars.bank_holidays.known_to)
        yield f"Bank holidays are known to {known_to}, so the last working day before it is not."
    else:
        same = last_working_day == total.due
        day = "that day itself" if same else long(last_working_day)
        yield f"The last working day on or before it is {day}."


def _grounds(ready: Prepared, exempt: Disapplied | None) -> Iterator[str]:
    if exempt:
        limb = ready.limbs[exempt.limb]
        yield (
            f"The limit is disapplied under {limb.id}: {limb.sentence}. It is neither "
            "paused nor moved; the date stays for reporting, and later steps keep their periods."
        )
        yield from exempt.told
        return
    also_impractical = [limb for limb in ready.limbs.values() if not limb.alone]
    alone = [limb for limb in ready.limbs.values() if limb.alone]
    if also_impractical:
        yield (
            f"It can be disapplied only where a ground made it impractical to comply: "
            f"{_listed(also_impractical)}."
        )
    if alone:
        yield f"It can be disapplied only by a ground: {_listed(alone)}."


def _listed(limbs: Iterable[Limb]) -> str:
    return "; ".join(f"{limb.id}, {limb.sentence}" for limb in limbs)


def _settled(rule: Rule, due: date | None, settlement: Settlement | None) -> Iterator[str]:
    if settlement is None:
        return
    met = "It was lifted early" if rule.kind is Kind.FLOOR else "It was met"
    how = met if settlement.met else "It ended without being met"
    late = (settlement.on - due).days if due and rule.kind is not Kind.FLOOR else 0
    after = f", {plural(late, 'day')} after its day" if late > 0 else ""
    yield f"{how} on {long(settlement.on)}{after}{_line(settlement.line)}."


def name_of(happening: Happening) -> str:
    """Write an event as people say it: "Request received"."""
    return happening.event.value.replace("_", " ").capitalize()


def _line(line: int) -> str:
    return f" (line {line} of the history)" if line else ""
