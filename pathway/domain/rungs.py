"""The rungs of a clock's ladder: on which days somebody is told of it, and who.

Firing a rung is not a move. A rung is known by its clock and its name, one that repeats by its day
as well. Until a clock's day is over its owner is told; after it the manager is told too.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from pathway.domain.calendars import Calendars
from pathway.domain.clocks import Clock
from pathway.domain.counting.calendar_time import DAYS_A_WEEK, ONE_DAY, add_months
from pathway.domain.errors import CalendarRunsOut, SchoolCalendarMissing
from pathway.domain.ladder import Ladder, Place, Step, Unit
from pathway.domain.rules.rule import Rule
from statemachines.vocabulary import Audience

A_WHOLE = 100
NEVER = (date.max, "")
"""Later than every alert."""


class Rung(NamedTuple):
    """One alert of one clock, or one move that time makes.

    Attributes:
        on: the day on which it is due, or on which it first is where it repeats.
        name: which step of the ladder it is, or "move: " and the name of the move.
        to: who is told; empty for a move.
        every: how many days lie between its repetitions; 0 where it comes once.
        move: the move that time makes on that day, if it is one.
    """

    on: date
    name: str
    to: tuple[Audience, ...] = ()
    every: int = 0
    move: str | None = None

    def on_or_after(self, day: date) -> "Rung | None":
        """Return its first repetition from a day on, or None where it is over by then."""
        if self.on >= day:
            return self
        if not self.every:
            return None
        times = -((self.on - day).days // self.every)
        nth = self.on + timedelta(times * self.every)
        return Rung(nth, self.name, self.to, self.every, self.move)

    def last_until(self, day: date) -> "Rung | None":
        """Return its last repetition up to a day, or None where it only begins later."""
        if self.on > day:
            return None
        if not self.every or self.on == day:
            return self
        last = self.on + timedelta((day - self.on).days // self.every * self.every)
        return Rung(last, self.name, self.to, self.every, self.move)


def rungs(clock: Clock, rule: Rule, calendars: Calendars) -> tuple[Rung, ...]:
    """Return the rungs of a clock while it runs, earliest first; what repeats is named once.

    A settled clock has none. One whose limit is disapplied keeps those up to its day, and nobody
    is told that it is overdue. Rungs that lie before the clock began are left out, and so are
    those that a calendar does not reach.

    Args:
        clock: the clock.
        rule: the rule it runs under.
        calendars: the days that are counted in, and the authority's own ladders.
    """
    if clock.settled_on is not None:
        return ()
    found = [*alerts(clock, rule, calendars), *_moves(clock, rule)]
    return tuple(sorted(found, key=lambda rung: (rung.on, rung.move is not None, rung.name)))


def next_rung(clock: Clock, rule: Rule, calendars: Calendars, *, after: date) -> Rung | None:
    """Return the first rung after a day, or None where there is none to come.

    Args:
        clock: the clock.
        rule: the rule it runs under.
        calendars: the days that are counted in.
        after: the day up to which, and including which, rungs have been seen to.
    """
    coming = (r.on_or_after(after + ONE_DAY) for r in rungs(clock, rule, calendars))
    return min(
        (rung for rung in coming if rung),
        key=lambda rung: (rung.on, rung.move is not None, rung.name),
        default=None,
    )


def rungs_between(
    clock: Clock, rule: Rule, calendars: Calendars, *, after: date, until: date
) -> tuple[Rung, ...]:
    """Return every rung after one day and up to another, repetitions included, earliest first."""
    found = [
        repeated
        for rung in rungs(clock, rule, calendars)
        for repeated in _repetitions(rung, after + ONE_DAY, until)
    ]
    return tuple(sorted(found, key=lambda rung: (rung.on, rung.move is not None, rung.name)))


def _repetitions(rung: Rung, first: date, until: date) -> Iterator[Rung]:
    coming = rung.on_or_after(first)
    while coming and coming.on <= until:
        yield coming
        coming = coming.on_or_after(coming.on + ONE_DAY)


def alerts(clock: Clock, rule: Rule, calendars: Calendars) -> Iterator[Rung]:
    """Yield the alerts of a clock that is not settled, in the order of its ladder; no moves."""
    for on, step in _dated(clock, rule, calendars):
        yield _alert(on, step, rule)


def next_alert(clock: Clock, rule: Rule, calendars: Calendars, *, after: date) -> Rung | None:
    """Return the first alert of a clock after a day; none of one that is settled, and no moves."""
    if clock.settled_on is not None:
        return None
    first, soonest = None, NEVER
    for on, step in _dated(clock, rule, calendars):
        coming = on
        if on <= after:
            if not step.every:
                continue
            coming += timedelta(((after - on).days // step.every + 1) * step.every)
        if (coming, step.name) < soonest:
            first, soonest = step, (coming, step.name)
    return _alert(soonest[0], first, rule) if first else None


def _dated(clock: Clock, rule: Rule, calendars: Calendars) -> Iterator[tuple[date, Step]]:
    """Yield the steps of a clock's ladder, each with its day."""
    days, began_on = calendars.on(clock.counted_from), clock.started_on
    for step in _ladder_of(rule, days):
        late = step.place is Place.AFTER
        if late and clock.disapplied:
            continue
        try:
            on = _day_of(step, clock, days)
        except (CalendarRunsOut, SchoolCalendarMissing):
            continue
        if on is not None and (on >= began_on or late):
            yield max(on, began_on), step


def _alert(on: date, step: Step, rule: Rule) -> Rung:
    to = (rule.alerts, Audience.MANAGER) if step.place is Place.AFTER else (rule.alerts,)
    return Rung(on, step.name, to, step.every)


def _ladder_of(rule: Rule, calendars: Calendars) -> Ladder:
    """Return the authority's own steps for the limb, or for the rule, or else the rule's."""
    own = calendars.ladders
    return own.get(rule.id) or own.get(rule.base) or rule.ladder


def _moves(clock: Clock, rule: Rule) -> Iterator[Rung]:
    """Yield the move that time makes: every day from its day on, until it has been made."""
    if rule.makes and clock.makes_on:
        name = rule.makes.move
        yield Rung(clock.makes_on, f"move: {name}", every=1, move=name)


def _day_of(step: Step, clock: Clock, calendars: Calendars) -> date | None:
    if step.place is Place.AFTER_START:
        return clock.counted_from + timedelta(step.count)
    if clock.due_on is None:
        return None
    if step.place is Place.AFTER:
        return _later(clock.due_on, step, calendars)
    aim = clock.safe_on or clock.due_on
    if step.place is Place.ON:
        return _last_chance(aim, calendars)
    if step.unit is Unit.PER_CENT:
        return _share(clock.counted_from, clock.due_on, step.count)
    return _earlier(aim, step, calendars)


def _last_chance(aim: date, calendars: Calendars) -> date:
    """Return the last working day on or before a day, on which somebody is there to act."""
    if calendars.bank_holidays.knows(aim):
        return calendars.bank_holidays.last_working_day(aim)
    return aim


def _share(first: date, last: date, per_cent: int) -> date:
    """Return the day on which that share of the days from first to last has been used."""
    days = (last - first).days + 1
    used = -(-days * per_cent // A_WHOLE)
    return first + timedelta(max(used, 1) - 1)


def _earlier(aim: date, step: Step, calendars: Calendars) -> date:
    if step.unit is Unit.WORKING_DAYS:
        return calendars.bank_holidays.before(aim, step.count)
    if step.unit is Unit.SCHOOL_DAYS:
        return calendars.school_days.before(aim, step.count)
    if step.unit is Unit.MONTHS:
        return add_months(aim, -step.count)
    return aim - timedelta(step.count * (DAYS_A_WEEK if step.unit is Unit.WEEKS else 1))


def _later(due: date, step: Step, calendars: Calendars) -> date:
    if step.unit is Unit.WORKING_DAYS:
        return calendars.bank_holidays.after(due, step.count)
    if step.unit is Unit.SCHOOL_DAYS:
        return calendars.school_days.after(due, step.count)
    return due + timedelta(step.count * (DAYS_A_WEEK if step.unit is Unit.WEEKS else 1))
