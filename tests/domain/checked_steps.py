"""Reads an explanation as somebody would who doubts it: each number from what stands before it.

Nothing of the engine's arithmetic is used. Weeks and days are counted with plain dates, months with
dateutil, working days with the package `holidays`; school days by asking the calendar of each day.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta
from holidays import country_holidays

from pathway.domain.calendars import Calendars
from pathway.domain.clock import Clock
from pathway.domain.counting.base import long
from pathway.domain.counting.composite import Composite
from pathway.domain.rules.rule import Rule
from pathway.domain.rules.statute_book import statute_book

ONE_DAY = timedelta(days=1)
DAY = r"\w+day \d{1,2} \w+ \d{4}"
DAYS = re.compile(DAY)
NUMBERS = re.compile(r"\d+")
PART = re.compile(r"^[A-Z]{2,3}-[A-Z0-9]+(?:\.\w+)?: ")
LINE = re.compile(r" \(line \d+ of the history\)")
MONTHS = "January February March April May June July August September October November December"


def read_day(text: str) -> date:
    """Read a day in full; its weekday has to be the right one."""
    _, day, month, year = text.split()
    found = date(int(year), MONTHS.split().index(month) + 1, int(day))
    assert long(found) == text
    return found


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in _bank_holidays(day.year)


def nth(start: date, n: int, counts: Callable[[date], bool], step: int = 1) -> date:
    """Return day number `n` after a day, or before it, of those that count."""
    while n:
        start += step * ONE_DAY
        n -= counts(start)
    return start


def is_off(day: date) -> bool:
    return day.month == 8 or (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1)


def tribunal(day: date) -> date:
    while not is_working(day) or is_off(day):
        day += ONE_DAY
    return day


class Doubter:
    """Whoever reads the steps of one clock, and believes no number that nothing gives."""

    def __init__(self, rule: Rule, events: Iterable[date], calendars: Calendars) -> None:
        self.calendars, self.rule = calendars, rule
        self.events = set(events)
        self.days: set[date] = set()
        words = [_said_by(known) for known in (rule, *_parts(rule))]
        words += [f"{limb.id} {limb.sentence}" for limb in rule.exemptions]
        self.numbers = set(NUMBERS.findall(" ".join(words)))

    def doubts(self, clock: Clock) -> Iterator[str]:
        """Yield what nothing before it gives, step after step; and a date without steps to it."""
        for step in clock.explanation:
            if not self.believes(step, clock):
                yield step
            self.days |= {read_day(found) for found in DAYS.findall(step)}
            self.numbers |= set(NUMBERS.findall(step))
        if clock.due_on and clock.due_on not in self.days:
            yield f"no step leads to {clock.due_on}"

    def believes(self, step: str, clock: Clock) -> bool:
        plain = LINE.sub("", PART.sub("", step))
        for pattern, check in CHECKS:
            found = re.fullmatch(pattern, plain)
            if found:
                return check(self, clock, *found.groups())
        return self._says_nothing_new(plain)

    def _says_nothing_new(self, step: str) -> bool:
        """Whether a step holds no day and no number but what went before."""
        new = {read_day(found) for found in DAYS.findall(step)} - self.days
        numbers = set(NUMBERS.findall(DAYS.sub("", step))) - self.numbers
        return not new and not numbers

    def is_school_day(self, day: date) -> bool:
        known = self.calendars.school_days
        return known.knows(day) and known.is_school_day(day)

    def is_due_or_relaxed(self, day: date, clock: Clock) -> bool:
        """Whether a clock is due on a day, or would be but for what relaxed its limit."""
        return day == clock.due_on or (clock.due_on is None and self.rule.relaxed is not None)

    def knows(self, day: str) -> bool:
        return read_day(day) in self.days | self.events


def _parts(rule: Rule) -> Iterator[Rule]:
    if isinstance(rule.counting, Composite):
        yield from map(statute_book().rule, rule.counting.parts)


def _said_by(rule: Rule) -> str:
    return " ".join((rule.id, rule.citation, rule.sentence, rule.note, _counted(rule)))


def _counted(rule: Rule) -> str:
    ways = (rule.counting, *rule.counting_after.values())
    return " ".join(way.words() for way in ways)


def _event(me: Doubter, _clock: Clock, _name: str, day: str) -> bool:
    return read_day(day) in me.events


def _weeks(me: Doubter, _clock: Clock, n: str, start: str, m: str, days: str, end: str) -> bool:
    return (
        me.knows(start)
        and n == m
        and int(days) == 7 * int(n)
        and read_day(end) == read_day(start) + timedelta(days=int(days))
    )


def _days(me: Doubter, _clock: Clock, n: str, start: str, m: str, end: str) -> bool:
    return me.knows(start) and n == m and read_day(end) == read_day(start) + int(n) * ONE_DAY


def _days_from(me: Doubter, _clock: Clock, *told: str) -> bool:
    n, start, m, k, less, end = told
    right = n == m == k and int(less) == int(n) - 1
    return me.knows(start) and right and read_day(end) == read_day(start) + int(less) * ONE_DAY


def _months(me: Doubter, _clock: Clock, n: str, start: str, end: str) -> bool:
    return me.knows(start) and read_day(end) == read_day(start) + relativedelta(months=int(n))


def _months_from(me: Doubter, _clock: Clock, n: str, start: str, day: str, end: str) -> bool:
    corresponding = read_day(start) + relativedelta(months=int(n))
    right = read_day(day) == corresponding and read_day(end) == corresponding - ONE_DAY
    return me.knows(start) and right


def _working(me: Doubter, _clock: Clock, n: str, start: str, m: str, end: str) -> bool:
    return me.knows(start) and n == m and read_day(end) == nth(read_day(start), int(n), is_working)


def _working_from(me: Doubter, _clock: Clock, n: str, start: str, m: str, end: str) -> bool:
    before = read_day(start) - ONE_DAY
    return me.knows(start) and n == m and read_day(end) == nth(before, int(n), is_working)


def _literally(me: Doubter, clock: Clock, *told: str) -> bool:
    [n] = re.findall(r"(\d+) working days", me.rule.counting.words())
    end = nth(clock.counted_from, int(n), lambda day: is_working(day) and not is_off(day))
    return read_day(told[-1]) == end


def _working_back(me: Doubter, _clock: Clock, n: str, start: str, m: str, end: str) -> bool:
    back = nth(read_day(start), int(n), is_working, -1)
    return me.knows(start) and n == m and read_day(end) == back


def _school(me: Doubter, _clock: Clock, n: str, start: str, m: str, end: str) -> bool:
    counted = nth(read_day(start), int(n), me.is_school_day)
    return me.knows(start) and n == m and read_day(end) == counted


def _nth_school(me: Doubter, clock: Clock, first: str, n: str, end: str) -> bool:
    one = nth(clock.counted_from - ONE_DAY, 1, me.is_school_day)
    counted = nth(one - ONE_DAY, int(n), me.is_school_day)
    return read_day(first) == one and read_day(end) == counted


def _school_back(me: Doubter, _clock: Clock, start: str, n: str, end: str) -> bool:
    return me.knows(start) and read_day(end) == nth(read_day(start), int(n), me.is_school_day, -1)


def _clear_school(me: Doubter, clock: Clock, _n: str, end: str) -> bool:
    return clock.due_on is not None and read_day(end) == nth(clock.due_on, 1, me.is_school_day, -1)


def _half_term(me: Doubter, _clock: Clock, start: str, first: str, last: str) -> bool:
    """Both ends are school days, and a week without any lies before the one and after the other."""
    begins, ends = read_day(first), read_day(last)
    around = [begins - n * ONE_DAY for n in range(1, 8)] + [ends + n * ONE_DAY for n in range(1, 8)]
    within = me.is_school_day(begins) and me.is_school_day(ends)
    return me.knows(start) and within and not any(map(me.is_school_day, around))


def _school_year(me: Doubter, _clock: Clock, start: str, year: str, next_: str, end: str) -> bool:
    day = read_day(start)
    first = day.year - (day.month < 9)
    right = int(year) == first and int(next_) == (first + 1) % 100
    return me.knows(start) and right and read_day(end) == date(first + 1, 8, 31)


def _last_with_pupils(me: Doubter, clock: Clock, end: str) -> bool:
    following = (read_day(end) + n * ONE_DAY for n in range(1, 60))
    year = clock.due_on
    return me.is_school_day(read_day(end)) and not any(
        me.is_school_day(day) for day in following if year and day <= year
    )


def _before_date(me: Doubter, _clock: Clock, year: str, fixed: str) -> bool:
    named = f"{read_day(fixed).day} {fixed.split()[2]}"
    return read_day(fixed).year == int(year) and named in _counted(me.rule)


def _day_before(me: Doubter, _clock: Clock, end: str) -> bool:
    return read_day(end) + ONE_DAY in me.days


def _anniversary(me: Doubter, _clock: Clock, n: str, start: str, day: str, end: str) -> bool:
    birthday = read_day(start) + relativedelta(years=int(n))
    return me.knows(start) and read_day(day) == birthday and read_day(end) == birthday - ONE_DAY


def _notice(me: Doubter, _clock: Clock, n: str, unit: str, start: str, end: str) -> bool:
    back = relativedelta(**{f"{unit}s": int(n)})  # type: ignore[arg-type]
    return me.knows(start) and read_day(end) == read_day(start) - back


def _a_day_earlier(_me: Doubter, clock: Clock, end: str) -> bool:
    return clock.due_on is not None and read_day(end) == clock.due_on - ONE_DAY


def _the_day_before(me: Doubter, _clock: Clock, start: str, end: str) -> bool:
    return me.knows(start) and read_day(end) == read_day(start) - ONE_DAY


def _weeks_back(me: Doubter, clock: Clock, n: str, end: str) -> bool:
    back = read_day(end) + timedelta(weeks=int(n)) in me.days
    return back and me.is_due_or_relaxed(read_day(end), clock)


def _week_of(me: Doubter, _clock: Clock, start: str, end: str) -> bool:
    day = read_day(start)
    return me.knows(start) and 0 <= (read_day(end) - day).days < 7


def _in_tribunal_time(me: Doubter, _clock: Clock, raw: str, _why: str, end: str) -> bool:
    return me.knows(raw) and read_day(end) == tribunal(read_day(raw) + ONE_DAY)


def _no_move(me: Doubter, clock: Clock) -> bool:
    unmoved = {day for day in me.days if tribunal(day) == day}
    return clock.due_on in unmoved or bool(unmoved)


def _last_working_day(_me: Doubter, clock: Clock, end: str) -> bool:
    day, due = read_day(end), clock.due_on
    if due is None or day > due:
        return False
    between = (day + n * ONE_DAY for n in range(1, (due - day).days + 1))
    return is_working(day) and not any(map(is_working, between))


def _that_day_works(_me: Doubter, clock: Clock) -> bool:
    return clock.due_on is not None and is_working(clock.due_on)


def _chosen(me: Doubter, clock: Clock, _which: str, end: str) -> bool:
    return read_day(end) in me.days and me.is_due_or_relaxed(read_day(end), clock)


def _relaxed(me: Doubter, _clock: Clock, end: str, first: str, last: str, law: str) -> bool:
    relaxed = me.rule.relaxed
    return (
        relaxed is not None
        and law == relaxed.citation
        and (read_day(first), read_day(last)) == (relaxed.first, relaxed.last)
        and read_day(end) in me.days
        and read_day(first) <= read_day(end) <= read_day(last)
    )


def _binds_again(me: Doubter, clock: Clock, last: str, law: str) -> bool:
    relaxed = me.rule.relaxed
    right = relaxed is not None and law == relaxed.citation and read_day(last) == relaxed.last
    return right and clock.due_on is not None and max(me.days) > read_day(last)


def _agreed(me: Doubter, clock: Clock, end: str) -> bool:
    return read_day(end) in me.events and read_day(end) == clock.due_on


def _settled(me: Doubter, clock: Clock, _how: str, day: str, late: str | None) -> bool:
    on = read_day(day)
    days = (on - clock.due_on).days if clock.due_on else 0
    return on in me.events and on == clock.settled_on and (late is None or int(late) == days)


def _bank_holidays_listed(_me: Doubter, _clock: Clock, listed: str) -> bool:
    return all(
        read_day(found) in _bank_holidays(read_day(found).year) for found in DAYS.findall(listed)
    )


def _known_to(me: Doubter, _clock: Clock, day: str) -> bool:
    return read_day(day) == me.calendars.bank_holidays.known_to


def _period(me: Doubter, _clock: Clock, n: str, name: str, whose: str) -> bool:
    own = me.calendars.periods.get(name)
    return int(n) == own if whose == "the authority's own" else n in me.numbers


def _own_figure(me: Doubter, _clock: Clock, n: str, name: str) -> bool:
    """A figure of the authority's own is checked on its pack, where it stands under that name."""
    return int(n) in {own.weeks for own in me.calendars.weeks.get(name, ())}


def _so_many_weeks(me: Doubter, _clock: Clock, n: str, start: str, end: str) -> bool:
    right = read_day(end) == read_day(start) + timedelta(weeks=int(n))
    return me.knows(start) and n in me.numbers and right


def _closure(me: Doubter, _clock: Clock, first: str, reopens: str, n: str, least: str) -> bool:
    """A closure's days are what an officer recorded; four weeks are the law's."""
    lasted = (read_day(reopens) - read_day(first)).days
    return me.knows(first) and me.knows(reopens) and lasted == int(n) >= int(least) == 4 * 7


def _window(me: Doubter, _clock: Clock, first: str, last: str) -> bool:
    week = timedelta(weeks=1)
    return {read_day(first) + week, read_day(last) + week} <= me.days


def _held_before(me: Doubter, _clock: Clock, held: str, n: str, asked: str, first: str) -> bool:
    """What was held before a request lies after the beginning of those weeks, and before it."""
    begins, ends = read_day(first), read_day(asked)
    within = begins <= read_day(held) < ends and (ends - begins).days == 7 * int(n)
    return me.knows(held) and me.knows(asked) and within


def _absence(me: Doubter, _clock: Clock, first: str, last: str, n: str) -> bool:
    lasted = (read_day(last) - read_day(first)).days + 1
    return me.knows(first) and me.knows(last) and lasted == int(n)


D = f"({DAY})"
CHECKS: tuple[tuple[str, Callable[..., bool]], ...] = (
    (rf"([A-Z][^.:]*): {D}\.", _event),
    (rf"[A-Z]+-\d+[\w.]* \(.*\) is counted from ([a-z ]+) on {D}\.", _event),
    (rf"An officer confirmed ()?{D} as the day on which the clock started\.", _event),
    (
        (
            rf"(\d+) weeks? are counted from {D}, that day not included: (\d+) × 7 = (\d+) days "
            rf"later is the same weekday, {D}\."
        ),
        _weeks,
    ),
    (rf"(\d+) days? are counted from {D}, that day not included: day (\d+) is {D}\.", _days),
    (
        (
            rf"(\d+) days? beginning with {D}: that day is day 1, so day (\d+) is (\d+) − 1 = "
            rf"(\d+) days later, {D}\."
        ),
        _days_from,
    ),
    (rf"(\d+) months? are counted from {D}, .*: the .* is {D} \(Dodds v Walker\)\.", _months),
    (
        (
            rf"(\d+) months? beginning with {D}, which counts: the corresponding date is {D} and "
            rf"the period ends the day before it, {D}\."
        ),
        _months_from,
    ),
    (rf"(\d+) months? beginning with {D}, which counts: the .* is {D}\.", _months),
    (rf"(\d+) working days? are counted from {D}, .*: number (\d+) is {D}\.", _working),
    (rf"(\d+) working days? beginning with {D}, .*: number (\d+) is {D}\.", _working_from),
    (rf"(\d+) working days? are counted back from {D}, .*: number (\d+) is {D}\.", _working_back),
    (rf"(\d+) school days? are counted from {D}, .*: number (\d+) is {D}\.", _school),
    (rf"School day number 1 is {D}; number (\d+) is {D}\.", _nth_school),
    (rf"Counted back from {D}, school day number (\d+) before it is {D}, .*\.", _school_back),
    (rf"Read as (\d+) clear .* the safe last day is one school day earlier, {D}\.", _clear_school),
    (rf"For {D} the half-term is the one from {D} to {D}\.", _half_term),
    (rf"After {D} the next half-term runs from {D} to {D}\.", _half_term),
    (rf"{D} lies in the school year (\d{{4}})/(\d\d), which .* by {D}\.", _school_year),
    (rf"The last day with pupils in that year is {D}\.", _last_with_pupils),
    (rf"The calendar year is (\d{{4}}), so it must be done before {D}\.", _before_date),
    (rf"The last day before that is {D}; it is not moved\.", _day_before),
    (rf"(\d+) years? after {D} is {D}; the last day before it is {D}\.", _anniversary),
    (rf"At least (\d+) (day|week|month)s? before {D}: .* literal last day is {D}\.", _notice),
    (rf"“At least” .* day is one day earlier, {D}\.", _a_day_earlier),
    (rf"The last day before {D} is {D}\.", _the_day_before),
    (rf"(\d+) weeks? back from that day is {D}\.", _weeks_back),
    (rf"The week of {D} ends on {D}\.", _week_of),
    (rf"{D} is (.*), so the act may be done by 5 pm on .*, {D} \(SI 2008/2699 r\.12\)\.",
     _in_tribunal_time),
    ((rf"Read literally, with no day of August and none from 25 December to 1 January counted at "
     rf"all, it would be {D} \(r\.12\(3\)\); do not rely on that\."), _literally),
    (r"That is a working day on which the Tribunal's time runs: by 5 pm \(r\.12\)\.", _no_move),
    (rf"The last working day on or before it is {D}\.", _last_working_day),
    (r"The last working day on or before it is that day itself\.", _that_day_works),
    (rf"The (earlier|later) of these is {D}\.", _chosen),
    (rf"The day agreed is {D}\.", _agreed),
    (
        (
            rf"(?:There is no fixed date|this does not bind): (?:its last day|the last day it is "
            rf"planned back from), {D}, lies in the time from {D} to {D}, in which .* \((.*)\)\."
        ),
        _relaxed,
    ),
    (rf"The limit was relaxed only up to {D} \((.*)\), and ends later: .* again\.", _binds_again),
    (
        (
            rf"(It was met|It was lifted early|It ended without being met) on {D}"
            r"(?:, (\d+) days? after its day)?\."
        ),
        _settled,
    ),
    (r"Saturdays and Sundays are not counted and the bank holidays (.*)\.", _bank_holidays_listed),
    (rf"Bank holidays are known to {D}, .*\.", _known_to),
    (r"(\d+) working days? \((.*)\) is (the authority's own|the code's) period\.", _period),
    (r"(\d+) weeks? \((.*)\) is (?:the authority's own figure|a placeholder).*\.", _own_figure),
    (rf"(\d+) weeks? after {D} is {D}\.", _so_many_weeks),
    (rf"The (exemption) was recorded on {D}\.", _event),
    (
        (
            rf"The closure lasted from {D} until the reopening on {D}: (\d+) days, and it takes "
            r"(\d+)\."
        ),
        _closure,
    ),
    (rf"Its window runs from one week before that, {D}, to .* the reopening, {D}\.", _window),
    (rf"(Advice) was asked for on {D}, which lies within it\.", _event),
    (rf"The absence lasted from {D} to {D}: (\d+) days in a row\.", _absence),
    (rf"The (condition) ended on {D}\.", _event),
    (rf"It was held on {D}, in the (\d+) weeks before {D}, which began on {D}\.", _held_before),
    (rf"The authority's own (working target) is {D}; it moves no legal date\.", _event),
)  # fmt: skip
"""Each kind of step, and how somebody counts along; other steps may say nothing new."""
